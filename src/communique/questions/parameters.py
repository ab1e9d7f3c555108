"""The values that people give to a question's parameters, found as terms of the data set.

A parameter that names a thing takes, in this order:

1. its IRI;
2. the last segment of its IRI;
3. for a meeting its ordinal;
4. its name or an alias exactly, else its words without regard to case, diacritics and punctuation.

One that names a property takes its IRI or its name, with or without a prefix.

Several matches are an error that lists them; none is an error that says what would be accepted.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from communique.errors import QuestionError
from communique.folding import words
from communique.jsonld import shorten
from communique.questions.base import Parameter, Question, Source, Term
from communique.questions.kinds import CLASSES, PROPERTY
from communique.terms import CODE_BASE, MEET, PREFIXES, RDF, RDFS, SKOS, XSD

_TYPE, _LABEL, _ORDINAL, _HAS_NAME, _TEXT, _NOTATION, _IN_SCHEME, _PREDICATE = (
    NamedNode(str(term))
    for term in (RDF.type, RDFS.label, MEET.ordinal, MEET.hasName, MEET.text, SKOS.notation, SKOS.inScheme, RDF.predicate)
)
#: What people call a thing by, beside the names that the authority knows.
_NAMES: Final = (_LABEL, NamedNode(str(MEET.name)), NamedNode(str(MEET.title)), _NOTATION)
_DATE: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_INTEGER: Final = re.compile(r"-?\d+")
_SHOWN: Final = 5
#: What a message calls a type of parameter, where not by its own name.
_WORDS: Final = {"iri": "thing", "office": "post or body"}

Bindings = dict[str, Term]


def find_parameters(store: Source, question: Question, given: Mapping[str, str]) -> Bindings:
    """Return the terms that the given values stand for, by parameter.

    Raises:
        QuestionError: a parameter is unknown or missing, or its value fits nothing or several things.

    >>> from pyoxigraph import Store
    >>> from communique.questions.heads import read_question
    >>> from communique.resources import stock
    >>> question = read_question(stock("queries") / "questions/things.rq")
    >>> find_parameters(Store(), question, {"kind": "Project"})["kind"].value
    'project'
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            accepted = ", ".join(sorted(known)) or "none"
            raise QuestionError(f"{question.id}: no parameter {name!r}; known are: {accepted}")
    for name, parameter in known.items():
        if not parameter.optional and name not in given:
            raise QuestionError(f"{question.id}: the parameter {name!r} is missing; give it ({parameter.label})")
    return {
        name: _find(store, known[name], str(value).strip(), f"{question.id}: {name} {value!r}") for name, value in given.items()
    }


def _find(store: Source, parameter: Parameter, value: str, what: str) -> Term:
    if parameter.type in CLASSES:
        return _find_node(store, parameter.type, value, what)
    if parameter.type == "code":
        return _find_code(store, parameter, value, what)
    if parameter.type == PROPERTY:
        return _find_property(store, value, what)
    return _LITERALS[parameter.type](value, what)


# --- literals and codes ---


def _date(value: str, what: str) -> Literal:
    if not _DATE.fullmatch(value):
        raise QuestionError(f"{what}: not a day; write it as year-month-day, as in 2021-12-02")
    return Literal(value, datatype=NamedNode(str(XSD.date)))


def _integer(value: str, what: str) -> Literal:
    if not _INTEGER.fullmatch(value):
        raise QuestionError(f"{what}: not a whole number; write digits")
    return Literal(int(value))


def _string(value: str, _what: str) -> Literal:
    return Literal(value)


_LITERALS: Final[Mapping[str, Callable[[str, str], Literal]]] = {"date": _date, "integer": _integer, "string": _string}


def _find_code(store: Source, parameter: Parameter, value: str, what: str) -> Literal:
    codes = sorted(parameter.among) if isinstance(parameter.among, tuple) else _codes(store, parameter.among)
    short = value.rpartition("/")[2].casefold()
    if short not in codes:
        raise QuestionError(f"{what}: no such code; known are: {', '.join(codes)}")
    return Literal(short)


def _codes(store: Source, scheme: str) -> list[str]:
    concepts = store.quads_for_pattern(None, _IN_SCHEME, NamedNode(CODE_BASE + scheme))
    return sorted(quad.subject.value.rpartition("/")[2] for quad in concepts)  # type: ignore[union-attr]


# --- properties ---


def _find_property(store: Source, value: str, what: str) -> NamedNode:
    """Find a property that claims have: by its IRI, by its name with a prefix, or by its name alone."""
    prefix, _, local = value.rpartition(":")
    names = {value, *(start + local for short, start in PREFIXES.items() if prefix in {"", short})}
    found = sorted((node for name in names if (node := _node(name)) and _is_claimed(store, node)), key=str)
    if len(found) == 1:
        return found[0]
    if found:
        raise QuestionError(f"{what}: {len(found)} fit; give one of these IRIs: {'; '.join(node.value for node in found)}")
    known = store.query(f"SELECT DISTINCT ?property {{ ?claim {_PREDICATE} ?property }}", use_default_graph_as_union=True)
    listed = ", ".join(sorted(shorten(row["property"].value) for row in known)) or "none"
    raise QuestionError(f"{what}: no claim has such a property; known are: {listed}")


def _is_claimed(store: Source, node: NamedNode) -> bool:
    return next(store.quads_for_pattern(None, _PREDICATE, node), None) is not None


def _node(iri: str) -> NamedNode | None:
    """Return a node of a name, if it is one."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


# --- things ---


def _find_node(store: Source, kind: str, value: str, what: str) -> NamedNode:
    for way in (_by_iri, _by_segment, _by_ordinal, _by_name, _by_words):
        found = sorted(way(store, kind, value), key=str)
        if len(found) > 1:
            listed = "; ".join(f"{node.value} ({_label(store, node)})" for node in found)
            raise QuestionError(f"{what}: {len(found)} fit; give one of these IRIs: {listed}")
        if found:
            return found[0]
    ordinal = ", the ordinal of a meeting" if kind == "meeting" else ""
    accepted = f"an IRI, its last segment{ordinal}, or an exact name or alias is accepted"
    near = ", ".join(_near(store, kind, value))
    message = f"{what}: no {_WORDS.get(kind, kind)} in the data is called so; {accepted}"
    raise QuestionError(f"{message}; near: {near}" if near else message)


def _by_iri(store: Source, kind: str, value: str) -> set[NamedNode]:
    if "://" not in value:
        return set()
    node = _node(value)
    return {node} if node and _is_one(store, kind, node) else set()


def _by_segment(store: Source, kind: str, value: str) -> set[NamedNode]:
    """Look below the address at which each class has its instances; a path from the base on is as good as its last segment."""
    found = set()
    for name in CLASSES[kind]:
        first = next(store.quads_for_pattern(None, _TYPE, NamedNode(name)), None)
        if first and re.fullmatch(r"[^\s<>\"{}|\\^`]+", value):
            folder = first.subject.value.rpartition("/")[0]  # type: ignore[union-attr]
            found.add(NamedNode(f"{folder}/{value.removeprefix(folder.rpartition('/')[2] + '/')}"))
    return {node for node in found if _is_one(store, kind, node)}


def _is_one(store: Source, kind: str, node: NamedNode) -> bool:
    if kind == "iri":
        return next(store.quads_for_pattern(node, None, None), None) is not None
    return any(next(store.quads_for_pattern(node, _TYPE, NamedNode(name)), None) for name in CLASSES[kind])


def _by_ordinal(store: Source, kind: str, value: str) -> set[NamedNode]:
    if kind != "meeting" or not value.isdecimal():
        return set()
    return {quad.subject for quad in store.quads_for_pattern(None, _ORDINAL, Literal(int(value)))}  # type: ignore[misc]


def _by_name(store: Source, kind: str, value: str) -> set[NamedNode]:
    name = Literal(value)
    found = {quad.subject for prop in _NAMES for quad in store.quads_for_pattern(None, prop, name)}
    for quad in store.quads_for_pattern(None, _TEXT, name):
        found |= {owner.subject for owner in store.quads_for_pattern(None, _HAS_NAME, quad.subject)}
    return {node for node in found if isinstance(node, NamedNode) and _is_one(store, kind, node)}


def _by_words(store: Source, kind: str, value: str) -> set[NamedNode]:
    wanted = words(value)
    return {node for node, name in _named(store, kind) if wanted and words(name) == wanted}


def _named(store: Source, kind: str) -> Iterator[tuple[NamedNode, str]]:
    """Yield every name of every thing of a kind."""
    path = "|".join([*map(str, _NAMES), f"({_HAS_NAME}/{_TEXT})"])
    for class_ in CLASSES[kind]:
        found = store.query(f"SELECT ?node ?name {{ ?node {_TYPE} <{class_}> ; {path} ?name }}", use_default_graph_as_union=True)
        yield from ((row["node"], row["name"].value) for row in found)


def _label(store: Source, node: NamedNode) -> str:
    return next((quad.object.value for quad in store.quads_for_pattern(node, _LABEL, None)), node.value)  # type: ignore[union-attr]


def _near(store: Source, kind: str, value: str) -> list[str]:
    names = {name.casefold(): name for _, name in _named(store, kind)}
    parts = {name: shown for name, shown in names.items() if value.casefold() in name} if value else {}
    close = difflib.get_close_matches(value.casefold(), names, n=_SHOWN, cutoff=0.6)
    return list(dict.fromkeys([*(names[name] for name in close), *sorted(parts.values())]))[:_SHOWN]
