"""The order of rows: made here, as SPARQL 1.1 has it, where the ORDER BY of a question names variables alone.

An engine that looks each text up again at each comparison spends a quarter of its time on sorting the rows of a whole data set, and
engines differ in how they compare texts. Sorted here, the rows of such a question come in one order from every store.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from communique.questions.base import Question, Term
from communique.sparql import Token, read_tokens
from communique.terms import XSD

#: Unbound comes before IRIs, and IRIs before literals; numbers before other literals is ours, since SPARQL leaves it open.
_UNBOUND: Final = (0, "")
_IRI, _NUMBER, _TEXT = 1, 2, 3
_NUMBERS: Final = frozenset(NamedNode(str(XSD[name])) for name in ("integer", "decimal", "double", "float"))
_ONCE: Final = {"distinct", "reduced"}
Key = tuple[int | float | str, ...]


class Order(NamedTuple):
    """By which variables rows are sorted, the clause that says so, and where in the text those without a column (`hidden`) go."""

    names: tuple[str, ...]
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
    Order(names=('c', 'a'), clause='ORDER BY ?c ?a', hidden=' ?c', place=6)
    >>> find_order("SELECT ?a { ?a ?b ?c } ORDER BY DESC(?c)", ("a",)) is None
    True
    """
    outer = [token for token in read_tokens(text) if token.depth == 0]
    words = [token.word for token in outer]
    if "select" not in words or "order" not in words:
        return None
    select, order = words.index("select"), words.index("order")
    names = _names(outer[order + 2 :])
    hidden = [name for name in names if name not in columns]
    if not names or (hidden and words[select + 1] in _ONCE):
        return None
    place = outer[select].start + len("select")
    return Order(names, text[outer[order].start :], "".join(f" ?{name}" for name in hidden), place)


def _names(clause: Sequence[Token]) -> tuple[str, ...]:
    """Return the variables of an ORDER BY up to the end of the query, or nothing where it has anything else."""
    return tuple(token.text[1:] for token in clause) if all(token.kind == "variable" for token in clause) else ()


def order_of(question: Question) -> Order | None:
    """Return by which variables the rows of a question are sorted, if by variables alone."""
    return find_order(question.text, tuple(column.name for column in question.columns)) if question.form == "select" else None


def sort_key(terms: Sequence[Term | None]) -> Key:
    """Return what rows are compared by: for each term its rank and its value.

    >>> from pyoxigraph import Literal
    >>> sort_key([None, NamedNode("a:b"), Literal(3), Literal("x")])
    (0, '', 1, 'a:b', 2, 3.0, 3, 'x')
    """
    key: list[int | float | str] = []
    for term in terms:
        if term is None:
            key += _UNBOUND
        elif isinstance(term, NamedNode):
            key += _IRI, term.value
        elif term.datatype in _NUMBERS:
            key += _NUMBER, float(term.value)
        else:
            key += _TEXT, term.value
    return tuple(key)
