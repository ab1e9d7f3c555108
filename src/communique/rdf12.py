"""RDF 1.2: the claims as reifiers of triple terms, in N-Quads of RDF 1.2.

A claim `?c` whose statement is `?s ?p ?o` becomes `?c rdf:reifies <<( ?s ?p ?o )>>` instead of `rdf:subject`, `rdf:predicate` and
`rdf:object`; everything else stays.
"""

from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from communique.terms import RDF

REIFIES: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
_PARTS: Final = tuple(str(term) for term in (RDF.subject, RDF.predicate, RDF.object))


def write_rdf12(quads: list[Quad], _base: str) -> bytes:
    """Return the data set with reified triple terms, one statement a line, sorted."""
    claims: dict[tuple[str, str], list[Quad]] = {}
    rest = []
    for quad in quads:
        if quad.predicate.value in _PARTS:
            claims.setdefault((str(quad.subject), str(quad.graph_name)), []).append(quad)
        else:
            rest.append(quad)
    rest += [_reified(parts) for parts in claims.values()]
    return "".join(sorted(f"{quad} .\n" for quad in rest)).encode()


def _reified(parts: list[Quad]) -> Quad:
    by_predicate = {quad.predicate.value: quad.object for quad in parts}
    subject, predicate, value = (by_predicate[name] for name in _PARTS)
    assert isinstance(subject, NamedNode)
    assert isinstance(predicate, NamedNode)
    return Quad(parts[0].subject, NamedNode(REIFIES), Triple(subject, predicate, value), parts[0].graph_name)
