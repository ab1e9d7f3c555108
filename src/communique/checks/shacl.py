"""SHACL shapes as rules; pySHACL for the shapes that are beyond what is compiled.

pySHACL asks a SPARQL constraint once for each focus node, which is most of its time. A constraint is asked here of all focus
nodes at once: the pattern of the shape's targets stands in place of the node that pySHACL would put in for `$this`. That is the
same where `$this` stands in no inner SELECT, so constraints with one are left to pySHACL.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat, Store, serialize
from rdflib import Graph, URIRef
from rdflib.term import Node

from communique.checks.asking import ask
from communique.checks.core import TARGETS, core_rules, is_plain, target, targeted
from communique.checks.findings import SEVERITIES, Finding, shape_name
from communique.checks.rule import Rule
from communique.checks.values import Context
from communique.errors import ShapeError
from communique.terms import OWL, RDF, RDFS, SH

_OTHER_TARGETS: Final = (SH.targetNode, SH.targetObjectsOf, SH.target)
#: What a constraint may say that needs its focus node put in one by one.
_BEYOND: Final = re.compile(r"\$(PATH|shapesGraph|currentShape)\b|\{[^{}]*\bSELECT\b", re.IGNORECASE)
_SUBCLASSES: Final = f"SELECT ?kind ?sub {{ ?sub <{RDFS.subClassOf}>+ ?kind }}"


def read_shapes(folders: tuple[Path, ...]) -> Graph:
    """Return the shapes of all Turtle files of the folders, and the prefixes that lie beside the folders.

    Raises:
        ShapeError: a file is not Turtle.
    """
    return _parse(tuple((path, path.read_bytes()) for path in shape_files(folders)))


def shape_files(folders: tuple[Path, ...]) -> list[Path]:
    """Return the Turtle files of the folders, and the prefixes that lie beside the folders."""
    return [path for folder in folders for path in sorted((*folder.glob("*.ttl"), *folder.parent.glob("prefixes.ttl")))]


@lru_cache(maxsize=4)
def _parse(files: tuple[tuple[Path, bytes], ...]) -> Graph:
    """Return the shapes of files with these contents; parsed again only where one has changed."""
    graph = Graph()
    for path, content in files:
        try:
            graph.parse(data=content, format="turtle", publicID=path.as_uri())
        except (SyntaxError, ValueError, IndexError) as error:  # the last, where the file breaks off
            raise ShapeError(f"{path}: not Turtle ({' '.join(str(error).split())[:160]}); mend the file") from None
    return graph


def shacl_findings(store: Store, shapes: Graph, jobs: int = 1) -> list[Finding]:
    """Return what the shapes find in the union of a store's graphs."""
    found = [finding for findings in ask(store, shacl_rules(shapes, subclasses(store)), jobs) for finding in findings]
    rest = left_over(shapes)
    return found if rest is None else [*found, *pyshacl_findings(union_graph(store), rest)]


def subclasses(store: Store) -> dict[str, frozenset[str]]:
    """Return the subclasses of each class that has some, as the data say."""
    found: dict[str, set[str]] = {}
    rows: Any = store.query(_SUBCLASSES, use_default_graph_as_union=True)
    for row in rows:
        found.setdefault(row["kind"].value, set()).add(row["sub"].value)
    return {kind: frozenset(subs) for kind, subs in found.items()}


def shacl_rules(shapes: Graph, below: Mapping[str, frozenset[str]]) -> list[Rule]:
    """Return the rules of all shapes that can be compiled; `below` are the subclasses of each class."""
    return list(_rules(shapes, tuple(sorted(below.items()))))


@lru_cache(maxsize=4)
def _rules(shapes: Graph, below: tuple[tuple[str, frozenset[str]], ...]) -> tuple[Rule, ...]:
    context = Context(shapes, dict(below))
    return tuple(rule for shape in _compiled(shapes) for rule in (*core_rules(context, shape), *_constraints(context, shape)))


@lru_cache(maxsize=4)
def _compiled(shapes: Graph) -> tuple[Node, ...]:
    found = [shape for shape in targeted(shapes) if is_plain(shapes, shape) and not _has_hard_constraint(shapes, shape)]
    return tuple(found)


def _has_hard_constraint(shapes: Graph, shape: Node) -> bool:
    selects = (shapes.value(constraint, SH.select) for constraint in shapes.objects(shape, SH.sparql))
    return any(select is None or _BEYOND.search(str(select)) for select in selects)


def _constraints(context: Context, shape: Node) -> Iterator[Rule]:
    shapes = context.shapes
    for constraint in sorted(shapes.objects(shape, SH.sparql), key=lambda one: str(shapes.value(one, SH.select))):
        before, _, after = str(shapes.value(constraint, SH.select)).replace("$this", "?this").partition("{")
        yield Rule(
            check=shape_name(shapes, shape),
            severity=SEVERITIES[shapes.value(shape, SH.severity)],
            message=str(shapes.value(constraint, SH.message) or shapes.value(shape, SH.message) or ""),
            head=prefixes_of(shapes, constraint),
            select=f"{before}{{ {target(context, shape)} {after}",
            component=str(SH.SPARQLConstraintComponent),
        )


def prefixes_of(shapes: Graph, constraint: Node) -> str:
    """Return the PREFIX lines that a constraint's `sh:prefixes` declare."""
    lines = set()
    for ontology in shapes.objects(constraint, SH.prefixes):
        for declaration in shapes.objects(ontology, SH.declare):
            lines.add(f"PREFIX {shapes.value(declaration, SH.prefix)}: <{shapes.value(declaration, SH.namespace)}>\n")
    return "".join(sorted(lines))


@lru_cache(maxsize=4)
def left_over(shapes: Graph) -> Graph | None:
    """Return the shapes with those made inactive that are compiled; None where no other is left."""
    rest = Graph()
    rest += shapes
    for shape in _compiled(shapes):
        for predicate in TARGETS:
            rest.remove((shape, predicate, None))
    named = any((None, predicate, None) in rest for predicate in (*TARGETS, *_OTHER_TARGETS))
    implied = any((shape, RDF.type, kind) in rest for shape in rest.subjects(RDF.type, SH.NodeShape) for kind in _CLASSES)
    return rest if named or implied else None


_CLASSES: Final = (RDFS.Class, OWL.Class)


def union_graph(store: Store) -> Graph:
    """Return the union of all graphs of a store as one rdflib graph."""
    triples = sorted({quad.triple for quad in store}, key=str)
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    graph = Graph()
    graph.parse(data=written, format="nt")
    return graph


def pyshacl_findings(data: Graph, shapes: Graph) -> list[Finding]:
    """Return what pySHACL finds: the reference of the tests, and the engine for shapes that are not compiled."""
    from pyshacl import validate

    _, report, _ = validate(data, shacl_graph=shapes, inference="none", abort_on_first=False, advanced=False)
    return findings_of(report, shapes)


def findings_of(report: Graph, shapes: Graph) -> list[Finding]:
    """Return what a report of pySHACL says."""
    return [_finding(report, result, shapes) for result in report.objects(None, SH.result)]


def _finding(report: Graph, result: Node, shapes: Graph) -> Finding:
    def text(predicate: URIRef) -> str | None:
        value = report.value(result, predicate)
        return str(value) if value is not None else None

    shape = report.value(result, SH.sourceShape)
    return Finding(
        severity=SEVERITIES[report.value(result, SH.resultSeverity)],
        check=shape_name(shapes, shape),
        focus=text(SH.focusNode) or "",
        message=text(SH.resultMessage) or "",
        path=text(SH.resultPath) if isinstance(report.value(result, SH.resultPath), URIRef) else None,
        value=text(SH.value),
        component=text(SH.sourceConstraintComponent),
    )
