"""The order of rows: made here, as SPARQL 1.1 has it, where the ORDER BY of a question names variables alone, upwards or down.

An engine that looks each text up again at each comparison spends a quarter of its time on sorting the rows of a whole data set, and
engines differ in how they compare texts. Sorted here, the rows of such a question come in one order from every store.
"""

import re
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from communique.questions.base import Question, Term
from communique.sparql import Token, read_tokens
from communique.terms import XSD

#: Unbound comes before IRIs, and IRIs before literals; numbers before other literals is ours, since SPARQL leaves it open.
_UNBOUND, _IRI, _NUMBER, _TEXT = "0123"
#: What parts the terms of a row in its key, less than all that stands in them.
BETWEEN: Final = "\0"
_SIGN, _ALL = 1 << 63, (1 << 64) - 1
_NUMBERS: Final = frozenset(
    NamedNode(str(XSD[name]))
    for name in (
        *("integer", "decimal", "double", "float", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_ONCE: Final = {"distinct", "reduced"}
#: A term of an ORDER BY that is a variable, with or without its direction, with blanks between tokens.
_TERM: Final = re.compile(r"(?:(?P<way>asc|desc) \( )?[?$](?P<name>\w+)(?(way) \))", re.IGNORECASE)


class Run(NamedTuple):
    """Variables, one after the other, by which rows are sorted in one direction."""

    names: tuple[str, ...]
    down: bool = False


class Order(NamedTuple):
    """By which variables rows are sorted, the clause that says so, and where in the text those without a column (`hidden`) go."""

    runs: tuple[Run, ...]
    clause: str
    hidden: str
    place: int

    def leave_out(self, text: str) -> str:
        """Return the query, whose parameters may be put in by now, without its order, and with all that its rows are sorted by."""
        return (text[: self.place] + self.hidden + text[self.place :]).removesuffix(self.clause)


@lru_cache(maxsize=1024)
def find_order(text: str, columns: tuple[str, ...]) -> Order | None:
    """Return by which variables a query sorts its rows; nothing where it sorts by anything else, or not.

    >>> find_order("SELECT ?a { ?a ?b ?c } ORDER BY ?c ?a", ("a",))
    Order(runs=(Run(names=('c', 'a'), down=False),), clause='ORDER BY ?c ?a', hidden=' ?c', place=6)
    >>> find_order("SELECT ?a { ?a ?b ?c } ORDER BY DESC(?a) ?b", ("a", "b")).runs
    (Run(names=('a',), down=True), Run(names=('b',), down=False))
    >>> find_order("SELECT ?a { ?a ?b ?c } ORDER BY STR(?a)", ("a",)) is None
    True
    """
    tokens = read_tokens(text)
    outer = [token for token in tokens if token.depth == 0]
    words = [token.word for token in outer]
    if "select" not in words or "order" not in words:
        return None
    select, order = words.index("select"), words.index("order")
    runs = _runs(tokens[tokens.index(outer[order]) + 2 :])
    hidden = [name for run in runs for name in run.names if name not in columns]
    if not runs or (hidden and words[select + 1] in _ONCE):
        return None
    place = outer[select].start + len("select")
    return Order(runs, text[outer[order].start :], "".join(f" ?{name}" for name in hidden), place)


def _runs(clause: Sequence[Token]) -> tuple[Run, ...]:
    """Return the variables of an ORDER BY up to the end of the query by their directions; nothing where it has anything else."""
    text = " ".join(token.text for token in clause)
    if _TERM.sub("", text).strip():
        return ()
    terms = [((match["way"] or "").lower() == "desc", match["name"]) for match in _TERM.finditer(text)]
    return tuple(Run(tuple(name for _, name in same), down) for down, same in groupby(terms, itemgetter(0)))


def order_of(question: Question) -> Order | None:
    """Return by which variables the rows of a question are sorted, if by variables alone."""
    return find_order(question.text, tuple(column.name for column in question.columns)) if question.form == "select" else None


def sort_key(terms: Iterable[Term | None]) -> str:
    """Return the text that a row is sorted by, whose parts are the rank and the value of each term.

    >>> from pyoxigraph import Literal
    >>> sort_key([None, NamedNode("a:b"), Literal("x")]).split(BETWEEN)
    ['0', '1a:b', '3x']
    """
    return BETWEEN.join(
        [
            _UNBOUND
            if term is None
            else _IRI + term.value
            if isinstance(term, NamedNode)
            else _NUMBER + _sortable(float(term.value))
            if term.datatype in _NUMBERS
            else _TEXT + term.value
            for term in terms
        ]
    )


def _sortable(number: float) -> str:
    """Return a number as text of one length that sorts as numbers do: its bits, all turned round where it is negative.

    >>> sorted([3.0, -20.0, 100.0, -3.5, 0.0], key=_sortable)
    [-20.0, -3.5, 0.0, 3.0, 100.0]
    """
    (bits,) = struct.unpack(">Q", struct.pack(">d", number))
    return f"{bits ^ (_ALL if bits & _SIGN else _SIGN):016x}"
