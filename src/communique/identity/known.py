"""What the authority says, arranged for looking up: made once for each authority."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from communique.authority import Authority
from communique.folding import content
from communique.identity.bodynames import BodyName, read_body
from communique.identity.nations import Nations, make_nations
from communique.identity.tables import Words

Parts = tuple[str, Words]


@lru_cache(maxsize=8)
def nations_of(authority: Authority) -> Nations:
    """Return the forms of the states and organisations that an authority knows."""
    return make_nations((entry.id, entry.names) for entry in authority.of_kind("side"))


@dataclass(frozen=True, slots=True)
class KnownBodies:
    """The bodies that an authority knows, by state and words, and by state, kind and topic."""

    by_name: Mapping[tuple[str | None, Words], frozenset[str]]
    by_parts: Mapping[tuple[str | None, Parts], frozenset[str]]

    def find(self, state: str | None, read: BodyName) -> str | None:
        """Return the one body that bears a name, of this state or of none; "Treasury" can be the ministry of that topic."""
        bare = [] if read.kind else [("ministry", read.topic)]
        for owner in dict.fromkeys((state, None)):
            parts = (self.by_parts.get((owner, part)) for part in (read.parts, *bare))
            for found in (self.by_name.get((owner, content(read.plain))), *parts):
                if found and len(found) == 1:
                    return next(iter(found))
        return None


@lru_cache(maxsize=8)
def bodies_of(authority: Authority) -> KnownBodies:
    """Return the bodies that an authority knows, to be looked up."""
    by_name: dict[tuple[str | None, Words], set[str]] = defaultdict(set)
    by_parts: dict[tuple[str | None, Parts], set[str]] = defaultdict(set)
    nations = nations_of(authority)
    for entry in authority.of_kind("body"):
        for name in entry.names:
            read = read_body(name, nations)
            by_name[entry.state, content(read.plain)].add(entry.id)
            by_parts[entry.state, read.parts].add(entry.id)
    return KnownBodies(
        {key: frozenset(ids) for key, ids in by_name.items()}, {key: frozenset(ids) for key, ids in by_parts.items()}
    )
