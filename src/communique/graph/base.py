"""What the named graphs are made from, and how names and values become RDF terms."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from communique.properties import PROPERTIES
from communique.records import Claim, Document, Entity, Fact, Identities, MentionKind, Reading, Term, Weighed
from communique.terms import MEET, ORG, RDF, RDFS, XSD, code_iri

Node = NamedNode
Rows = Iterator[Quad]

TYPE: Final = Node(str(RDF.type))
LABEL: Final = Node(str(RDFS.label))
_DATE_TYPES: Final = {4: Node(str(XSD.gYear)), 7: Node(str(XSD.gYearMonth)), 10: Node(str(XSD.date))}
_INTEGER: Final = Node(str(XSD.integer))
_BOOLEAN: Final = Node(str(XSD.boolean))

#: The class of each kind of entity. Outcomes and sides are told apart in `class_of`.
CLASSES: Final[Mapping[MentionKind, str]] = {
    "person": str(MEET.Person),
    "body": str(MEET.Agency),
    "side": str(MEET.State),
    "post": str(ORG.Post),
    "meeting": str(MEET.Meeting),
    "series": str(MEET.MeetingSeries),
    "mechanism": str(MEET.Mechanism),
    "programme": str(MEET.Programme),
    "project": str(MEET.Project),
    "instrument": str(MEET.Instrument),
    "facility": str(MEET.Facility),
    "place": str(MEET.Place),
    "quotation": str(MEET.Quotation),
    "participation": str(MEET.Participation),
    "representation": str(MEET.Representation),
    "delegation": str(MEET.Delegation),
    "tenure": str(MEET.Tenure),
    "document": str(MEET.SourceDocument),
}
OUTCOME_CLASSES: Final = {
    "outcome/adoption": str(MEET.Adoption),
    "outcome/commitment": str(MEET.Commitment),
    "outcome/achievement": str(MEET.Achievement),
}


def date(text: str) -> Literal:
    """Return an ISO date as a literal whose type is its precision.

    >>> date("2021-11").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    return Literal(text, datatype=_DATE_TYPES[len(text)])


def integer(value: int | str) -> Literal:
    """Return a whole number as a literal."""
    return Literal(str(value), datatype=_INTEGER)


def boolean(value: bool) -> Literal:
    """Return a truth value as a literal."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def code(text: str) -> Node:
    """Return the concept of a code written `LIST/CODE`."""
    return Node(code_iri(text))


@dataclass(frozen=True)
class Material:
    """All that the stages before have made; `base` is the project's base IRI."""

    base: str
    documents: Sequence[Document]
    readings: Mapping[str, Reading]
    claims: Sequence[Claim]
    identities: Identities
    weighed: Weighed

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.identities.entities}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """The claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def facts(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """The facts by subject and property."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.weighed.facts:
            found.setdefault((fact.subject, fact.property), []).append(fact)
        return {key: tuple(facts) for key, facts in found.items()}

    def node(self, path: str) -> Node:
        """Return the node of a path below the base."""
        return Node(self.base + path)

    def graph(self, name: str) -> Node:
        """Return the name of a named graph."""
        return Node(f"{self.base}graph/{name}")

    def term(self, value: Term) -> Node | Literal:
        """Return a resolved value as an RDF term."""
        makers: dict[str, Callable[[str], Node | Literal]] = {"entity": self.node, "date": date, "integer": integer, "code": code}
        return makers.get(value.kind, Literal)(value.text)

    def predicate(self, key: str) -> Node:
        """Return the RDF property of a row of the property table."""
        return Node(PROPERTIES[key].iri)
