"""Questions asked: a question's query with its parameters put in, over a store, as rows that are ready for JSON."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from pyoxigraph import Literal, QuerySolutions

from communique.collector import uncollected
from communique.questions.base import Answer, Question, Row, Solution, Source, Term
from communique.questions.kinds import ARRAYS, COLUMN_TYPES, PLAIN
from communique.questions.order import Run, order_of, sort_key
from communique.questions.parameters import find_parameters
from communique.questions.portions import find_portions, solve, solve_as_bytes
from communique.questions.statements import PARTS, Statements, write_lines
from communique.questions.templates import find_template
from communique.questions.why import find_evidence

_UNDEFINED: Final = "UNDEF"
#: What makes a row of a solution, given the names of its terms.
Explain = Callable[[Sequence[str]], Callable[[Solution], Row]]


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
    columns = tuple(column.name for column in question.columns)

    def explain(names: Sequence[str]) -> Callable[[Solution], Row]:
        make = row_maker(question, names)

        def tell(solution: Solution) -> Row:
            told = {name: term for name, term in zip(names, solution, strict=True) if term is not None}
            return make(solution) | {"why": find_evidence(store, question.why, {**bindings, **told})}

        return tell if why else make

    if question.form == "ask":
        result = store.query(bind(question, bindings), use_default_graph_as_union=True)
        return Answer(question.id, columns, [explain(("answer",))((Literal(bool(result)),))])
    texts = [bind(question, portion) for portion in find_portions(store, question, bindings)]
    if question.form == "construct":
        graph = Statements(_lines(store, question, texts), explain(PARTS))
        return Answer(question.id, columns, graph, graph)
    order = order_of(question)
    tables = solve(store, [order.leave_out(text) for text in texts] if order else texts)
    return Answer(question.id, columns, _rows(tables, explain, order.runs if order else ()))


def _lines(store: Source, question: Question, texts: Sequence[str]) -> list[bytes]:
    """Return the statements of a graph as lines of N-Triples: made here where the template lets it, else by the engine."""
    template = find_template(question.text)
    if template is None:
        return [line for text in texts for line in write_lines(store.query(text, use_default_graph_as_union=True))]
    with uncollected():
        return template.write(solve_as_bytes(store, [template.pattern(text) for text in texts]))


def _rows(tables: Iterable[QuerySolutions], explain: Explain, runs: Sequence[Run]) -> Sequence[Row]:
    """Return the rows of solutions, sorted."""
    rows: list[Row] = []
    keys: list[list[str]] = [[] for _ in runs]
    with uncollected():
        for solutions in tables:
            names = [variable.value for variable in solutions.variables]
            make, places = explain(names), [[names.index(name) for name in run.names] for run in runs]
            for solution in solutions:
                for known, by in zip(keys, places, strict=True):
                    known.append(sort_key([solution[place] for place in by]))
                rows.append(make(solution))
    order: Sequence[int] = range(len(rows))
    for run, known in zip(reversed(runs), reversed(keys), strict=True):  # a later sorting leaves alone what is equal by it
        order = sorted(order, key=known.__getitem__, reverse=run.down)
    return [rows[place] for place in order]


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


def row_maker(question: Question, names: Sequence[str]) -> Callable[[Solution], Row]:
    """Return what makes a row of JSON-ready values of each solution, given the names of its terms.

    What is absent is null, and an array then empty.

    >>> from communique.questions.heads import read_question
    >>> from communique.resources import stock
    >>> row_maker(read_question(stock("queries") / "questions/contested.rq"), ["answer"])([Literal(True)])
    {'answer': True}
    """
    columns = [column.name for column in question.columns]
    places = [names.index(name) if name in names else len(names) for name in columns]
    pick = itemgetter(*places, len(names))  # one more than the columns, so that it is a tuple even of one
    written = [
        (column.name, COLUMN_TYPES[column.type], column.type in ARRAYS) for column in question.columns if column.type not in PLAIN
    ]

    def make(solution: Solution) -> Row:
        values = [None if term is None else term.value for term in solution]
        values.append(None)
        row: Row = dict(zip(columns, pick(values), strict=False))
        for name, write, array in written:
            value = row[name]
            row[name] = write(value) if isinstance(value, str) else [] if array else None
        return row

    return make
