"""Homes: the one thing under which each claim is weighed, and each node described.

What is said of a meeting, of who took part, for whom and as what, is weighed with the meeting; what is said of a person with the
person; and so on. What one document alone can say (its outcomes and quotations) has no home elsewhere. So no claim needs another
home's to be weighed, but for one: the posts that a person held at meetings, which the meetings' claims tell.
"""

from typing import Final

from communique.records import Entity, MentionKind

#: Compounds that live with their first part: a meeting, or the holder of a tenure.
_WITH_FIRST_PART: Final[frozenset[MentionKind]] = frozenset({"participation", "representation", "delegation", "tenure"})
#: What belongs to its document.
OWN: Final[frozenset[MentionKind]] = frozenset({"outcome", "quotation", "document"})
MEETINGS: Final = "meeting/"


def home_of(entity: Entity) -> str:
    """Return the path of an entity's home.

    >>> home_of(Entity("tenure/ann--clerk", "tenure", "", parts=("person/ann", "post/clerk")))
    'person/ann'
    """
    return entity.parts[0] if entity.kind in _WITH_FIRST_PART else entity.id
