"""SHACL core constraints, evaluated over a store in one pass for each shape.

The shapes are compiled once: targets, a path, and tests of values (`values.py`). Shapes that use anything else of SHACL are left
to pySHACL (`supports`), which is also the reference that a test holds this against.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Store
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from communique.checks.findings import SEVERITIES, Finding, Severity, shape_name
from communique.checks.values import MAKERS, Data, Term, Test, tests_of
from communique.terms import RDF, SH

_SHACL: Final = str(SH)
#: What a shape may say beside the constraints in `MAKERS`.
_KNOWN: Final = {
    str(SH[name])
    for name in (
        "targetClass", "targetSubjectsOf", "path", "property", "sparql", "severity", "message", "name", "description", "order",
        "select", "prefixes", "declare", "prefix", "namespace", "inversePath", "alternativePath",
    )
}  # fmt: skip
_NODE_KINDS: Final = frozenset({SH.IRI})
Path = Callable[[Term, Data], list[Term]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """One shape made ready: whom it is about, which of their values, the tests, and what a finding says."""

    name: str
    targets: Callable[[Data], Iterable[Term]]
    path: Path | None
    path_iri: str | None
    tests: tuple[tuple[str, Test], ...]
    severity: Severity
    message: str


def supports(shapes: Graph) -> bool:
    """Tell whether the shapes use nothing beyond what is evaluated here."""
    used = {str(predicate) for predicate in shapes.predicates() if str(predicate).startswith(_SHACL)}
    sequences = any((path, RDF.first, None) in shapes for path in shapes.objects(None, SH.path))
    return not sequences and used <= _KNOWN | MAKERS.keys() and set(shapes.objects(None, SH.nodeKind)) <= _NODE_KINDS


def compile_shapes(shapes: Graph) -> list[Compiled]:
    """Return the shapes that have targets, and the property shapes of theirs, by name."""
    compiled = []
    for shape in sorted({*shapes.subjects(SH.targetClass, None), *shapes.subjects(SH.targetSubjectsOf, None)}, key=str):
        targets = _targets(shapes, shape)
        compiled += [_compile(shapes, part, targets) for part in (shape, *sorted(shapes.objects(shape, SH.property), key=str))]
    return [one for one in compiled if one.tests]


def _compile(shapes: Graph, shape: Node, targets: Callable[[Data], Iterable[Term]]) -> Compiled:
    path = shapes.value(shape, SH.path)
    return Compiled(
        name=shape_name(shapes, shape),
        targets=targets,
        path=_path(shapes, path) if path is not None else None,
        path_iri=str(path) if isinstance(path, URIRef) else None,
        tests=tuple(tests_of(shapes, shape)),
        severity=SEVERITIES[shapes.value(shape, SH.severity)],
        message=str(shapes.value(shape, SH.message) or ""),
    )


def _targets(shapes: Graph, shape: Node) -> Callable[[Data], Iterable[Term]]:
    classes = [str(kind) for kind in shapes.objects(shape, SH.targetClass)]
    predicates = [str(predicate) for predicate in shapes.objects(shape, SH.targetSubjectsOf)]

    def find(data: Data) -> Iterable[Term]:
        found = {node for kind in classes for node in data.members(kind)}
        return found | {node for predicate in predicates for node in data.forward[predicate]}

    return find


def _path(shapes: Graph, path: Node) -> Path:
    inverse = shapes.value(path, SH.inversePath)
    if inverse is not None:
        return lambda node, data: data.inverse[str(inverse)].get(node, [])
    alternatives = shapes.value(path, SH.alternativePath)
    if alternatives is not None:
        ways = [_path(shapes, way) for way in Collection(shapes, alternatives)]
        return lambda node, data: list(dict.fromkeys(value for way in ways for value in way(node, data)))
    return lambda node, data: data.forward[str(path)].get(node, [])


def _predicates(shapes: Graph) -> set[str]:
    paths = {*shapes.objects(None, SH.path), *shapes.objects(None, SH.inversePath), *shapes.objects(None, SH.targetSubjectsOf)}
    listed = (Collection(shapes, items) for items in shapes.objects(None, SH.alternativePath))
    return {str(path) for path in (*paths, *(item for items in listed for item in items)) if isinstance(path, URIRef)}


def find_faults(store: Store, shapes: Graph) -> Iterator[Finding]:
    """Yield the findings of the core constraints over a store."""
    data = Data.of(store, _predicates(shapes))
    for shape in compile_shapes(shapes):
        for node in shape.targets(data):
            values = shape.path(node, data) if shape.path else [node]
            for component, test in shape.tests:
                for value in test(values, data):
                    yield Finding(shape.severity, shape.name, _text(node), shape.message, shape.path_iri, _said(value), component)


def _said(value: Term | None) -> str | None:
    return None if value is None else _text(value)


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
