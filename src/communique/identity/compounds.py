"""Compounds, made of the entities of their parts; and what belongs to one document alone.

Compounds are participations, representations, delegations and tenures; alone stand outcomes, quotations and documents.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from communique.identity.context import Context
from communique.identity.slugs import Group
from communique.records import Mention, MentionKind

COMPOUNDS: Final[tuple[MentionKind, ...]] = ("participation", "representation", "delegation", "tenure")
#: The kind of part that a compound rarely has, and that could bear the name of the usual one.
_UNUSUAL: Final = {"representation": "state", "delegation": "agency"}
SINGLE: Final[tuple[MentionKind, ...]] = ("outcome", "quotation", "document")


def group_compounds(context: Context, kind: MentionKind) -> Iterator[Group]:
    """Yield one group for each combination of parts; an acting tenure is another than a full one."""
    found: dict[tuple[tuple[str, ...], str], list[Mention]] = defaultdict(list)
    for mention in context.of_kind(kind):
        manner = mention.name if kind == "tenure" else ""
        found[tuple(context.entity_of[part] for part in mention.parts), manner].append(mention)
    for (parts, manner), mentions in sorted(found.items()):
        slugs = [_tail(kind, part) for part in parts]
        stem = "--".join([*slugs, manner] if manner else slugs)
        label = ", ".join(context.entities[part].label for part in reversed(parts)) + (f" ({manner})" if manner else "")
        yield Group(kind, tuple(mention.id for mention in mentions), f"{kind}/{stem}", label, (label,), parts)


def _tail(kind: MentionKind, part: str) -> str:
    """Return what a part adds to the path; of a part of another kind than usual, with that kind, so that no two paths are one."""
    usual, tail = part.split("/", 1)
    return f"{usual}.{tail}" if usual == _UNUSUAL.get(kind) else tail


def group_single(context: Context, kind: MentionKind) -> Iterator[Group]:
    """Yield one group for each mention of what belongs to one document."""
    for mention in context.of_kind(kind):
        stem = mention.document if kind == "document" else f"{mention.document}-{mention.start}"
        yield Group(kind, (mention.id,), f"{kind}/{stem}", mention.name, (mention.name,))
