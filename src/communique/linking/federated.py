"""Questions that join the data set with another endpoint: SPARQL with one `SERVICE` block, on the network only when allowed.

An engine left to itself sends the block as it stands, and asks a public endpoint for all that it has. Here:

1. the query without the block gives the values of the variables that both parts share (head line `#+ join: …`);
2. the block is asked for these values alone, through SPARQLWrapper, with the program's name, its patience and its cache;
3. the answers take the block's place as `VALUES`, and the whole runs over the store.

The file itself stays plain SPARQL 1.1, which any engine can run.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, cast

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from communique.errors import QueryError
from communique.linking.asking import Asker
from communique.linking.endpoint import bindings

_SERVICE: Final = re.compile(r"\bSERVICE\s+<(?P<address>[^>]*)>\s*\{", re.IGNORECASE)
_JOIN: Final = re.compile(r"^#\+\s*join:\s*(?P<names>.+)$", re.MULTILINE)
_SUMMARY: Final = re.compile(r"^#\+\s*summary:\s*(?P<text>.+)$", re.MULTILINE)
_WHERE: Final = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_SELECT: Final = re.compile(r"^\s*SELECT\b", re.IGNORECASE | re.MULTILINE)
#: Values sent to an endpoint at a time.
BATCH: Final = 100
Term = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Federated:
    """A query in its parts: `before` and `after` the `SERVICE` block, the block's address and pattern, and the shared variables."""

    before: str
    address: str
    pattern: str
    after: str
    join: tuple[str, ...]
    summary: str = ""

    @property
    def prologue(self) -> str:
        """Return the prefixes."""
        found = _SELECT.search(self.before)
        return self.before[: found.start()] if found else ""

    @property
    def local(self) -> str:
        """Return the query for the values of the shared variables, from the part without the block."""
        text = self.before + self.after
        start = cast("re.Match[str]", _WHERE.search(text)).end() - 1
        names = " ".join(f"?{name}" for name in self.join)
        return f"{self.prologue}SELECT DISTINCT {names} WHERE {text[start : _closing(text, start) + 1]} ORDER BY {names}"


def read_federated(path: Path) -> Federated:
    """Return a federated question; raises `QueryError` for a file that is not of the form described above."""
    try:
        return parse_federated(path.read_text("utf-8"))
    except OSError as error:
        message = f"{path}: {error.strerror}; expected a SPARQL query with a SERVICE block"
        raise QueryError(message) from error
    except QueryError as error:
        message = f"{path}: {error}"
        raise QueryError(message) from error


def parse_federated(text: str) -> Federated:
    r"""Return a federated question from its text.

    >>> found = parse_federated("#+ join: item\nSELECT * WHERE { ?a ?b ?item SERVICE <http://e.org/sparql> { ?item ?c ?d } }")
    >>> found.address, found.pattern, found.join
    ('http://e.org/sparql', ' ?item ?c ?d ', ('item',))
    """
    block, join = _SERVICE.search(text), _JOIN.search(text)
    if not block or _SERVICE.search(text, block.end()) or not _WHERE.search(text[: block.start()]) or not _SELECT.search(text):
        raise QueryError("expected a SELECT query with one SERVICE block within WHERE { … }")
    if not join:
        raise QueryError("no head line '#+ join: VARIABLE …'; it names the variables that the SERVICE block shares with the rest")
    end = _closing(text, block.end() - 1)
    names = tuple(join["names"].replace("?", " ").replace(",", " ").split())
    summary = _SUMMARY.search(text)
    said = summary["text"].strip() if summary else ""
    return Federated(text[: block.start()], block["address"], text[block.end() : end], text[end + 1 :], names, said)


def _closing(text: str, start: int) -> int:
    """Return where the brace that opens at `start` closes; braces in strings and addresses do not count."""
    depth = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|[{}]', text[start:]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth and found[0] == "}":
            return start + found.start()
    raise QueryError("a brace is not closed")


def ask_federated(store: Store, question: Federated, asker: Asker, *, address: str | None = None) -> list[dict[str, str]]:
    """Return the rows of a federated question as texts; `address` asks another endpoint than the question names.

    Raises `TargetError` when the network is needed and not allowed, and `QueryError` when the query fails.
    """
    batches, shared = iter(_rows(store, question.local)), " ".join(f"?{name}" for name in question.join)
    answers: list[Mapping[str, Term]] = []
    while batch := list(islice(batches, BATCH)):
        query = (
            f"{question.prologue}SELECT DISTINCT * WHERE {{ {_values(question.join, batch)} {question.pattern} }} ORDER BY {shared}"
        )
        answers.extend(bindings(address or question.address, query, asker))
    names = sorted({name for row in answers for name in row} | set(question.join))
    whole = f"{question.before} {_values(names, answers)} {question.after}"
    return [{name: term["value"] for name, term in row.items()} for row in _rows(store, whole)]


def _rows(store: Store, query: str) -> list[Mapping[str, Term]]:
    try:
        answer = cast("QuerySolutions", store.query(query, use_default_graph_as_union=True))
    except (SyntaxError, RuntimeError) as error:
        message = f"the query does not run: {error}"
        raise QueryError(message) from error
    found: list[Mapping[str, Term]] = json.loads(answer.serialize(format=QueryResultsFormat.JSON) or b"")["results"]["bindings"]
    return found


def _values(names: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> str:
    """Return rows as a `VALUES` block."""
    head = " ".join(f"?{name}" for name in names)
    lines = ("(" + " ".join(_spelt(row.get(name)) for name in names) + ")" for row in rows)
    return f"VALUES ({head}) {{ {' '.join(lines)} }}"


def _spelt(term: Term | None) -> str:
    """Return a term of JSON results as SPARQL writes it; what is not bound, or has no name, is left open."""
    if term is None or term["type"] == "bnode":
        return "UNDEF"
    if term["type"] == "uri":
        return f"<{term['value']}>"
    text = json.dumps(term["value"], ensure_ascii=False)
    if tag := term.get("xml:lang"):
        return f"{text}@{tag}"
    return f"{text}^^<{term['datatype']}>" if "datatype" in term else text


def find_federated(*folders: Path) -> dict[str, Path]:
    """Return the federated questions of folders by name, sorted; of two with one name that of the later folder."""
    found = {path.stem: path for folder in folders for path in folder.glob("*.rq")}
    return dict(sorted(found.items()))
