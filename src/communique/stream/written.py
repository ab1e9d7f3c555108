"""Statements as they are written: canonical N-Quads, the facts among them as Turtle, and what there is to count."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from communique.description import LINKS
from communique.export import canonical_lines, in_order
from communique.terms import RDF

_TYPE: Final = str(RDF.type)


@dataclass(slots=True)
class Tally:
    """How many statements, subjects, instances of each class, uses of each property, and links to each host."""

    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add the counts of another piece."""
        self.triples += other.triples
        self.subjects += other.subjects
        self.classes.update(other.classes)
        self.properties.update(other.properties)
        self.links.update(other.links)


@dataclass(frozen=True, slots=True)
class Written:
    """One piece of the data set: its N-Quads, its facts as Turtle without prefixes, and its counts."""

    quads: bytes
    turtle: bytes
    tally: Tally


def write(quads: Iterable[Quad], facts: NamedNode, prefixes: Mapping[str, str], elsewhere: Sequence[str] = ()) -> Written:
    """Write statements; `elsewhere` are the beginnings of the IRIs of subjects that another piece counts."""
    found = list(quads)
    lines = canonical_lines(found)
    turtle = write_turtle([quad for quad in found if quad.graph_name == facts], prefixes)
    return Written("".join(f"{line}\n" for line in lines).encode(), turtle, count(found, elsewhere))


def write_turtle(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    """Write statements as Turtle in the order of their nodes, without the prefixes."""
    triples: list[Triple] = [quad.triple for quad in in_order(quads)]
    if not triples:
        return b""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    assert written is not None
    return b"".join(line for line in written.splitlines(keepends=True) if not line.startswith(b"@prefix")).lstrip(b"\n")


def count(quads: Iterable[Quad], elsewhere: Sequence[str] = ()) -> Tally:
    """Count statements."""
    tally = Tally()
    subjects = set()
    for quad in quads:
        predicate = quad.predicate.value
        tally.triples += 1
        subjects.add(quad.subject)
        tally.properties[predicate] += 1
        if isinstance(quad.object, NamedNode):
            if predicate == _TYPE:
                tally.classes[quad.object.value] += 1
            elif predicate in LINKS:
                tally.links[predicate, quad.object.value.split("/")[2].rstrip(".")] += 1
    tally.subjects = sum(not str(subject)[1:].startswith(tuple(elsewhere)) for subject in subjects) if elsewhere else len(subjects)
    return tally
