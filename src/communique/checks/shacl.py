"""SHACL: core constraints compiled (pySHACL where they are beyond that), SPARQL constraints asked of the whole store at once.

pySHACL asks a SPARQL constraint once for each focus node, which is most of its time. The constraints of our shapes are right
when `$this` is unbound, so one query finds what all of those would; a test holds the findings against pySHACL's own.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store, serialize
from rdflib import Graph, URIRef
from rdflib.term import Node

from communique.checks.core import find_faults, supports
from communique.checks.findings import SEVERITIES, Finding, shape_name
from communique.terms import SH


@cache
def read_shapes(folders: tuple[Path, ...]) -> Graph:
    """Return the shapes of all Turtle files of the folders, and the prefixes that lie beside the folders."""
    graph = Graph()
    for folder in folders:
        for path in sorted((*folder.glob("*.ttl"), *folder.parent.glob("prefixes.ttl"))):
            graph.parse(path, format="turtle")
    return graph


def shacl_findings(store: Store, shapes: Graph) -> list[Finding]:
    """Return what the shapes find in the union of a store's graphs."""
    core = find_faults(store, shapes) if supports(shapes) else core_findings(union_graph(store), shapes)
    return [*core, *sparql_findings(store, shapes)]


def union_graph(store: Store) -> Graph:
    """Return the union of all graphs of a store as one rdflib graph."""
    triples = sorted({quad.triple for quad in store}, key=str)
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    graph = Graph()
    graph.parse(data=written, format="nt")
    return graph


def core_findings(data: Graph, shapes: Graph) -> list[Finding]:
    """Return the findings of the core constraints by pySHACL."""
    from pyshacl import validate

    core = Graph()
    core += (triple for triple in shapes if triple[1] != SH.sparql)
    _, report, _ = validate(data, shacl_graph=core, inference="none", abort_on_first=False, advanced=False)
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


def sparql_findings(store: Store, shapes: Graph) -> list[Finding]:
    """Return the findings of the SPARQL constraints, each asked once."""
    pairs = sorted((str(shape), constraint) for shape, constraint in shapes.subject_objects(SH.sparql))
    return [finding for shape, constraint in pairs for finding in _ask(store, shapes, URIRef(shape), constraint)]


def _ask(store: Store, shapes: Graph, shape: URIRef, constraint: Node) -> Iterable[Finding]:
    query = prefixes_of(shapes, constraint) + str(shapes.value(constraint, SH.select)).replace("$this", "?this")
    severity = SEVERITIES[shapes.value(shape, SH.severity)]
    message = str(shapes.value(constraint, SH.message) or shapes.value(shape, SH.message) or "")
    rows: Any = store.query(query, use_default_graph_as_union=True)
    names = [variable.value for variable in rows.variables]
    for row in rows:
        values = {name: row[name].value for name in names if row[name] is not None}
        yield Finding(
            severity=severity,
            check=shape_name(shapes, shape),
            focus=values["this"],
            message=_fill(message, values),
            path=values.get("path"),
            value=values.get("value"),
            component=str(SH.SPARQLConstraintComponent),
        )


def prefixes_of(shapes: Graph, constraint: Node) -> str:
    """Return the PREFIX lines that a constraint's `sh:prefixes` declare."""
    lines = set()
    for ontology in shapes.objects(constraint, SH.prefixes):
        for declaration in shapes.objects(ontology, SH.declare):
            lines.add(f"PREFIX {shapes.value(declaration, SH.prefix)}: <{shapes.value(declaration, SH.namespace)}>\n")
    return "".join(sorted(lines))


def _fill(message: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        message = message.replace(f"{{${name}}}", value).replace(f"{{?{name}}}", value)
    return message
