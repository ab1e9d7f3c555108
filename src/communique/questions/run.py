"""Questions asked: a question's query with its parameters put in, over a store, as rows that are ready for JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, QueryBoolean, QuerySolutions

from communique.questions.base import Answer, Question, Row, Solution, Source, Term
from communique.questions.kinds import ARRAYS, COLUMN_TYPES
from communique.questions.order import Order, order_of, sort_key
from communique.questions.parameters import find_parameters
from communique.questions.statements import Statements
from communique.questions.why import find_evidence

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
    order, text = order_of(question), bind(question, bindings)
    result = store.query(order.leave_out(text) if order else text, use_default_graph_as_union=True)
    make = row_maker(question)
    graph = Statements(result, make) if question.form == "construct" else None
    solutions = _solutions(result) if graph is None else graph.solutions()

    def explain(found: Solution) -> Row:
        return make(found) | {"why": find_evidence(store, question.why, {**bindings, **_told(found)})}

    rows: Sequence[Row] = graph if graph is not None and not why else _rows(solutions, explain if why else make, order)
    return Answer(question.id, tuple(column.name for column in question.columns), rows, graph)


def _rows(solutions: Iterator[Solution], make: Callable[[Solution], Row], order: Order | None) -> Sequence[Row]:
    if order is None:
        return [make(found) for found in solutions]
    keys, rows = [], []
    for found in solutions:
        keys.append(sort_key([found[name] for name in order.names]))
        rows.append(make(found))
    return [rows[place] for place in sorted(range(len(rows)), key=keys.__getitem__)]


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


def row_maker(question: Question) -> Callable[[Solution], Row]:
    """Return what makes a row of JSON-ready values by column of each solution; what is absent is null, and an array then empty.

    >>> from communique.questions.heads import read_question
    >>> from communique.resources import stock
    >>> row_maker(read_question(stock("queries") / "questions/contested.rq"))({"answer": Literal(True)})
    {'answer': True}
    """
    writers = [(column.name, COLUMN_TYPES[column.type], column.type in ARRAYS) for column in question.columns]

    def make(solution: Solution) -> Row:
        return {
            name: ([] if array else None) if (term := solution.get(name)) is None else write(term.value)
            for name, write, array in writers
        }

    return make


def _solutions(result: object) -> Iterator[Solution]:
    if isinstance(result, QueryBoolean):
        yield {"answer": Literal(bool(result))}
    elif isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        yield from (dict(zip(names, solution, strict=True)) for solution in result)


def _told(solution: Solution) -> Mapping[str, Term]:
    return {name: term for name, term in solution.items() if term is not None}
