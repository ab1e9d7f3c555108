"""One picture of the model: its classes with their plain values, and the main links between them.

Where a class stands is a table here; what it is called, which values it has and what its links are called is read from the
ontology. The picture is text of fixed form, so the same ontology gives the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from communique.terms import MEET, ORG, PREFIXES, PROV
from tools.ontology.tree import Tree, short, texts_in

_BOX, _HEAD, _LINE, _PAD, _GAP, _TOP = 196, 32, 17, 7, 64, 136
_COLUMNS: Final = (128, 444, 760, 1076, 1392)
WIDTH: Final = 1520
DOMAIN_HINT: Final = URIRef("https://schema.org/domainIncludes")

#: The topics with their fill and frame, in the order of the key.
COLOURS: Final = {
    "meetings": ("#e4edf8", "#2b62a8"),
    "outcomes": ("#fbe9ea", "#b0434f"),
    "things": ("#fbf0dc", "#a8731a"),
    "agents": ("#e3f1ee", "#2a7f6f"),
    "roles": ("#ece8f6", "#6a4fa3"),
    "evidence": ("#eceff1", "#4f5f69"),
    "weighing": ("#f3ece4", "#7d5a38"),
}
#: Column and row of each class.
PLACES: Final = {
    MEET.Thing: (0, 0),
    MEET.MeetingSeries: (1, 0),
    MEET.Agency: (3, 0),
    MEET.State: (4, 0),
    MEET.Outcome: (0, 1),
    MEET.Meeting: (1, 1),
    MEET.Representation: (2, 1),
    MEET.Name: (4, 1),
    MEET.Quotation: (0, 2),
    MEET.Participation: (2, 2),
    MEET.Tenure: (3, 2),
    ORG.Post: (4, 2),
    MEET.Place: (0, 3),
    MEET.Delegation: (2, 3),
    MEET.Person: (3, 3),
    MEET.Reading: (0, 4),
    MEET.SourceDocument: (1, 4),
    MEET.Excerpt: (2, 4),
    MEET.Claim: (3, 4),
    MEET.Disagreement: (4, 4),
    MEET.Derivation: (2, 5),
    MEET.Judgement: (4, 5),
}
#: The links that are drawn: from, by, to.
LINKS: Final = (
    (MEET.Meeting, MEET.inSeries, MEET.MeetingSeries),
    (MEET.MeetingSeries, MEET.ofBody, MEET.Agency),
    (MEET.Agency, MEET.underMechanism, MEET.Thing),
    (MEET.Agency, MEET.ofState, MEET.State),
    (MEET.State, MEET.hasName, MEET.Name),
    (MEET.Outcome, MEET.concerns, MEET.Thing),
    (MEET.Outcome, MEET.outcomeOf, MEET.Meeting),
    (MEET.Quotation, MEET.saidAt, MEET.Meeting),
    (MEET.Meeting, MEET.place, MEET.Place),
    (MEET.Representation, MEET.inMeeting, MEET.Meeting),
    (MEET.Representation, MEET.representedBody, MEET.Agency),
    (MEET.Participation, MEET.inMeeting, MEET.Meeting),
    (MEET.Participation, MEET.inCapacity, MEET.Tenure),
    (MEET.Participation, MEET.participant, MEET.Person),
    (MEET.Delegation, MEET.ofMeeting, MEET.Meeting),
    (MEET.Delegation, MEET.ledBy, MEET.Person),
    (MEET.Tenure, MEET.holder, MEET.Person),
    (MEET.Tenure, MEET.ofPost, ORG.Post),
    (MEET.Person, ORG.holds, ORG.Post),
    (ORG.Post, ORG.postIn, MEET.Agency),
    (MEET.Meeting, MEET.reportedIn, MEET.SourceDocument),
    (MEET.Reading, PROV.used, MEET.SourceDocument),
    (MEET.Excerpt, MEET.ofDocument, MEET.SourceDocument),
    (MEET.Claim, MEET.restsOn, MEET.Excerpt),
    (MEET.Derivation, MEET.restsOn, MEET.Excerpt),
    (MEET.Disagreement, MEET.gathers, MEET.Claim),
    (MEET.Disagreement, MEET.settledBy, MEET.Judgement),
)


@dataclass(frozen=True, slots=True)
class Box:
    """One class: where it stands, what it is called, its narrower classes and its plain values."""

    x: int
    y: int
    label: str
    topic: str
    kinds: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def height(self) -> int:
        """The height, from the number of lines."""
        lines = len(self.kinds) + len(self.values)
        return _HEAD + (lines * _LINE + _PAD if lines else 0)

    @property
    def middle(self) -> tuple[float, float]:
        """The point that links aim at."""
        return self.x, self.y + self.height / 2


def draw(tree: Tree) -> str:
    """Return the picture as SVG."""
    boxes = _boxes(tree)
    height = max(box.y + box.height for box in boxes.values()) + 40
    links = [_link(tree, boxes[start], name, boxes[end]) for start, name, end in LINKS]
    boxed = (_box(box) for box in boxes.values())
    parts = [_opening(height), *_key(), *links, *boxed, *_note(boxes[MEET.Claim]), "</svg>"]
    return "\n".join(parts) + "\n"


def _boxes(tree: Tree) -> dict[URIRef, Box]:
    flat = {term: _flat_box(tree, term, column) for term, (column, _) in PLACES.items()}
    tops, top = {}, _TOP
    for row in range(1 + max(row for _, row in PLACES.values())):
        tops[row] = top
        top += _GAP + max(flat[term].height for term, place in PLACES.items() if place[1] == row)
    return {term: Box(box.x, tops[PLACES[term][1]], box.label, box.topic, box.kinds, box.values) for term, box in flat.items()}


def _flat_box(tree: Tree, term: URIRef, column: int) -> Box:
    own = term in tree.declared
    label = _label(tree, term)
    topic = tree.declared[term].removesuffix(".ttl") if own else "roles"
    kinds = tuple(_label(tree, kind) for kind in sorted(tree.merged.subjects(RDFS.subClassOf, term), key=str))
    return Box(_COLUMNS[column], 0, label, topic, kinds, values_of(tree, term))


def values_of(tree: Tree, term: URIRef) -> tuple[str, ...]:
    """Return the labels of the properties that give a class texts, numbers, dates or codes."""
    graph = tree.merged
    about = {*graph.subjects(RDFS.domain, term), *graph.subjects(DOMAIN_HINT, term)}
    plain = {*graph.subjects(RDF.type, OWL.DatatypeProperty), *graph.subjects(RDFS.range, SKOS.Concept)}
    return tuple(sorted(_label(tree, name) for name in about & plain))


def _label(tree: Tree, term: object) -> str:
    """Return what an own term is called, or the short form of another."""
    found = texts_in(tree.merged, URIRef(str(term)), RDFS.label, "en")
    prefix = next((name for name, iri in PREFIXES.items() if str(term).startswith(iri)), "")
    return found[0] if found else f"{prefix}:{short(URIRef(str(term)))}"


# --- writing ----------------------------------------------------------------------------------------------------------


def _opening(height: int) -> str:
    heads = "".join(_arrow(topic, frame) for topic, (_, frame) in COLOURS.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title about" font-family="Inter, \'Segoe UI\', \'DejaVu Sans\', Arial, sans-serif">\n'
        '<title id="title">The model in one picture</title>\n'
        '<desc id="about">Classes of the ontology as boxes with their plain values, and arrows for the main links.</desc>\n'
        f"<defs>{heads}</defs>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    )


def _arrow(topic: str, colour: str) -> str:
    shape = f'<path d="M0,0 L9,4.5 L0,9 z" fill="{colour}"/>'
    return f'<marker id="to-{topic}" markerWidth="9" markerHeight="9" refX="8.5" refY="4.5" orient="auto">{shape}</marker>'


def _key() -> Iterable[str]:
    yield '<text x="30" y="46" font-size="24" font-weight="600" fill="#1c2430">Meet: the model in one picture</text>'
    for number, (topic, (fill, frame)) in enumerate(COLOURS.items()):
        x = WIDTH - 820 + number * 114
        yield f'<rect x="{x}" y="32" width="16" height="16" rx="4" fill="{fill}" stroke="{frame}"/>'
        yield f'<text x="{x + 23}" y="45" font-size="14" fill="#3a4450">{topic}</text>'


def _note(claim: Box) -> Iterable[str]:
    """Say what no arrow can: that a claim is about any other arrow or value."""
    words = ("Every value and link above the documents", "has a claim: rdf:subject, rdf:predicate,", "rdf:object.")
    for number, text in enumerate(words):
        at = f'x="{claim.x - _BOX // 2}" y="{claim.y + claim.height + 34 + number * 18}"'
        yield f'<text {at} font-size="12.5" font-style="italic" fill="#4f5f69">{text}</text>'


def _box(box: Box) -> str:
    fill, frame = COLOURS[box.topic]
    left = box.x - _BOX // 2
    size = f'x="{left}" y="{box.y}" width="{_BOX}" height="{box.height}" rx="8"'
    head = f'x="{box.x}" y="{box.y + 21}" font-size="15" font-weight="600" text-anchor="middle"'
    lines = [
        f'<rect {size} fill="{fill}" stroke="{frame}" stroke-width="1.5"/>',
        f'<text {head} fill="{frame}">{escape(box.label)}</text>',
    ]
    for number, text in enumerate((*box.kinds, *box.values)):
        style = ' font-style="italic"' if number < len(box.kinds) else ""
        at = f'x="{left + 12}" y="{box.y + _HEAD + 12 + number * _LINE}"'
        lines.append(f'<text {at} font-size="12.5" fill="#3a4450"{style}>{escape(text)}</text>')
    return "\n".join(lines)


def _link(tree: Tree, start: Box, name: URIRef, end: Box) -> str:
    far = start.y == end.y and any(start.x > x > end.x for x in _COLUMNS[1:-1])
    path, (x, y) = (_over if far else _level if start.y == end.y else _straight)(start, end)
    colour = COLOURS[start.topic][1]
    line = f'<path d="{path}" stroke="{colour}" stroke-width="1.4" fill="none" marker-end="url(#to-{start.topic})"/>'
    text = f'<text x="{x:.0f}" y="{y:.0f}" font-size="12.5" text-anchor="middle"'
    label = escape(_label(tree, name))
    # twice, since not every program draws the halo of a text beneath it
    halo = f'{text} stroke="#ffffff" stroke-width="5" stroke-linejoin="round">{label}</text>'
    return f'{line}\n{halo}\n{text} fill="{colour}">{label}</text>'


def _straight(start: Box, end: Box) -> tuple[str, tuple[float, float]]:
    (x1, y1), (x2, y2) = _edge(start, end.middle), _edge(end, start.middle)
    return f"M{x1:.0f},{y1:.0f} L{x2:.0f},{y2:.0f}", ((x1 + x2) / 2, (y1 + y2) / 2 + 4)


def _level(start: Box, end: Box) -> tuple[str, tuple[float, float]]:
    """Join two boxes of one row at the height of their heads."""
    way = 1 if start.x < end.x else -1
    x1, x2, y = start.x + way * _BOX / 2, end.x - way * _BOX / 2, start.y + _HEAD / 2
    return f"M{x1:.0f},{y:.0f} L{x2:.0f},{y:.0f}", ((x1 + x2) / 2, y - 6)


def _over(start: Box, end: Box) -> tuple[str, tuple[float, float]]:
    """Join two boxes of one row by a line above those between them."""
    y, top = start.y, start.y - 46
    return f"M{start.x},{y} C{start.x},{top} {end.x},{top} {end.x},{y}", ((start.x + end.x) / 2, y - 30)


def _edge(box: Box, aim: tuple[float, float]) -> tuple[float, float]:
    """Return where the line from the middle of a box to a point leaves the box."""
    x, y = box.middle
    dx, dy = aim[0] - x, aim[1] - y
    reach = min(_BOX / 2 / abs(dx) if dx else 2, box.height / 2 / abs(dy) if dy else 2)
    return x + dx * reach, y + dy * reach
