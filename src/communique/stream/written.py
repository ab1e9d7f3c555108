"""Statements as they are written: canonical N-Quads, the facts among them as Turtle, and what there is to count."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from communique.export import in_order, tidy
from communique.stream.frame import Frame
from communique.tally import Tally, count


@dataclass(frozen=True, slots=True)
class Written:
    """One piece of the data set: its N-Quads, its facts as Turtle without prefixes, and its counts."""

    quads: bytes
    turtle: bytes
    tally: Tally


def write(quads: Iterable[Quad], frame: Frame, elsewhere: str = "") -> Written:
    """Write statements; the subjects whose IRI begins with `elsewhere` are counted in another piece."""
    found = {f"{quad} .\n": quad for quad in quads}
    facts = [quad for quad in found.values() if quad.graph_name == frame.facts]
    return Written("".join(sorted(found)).encode(), write_turtle(facts, frame), count(found.values(), elsewhere))


def write_turtle(quads: Iterable[Quad], frame: Frame) -> bytes:
    """Write statements as Turtle in the order of their nodes, without the prefixes."""
    triples: list[Triple] = [quad.triple for quad in in_order(quads)]
    if not triples:
        return b""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(frame.prefixes))
    assert written is not None
    return b"".join(line for line in tidy(written).splitlines(keepends=True) if not line.startswith(b"@prefix"))


def prefix_lines(frame: Frame) -> bytes:
    """Return the prefixes of the data set as lines of Turtle."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(frame.prefixes.items())).encode()
