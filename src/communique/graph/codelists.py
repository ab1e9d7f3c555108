"""`graph/codelists`: the SKOS schemes, as the program ships them; and the words of topics, which the derivation uses."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from communique.graph.base import Material, Rows
from communique.terms import CODES, SKOS


@cache
def read_codelists(folder: Path) -> tuple[Quad, ...]:
    """Return the triples of all schemes in a folder, by file name."""
    return tuple(quad for path in sorted(folder.glob("*.ttl")) for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE))


def codelist_rows(material: Material, folder: Path) -> Rows:
    """Yield the schemes in their graph."""
    return codelist_quads(folder, material.graph("codelists"))


def codelist_quads(folder: Path, graph: NamedNode) -> Rows:
    """Yield the schemes in a graph."""
    for quad in read_codelists(folder):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def topic_words(folder: Path) -> dict[str, Sequence[str]]:
    """Return the trigger words of each topic, by its code."""
    base = str(CODES["topic"])
    words: dict[str, list[str]] = defaultdict(list)
    for quad in read_codelists(folder):
        if quad.predicate.value != str(SKOS.hiddenLabel) or not isinstance(quad.object, Literal):
            continue
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(base):
            words[quad.subject.value.removeprefix(base)].append(quad.object.value)
    return {topic: sorted(found) for topic, found in words.items()}
