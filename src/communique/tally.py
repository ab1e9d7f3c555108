"""How much a data set, or a piece of it, holds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import NamedNode, Quad

from communique.terms import OWL, RDF, RDFS, SDO

_TYPE: Final = str(RDF.type)
#: The properties that link to other data sets, and what each is called in the address of a linkset.
LINKS: Final = {str(OWL.sameAs): "owl-sameAs", str(SDO.sameAs): "schema-sameAs", str(RDFS.seeAlso): "seeAlso"}


@dataclass(slots=True)
class Tally:
    """How many statements, subjects, instances of each class, uses of each property, and links by property and host."""

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

    def take(self, other: "Tally") -> None:
        """Take away the counts of a piece that was added before.

        >>> tally = Tally(3, 1, Counter(a=1))
        >>> tally.take(Tally(3, 1, Counter(a=1)))
        >>> tally
        Tally(triples=0, subjects=0, classes=Counter(), properties=Counter(), links=Counter())
        """
        self.triples -= other.triples
        self.subjects -= other.subjects
        self.classes -= other.classes
        self.properties -= other.properties
        self.links -= other.links

    def plain(self) -> tuple[Any, ...]:
        """Return the counts as plain values, always in one order."""
        counters = (self.classes, self.properties, self.links)
        return self.triples, self.subjects, *(tuple(sorted(counter.items())) for counter in counters)


def tally_of(row: Sequence[Any]) -> Tally:
    """Return the counts that `Tally.plain` gave as plain values.

    >>> tally_of(Tally(3, 1).plain())
    Tally(triples=3, subjects=1, classes=Counter(), properties=Counter(), links=Counter())
    """
    return Tally(row[0], row[1], *(Counter(dict(items)) for items in row[2:]))


def count(quads: Iterable[Quad], elsewhere: str = "") -> Tally:
    """Count statements, each given once; the subjects whose IRI begins with `elsewhere` are counted in another piece."""
    tally = Tally()
    subjects, uses, classes = [], [], []
    for quad in quads:
        subjects.append(quad.subject.value)  # type: ignore[union-attr]
        predicate, value = quad.predicate.value, quad.object
        uses.append(predicate)
        if predicate == _TYPE:
            classes.append(value.value)  # type: ignore[union-attr]
        elif predicate in LINKS and isinstance(value, NamedNode):
            tally.links[predicate, value.value.split("/")[2].rstrip(".")] += 1
    tally.triples, tally.properties, tally.classes = len(uses), Counter(uses), Counter(classes)
    distinct = set(subjects)
    tally.subjects = sum(not subject.startswith(elsewhere) for subject in distinct) if elsewhere else len(distinct)
    return tally
