"""The graph of a CONSTRUCT is made here of the solutions of its pattern, and is the one that the engine makes."""

from collections.abc import Mapping

import pytest
from pyoxigraph import Store

from communique.questions.base import Question
from communique.questions.portions import solve_as_bytes
from communique.questions.run import answer, bind
from communique.questions.statements import write_lines
from communique.questions.templates import find_template


def test_a_graph_is_the_one_that_the_engine_makes(harbour: Store, questions: Mapping[str, Question]) -> None:
    """The statements are those of the query as the file has it, each once and sorted."""
    graphs = [question for question in questions.values() if question.form == "construct"]

    for question in graphs:
        made = sorted(set(write_lines(harbour.query(bind(question, {}), use_default_graph_as_union=True))))  # type: ignore[arg-type]
        graph = answer(harbour, question, {}).graph
        assert graph is not None
        assert [f"{triple} .".encode() for triple in graph.triples()] == made, question.id

    assert len(graphs) > 1


@pytest.mark.parametrize(
    "template",
    [
        "?s <a:p> ?o",
        "?s <a:50%25> ?o , \"100%\" ; a <a:Thing>",
        "<a:s> <a:p> ?o . ?o <a:q> ?s",
        "<a:s> <a:p> \"x\" ; <a:p2> ?missing . ?missing <a:p3> ?s",
        "?s <a:p> ?s , ?o . ?o <a:p> ?o",
    ],
)  # fmt: skip
def test_every_template_of_named_things_makes_what_the_engine_makes(template: str) -> None:
    """Literals are no subjects, what is unbound makes nothing, and texts may hold anything."""
    store = Store()
    store.update(
        "INSERT DATA { <a:1> <a:v> <a:2> , 'one' , 'ab \\n \\u2028 \\u0085 \"q\"'@en , 3 . <a:2> <a:v> <a:1> . <a:1> <a:w> <a:3> }"
    )
    text = f"PREFIX a: <a:> # of things {{\nCONSTRUCT {{ {template} }}WHERE {{ ?s <a:v> ?o OPTIONAL {{ ?o <a:w> ?missing }} }}"
    found = find_template(text)
    assert found is not None

    made = set(found.write(solve_as_bytes(store, [found.pattern(text)])))

    assert made == set(write_lines(store.query(text)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { [] <a:p> ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT { <a:s> <a:p> 1 } WHERE { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o }",
    ],
)
def test_other_graphs_are_left_to_the_engine(text: str) -> None:
    """New nodes, properties from the data, and the short form stay with the engine, as does what makes no graph."""
    assert find_template(text) is None


def test_what_is_said_of_one_subject_is_made_once() -> None:
    """Solutions that agree on it make it once; those that differ make it anew."""
    found = find_template("CONSTRUCT { ?a <a:of> ?b . ?b a <a:Thing> } WHERE { ?a <a:p> ?b }")
    assert found is not None

    lines = list(found.write([(b"<a:1>", b"<a:3>"), (b"<a:2>", b"<a:3>"), (b"<a:2>", b'"no subject"')]))

    assert len(lines) == 4
    assert sum(b"Thing" in line for line in lines) == 1
