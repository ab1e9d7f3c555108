"""The steps of Spark's stages that need no Spark: what is brought together, and what the driver gets."""

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

from communique.documents import read_document
from communique.identity.context import Context
from communique.identity.events import find_events
from communique.identity.meetings import event_keys, group_events
from communique.identity.resolution import resolve_shared
from communique.parted import make_job
from communique.records import Mention
from communique.settings import Settings
from communique.stream.sheaf import hints_of, make_sheaf
from communique.stream.spark.joining import Forest, number_of, spanning
from communique.stream.spark.patterns import Samples, chosen, thrice
from communique.stream.spark.share import Ground, Share, ground_of
from communique.stream.spark.words import BODIES, resolved
from tests.stream.making import project


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project of a hundred generated releases."""
    return project(tmp_path_factory.mktemp("stages"), 100)


@pytest.fixture(scope="module")
def documents(settings: Settings) -> dict[str, tuple[Mention, ...]]:
    """The mentions of each."""
    return {path.stem: hints_of(make_sheaf(read_document(path))).mentions for path in sorted(settings.paths["documents"].iterdir())}


@pytest.fixture(scope="module")
def context(settings: Settings, documents: dict[str, tuple[Mention, ...]]) -> Context:
    """All of them resolved."""
    mentions = [mention for found in documents.values() for mention in found]
    authority = make_job(settings).authority
    found = resolve_shared(mentions, authority, (), map)
    whole = Context(authority, {mention.id: mention for mention in mentions})
    whole.entity_of.update(found.entity_of)
    whole.entities.update((entity.id, entity) for entity in found.entities)
    whole.find_sides()
    return whole


def test_mentions_of_one_meeting_hang_together_by_keys(context: Context) -> None:
    """Whatever the rules make one meeting of shares keys, directly or through others, so that no executor misses half of it."""
    events = find_events(context)
    first: dict[object, int] = {}
    links = [(first.setdefault(key, number_of(e.id)), number_of(e.id)) for e in events for key in event_keys(context, e)]
    forest = Forest(links)
    groups = [group.mentions for group in group_events(context, events)]

    assert any(len(group) > 2 for group in groups)
    assert all(len({forest.find(number_of(mention)) for mention in group}) == 1 for group in groups)


def test_meetings_judged_apart_by_keys_are_those_judged_together(context: Context) -> None:
    """Each set of mentions that hang together gives, by itself, the meetings that all give."""
    events = find_events(context)
    first: dict[object, int] = {}
    forest = Forest((first.setdefault(key, number_of(e.id)), number_of(e.id)) for e in events for key in event_keys(context, e))
    blocks = defaultdict(list)
    for event in events:
        blocks[forest.find(number_of(event.id))].append(event)
    alone = [group for block in blocks.values() for group in group_events(context, block)]

    assert len(blocks) > 5
    assert sorted(alone, key=str) == sorted(group_events(context, events), key=str)


def _taken(ground: Ground, documents: Sequence[Sequence[Mention]]) -> dict[bytes, Samples]:
    found: dict[bytes, Samples] = {}
    for mentions in documents:
        for pattern, sample in BODIES.patterns(ground, Share(tuple(mentions))):
            own = thrice(sample)
            found[pattern.digest] = chosen(found[pattern.digest], own) if pattern.digest in found else own
    return found


def test_samples_of_patterns_resolve_as_all_mentions_do(context: Context, documents: dict[str, tuple[Mention, ...]]) -> None:
    """Sides, bodies and places get the paths that all mentions together give, from fewer, in whatever order documents come."""
    ground, pages = ground_of(context.authority, ()), list(documents.values())
    samples = _taken(ground, pages)
    random.Random(1).shuffle(pages)
    paths = BODIES.resolve(ground, samples)[1]
    sent = {m.id for few in samples.values() for sample in few for group in (*sample.mentions, sample.beside) for m in group}
    told = {key: path for mentions in pages for key, path in resolved(BODIES, ground, Share(mentions), paths)}

    assert _taken(ground, pages) == samples
    assert told == {key: path for key, path in context.entity_of.items() if context.mentions[key].kind in {"side", "body", "place"}}
    assert len(sent) < len(told)


def test_as_many_links_are_sent_as_hold_together() -> None:
    """Of all pairs of a hundred numbers, ninety-nine are enough."""
    pairs = [(a, b) for b in range(100) for a in range(b)]

    found = list(spanning(pairs))

    assert len(found) == 99
    assert Forest(found).roots() == Forest(pairs).roots()
