"""Short documents for the tests of reading, and their reading in few words."""

from communique.reading import read
from communique.records import Document, Reading, ReadMeeting

US = "U.S. Department of State"


def document(text: str, published: str | None = "2022-05-12", publisher: str | None = US) -> Document:
    """Make a document of a text."""
    return Document("sample", text, "0", published=published, publisher=publisher)


def reading(text: str, published: str | None = "2022-05-12", publisher: str | None = US) -> Reading:
    """Read a text."""
    return read(document(text, published, publisher))


def meeting(text: str, published: str | None = "2022-05-12", publisher: str | None = US) -> ReadMeeting:
    """Read a text about one meeting."""
    (only,) = reading(text, published, publisher).meetings
    return only


def people(text: str) -> dict[str, str | None]:
    """Return each person's side."""
    return {person.person: person.side for person in meeting(text).attendance}


def posts(text: str) -> dict[str, list[tuple[str, str | None]]]:
    """Return each person's titles with their bodies; an acting one begins with a plus."""
    return {
        person.person: [(("+" if post.acting else "") + post.title, post.organization) for post in person.posts]
        for person in meeting(text).attendance
    }


def roles(text: str) -> dict[str, list[tuple[str, str]]]:
    """Return each person's roles with their scope."""
    return {person.person: [(role.role, role.scope) for role in person.roles] for person in meeting(text).attendance}
