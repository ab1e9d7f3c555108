"""What queries and updates may do, and how they are put to a store."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, QuerySolutions, Store

from communique.errors import QueryError
from communique.sparql import ForbiddenQueryError, Scope, check_request, explain_error, find_answers, read_tokens, run_update

#: An address to which the engine does not even try to connect.
ADDRESS = "http://127.0.0.1:1/sparql"

#: Each leaves the store, and each parses in the engine.
LEAVING = [
    "ASK { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }",
    "ask { service silent <http://127.0.0.1:1/sparql> { ?s ?p ?o } }",
    "ASK { ?s ?p 1SERVICE SILENT <http://127.0.0.1:1/sparql> {} }",
    "ASK { ?s ?p 1.SERVICE SILENT <http://127.0.0.1:1/sparql> {} }",
    "ASK { ?s ?p trueSERVICE SILENT <http://127.0.0.1:1/sparql> {} }",
    "PREFIX : <http://127.0.0.1:1/> ASK { SERVICE:sparql {} }",
    "PREFIX : <http://127.0.0.1:1/> ASK { SERVICESILENT:sparql {} }",
    "PREFIX x: <http://127.0.0.1:1/> ASK { SERVICE x:sparql {} }",
    "ASK { ?s ?p ?o SERVICE ?s {} }",
    "ASK { ?s ?p 'it''s'SERVICE SILENT <http://127.0.0.1:1/sparql> {} }".replace("''", "\\'"),
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:1/sparql> {} } }",
    "ASK { # SERVICE\n SERVICE # <http://b.example/>\n <http://127.0.0.1:1/sparql> {} }",
]
#: Each hides `SERVICE` from a reader that takes `<` for the beginning of an IRI.
TWO_READINGS = [
    "ASK { ?s ?p ?o FILTER(?s<?p#>'''\n) SERVICE SILENT <http://127.0.0.1:1/sparql> {} #'''\n}",
    "ASK { ?s ?p ?o FILTER(?s<?p)SERVICE#>\n?s {} }",
    "ASK { ?s ?p ?o FILTER(?s\u0301<?p)SERVICE#>\n?s {} }",
    "ASK { ?s ?p ?o FILTER(?s<'>')SERVICE SILENT <http://127.0.0.1:1/sparql> {} #'\n}",
]
STAYING = [
    "ASK { ?s ?p 'SERVICE <http://127.0.0.1:1/>' }",
    "ASK { ?s <http://127.0.0.1:1/SERVICE> ?service }",
    "ASK { ?s ?p ?o } # SERVICE <http://127.0.0.1:1/> {}",
    "PREFIX x: <http://127.0.0.1:1/> ASK { ?s x:service ?o ; x:postalServiceOf ?o }",
    'ASK { ?s ?p """a "SERVICE" b""" }',
    "ASK { ?s<http://127.0.0.1:1/p#it's>?o FILTER(?s != <http://127.0.0.1:1/o#x>) }",
    "BASE <http://127.0.0.1:1/> ASK { ?s <#knows> ?o FILTER(?o < 3 && 3 > ?o) }",
]


@pytest.fixture
def store() -> Store:
    """A triple in the default graph, and one in a named graph."""
    made = Store()
    made.update('INSERT DATA { <urn:a> <urn:p> 1 . GRAPH <urn:g> { <urn:b> <urn:q> "two" } }')
    return made


def ask(store: Store, text: str, scope: Scope | None = None) -> bool:
    """Ask a yes-or-no question."""
    answer = find_answers(store, text, scope or Scope())
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def columns(store: Store, text: str) -> list[str]:
    """Return the columns of a query's answer."""
    answer = find_answers(store, text)
    assert isinstance(answer, QuerySolutions)
    return [variable.value for variable in answer.variables]


@pytest.mark.parametrize("text", LEAVING)
def test_a_query_that_leaves_the_store_is_refused(text: str) -> None:
    """However it is written, SERVICE is found."""
    with pytest.raises(ForbiddenQueryError):
        check_request(text)


@pytest.mark.parametrize("text", LEAVING + TWO_READINGS)
def test_what_the_guard_refuses_is_what_the_engine_would_do(text: str) -> None:
    """Each of these queries is one to the engine, so that refusing it is no accident."""
    assert parses(text.replace("ASK", "SELECT *"))


@pytest.mark.parametrize("text", TWO_READINGS)
def test_a_query_with_two_readings_is_refused(text: str) -> None:
    """Where `<` decides what is a comment, nothing is guessed."""
    with pytest.raises(QueryError, match="could be an IRI or a comparison"):
        check_request(text)


@pytest.mark.parametrize("text", STAYING)
def test_the_letters_of_service_elsewhere_are_no_service(store: Store, text: str) -> None:
    """Strings, IRIs, comments, variables and local names may say what they like."""
    assert isinstance(find_answers(store, text), QueryBoolean)


def test_an_allowed_address_may_follow_service() -> None:
    """The project's list opens SERVICE for what it names."""
    assert check_request(LEAVING[0], {ADDRESS})


def test_an_allowed_address_does_not_allow_a_longer_one() -> None:
    """Addresses are compared whole."""
    with pytest.raises(ForbiddenQueryError, match="not an allowed address"):
        check_request("ASK { SERVICE <http://127.0.0.1:1/sparql/other> {} }", {ADDRESS})


def test_a_service_named_by_a_variable_is_refused_even_where_addresses_are_allowed() -> None:
    """Only an address in full can be compared."""
    with pytest.raises(ForbiddenQueryError, match="only an address in full"):
        check_request("ASK { ?s ?p ?o SERVICE ?s {} }", {ADDRESS})


@pytest.mark.parametrize(
    "text", ["LOAD <http://b.example/>", "LOADSILENT<http://b.example/>", "CLEAR ALL;load silent <file:///etc/hosts>"]
)
def test_load_is_refused(store: Store, text: str) -> None:
    """No update fetches a document."""
    with pytest.raises(ForbiddenQueryError, match="LOAD"):
        run_update(store, text)


FRAGMENTS = st.sampled_from(
    [
        *("SERVICE", " SERVICE ", "service", " SILENT ", "<http://127.0.0.1:1/>", ":a", "x:a", "?s", "?s ?p ", "1", "1.", "true"),
        *("'a'", "'", '"', "'''", '"""', "#", "\n", "<", ">", "<?p#>", "<'>", "(", ")", "{", "}", "{}", "[]", ".", ";", ",", "@en"),
        *("FILTER(?s<", "FILTER(", "BIND(1 AS ?z)", "^^", "\\'", "_:b", "UNION", "OPTIONAL", "VALUES ?v {", "<<", ">>", "||"),
        *("é", "\u0301", "\u00b7"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS, max_size=8), st.lists(FRAGMENTS, max_size=4), st.lists(FRAGMENTS, max_size=5))
def test_no_service_that_the_engine_sees_passes_unseen(before: list[str], between: list[str], after: list[str]) -> None:
    """A query that passes means the same to the engine when the letters of SERVICE are changed: they were no keyword."""
    inside = "".join([*before, "SERVICE", *between, "{}", *after])
    text = f"PREFIX : <http://127.0.0.1:1/> PREFIX x: <http://127.0.0.1:1/> SELECT * {{ ?s ?p ?o . {inside} }}"

    if passes(text) and parses(text):
        assert parses(text.replace("SERVICE", "ZERVICE").replace("service", "zervice"))


def passes(text: str) -> bool:
    """Whether a query gets past the guard."""
    try:
        check_request(text)
    except QueryError:
        return False
    return True


def parses(text: str) -> bool:
    """Whether the engine understands a query; one with SELECT is not evaluated yet."""
    try:
        Store().query(text)
    except SyntaxError:
        return False
    except (ValueError, RuntimeError, OSError):
        return True
    return True


def test_deep_nesting_is_refused_before_the_engine_sees_it() -> None:
    """The engine's parser would run out of stack."""
    with pytest.raises(QueryError, match="nests more than 200 brackets"):
        read_tokens("ASK " + "{" * 100_000)


def test_from_a_file_reads_nothing(store: Store) -> None:
    """FROM names graphs of the store, never documents."""
    assert not ask(store, "ASK FROM <file:///etc/hosts> { ?s ?p ?o }")


def test_the_default_graph_is_the_union_unless_told_otherwise(store: Store) -> None:
    """A query without FROM sees all graphs, or with `union=False` the default graph alone."""
    text = "ASK { <urn:b> <urn:q> ?o }"

    assert (ask(store, text), ask(store, text, Scope(union=False))) == (True, False)


def test_from_narrows_the_union(store: Store) -> None:
    """A query with FROM sees just the graphs it names."""
    assert not ask(store, "ASK FROM <urn:g> { <urn:a> ?p ?o }")


def test_graphs_of_the_request_replace_those_of_the_query(store: Store) -> None:
    """The protocol's graphs go before FROM."""
    assert ask(store, "ASK FROM <urn:none> { <urn:b> ?p ?o }", Scope(default=("urn:g",)))


def test_named_graphs_alone_leave_the_default_graph_empty(store: Store) -> None:
    """What is not named is not there."""
    scope = Scope(named=("urn:g",))

    assert (ask(store, "ASK { ?s ?p ?o }", scope), ask(store, "ASK { GRAPH ?g { ?s ?p ?o } }", scope)) == (False, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?z ?y ?a }", ["z", "y", "a"]),
        ("SELECT DISTINCT * { ?z $y ?a }", ["z", "y", "a"]),
        ("select*{ ?z ?y ?a FILTER(?y != ?hidden) }", ["z", "y", "a"]),
        ("SELECT * { { SELECT ?z ?a { ?z ?y ?a } } }", ["z", "a"]),
        ("SELECT ?y ?a { ?z ?y ?a }", ["y", "a"]),
        ("SELECT (COUNT(*) AS ?n) { ?z ?y ?a }", ["n"]),
        ("SELECT * {}", []),
    ],
)
def test_columns_come_in_the_order_of_the_query(store: Store, text: str, expected: list[str]) -> None:
    """`SELECT *` gives the variables as they are first named."""
    assert columns(store, text) == expected


def test_an_error_names_the_place_in_one_line() -> None:
    """Line, column and what stands there."""
    error = SyntaxError("error at 2:3: expected one of\n a, b")

    assert (
        explain_error("ASK {\n  ?x ] }", error)
        == "line 2, column 3, before '?x ] }': the query does not parse: expected one of a, b"
    )


def test_a_prefix_that_is_not_declared_is_called_so(store: Store) -> None:
    """With what to do."""
    with pytest.raises(QueryError, match="a prefix is not declared; begin the query with PREFIX name: <address>"):
        find_answers(store, "ASK { ?s a x:Thing }")


@pytest.mark.parametrize("text", ["ASK {", "SELECT (<urn:f>(1) AS ?x) {}", "ASK { ?s ?p <a b> }", ""])
def test_a_query_that_fails_raises_one_kind_of_error(store: Store, text: str) -> None:
    """Whatever the engine raises becomes a query error."""
    with pytest.raises(QueryError):
        find_answers(store, text)


def test_relative_addresses_are_resolved(store: Store) -> None:
    """The base is the endpoint's address."""
    run_update(store, "INSERT DATA { <s> <urn:p> 1 }", Scope(base="http://h.example/sparql"))

    assert ask(store, "ASK { <http://h.example/s> ?p ?o }")


def test_graphs_of_an_update_request_are_what_its_patterns_see(store: Store) -> None:
    """`using-graph-uri` works on every operation of the update."""
    text = "INSERT { <urn:c> ?p ?o } WHERE { ?s ?p ?o }; DELETE { ?s ?p ?o } INSERT { <urn:d> ?p ?o } WHERE { ?s ?p ?o }"
    run_update(store, text, Scope(default=("urn:g",)))

    assert [ask(store, f"ASK {{ <urn:{name}> <urn:q> ?o }}", Scope(union=False)) for name in "cd"] == [True, True]


def test_delete_where_sees_the_graphs_of_the_request(store: Store) -> None:
    """Its pattern is written out as template and pattern, because the short form takes no graphs."""
    run_update(store, "DELETE WHERE { ?s ?p ?o . }; INSERT DATA { <urn:e> <urn:p> 1 }", Scope(default=("urn:g",)))

    assert [ask(store, f"ASK {{ <urn:{name}> ?p ?o }}") for name in "abe"] == [True, True, True]


@pytest.mark.parametrize("clause", ["USING <urn:g>", "USING NAMED <urn:g>"])
def test_graphs_of_both_request_and_update_are_refused(store: Store, clause: str) -> None:
    """The two may not be mixed."""
    with pytest.raises(QueryError, match="using-graph-uri"):
        run_update(store, f"INSERT {{ <urn:c> ?p ?o }} {clause} WHERE {{ ?s ?p ?o }}", Scope(named=("urn:g",)))


def test_a_failing_update_changes_nothing(store: Store) -> None:
    """An update is done whole, or not at all."""
    with pytest.raises(QueryError):
        run_update(store, "INSERT DATA { <urn:c> <urn:p> 1 }; DROP GRAPH <urn:none>")

    assert not ask(store, "ASK { <urn:c> ?p ?o }")
