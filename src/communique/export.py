"""The data set in the formats that people take away.

N-Quads are canonical: one statement a line, sorted, no blank nodes, so their SHA-256 identifies the data set (RDFC-1.0 leaves
such a data set as it is). The other formats are written from the same sorted statements and are as stable.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from communique.errors import DataError
from communique.jsonld import write_jsonld
from communique.terms import PREFIXES, RDF

_TYPE: Final = str(RDF.type)
#: What XML 1.0 has no place for, even as a reference.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The kinds of node that have a prefix of their own, so that Turtle reads well.
_KINDS: Final = (
    "agency", "claim", "delegation", "derivation", "disagreement", "document", "excerpt", "facility", "graph", "instrument",
    "judgement", "mapping", "mechanism", "meeting", "name", "outcome", "participation", "person", "place", "post", "programme",
    "project", "question", "quotation", "reading", "representation", "series", "state", "tenure",
)  # fmt: skip


def canonical_lines(quads: Iterable[Quad]) -> list[str]:
    """Return the statements as canonical N-Quads lines, sorted, each once, without line ends."""
    return sorted({f"{quad} ." for quad in quads})


def dataset_hash(lines: Iterable[str]) -> str:
    """Return the SHA-256 of canonical lines, each ended by a line feed.

    >>> dataset_hash([])[:8]
    'e3b0c442'
    """
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def in_order(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads each once, by graph, subject, predicate (the type first) and object."""
    return sorted(set(quads), key=_order)


def _order(quad: Quad) -> tuple[str, str, str, str]:
    predicate = quad.predicate.value
    return str(quad.graph_name), str(quad.subject), "" if predicate == _TYPE else predicate, str(quad.object)


def data_prefixes(base: str) -> dict[str, str]:
    """Return the prefixes of a data set below `base`: the shared ones, and one for each kind of node.

    >>> data_prefixes("https://example.org/")["person"]
    'https://example.org/person/'
    """
    kinds = {(f"{kind}s" if kind in PREFIXES else kind): f"{base}{kind}/" for kind in _KINDS}
    return {**PREFIXES, **kinds}


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the suffix of its files, its media type, whether it holds named graphs, and how it is written."""

    suffix: str
    media_type: str
    graphs: bool
    write: Callable[[list[Quad], str], bytes]


def _with(rdf_format: RdfFormat) -> Callable[[list[Quad], str], bytes]:
    named = rdf_format.supports_datasets

    def write(quads: list[Quad], base: str) -> bytes:
        rows: list[Quad] | list[Triple] = quads if named else without_graphs(quads)
        written = serialize(rows, format=rdf_format, prefixes=used_prefixes(rows, data_prefixes(base)))
        assert written is not None
        return as_xml(written) if rdf_format == RdfFormat.RDF_XML else tidy(written)

    return write


def as_xml(written: bytes) -> bytes:
    r"""Return RDF/XML whose carriage returns every reader keeps.

    Raises:
        DataError: a text has a sign that XML 1.0 cannot hold.

    >>> as_xml(b"<a>x\ry</a>")
    b'<a>x&#13;y</a>'
    """
    found = _NO_XML.search(written.decode())
    if found:
        line = written.decode()[: found.start()].count("\n") + 1
        msg = f"RDF/XML cannot hold the sign U+{ord(found[0]):04X} of a text (line {line}); take turtle, trig, json-ld or nquads"
        raise DataError(msg)
    return written.replace(b"\r", b"&#13;")


def tidy(written: bytes) -> bytes:
    r"""Sort the prefixes of Turtle or TriG and part its nodes by blank lines; each literal stands on one line.

    >>> print(tidy(b"@prefix b: <b/> .\n@prefix a: <a/> .\na:1 a a:C .\na:2 a a:C .\n").decode().strip())
    @prefix a: <a/> .
    @prefix b: <b/> .
    <BLANKLINE>
    a:1 a a:C .
    <BLANKLINE>
    a:2 a a:C .
    """
    lines = written.decode().removesuffix("\n").split("\n")  # other signs that end lines stand in texts as they are
    prefixes = sorted(line for line in lines if line.startswith("@prefix"))
    body = [line for line in lines if not line.startswith("@prefix")]
    indent = "\t" if any(line.endswith("{") for line in body) else ""
    parted = [f"\n{line}" if _begins_node(line, indent) else line for line in body]
    return "\n".join((*prefixes, *parted, "")).encode()


def _begins_node(line: str, indent: str) -> bool:
    begins = line.startswith(indent) and line[len(indent) : len(indent) + 1] not in {"", "\t", "}"}
    return begins or line.endswith("{")


def without_graphs(quads: Iterable[Quad]) -> list[Triple]:
    """Return the statements of quads without their graphs, each once, in their order."""
    return list(dict.fromkeys(quad.triple for quad in quads))


def used_prefixes(rows: Iterable[Quad | Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that some IRI of the statements needs."""
    spaces = set()
    for row in rows:
        graph, datatype = getattr(row, "graph_name", None), getattr(row.object, "datatype", None)
        for term in (row.subject, row.predicate, row.object, graph, datatype):
            if isinstance(term, NamedNode):
                value = term.value
                spaces.add(value[: max(value.rfind("/"), value.rfind("#")) + 1])
    return {name: iri for name, iri in sorted(prefixes.items()) if iri in spaces}


def _n_quads(quads: list[Quad], _base: str) -> bytes:
    return "".join(f"{line}\n" for line in canonical_lines(quads)).encode()


def _n_triples(quads: list[Quad], _base: str) -> bytes:
    return "".join(sorted({f"{quad.triple} .\n" for quad in quads})).encode()


FORMATS: Final[Mapping[str, Format]] = {
    "turtle": Format("ttl", "text/turtle", graphs=False, write=_with(RdfFormat.TURTLE)),
    "trig": Format("trig", "application/trig", graphs=True, write=_with(RdfFormat.TRIG)),
    "json-ld": Format("jsonld", "application/ld+json", graphs=True, write=write_jsonld),
    "nquads": Format("nq", "application/n-quads", graphs=True, write=_n_quads),
    "ntriples": Format("nt", "application/n-triples", graphs=False, write=_n_triples),
    "rdfxml": Format("rdf", "application/rdf+xml", graphs=False, write=_with(RdfFormat.RDF_XML)),
}


def write(quads: Iterable[Quad], name: str, base: str) -> bytes:
    """Return the quads in the format `name`, a key of `FORMATS`."""
    return FORMATS[name].write(in_order(quads), base)
