"""The entities of a data set as subjects to link, taken from its store by two SPARQL queries (the model: docs/model.md)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, cast

from pyoxigraph import QuerySolutions, Store

from communique.linking.base import Office, Subject
from communique.linking.names import country_code
from communique.terms import PREFIXES

#: The kinds of entities that are linked: the first part of an entity's path.
KINDS: Final = frozenset({
    "person", "agency", "post", "state", "place", "facility", "mechanism", "series", "meeting", "programme", "project",
    "instrument",
})  # fmt: skip
#: Quotations that a reviewer sees beside a subject.
MOST_QUOTES: Final = 3

_PREFIXES: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()))
_VALUES: Final = (
    _PREFIXES
    + """
SELECT DISTINCT ?subject ?what ?value WHERE {
  { ?subject rdfs:label ?value BIND("label" AS ?what) }
  UNION { ?subject meet:name ?value BIND("name" AS ?what) }
  UNION { ?subject meet:title ?value BIND("name" AS ?what) }
  UNION { ?subject meet:hasName/meet:text ?value BIND("name" AS ?what) }
  UNION { ?subject skos:notation ?value BIND("notation" AS ?what) }
  UNION { ?subject meet:ofState/(skos:notation|rdfs:label) ?value BIND("country" AS ?what) }
  UNION { ?subject org:postIn/rdfs:label ?value BIND("body" AS ?what) }
  UNION { ?subject org:subOrganizationOf/rdfs:label ?value BIND("body" AS ?what) }
  UNION { ?subject meet:earliest ?value BIND("date" AS ?what) }
  UNION { ?part meet:participant ?subject ; meet:inMeeting/meet:earliest ?value BIND("date" AS ?what) }
  UNION {
    ?claim rdf:subject ?subject ; rdf:predicate meet:name ; meet:restsOn ?excerpt .
    ?excerpt oa:exact ?exact OPTIONAL { ?excerpt oa:prefix ?before } OPTIONAL { ?excerpt oa:suffix ?after }
    BIND(CONCAT(COALESCE(REPLACE(?before, "^[^ ]* ", ""), ""), ?exact, COALESCE(REPLACE(?after, " [^ ]*$", ""), "")) AS ?value)
    BIND("quote" AS ?what)
  }
}
"""
)
_TENURES: Final = (
    _PREFIXES
    + """
SELECT ?person ?post ?title ?body ?country ?start ?end (MIN(?address) AS ?source) WHERE {
  ?tenure meet:holder ?person ; meet:ofPost ?post .
  OPTIONAL { ?post rdfs:label ?label }
  OPTIONAL { ?post meet:title ?printed }
  BIND(COALESCE(?printed, ?label) AS ?title) FILTER(BOUND(?title))
  OPTIONAL { ?post org:postIn/rdfs:label ?body }
  OPTIONAL { ?post meet:ofState/rdfs:label ?country }
  OPTIONAL { ?tenure meet:firstAttested ?start }
  OPTIONAL { ?tenure meet:lastAttested ?end }
  OPTIONAL {
    ?claim rdf:subject ?person ; rdf:predicate org:holds ; rdf:object ?post ; meet:statedIn/dcterms:source ?page
    BIND(STR(?page) AS ?address)
  }
}
GROUP BY ?person ?post ?title ?body ?country ?start ?end
"""
)
Row = dict[str, str]


def find_subjects(store: Store, base: str, kinds: frozenset[str] = KINDS) -> list[Subject]:
    """Return the entities of a data set that are of some kinds, sorted by id; `base` is what stands before their ids."""
    held = _held(store, base)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(store, _VALUES):
        path = row["subject"].removeprefix(base)
        if path != row["subject"] and path.partition("/")[0] in kinds:
            found[path][row["what"]].add(row["value"])
    return [_subject(path, values, held.get(path, []), base) for path, values in sorted(found.items())]


def _rows(store: Store, query: str) -> Iterator[Row]:
    answer = cast("QuerySolutions", store.query(query, use_default_graph_as_union=True))
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        bound = ((name, solution[name]) for name in names)
        yield {name: term.value for name, term in bound if term is not None and hasattr(term, "value")}


def _held(store: Store, base: str) -> dict[str, list[Row]]:
    """Return the rows of tenures by their holders."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(_rows(store, _TENURES), key=lambda row: sorted(row.items())):
        held[row["person"].removeprefix(base)].append(row)
    return held


def _office(row: Row) -> Office:
    start, end = row.get("start", ""), row.get("end", "")
    return Office(row["title"], "", row.get("body", ""), start, end, attested=True, iri=row["post"], source=row.get("source", ""))


def _subject(path: str, values: dict[str, set[str]], held: list[Row], base: str) -> Subject:
    kind = path.partition("/")[0]
    labels = sorted(values["label"]) or sorted(values["name"]) or [path.partition("/")[2]]
    own = values["notation"] | values["label"] if kind == "state" else values["country"]
    codes = sorted(
        {code for text in own if (code := country_code(text))}
        | {code for row in held if (code := country_code(row.get("country", "")))}
    )
    return Subject(
        id=path,
        kind=kind,
        label=labels[0],
        names=tuple(sorted({*labels[1:], *values["name"], *(values["notation"] if kind == "agency" else ())})),
        posts=tuple(_office(row) for row in held),
        bodies=tuple(sorted(values["body"] | {row["body"] for row in held if "body" in row})),
        country=codes[0] if len(codes) == 1 else "",
        dates=tuple(sorted(values["date"])),
        quotes=tuple(
            " ".join(quote.split()) for quote in sorted(values["quote"], key=lambda text: (-len(text), text))[:MOST_QUOTES]
        ),
        iri=base + path,
    )
