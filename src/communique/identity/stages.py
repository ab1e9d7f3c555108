"""The stages of what documents share, in their order: how each groups its mentions, and by which marks these hang together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from communique.identity.bearers import mark_people
from communique.identity.bodies import group_bodies, mark_bodies
from communique.identity.bodyfacts import find_facts, make_tables
from communique.identity.context import Context
from communique.identity.marks import Marked
from communique.identity.meetings import group_meetings, mark_meetings
from communique.identity.people import Run, group_people
from communique.identity.posts import group_posts, mark_posts
from communique.identity.series import mark_series
from communique.identity.sides import group_states, mark_states
from communique.identity.slugs import Group
from communique.identity.things import THINGS, group_places, group_series, group_things, mark_places, mark_things

#: After this stage, what the bodies tell is put together for the later ones.
BODIES: Final = "bodies"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, how it groups mentions, and what marks them."""

    name: str
    group: Callable[[Context], Iterator[Group]]
    mark: Callable[[Context], Iterator[Marked]]


def settle(context: Context, stage: Stage) -> list[Group]:
    """Let a stage group the mentions of a context, and note there what later stages need."""
    groups = list(stage.group(context))
    context.settle(groups)
    if stage.name == BODIES:
        context.tables = make_tables(find_facts(context, context.of_kind("body")), context.authority)
        context.find_sides()
    return groups


def stages(run: Run = map, *, told: bool = True) -> tuple[Stage, ...]:
    """Return the stages; `run` decides on blocks of people, here or elsewhere, and tells why if it is asked to."""
    return (
        Stage("states", group_states, mark_states),
        Stage(BODIES, group_bodies, mark_bodies),
        Stage("places", group_places, mark_places),
        Stage("series", group_series, lambda context: mark_series(context, context.of_kind("series"))),
        Stage("meetings", group_meetings, mark_meetings),
        *(Stage(kind, partial(group_things, kind=kind), partial(mark_things, kind=kind)) for kind in THINGS),
        Stage("people", partial(group_people, run=run, told=told), mark_people),
        Stage("posts", group_posts, mark_posts),
    )
