"""`graph/weighing`: the standing of each claim, the disagreements, and the judgements on them."""

from collections.abc import Sequence
from typing import Final

from pyoxigraph import Literal, Quad

from communique.graph.base import LABEL, TYPE, Material, Node, Rows, code, date
from communique.properties import PROPERTIES
from communique.records import Disagreement, Judgement
from communique.terms import DCTERMS, MEET

_STANDING, _WHY = (Node(str(MEET[name])) for name in ("standing", "standingReason"))
_DISAGREEMENT, _JUDGEMENT = (Node(str(MEET[name])) for name in ("Disagreement", "Judgement"))
_ABOUT, _ON_PROPERTY, _ON_SIDE, _KIND, _RESOLUTION = (
    Node(str(MEET[name])) for name in ("about", "onProperty", "onSide", "disagreementKind", "resolution")
)
_GATHERS, _PREFERRED, _POLICY, _REASON, _SETTLED_BY = (
    Node(str(MEET[name])) for name in ("gathers", "preferredClaim", "policyRule", "reason", "settledBy")
)
_VERDICT, _JUDGED_BY, _JUDGES = (Node(str(MEET[name])) for name in ("verdict", "judgedBy", "judges"))
_DATE: Final = Node(str(DCTERMS.date))


def weighing_rows(material: Material, judgements: Sequence[tuple[str, Judgement]]) -> Rows:
    """Yield standings, disagreements and judgements; each judgement comes with the path of its node."""
    graph = material.graph("weighing")
    for claim, (standing, reason) in sorted(material.weighed.standings.items()):
        node = material.node(f"claim/{claim}")
        yield Quad(node, _STANDING, code(f"standing/{standing}"), graph)
        if reason:
            yield Quad(node, _WHY, Literal(reason), graph)
    for disagreement in material.weighed.disagreements:
        yield from _one_disagreement(material, disagreement, graph)
    for path, judgement in judgements:
        yield from _one_judgement(material, path, judgement)


def disagreement_label(material: Material, disagreement: Disagreement) -> str:
    """Return what a disagreement is about, for people."""
    subject = material.entities[disagreement.subject]
    of_list = disagreement.side is not None and subject.kind == "meeting"
    side = f", {material.entities[disagreement.side or ''].label}" if of_list else ""
    return f"{subject.label}{side}: {PROPERTIES[disagreement.property].label} ({disagreement.kind})"


def _one_disagreement(material: Material, found: Disagreement, graph: Node) -> Rows:
    node = material.node(found.id)
    yield Quad(node, TYPE, _DISAGREEMENT, graph)
    yield Quad(node, LABEL, Literal(disagreement_label(material, found)), graph)
    yield Quad(node, _ABOUT, material.node(found.subject), graph)
    yield Quad(node, _ON_PROPERTY, material.predicate(found.property), graph)
    yield Quad(node, _KIND, code(f"disagreement/{found.kind}"), graph)
    yield Quad(node, _RESOLUTION, code(f"resolution/{found.status}"), graph)
    yield Quad(node, _REASON, Literal(found.reason), graph)
    if found.rule:
        yield Quad(node, _POLICY, Literal(found.rule), graph)
    if found.side:
        yield Quad(node, _ON_SIDE, material.node(found.side), graph)
    if found.judgement:
        yield Quad(node, _SETTLED_BY, material.node(found.judgement), graph)
    for claim in found.claims:
        yield Quad(node, _GATHERS, material.node(f"claim/{claim}"), graph)
        if found.preferred and material.weighed.standings[claim][0] == "asserted":
            yield Quad(node, _PREFERRED, material.node(f"claim/{claim}"), graph)


def _one_judgement(material: Material, path: str, judgement: Judgement) -> Rows:
    graph = material.graph("weighing")
    node = material.node(path)
    yield Quad(node, TYPE, _JUDGEMENT, graph)
    yield Quad(node, LABEL, Literal(f"{judgement.verdict}: {judgement.left} / {judgement.right}"), graph)
    for predicate, text in ((_VERDICT, judgement.verdict), (_REASON, judgement.reason), (_JUDGED_BY, judgement.by)):
        yield Quad(node, predicate, Literal(text), graph)
    yield Quad(node, _DATE, date(judgement.date), graph)
    entity_of = material.identities.entity_of
    judged = {entity_of[side.split(" ")[0]] for side in (judgement.left, judgement.right) if side.split(" ")[0] in entity_of}
    for entity in sorted(judged):
        yield Quad(node, _JUDGES, material.node(entity), graph)
