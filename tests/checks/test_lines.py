"""Lines of N-Quads in the form in which the engine writes them are known as such, and no others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from communique.checks.lines import read_plain, rewrite

#: Statements that say the same as one of the plain form, in other words.
OTHERWISE = (
    b'<x:a>  <x:p> "v" <x:g> .\n', b'<x:a> <x:p> "\\u0061" .\n', b'<x:a> <x:p> "v"@EN .\n', b'<x:a> <x:p> "v" <x:g> .',
    b'<x:a> <x:p> "v"^^<http://www.w3.org/2001/XMLSchema#string> .\n', b'<x:\\u0061> <x:p> "v" .\n', b'<x:a> <x:p> "v" .\r\n',
    b'# told by nobody\n', b'\n', b'<x:a> <x:p> "\t" .\n', b'<x:a>\t<x:p> "v" .\n',
)  # fmt: skip
nodes = st.sampled_from("abc").map(lambda name: NamedNode(f"https://example.org/{name}é#1"))
texts = st.text(st.characters(codec="utf-8"))
values = (
    nodes
    | st.just(BlankNode("b1"))
    | texts.map(Literal)
    | texts.map(lambda text: Literal(text, language="en-GB"))
    | texts.map(lambda text: Literal(text, datatype=NamedNode("https://example.org/kind")))
)
quads = st.builds(Quad, nodes | st.just(BlankNode("b0")), nodes, values, nodes | st.just(DefaultGraph()))


@settings(max_examples=50, deadline=None)
@given(st.lists(quads))
def test_what_the_engine_writes_is_plain(some: list[Quad]) -> None:
    """Every statement that the engine writes is a line, and stays as it is when it is written anew."""
    text = serialize(some, format=RdfFormat.N_QUADS) or b""

    assert b"".join(line[0] for line in read_plain(text)) == text
    assert b"".join(rewrite(text)) == text


@settings(max_examples=50, deadline=None)
@given(quads)
def test_a_line_is_its_subject_and_the_rest(quad: Quad) -> None:
    """A line is told as its subject, and its predicate and value."""
    (line,) = read_plain(serialize([quad], format=RdfFormat.N_QUADS) or b"")

    assert line.groups() == (str(quad.subject).encode(), f"{quad.predicate} {quad.object}".encode())


@pytest.mark.parametrize("line", OTHERWISE)
def test_other_forms_are_not_plain(line: bytes) -> None:
    """Reading ends where a line is written in any other way."""
    assert list(read_plain(line)) == []
