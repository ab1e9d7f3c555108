"""What it means that one person is given different posts: at one meeting, or at several.

At one meeting, two posts in one body are two names of one office (or of two that nobody can tell apart): naming; posts in two
bodies can both be held: aspect. Posts that no meeting attests together are a change, which is no conflict.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from communique.records import DisagreementKind, Entity
from communique.weighing.compare import Said
from communique.weighing.voices import Voiced

#: (person, post) → the meetings that attest it.
Attested = Mapping[tuple[str, str], frozenset[str]]


def attested(voiced: Iterable[Voiced], entities: Mapping[str, Entity]) -> Attested:
    """Return at which meetings each person is given each post."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in voiced:
        if item.property == "participation.capacity":
            person, post = entities[item.value.text].parts
            found[person, post].add(entities[item.subject].parts[0])
    return {key: frozenset(meetings) for key, meetings in found.items()}


def at_one_meeting(said: Said, entities: Mapping[str, Entity]) -> DisagreementKind | None:
    """Return what it means that documents give one person different posts at one meeting."""
    posts = {document: {entities[term.text].parts[1] for term in terms} for document, terms in said.items()}
    apart = [(a, b) for a, b in combinations(posts.values(), 2) if not a & b]
    if not apart:
        return None
    bodies = [{_body(post, entities) for post in a | b} - {None} for a, b in apart]
    same_body = all(len(named) < 2 for named in bodies)
    return "naming" if same_body else "aspect"


def over_time(person: str, said: Said, held: Attested) -> DisagreementKind | None:
    """Return `change` where some two posts of a person are attested, but by no meeting together."""
    posts = sorted({term.text for terms in said.values() for term in terms})
    meetings = [held.get((person, post), frozenset()) for post in posts]
    return "change" if any(a and b and not a & b for a, b in combinations(meetings, 2)) else None


def _body(post: str, entities: Mapping[str, Entity]) -> str | None:
    return next((part for part in entities[post].parts if part in entities and entities[part].kind == "body"), None)
