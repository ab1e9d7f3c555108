"""Questions asked: a question's query with its parameters put in, over a store, as rows that are ready for JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, QueryBoolean, QuerySolutions, Triple

from communique.questions.base import Answer, Json, Question, Row, Source, Term
from communique.questions.kinds import ARRAYS, COLUMN_TYPES
from communique.questions.parameters import find_parameters
from communique.questions.why import find_evidence

#: One solution of a query: its terms by column.
Solution = Mapping[str, Term]
_PARTS: Final = ("subject", "predicate", "object")
_UNDEFINED: Final = "UNDEF"


def ask(store: Source, question: Question, given: Mapping[str, str], *, why: bool = False) -> Answer:
    """Ask a question of a data set; with `why`, each row also has the words behind it, under the key `why`.

    Raises:
        QuestionError: a parameter is unknown, missing, or fits nothing or several things.

    >>> from pyoxigraph import Store
    >>> from communique.questions.heads import read_question
    >>> from communique.resources import stock
    >>> ask(Store(), read_question(stock("queries") / "questions/contested.rq"), {}).rows
    [{'answer': False}]
    """
    return answer(store, question, find_parameters(store, question, given), why=why)


def answer(store: Source, question: Question, bindings: Mapping[str, Term], *, why: bool = False) -> Answer:
    """Ask a question whose parameters are already known as terms; what is not given keeps its default."""
    result = store.query(bind(question, bindings), use_default_graph_as_union=True)
    triples = tuple(sorted(set(result), key=str)) if question.form == "construct" else ()
    rows = []
    for solution in _solutions(result, triples):
        row = make_row(question, solution)
        if why:
            row["why"] = find_evidence(store, question.why, {**bindings, **solution})
        rows.append(row)
    return Answer(question.id, tuple(column.name for column in question.columns), rows, triples)


def bind(question: Question, bindings: Mapping[str, Term]) -> str:
    """Return a question's query with the values given in place of their defaults; the engine writes the terms.

    A variable without a value is left out of the `VALUES` row: a bare `UNDEF` keeps some engines from planning well, and Virtuoso
    from answering rightly.

    >>> from communique.questions.heads import read_question
    >>> from communique.resources import stock
    >>> bind(read_question(stock("queries") / "questions/things.rq"), {"kind": Literal("ship")}).partition("VALUES ")[2][:20]
    '(?kind) { ("ship") }'
    """
    if not question.defaults:
        return question.text
    given = {name: str(bindings.get(name, default)) for name, default in question.defaults}
    known = {f"?{name}": term for name, term in given.items() if term != _UNDEFINED}
    start, end = question.values
    before, _, _ = question.text[:start].rpartition("VALUES")
    _, _, after = question.text[end:].partition("}")
    return f"{before}VALUES ({' '.join(known)}) {{ ({' '.join(known.values())}) }}{after}" if known else before + after


def make_row(question: Question, solution: Solution) -> Row:
    """Return a solution as JSON-ready values by column."""
    return {column.name: _value(column.type, solution.get(column.name)) for column in question.columns}


def _value(kind: str, term: Term | None) -> Json:
    if term is None:
        return [] if kind in ARRAYS else None
    return COLUMN_TYPES[kind](term.value)


def _solutions(result: object, triples: Iterable[Triple]) -> Iterator[Solution]:
    if isinstance(result, QueryBoolean):
        yield {"answer": Literal(bool(result))}
    elif not isinstance(result, QuerySolutions):
        yield from (dict(zip(_PARTS, triple, strict=True)) for triple in triples)
    else:
        names = [variable.value for variable in result.variables]
        for solution in result:
            yield {name: term for name in names if (term := solution[name]) is not None}
