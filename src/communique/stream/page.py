"""Pages: the statements that are a document's own, and its letters to the homes of all that it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pyoxigraph import Quad

from communique.graph.derived import local_rows
from communique.graph.evidence import claim_rows
from communique.graph.facts import fact_rows
from communique.graph.sources import document_rows
from communique.graph.standings import weighing_rows
from communique.identity import resolve_alone
from communique.records import Entity, Identities, Judgement, Term, Weighed
from communique.stream.frame import Frame
from communique.stream.homes import OWN, home_of
from communique.stream.letters import Known, Letter, voice
from communique.stream.sheaf import Sheaf
from communique.stream.written import Written, write
from communique.weighing import decide
from communique.weighing.verdicts import Verdict, find_verdicts, judgement_id
from communique.weighing.voices import Speaker, Voiced, hear, introduce, publisher_of


@dataclass(frozen=True, slots=True)
class Page:
    """What one document's statements are, how many of them are facts, and its letter to each home."""

    written: Written
    facts: int
    letters: Mapping[str, Letter]


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A sheaf with all its mentions resolved."""

    sheaf: Sheaf
    entity_of: Mapping[str, str]
    entities: Mapping[str, Entity]
    speaker: Speaker


def make_page(sheaf: Sheaf, known: Known, frame: Frame) -> Page:
    """Return the statements that are a document's own, and its letters."""
    shared = Identities(known.entity_of, known.entities)
    found = resolve_alone(sheaf.mentions, frame.authority, shared)
    entities = {entity.id: entity for entity in found.entities}
    publisher = entities.get(found.entity_of.get(publisher_of(sheaf.document.name), ""))
    resolved = _Resolved(sheaf, found.entity_of, entities, introduce(sheaf.document, known.head, publisher))
    voiced = list(_voiced(resolved))
    own = [item for item in voiced if entities[item.subject].kind in OWN]
    weighed = decide(own, hear([resolved.speaker], entities, own), {})
    written = write(frame.veil.quads(_own_rows(resolved, weighed, known, frame)), frame)
    return Page(written, len(weighed.facts), _letters(resolved, voiced, known))


def _voiced(resolved: _Resolved) -> Iterator[Voiced]:
    entity_of = resolved.entity_of
    for claim in resolved.sheaf.claims:
        named = claim.value.kind == "mention"
        value = Term("entity", entity_of[claim.value.text]) if named else Term(claim.value.kind, claim.value.text)  # type: ignore[arg-type]
        yield voice(claim, entity_of[claim.subject], value)


def _own_rows(resolved: _Resolved, weighed: Weighed, known: Known, frame: Frame) -> Iterator[Quad]:
    sheaf = resolved.sheaf
    lineage = {sheaf.document.name: known.head, **{name: name for name in known.others}}
    identities = Identities({**known.judged, **resolved.entity_of}, tuple(resolved.entities.values()))
    material = frame.material(replace(weighed, witnesses=lineage), identities, sheaf.document, sheaf.claims)
    described = sorted({fact.subject for fact in weighed.facts})
    yield from fact_rows(material, [resolved.entities[name] for name in described])
    yield from local_rows(material, frame.topics)
    yield from weighing_rows(material, [(judgement_id(row), row) for _, row in known.judgements])
    yield from document_rows(material, {sheaf.document.name: sheaf.coverage}, frame.reader)
    yield from claim_rows(material, sheaf.document, sheaf.claims)


# --- letters ---


def _letters(resolved: _Resolved, voiced: Sequence[Voiced], known: Known) -> dict[str, Letter]:
    entities = resolved.entities
    told: dict[str, list[Voiced]] = defaultdict(list)
    beside: dict[str, list[Voiced]] = defaultdict(list)
    present: dict[str, set[str]] = defaultdict(set)
    for item in voiced:
        if entities[item.subject].kind not in OWN:
            told[home_of(entities[item.subject])].append(item)
        if item.property == "participation.capacity":
            beside[home_of(entities[item.value.text])].append(item)
    for entity in _reached(entities, chain.from_iterable(_names(item) for item in voiced)):
        if entity.kind not in OWN:
            present[home_of(entity)].add(entity.id)
    verdicts = _verdicts(resolved, known)
    return {
        home: Letter(
            resolved.speaker,
            tuple(told[home]),
            tuple(beside[home]),
            _needed(entities, (*told[home], *beside[home]), present[home]),
            tuple(sorted(present[home])),
            tuple(verdicts.get(home, ())),
        )
        for home in sorted({*told, *beside, *present})
    }


def _needed(entities: Mapping[str, Entity], voiced: Iterable[Voiced], present: Iterable[str]) -> tuple[Entity, ...]:
    names = chain(present, chain.from_iterable(_names(item) for item in voiced))
    return tuple(sorted(_reached(entities, names), key=lambda entity: entity.id))


def _names(item: Voiced) -> tuple[str, ...]:
    return (item.subject, item.value.text) if item.value.kind == "entity" else (item.subject,)


def _reached(entities: Mapping[str, Entity], names: Iterable[str]) -> list[Entity]:
    """Return the entities of these names, and those that they are made of."""
    found: dict[str, Entity] = {}
    waiting = list(dict.fromkeys(names))
    while waiting:
        name = waiting.pop()
        if name in entities and name not in found:
            found[name] = entities[name]
            waiting += entities[name].parts
    return list(found.values())


def _verdicts(resolved: _Resolved, known: Known) -> dict[str, list[tuple[int, str, str, Verdict]]]:
    found: dict[str, list[tuple[int, str, str, Verdict]]] = defaultdict(list)
    identities = Identities({**known.judged, **resolved.entity_of}, ())
    for place, row in _of_document(known.judgements, resolved.sheaf.document.name):
        for (subject, key), verdict in find_verdicts([row], identities).items():
            found[home_of(resolved.entities[subject])].append((place, subject, key, verdict))
    return found


def _of_document(judgements: Iterable[tuple[int, Judgement]], document: str) -> Iterator[tuple[int, Judgement]]:
    return ((place, row) for place, row in judgements if row.left.split("#")[0] == document)
