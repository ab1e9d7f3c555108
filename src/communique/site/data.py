"""The data set as pages look at it: short look-ups by pattern, sorted, over a store that is never changed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from communique.site.texts import Texts
from communique.terms import CODE_BASE, DCTERMS, MEET, RDF, RDFS, SKOS

Term = NamedNode | Literal

_TYPE: Final = NamedNode(str(RDF.type))
_LABEL: Final = NamedNode(str(RDFS.label))
_PREF_LABEL: Final = NamedNode(str(SKOS.prefLabel))
#: The kinds of name that can stand for a label, the best first.
_FULL_NAMES: Final = ("official", "translation", "short")
#: How many nodes' labels are kept at hand.
_LABELS: Final = 100_000


class Data:
    """A data set below a base IRI, with the texts of its documents where they are at hand; its labels are in `language`."""

    def __init__(self, store: Store, base: str, texts: Texts | None = None, language: str = "en") -> None:
        self.store = store
        self.base = base
        self.language = language
        self.shelf = texts or Texts({})
        self.label = lru_cache(maxsize=_LABELS)(self._label)

    def iri(self, path: str) -> str:
        """Return the IRI of a path below the base."""
        return self.base + path

    def path(self, iri: str) -> str | None:
        """Return the path of an IRI below the base, if it is one."""
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None

    def graph(self, name: str) -> NamedNode:
        """Return the name of a named graph."""
        return NamedNode(f"{self.base}graph/{name}")

    def quads(self, subject: str | None, predicate: object = None, value: Term | None = None, graph: str = "") -> Iterator[Quad]:
        """Yield the quads that fit a pattern, in no order."""
        node = NamedNode(subject) if subject else None
        link = NamedNode(str(predicate)) if predicate else None
        return self.store.quads_for_pattern(node, link, value, self.graph(graph) if graph else None)

    def values(self, subject: str, predicate: object) -> list[Term]:
        """Return the values of a property, each once, sorted."""
        found = {quad.object for quad in self.quads(subject, predicate) if isinstance(quad.object, Term)}
        return sorted(found, key=lambda term: (term.value, str(term))) if len(found) > 1 else list(found)

    def texts(self, subject: str, predicate: object) -> list[str]:
        """Return the values of a property as texts."""
        return [term.value for term in self.values(subject, predicate)]

    def text(self, subject: str, predicate: object) -> str:
        """Return the first value of a property as a text, or nothing."""
        return next(iter(self.texts(subject, predicate)), "")

    def pairs(self, predicate: object) -> Iterator[tuple[str, str]]:
        """Yield each node that has a property, with the property's value as text, in no order."""
        for quad in self.quads(None, predicate):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Term):
                yield quad.subject.value, quad.object.value

    def subjects(self, predicate: object, value: str) -> list[str]:
        """Return the nodes that have a node as value of a property, sorted."""
        found = {
            quad.subject.value for quad in self.quads(None, predicate, NamedNode(value)) if isinstance(quad.subject, NamedNode)
        }
        return sorted(found)

    def instances(self, *classes: object) -> list[str]:
        """Return the nodes of any of the classes, sorted."""
        return sorted({node for name in classes for node in self.subjects(RDF.type, str(name))})

    def types(self, iri: str) -> list[str]:
        """Return the classes of a node."""
        return self.texts(iri, RDF.type)

    def knows(self, iri: str) -> bool:
        """Whether anything is said of a node; what is no IRI is not known."""
        try:
            return next(self.quads(iri), None) is not None
        except ValueError:
            return False

    def _label(self, iri: str, language: str) -> str:
        """Return what to call a node in a language: a code by its term, all else by its label, in need the end of its IRI.

        In a language that is not that of the labels, a name that the authority knows in it comes first.
        """
        known = self._known_name(iri, language) if language != self.language else ""
        if known:
            return known
        predicate = _PREF_LABEL if iri.startswith(CODE_BASE) else _LABEL
        found = [term for term in self.values(iri, predicate.value) if isinstance(term, Literal)]
        best = min(found, key=lambda term: (_rank(term.language, language), term.value), default=None)
        return best.value if best else iri.rstrip("/#").rpartition("/")[2].rpartition("#")[2]

    def _known_name(self, iri: str, language: str) -> str:
        names = [name for name in self.texts(iri, MEET.hasName) if self.text(name, DCTERMS.language) == language]
        by_kind = {self.text(name, MEET.nameKind): self.text(name, MEET.text) for name in reversed(names)}
        return next((by_kind[kind] for kind in _FULL_NAMES if kind in by_kind), "")


def _rank(found: str | None, wanted: str) -> int:
    return (wanted, None, "en").index(found) if found in (wanted, None, "en") else 3


def sort_by_label(data: Data, iris: Iterable[str], language: str) -> list[str]:
    """Return nodes in the order of their labels."""
    return sorted(iris, key=lambda iri: (data.label(iri, language).casefold(), iri))
