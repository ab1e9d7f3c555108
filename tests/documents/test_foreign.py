"""Front matter of other programs."""

import pytest

from communique.documents.foreign import extract, is_foreign
from communique.errors import DocumentError


def stated(front: str) -> dict[str, tuple[str, str]]:
    """Return what another program's front matter states."""
    return {entry.field: (entry.value, entry.source) for entry in extract(f"---\n{front}\n---\nThey met.".encode(), "a.md").stated}


@pytest.mark.parametrize(
    ("front", "field", "expected"),
    [
        ("date: 2020-05-04T10:00:00Z", "published", ("2020-05-04", "front matter, date")),
        ("Date: 4 May 2020", "published", ("2020-05-04", "front matter, Date")),
        ("date: 2020-05", "published", ("2020-05", "front matter, date")),
        ("author: Ministry of Waters", "publisher", ("Ministry of Waters", "front matter, author")),
        ("publisher: A\nauthor: B", "publisher", ("A", "front matter, publisher")),
        ("canonical-url: https://example.org/a", "url", ("https://example.org/a", "front matter, canonical-url")),
        ("lang: es_MX", "language", ("es-MX", "front matter, lang")),
        ("title: >\n  Lake\n  Talks", "title", ("Lake Talks", "front matter, title")),
    ],
)
def test_other_names_are_understood(front: str, field: str, expected: tuple[str, str]) -> None:
    """A field is found under the names that other programs use, and the place says which."""
    assert expected == stated(front)[field]


@pytest.mark.parametrize("front", ["date: today", "link: /releases/3", "author: [a, b]", "draft: false", "date: 2020-02-31"])
def test_what_means_nothing_here_is_left(front: str) -> None:
    """A value that the project cannot keep is not taken."""
    assert {} == stated(front)


def test_the_text_begins_after_the_front_matter() -> None:
    """Nothing of the text is lost, and what was left out is named."""
    found = extract(b"---\nlayout: post\ntitle: Talks\n---\n\nThey met.\n", "a.md")

    assert ("\nThey met.\n", ("left out of the front matter: layout",)) == (found.text, found.notes)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("---\ntitle: Talks\npublished: 2020-05-04\n---\nx", False),
        ("---\ntitle: Talks\npublished: 4 May 2020\n---\nx", True),
        ("---\ntags: [a]\n---\nx", True),
        ("---\n- a\n---\nx", False),
        ("---\ntitle: 'a\n---\nx", False),
        ("They met.\n---\nlayout: post\n---\n", False),
    ],
)
def test_foreign_front_matter_is_recognised(content: str, expected: bool) -> None:
    """Front matter is another program's if it holds what a project's document cannot have."""
    assert expected == is_foreign(content)


def test_what_is_no_front_matter_is_refused() -> None:
    """Without front matter there is nothing to translate."""
    with pytest.raises(DocumentError, match="the front matter is not YAML"):
        extract(b"They met.", "a.md")
