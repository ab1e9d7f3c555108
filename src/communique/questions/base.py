"""What a saved question is made of, and what an answer to one looks like."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad, Triple

Term = NamedNode | Literal
Form = OneOf["select", "ask", "construct"]
Evidence = dict[str, str | int | None]
Json = None | str | int | list[str] | list[Evidence]
Row = dict[str, Json]
#: One solution of a query: its terms in the order of its variables, None for what is unbound.
Solution = Sequence[Term | None]

#: What stands between the items of an array in one value of a solution.
BETWEEN: Final = "\n"
#: In a pattern: anything; and the mark of a pattern whose column holds the claims themselves.
ANY: Final = "*"
ITSELF: Final = ""


class Source(Protocol):
    """Where a data set lies that questions are asked of: an embedded store, or an endpoint."""

    def query(self, query: str, /, *, use_default_graph_as_union: bool = False) -> Any:
        """Answer a query over the union of the graphs."""

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None, /) -> Iterator[Quad]:  # noqa: A002 - as the store names it
        """Yield the statements that fit a pattern."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its type, and for a code where the codes come from (a code list's name, or the codes themselves).

    `split` says that each row is of one value of it, so that a large data set may be asked value by value.
    """

    name: str
    type: str
    label: str
    optional: bool = True
    among: str | tuple[str, ...] = ()
    split: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; the type tells how its values are written as JSON."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which claims stand behind a row: the columns or parameters that hold their subject and object, and their property.

    `*` is anything. Where a column holds the claims themselves, it stands as the subject and the property is empty.
    """

    subject: str
    property: str
    object: str


@dataclass(frozen=True, slots=True)
class Question:
    """One saved query with its head.

    `defaults` pairs each variable of the `VALUES` row with its default as written, and `values` is where that row stands in
    `text`, from bracket to bracket.
    """

    id: str
    path: str
    form: Form
    text: str
    summary: Mapping[str, str]
    description: str
    tags: tuple[str, ...]
    columns: tuple[Column, ...]
    parameters: tuple[Parameter, ...] = ()
    why: tuple[Pattern, ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()
    values: tuple[int, int] = (0, 0)


class Graph(Protocol):
    """A graph that a question made."""

    def triples(self) -> Iterator[Triple]:
        """Yield its statements, sorted, each once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds: its columns, and a row of JSON-ready values for each solution; the graph of a CONSTRUCT too."""

    question: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    graph: Graph | None = None
