"""The data set as a reconciliation service: the answers of the Reconciliation API 0.2, as plain functions over an index.

https://reconciliation-api.github.io/specs/0.2/ — manifest, queries, suggest, preview, extend. A candidate comes with the features
behind its score, so that a person, or the client, can weigh them differently; `match` is claimed only where the best candidate
stands above the threshold and clear of the second, or where its name is the only one of its kind that agrees in full.
"""

import html
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from communique.errors import QueryError
from communique.linking.base import Office, Subject
from communique.linking.blocks import Blocks
from communique.linking.dates import iso_date
from communique.linking.names import country_code, fold
from communique.linking.suggest import Candidate, judged, rank

Json = dict[str, Any]
VERSION: Final = "0.2"
#: Candidates given where the query asks for no number, and the most that are given.
LIMIT, MOST = 10, 50
#: Queries that one request may hold.
BATCH: Final = 50
WIDTH, HEIGHT = 430, 260

#: The types of the service: the kinds of the data set, and how people call them.
TYPES: Final = {
    "person": "person",
    "agency": "public body",
    "post": "post",
    "state": "state",
    "place": "place",
    "facility": "facility",
    "mechanism": "standing mechanism",
    "series": "meeting series",
    "meeting": "meeting",
    "programme": "programme",
    "project": "project",
    "instrument": "instrument",
}
#: The properties that a query may give and data extension fetch: their names, and how each is read off a subject.
PROPERTIES: Final[Mapping[str, tuple[str, Callable[[Subject], Sequence[str]]]]] = {
    "name": ("name", lambda one: one.forms),
    "post": ("post", lambda one: tuple(dict.fromkeys(post.title for post in one.posts))),
    "body": ("body", lambda one: one.bodies),
    "country": ("country (ISO 3166-1 alpha-3)", lambda one: (one.country,) if one.country else ()),
    "date": ("attested on", lambda one: one.dates),
    "quotation": ("quotation", lambda one: one.quotes),
    "address": ("address in the data set", lambda one: (one.iri,) if one.iri else ()),
}
_DAY: Final = 10
_STYLE: Final = (
    "body{font:15px/1.4 system-ui,sans-serif;margin:.8rem}h1{font-size:1.1rem;margin:0}blockquote{margin:.5rem 0;color:#444}"
)


@dataclass(frozen=True)
class Index:
    """The entities that the service knows, filed for finding.

    >>> index = make_index("Demo", "http://example.org/", [Subject("person/r", "person", "Ruth Harrow")])
    >>> index.by_id["person/r"].label
    'Ruth Harrow'
    """

    title: str
    space: str
    subjects: tuple[Subject, ...]
    by_id: Mapping[str, Subject] = field(repr=False)
    blocks: Blocks = field(repr=False)


def make_index(title: str, space: str, subjects: Iterable[Subject]) -> Index:
    """Return an index over subjects; `space` is the base address of their ids."""
    known = tuple(subjects)
    return Index(title, space, known, {one.id: one for one in known}, Blocks(known))


# --- manifest ---------------------------------------------------------------------------------------------------------


def manifest(index: Index, address: str) -> Json:
    """Return the service's manifest; `address` is where the service answers."""
    here = address.rstrip("/")
    suggest = {what: {"service_url": here, "service_path": f"/suggest/{what}"} for what in ("entity", "property", "type")}
    return {
        "versions": [VERSION],
        "name": index.title,
        "identifierSpace": index.space,
        "schemaSpace": "https://w3id.org/communique/meet#",
        "defaultTypes": _types_in(index),
        "view": {"url": f"{index.space}{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}, "property_settings": []},
        "batchSize": BATCH,
    }


def _type(kind: str) -> Json:
    return {"id": kind, "name": TYPES.get(kind, kind)}


def _types_in(index: Index) -> list[Json]:
    """Return the types of which the index holds something, in the order of the table."""
    kinds = {one.kind for one in index.subjects}
    return [_type(kind) for kind in TYPES if kind in kinds]


# --- queries ----------------------------------------------------------------------------------------------------------


def reconcile(index: Index, queries: Json) -> Json:
    """Return the candidates for each query of a batch, by its key.

    Raises `QueryError` for a batch that is not of the API's form.

    >>> index = make_index("Demo", "http://example.org/", [Subject("person/r", "person", "Ruth Harrow")])
    >>> reconcile(index, {"q0": {"query": "Harrow", "type": "person"}})["q0"]["result"][0]["id"]
    'person/r'
    """
    if len(queries) > BATCH:
        message = f"queries: {len(queries)} in one batch; expected at most {BATCH}, as the manifest says"
        raise QueryError(message)
    return {key: {"result": _candidates(index, _checked(query, key))} for key, query in queries.items()}


def _is_property(given: object) -> bool:
    return isinstance(given, dict) and isinstance(given.get("pid"), str) and "v" in given


#: What each part of a query must be, and how that is said; a part that is not there is not looked at.
_FORM: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "query": (lambda given: isinstance(given, str), "a text"),
    "type": (lambda given: isinstance(given, str | list), "a type or a list of types"),
    "type_strict": (lambda given: given in ("any", "should", "all"), "any, should or all"),
    "limit": (lambda given: isinstance(given, int | float) and 0 <= given <= sys.maxsize, "a number"),
    "properties": (lambda given: isinstance(given, list) and all(map(_is_property, given)), "a list of {pid, v}"),
}


def _checked(query: object, key: str) -> Json:
    """Return a query that is of the API's form; parts that are null are left out."""
    given = {part: value for part, value in query.items() if value is not None} if isinstance(query, dict) else {}
    if not given.get("query") and not given.get("properties"):
        message = f"queries: '{key}' has neither a text 'query' nor 'properties'; expected {{\"query\": \"a name\"}}"
        raise QueryError(message)
    for part, (fits, expected) in _FORM.items():
        if part in given and not fits(given[part]):
            message = f"queries: '{key}' has {part} {given[part]!r}; expected {expected}"
            raise QueryError(message)
    return given


def _candidates(index: Index, query: Json) -> list[Json]:
    asked = query.get("type") or []
    kinds = [asked] if isinstance(asked, str) else [str(one.get("id", "")) if isinstance(one, dict) else str(one) for one in asked]
    if query.get("type_strict") == "all" and len(set(kinds)) > 1:
        return []  # nothing here is of two kinds
    subject = asked_for(query, kinds[0] if len(kinds) == 1 else "")
    records = [one for one in index.blocks.find(subject) if not kinds or one.kind in kinds or query.get("type_strict") == "should"]
    ranked = rank(subject, records)
    verdict, _ = judged(ranked, 1)
    sure = verdict == "match" or _only_name(subject, ranked)
    shown = ranked[: min(MOST, max(1, int(query.get("limit", LIMIT))))]
    return [_result(one, sure=sure and not place) for place, one in enumerate(shown)]


def _only_name(subject: Subject, ranked: tuple[Candidate, ...]) -> bool:
    """Say whether the best candidate has the very name asked for, of more than one word, and no other comes near."""
    if not ranked or len(fold(subject.label).split()) < 2:
        return False
    same = [one for one in ranked if fold(subject.label) in {fold(form) for form in one.record.forms}]
    return len(same) == 1 and same[0] is ranked[0] and all(one.score.value < ranked[0].score.value for one in ranked[1:])


def asked_for(query: Json, kind: str) -> Subject:
    """Return a query as a subject: its text as the name, its properties as the rest.

    >>> given = [{"pid": "date", "v": "2021-12-02"}, {"pid": "post", "v": "Envoy"}]
    >>> asked = asked_for({"query": "Harrow", "properties": given}, "person")
    >>> asked.dates, asked.posts[0].title
    (('2021-12-02',), 'Envoy')
    """
    given: dict[str, list[str]] = {}
    for one in query.get("properties") or []:
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        given.setdefault(one["pid"], []).extend(_said(value) for value in values)
    dates = tuple(filter(None, map(iso_date, given.get("date", []))))
    name = query.get("query") or next(iter(given.get("name", [])), "")
    return Subject(
        id="",
        kind=kind,
        label=name,
        names=tuple(given.get("name", [])),
        posts=tuple(
            Office(title, start=dates[0] if dates else "", end=dates[-1] if dates else "") for title in given.get("post", [])
        ),
        bodies=tuple(given.get("body", [])),
        country=next(filter(None, map(country_code, given.get("country", []))), ""),
        dates=dates,
    )


def _said(value: object) -> str:
    """Return a property's value as text: an entity that was reconciled before counts by its name."""
    return str(value.get("name", value.get("id", ""))) if isinstance(value, dict) else str(value)


def _result(one: Candidate, *, sure: bool) -> Json:
    features = [{"id": mark.feature.replace(" ", "_"), "value": mark.value} for mark in one.score.marks]
    return {
        "id": one.record.id,
        "name": one.record.label,
        "description": describe(one.record),
        "type": [_type(one.record.kind)],
        "score": round(100 * one.score.value, 2),
        "features": features,
        "match": sure,
    }


def describe(subject: Subject) -> str:
    """Return a subject in one line: its posts, or its body and country, and when it is attested.

    >>> describe(Subject("p", "person", "Ruth Harrow", posts=(Office("Envoy to Peru"),), dates=("1895-03-02",)))
    'Envoy to Peru; attested 1895-03-02'
    """
    posts = list(dict.fromkeys(post.title for post in subject.posts))[:2]
    about = posts or [one for one in (*subject.bodies[:1], subject.country) if one]
    span = " to ".join(dict.fromkeys(subject.dates[:1] + subject.dates[-1:]))
    return subject.description or "; ".join([*about, *([f"attested {span}"] if span else [])])


# --- suggest, preview, extend -----------------------------------------------------------------------------------------


def suggest_entities(index: Index, prefix: str) -> Json:
    """Return the entities a name or a word of a name of which begins so."""
    start = fold(prefix)
    found = [one for one in index.subjects if start and any(f" {fold(form)}".find(f" {start}") >= 0 for form in one.forms)]
    ranked = sorted(found, key=lambda one: (not fold(one.label).startswith(start), one.label, one.id))[:LIMIT]
    return {
        "result": [{"id": one.id, "name": one.label, "description": describe(one), "notable": [_type(one.kind)]} for one in ranked]
    }


def suggest_types(index: Index, prefix: str) -> Json:
    """Return the types whose name begins so; all for nothing.

    >>> suggest_types(make_index("Demo", "http://e.org/", [Subject("post/x", "post", "Envoy")]), "po")
    {'result': [{'id': 'post', 'name': 'post'}]}
    """
    return {"result": [one for one in _types_in(index) if fold(one["name"]).startswith(fold(prefix))]}


def suggest_properties(prefix: str) -> Json:
    """Return the properties whose name begins so; all for nothing.

    >>> suggest_properties("quo")
    {'result': [{'id': 'quotation', 'name': 'quotation'}]}
    """
    named = ({"id": key, "name": name} for key, (name, _) in PROPERTIES.items())
    return {"result": [one for one in named if fold(one["name"]).startswith(fold(prefix))]}


def propose_properties(kind: str) -> Json:
    """Return the properties that entities of a type may have."""
    absent = set() if kind == "person" else {"post"}
    return {"type": kind, "properties": [one for one in suggest_properties("")["result"] if one["id"] not in absent]}


def preview(index: Index, identifier: str) -> str:
    """Return a small page about an entity; raises `QueryError` for one that is not there."""
    one = _known(index, identifier)
    quotes = "".join(f"<blockquote>{html.escape(quote)}</blockquote>" for quote in one.quotes[:2])
    address = html.escape(one.iri or index.space + one.id, quote=True)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(one.label)}</title>'
        f'<style>{_STYLE}</style></head><body><h1><a href="{address}" target="_parent">{html.escape(one.label)}</a></h1>'
        f"<p>{html.escape(TYPES.get(one.kind, one.kind))}. {html.escape(describe(one))}</p>{quotes}</body></html>"
    )


def _known(index: Index, identifier: str) -> Subject:
    found = index.by_id.get(identifier.removeprefix(index.space))
    if found is None:
        message = f"{identifier}: no such entity here; expected an id that this service gave"
        raise QueryError(message)
    return found


def extend(index: Index, question: Json) -> Json:
    """Return values of properties for entities; an unknown entity has none.

    Raises `QueryError` for a question that is not of the API's form, and for an unknown property.

    >>> index = make_index("Demo", "http://example.org/", [Subject("agency/h", "agency", "Harbour Office", country="MEX")])
    >>> extend(index, {"ids": ["agency/h"], "properties": [{"id": "country"}]})["rows"]
    {'agency/h': {'country': [{'str': 'MEX'}]}}
    """
    ids, wanted = question.get("ids"), question.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise QueryError('extend: no \'ids\' or \'properties\'; expected {"ids": ["…"], "properties": [{"id": "…"}]}')
    keys = [str(one.get("id", "")) if isinstance(one, dict) else str(one) for one in wanted]
    if unknown := [key for key in keys if key not in PROPERTIES]:
        message = f"extend: no property '{unknown[0]}'; expected one of {', '.join(PROPERTIES)}"
        raise QueryError(message)
    rows = {identifier: {key: _cells(index, identifier, key) for key in keys} for identifier in map(str, ids)}
    return {"meta": [{"id": key, "name": PROPERTIES[key][0]} for key in keys], "rows": rows}


def _cells(index: Index, identifier: str, key: str) -> list[Json]:
    found = index.by_id.get(identifier)
    values = PROPERTIES[key][1](found) if found else ()
    whole_days = key == "date" and all(len(value) == _DAY for value in values)
    return [{"date": f"{value}T00:00:00Z"} if whole_days else {"str": value} for value in values]
