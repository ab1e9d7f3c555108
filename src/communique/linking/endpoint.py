"""A SPARQL endpoint as a target, asked through SPARQLWrapper.

Its description (TOML) holds the address and a SELECT query, in which `%names%` becomes the subject's names as literals:

    form = "endpoint"
    name = "wikidata"
    prefix = "wikidata"
    space = "http://www.wikidata.org/entity/"
    address = "https://…/sparql"
    kind = "person"
    languages = ["en", "es"]        # tags of the literals; none: plain literals
    page = 500                      # rows asked for at a time
    query = '''SELECT ?id ?label … WHERE { VALUES ?name { %names% } … } ORDER BY ?id'''

The query may bind `id` (an address; needed), `label`, `name`, `kind`, `country` (an ISO 3166-1 alpha-3 code), `region`, `began`,
`ended`, `about`, and of a post `post`, `title`, `place`, `start`, `end`, `statement`; rows of one `id` make one record.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from communique.errors import TargetError
from communique.linking.asking import Asker, read_bounded
from communique.linking.base import Office, Subject
from communique.linking.dates import iso_date

NEEDED: Final = ("name", "prefix", "space", "address", "query")
PAGE: Final = 500
#: A query that goes on for more pages than this asks for the wrong thing.
MOST_PAGES: Final = 20
Row = Mapping[str, str]


class Endpoint:
    """A SPARQL endpoint; an implementation of `base.Target`."""

    def __init__(self, about: Mapping[str, Any], asker: Asker) -> None:
        self.name: str = about["name"]
        self.prefix: str = about["prefix"]
        self.space: str = about["space"]
        self.kinds = frozenset({about["kind"]} if "kind" in about else ())
        self._about, self._asker = about, asker

    def candidates(self, subject: Subject) -> Sequence[Subject]:
        """Return the records that carry one of the subject's names; none of another kind than the description's is asked for."""
        if self.kinds and subject.kind not in self.kinds:
            return ()
        query = self._about["query"].replace("%names%", literals(subject.forms, self._about.get("languages", [])))
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in select(self._about["address"], query, self._asker, page=self._about.get("page", PAGE)):
            rows[row.get("id", "")].append(row)
        if "" in rows:
            message = f"{self._about['address']}: a row without ?id; the target's query must bind it in every row"
            raise TargetError(message)
        return [self._record(address, found) for address, found in sorted(rows.items())]

    def _record(self, address: str, rows: Sequence[Row]) -> Subject:
        values = {key: value for row in reversed(rows) for key, value in row.items()}
        names = tuple(dict.fromkeys(name for row in rows for name in (row.get("label"), row.get("name")) if name))
        return Subject(
            id=address.removeprefix(self.space),
            kind=values.get("kind", self._about.get("kind", "")),
            label=names[0] if names else address,
            names=names[1:],
            posts=tuple(dict.fromkeys(_office(row) for row in rows if row.get("title"))),
            country=values.get("country", ""),
            region=values.get("region", ""),
            began=iso_date(values.get("began", "")),
            ended=iso_date(values.get("ended", "")),
            iri=address,
            description=values.get("about", ""),
        )


def _office(row: Row) -> Office:
    start, end = iso_date(row.get("start", "")), iso_date(row.get("end", ""))
    return Office(row["title"], row.get("place", ""), "", start, end, iri=row.get("post", ""), source=row.get("statement", ""))


def literals(names: Sequence[str], languages: Sequence[str]) -> str:
    """Return names as SPARQL literals, one for each language.

    >>> literals(["Ruth “R” Harrow"], ["en", "es"])
    '"Ruth “R” Harrow"@en "Ruth “R” Harrow"@es'
    """
    quoted = [json.dumps(name, ensure_ascii=False) for name in names]
    return " ".join(f"{name}@{tag}" if tag else name for name in quoted for tag in languages or [""])


def select(address: str, query: str, asker: Asker, *, page: int = PAGE) -> Iterator[Row]:
    """Yield the rows of a SELECT query, each mapping variables to values as text.

    Raises `TargetError` as `bindings` does.
    """
    for row in bindings(address, query, asker, page=page):
        yield {name: term["value"] for name, term in row.items()}


def bindings(address: str, query: str, asker: Asker, *, page: int = PAGE) -> Iterator[Mapping[str, Row]]:
    """Yield the rows of a SELECT query, asked for page by page, as SPARQL's JSON results give them.

    Raises `TargetError` as `Asker.answer` does, and for a query that does not end.
    """
    for number in range(MOST_PAGES):
        part = f"{query}\nLIMIT {page} OFFSET {number * page}"
        found = asker.answer(address, part, partial(_ask, address, part, asker), "results")
        rows: list[Mapping[str, Row]] = found["results"]["bindings"]
        yield from rows
        if len(rows) < page:
            return
    message = f"{address}: more than {MOST_PAGES * page} rows; narrow the query"
    raise TargetError(message)


def _ask(address: str, query: str, asker: Asker) -> bytes:
    wrapper = SPARQLWrapper(address, returnFormat=JSON, agent=asker.agent)
    wrapper.setTimeout(max(1, int(asker.timeout)))
    wrapper.setMethod(POST)
    wrapper.setQuery(query)
    try:
        with wrapper.query().response as response:
            return read_bounded(response)
    except SPARQLWrapperException as error:
        # SPARQLWrapper turns some statuses into errors of its own and drops the status
        first = str(error).strip().splitlines()[0]
        raise ValueError(first) from error
