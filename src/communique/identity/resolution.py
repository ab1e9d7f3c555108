"""The order of the stages of identity."""

from collections.abc import Sequence

from communique.authority import Authority
from communique.collector import uncollected
from communique.identity.compounds import COMPOUNDS, SINGLE, group_compounds, group_single
from communique.identity.context import Context
from communique.identity.judging import followed
from communique.identity.people import Run
from communique.identity.stages import settle, stages
from communique.records import Identities, Judgement, Mention, Merge


def resolve(mentions: Sequence[Mention], authority: Authority, judgements: Sequence[Judgement] = ()) -> Identities:
    """Return the entities that mentions stand for, and the decisions that people may want to see.

    The result depends on the set of the mentions alone, not on their order. Stale judgements are not followed (`judging.py`).

    Raises:
        AuthorityError: judgements contradict each other, or two entities are pinned to one path.
    """
    context = _context(mentions, authority, judgements)
    with uncollected():
        _resolve_shared(context)
        _resolve_alone(context)
    context.merges += _judged(context)
    return _identities(context)


def resolve_shared(mentions: Sequence[Mention], authority: Authority, judgements: Sequence[Judgement], run: Run) -> Identities:
    """Return the entities that documents can share: all but what is made of others or belongs to one document.

    `mentions` hold at least those of all kinds but participations, outcomes, quotations and documents; `run` decides on blocks of
    people, here or elsewhere. What comes back is in no order, and without the decisions, since there are many.

    Raises:
        AuthorityError: judgements contradict each other, or two entities are pinned to one path.
    """
    context = _context(mentions, authority, judgements)
    with uncollected():
        _resolve_shared(context, run, told=False)
    return Identities(context.entity_of, tuple(context.entities.values()))


def resolve_alone(mentions: Sequence[Mention], authority: Authority, shared: Identities) -> Identities:
    """Return the entities of one document's mentions, given those that it shares with others, which come back too.

    Raises:
        AuthorityError: two entities are pinned to one path.
    """
    context = _context(mentions, authority, ())
    context.entity_of.update(shared.entity_of)
    context.entities.update((entity.id, entity) for entity in shared.entities)
    _resolve_alone(context)
    return _identities(context)


def _context(mentions: Sequence[Mention], authority: Authority, judgements: Sequence[Judgement]) -> Context:
    by_id = {mention.id: mention for mention in mentions}
    return Context(authority, by_id, followed(by_id, judgements))


def _resolve_shared(context: Context, run: Run = map, *, told: bool = True) -> None:
    for stage in stages(run, told=told):
        settle(context, stage)


def _resolve_alone(context: Context) -> None:
    for kind in COMPOUNDS:
        context.settle(group_compounds(context, kind))
    for kind in SINGLE:
        context.settle(group_single(context, kind))


def _judged(context: Context) -> list[Merge]:
    """Return the judgements that are followed, as decisions."""
    return [
        Merge(row.left, row.right, row.verdict, 1.0, (f"judged by {row.by} on {row.date}: {row.reason}",))  # type: ignore[arg-type]
        for row in context.judgements
    ]


def _identities(context: Context) -> Identities:
    entity_of = dict(sorted(context.entity_of.items()))
    entities = tuple(entity for _, entity in sorted(context.entities.items()))
    return Identities(entity_of, entities, tuple(sorted(set(context.merges), key=_order)))


def _order(merge: Merge) -> tuple[str, str, str, float]:
    return merge.left, merge.right, merge.verdict, -merge.score
