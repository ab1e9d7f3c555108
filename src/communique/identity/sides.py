"""Sides that are states; an organisation that is a side is a body, and resolved with them."""

from collections import defaultdict
from collections.abc import Iterator

from communique.identity.clusters import cluster
from communique.identity.context import Context
from communique.identity.marks import Marked
from communique.identity.slugs import Group, fullest
from communique.records import Mention


def group_states(context: Context) -> Iterator[Group]:
    """Yield one group for each state that is a side."""
    by_state: dict[str, list[str]] = defaultdict(list)
    for side in context.of_kind("side"):
        if state := state_of(context, side):
            by_state[state].append(side.id)
    found = {mention: state for state, group in by_state.items() for mention in group}
    for group in cluster(by_state.values(), context.verdicts("side")):
        yield _group(context, group, min(found[mention] for mention in group))


def state_of(context: Context, side: Mention) -> str | None:
    """Return the state that a side is, if it is one."""
    nation = context.nations.exact(side.name)
    return nation if nation and nation.startswith("state/") else None


def mark_states(context: Context) -> Iterator[Marked]:
    """Yield the state of each side that is one."""
    yield from ((side.id, ("state", state)) for side in context.of_kind("side") if (state := state_of(context, side)))


def _group(context: Context, group: tuple[str, ...], state: str) -> Group:
    entry = context.authority.entries[state]
    names = fullest(context.mentions[mention].name for mention in group)
    return Group("side", group, state, entry.label, tuple(dict.fromkeys((entry.label, *names))), known=True)
