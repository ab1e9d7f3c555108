"""`graph/facts`: what is asserted, with the types, labels and structural links of its nodes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, Quad

from communique.graph.base import CLASSES, LABEL, OUTCOME_CLASSES, TYPE, Material, Node, Rows, boolean
from communique.records import Entity, MentionKind
from communique.terms import MEET

#: What links a compound to its parts, in the order of the parts.
PARTS: Final[Mapping[MentionKind, tuple[str, ...]]] = {
    "participation": (str(MEET.inMeeting), str(MEET.participant)),
    "representation": (str(MEET.inMeeting), str(MEET.representedBody)),
    "delegation": (str(MEET.ofMeeting), str(MEET.ofSide)),
    "tenure": (str(MEET.holder), str(MEET.ofPost)),
}
_ACTING: Final = Node(str(MEET.acting))
_STATE: Final = Node(str(MEET.ofState))


def fact_rows(material: Material, entities: Iterable[Entity]) -> Rows:
    """Yield the facts, and the nodes of these entities."""
    graph = material.graph("facts")
    for fact in material.weighed.facts:
        yield Quad(material.node(fact.subject), material.predicate(fact.property), material.term(fact.value), graph)
    for entity in entities:
        yield from _node_rows(material, entity, graph)


def used_entities(material: Material) -> list[Entity]:
    """Return the entities that some claim is about, or that a compound of theirs is made of."""
    entity_of = material.identities.entity_of
    used = {entity_of[claim.subject] for claim in material.claims}
    used |= {entity_of[claim.value.text] for claim in material.claims if claim.value.kind == "mention"}
    waiting = list(used)
    while waiting:
        parts = [part for part in material.entities[waiting.pop()].parts if part not in used and part in material.entities]
        used.update(parts)
        waiting += parts
    return [material.entities[name] for name in sorted(used) if material.entities[name].kind != "document"]


def class_of(material: Material, entity: Entity) -> str:
    """Return the class of an entity."""
    if entity.kind == "side" and not entity.id.startswith("state/"):
        return CLASSES["body"]
    if entity.kind == "outcome":
        (kind,) = material.facts[entity.id, "outcome.kind"]
        return OUTCOME_CLASSES[kind.value.text]
    return CLASSES[entity.kind]


def _node_rows(material: Material, entity: Entity, graph: Node) -> Rows:
    node = material.node(entity.id)
    yield Quad(node, TYPE, Node(class_of(material, entity)), graph)
    yield Quad(node, LABEL, Literal(entity.label), graph)
    for predicate, part in zip(PARTS.get(entity.kind, ()), entity.parts, strict=False):
        yield Quad(node, Node(predicate), material.node(part), graph)
    extra = _EXTRA.get(entity.kind)
    if extra:
        yield from extra(material, entity, graph)


def _tenure_rows(material: Material, entity: Entity, graph: Node) -> Rows:
    yield Quad(material.node(entity.id), _ACTING, boolean(entity.id.endswith("--acting")), graph)


def _state_rows(material: Material, entity: Entity, graph: Node) -> Rows:
    for part in entity.parts:
        if part.startswith("state/"):
            yield Quad(material.node(entity.id), _STATE, material.node(part), graph)


_EXTRA: Final[Mapping[MentionKind, Callable[[Material, Entity, Node], Rows]]] = {
    "tenure": _tenure_rows,
    "body": _state_rows,
    "post": _state_rows,
}
