"""What the stages of identity share: the mentions by id and kind, the authority, the verdicts, and what is resolved so far."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, Final, TypeVar

from communique.authority import Authority
from communique.identity.bodynames import BodyName, read_body
from communique.identity.clusters import Verdicts
from communique.identity.known import nations_of
from communique.identity.nations import Nations
from communique.identity.postkeys import PostKey
from communique.identity.relations import Tables
from communique.identity.slugs import Group, name_groups
from communique.identity.tables import Words
from communique.identity.titles import Title
from communique.records import Entity, Judgement, Mention, MentionKind, Merge

T = TypeVar("T")
#: The kind of judgement that bears on each kind of mention.
_JUDGED: Final[Mapping[MentionKind, str]] = {
    "person": "person",
    "body": "body",
    "side": "body",
    "post": "post",
    "meeting": "meeting",
    **dict.fromkeys(("series", "mechanism", "programme", "project", "instrument", "facility", "place"), "thing"),
}


@dataclass(slots=True)
class Context:
    """The state of one resolution, which grows from stage to stage.

    `tables` is what the bodies tell the later stages, `sides_of` has the parties of each meeting; `body_names`, `spelled`,
    `titles` and `posts` keep what is read once.
    """

    authority: Authority
    mentions: Mapping[str, Mention]
    judgements: Sequence[Judgement] = ()
    nations: Nations = field(init=False)
    entity_of: dict[str, str] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    body_names: dict[str, BodyName] = field(default_factory=dict)
    spelled: dict[tuple[str, Words], tuple[BodyName, str | None, tuple[Words, ...]]] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)
    titles: dict[tuple[str, str], Title] = field(default_factory=dict)
    posts: dict[tuple[str, str, str], PostKey] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    sides_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _ones: dict[Any, Any] = field(default_factory=dict)
    _by_kind: dict[MentionKind, list[Mention]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for mention in sorted(self.mentions.values(), key=attrgetter("id")):
            self._by_kind[mention.kind].append(mention)
        self.nations = nations_of(self.authority)

    def one(self, value: T) -> T:
        """Return the first of all equal values, so that thousands of equal ones take the room of one."""
        found: T = self._ones.setdefault(value, value)
        return found

    def of_kind(self, *kinds: MentionKind) -> list[Mention]:
        """Return the mentions of some kinds, kind by kind, each sorted by id."""
        return [mention for kind in kinds for mention in self._by_kind[kind]]

    def verdicts(self, kind: MentionKind) -> Verdicts:
        """Return the judgements on mentions of a kind."""
        rows = [row for row in self.judgements if row.kind == _JUDGED[kind]]
        return Verdicts(*(tuple(row for row in rows if row.verdict == verdict) for verdict in ("same", "different")))

    def settle(self, groups: Iterable[Group]) -> None:
        """Name groups and record the entity of each mention."""
        for entity in name_groups(groups, self.mentions, self.authority.pins):
            known = self.entities.get(entity.id)
            both = replace(known, mentions=tuple(sorted((*known.mentions, *entity.mentions)))) if known else entity
            self.entities[entity.id] = both
            self.entity_of.update(dict.fromkeys(entity.mentions, entity.id))

    def read_body(self, name: str) -> BodyName:
        """Return the parts of a body's name."""
        if name not in self.body_names:
            self.body_names[name] = read_body(name, self.nations)
        return self.body_names[name]

    def find_sides(self) -> None:
        """Note the states and organisations that take part in each meeting mention."""
        found: dict[str, set[str]] = defaultdict(set)
        for person in self.of_kind("person"):
            if person.meeting:
                found[person.meeting].add(self.resolved(person.side) or "")
        for part in self.of_kind("representation", "delegation"):
            meeting, other = part.parts
            found[meeting].add(self.resolved(self.mentions[other].side or other) or "")
        self.sides_of = {meeting: frozenset(sides - {""}) for meeting, sides in found.items()}

    def resolved(self, mention: str | None) -> str | None:
        """Return the entity of a mention that another stage has resolved."""
        return self.entity_of.get(mention) if mention else None
