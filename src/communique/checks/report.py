"""The report as RDF: a `sh:ValidationReport` in which every result has an IRI and leads to the words behind it."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from communique.checks.findings import Finding, is_violation
from communique.export import tidy
from communique.terms import MEET, OA, PREFIXES, RDF, SH, XSD

_SEVERITY: Final = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}


def write_report(findings: Iterable[Finding], base: str) -> bytes:
    """Return the findings as Turtle, the same bytes for the same findings."""
    prefixes = {"meet": PREFIXES["meet"], "oa": PREFIXES["oa"], "sh": PREFIXES["sh"], "xsd": PREFIXES["xsd"]}
    written = serialize(_triples(list(findings), base), format=RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    return tidy(written)


def _triples(findings: list[Finding], base: str) -> Iterator[Triple]:
    report = NamedNode(f"{base}report")
    conforms = not any(is_violation(finding) for finding in findings)
    yield _triple(report, RDF.type, NamedNode(str(SH.ValidationReport)))
    yield _triple(report, SH.conforms, Literal(str(conforms).lower(), datatype=NamedNode(str(XSD.boolean))))
    results = [(NamedNode(f"{base}finding/{finding.id}"), finding) for finding in findings]
    for node, _ in results:
        yield _triple(report, SH.result, node)
    for node, finding in results:
        yield from _result(node, finding)


def _result(node: NamedNode, finding: Finding) -> Iterator[Triple]:
    yield _triple(node, RDF.type, NamedNode(str(SH.ValidationResult)))
    yield _triple(node, SH.resultSeverity, NamedNode(str(_SEVERITY[finding.severity])))
    yield _triple(node, SH.focusNode, _term(finding.focus))
    yield _triple(node, SH.sourceConstraintComponent, NamedNode(finding.component or str(SH.SPARQLConstraintComponent)))
    yield _triple(node, SH.resultMessage, Literal(f"{finding.check}: {finding.message}"))
    if finding.path:
        yield _triple(node, SH.resultPath, _term(finding.path))
    if finding.value:
        yield _triple(node, SH.value, _term(finding.value))
    if finding.document:
        yield _triple(node, MEET.statedIn, NamedNode(finding.document))
    for predicate, text in ((OA.exact, finding.quote), (MEET.reason, finding.waived)):
        if text:
            yield _triple(node, predicate, Literal(text))


def _triple(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(str(predicate)), value)


def _term(text: str) -> NamedNode | Literal:
    return NamedNode(text) if text.startswith(("http://", "https://")) and " " not in text else Literal(text)
