"""What is known beforehand: states, bodies, mechanisms and series, with their names.

Two sources are read into one set of entries:

1. the project's own Turtle (`data/authority/*.ttl`), with short paths, names in several languages, parents and successors;
2. the general lexicon (states, organisations, agencies), which every project has. A row of it that names something of the
   project's own joins that entry; its path is made of its name and, for an agency, its state.

`data/authority/iris.tsv` pins paths: each row has a mention, or the path that an entity would have, and the path that it gets.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from communique.errors import AuthorityError
from communique.folding import slug, words
from communique.lexicon import cells, rows
from communique.records import MentionKind
from communique.terms import MEET, ORG

Row = tuple[URIRef, URIRef, Node]
#: A path below the base, as it may stand in an address and in the name of a page: a kind, and parts that are more than dots.
_PATH: Final = re.compile(r"[\w-]+(?:/(?!\.+(?:/|$))[\w.~-]+)+")

#: Classes of the project's Turtle and the kind of mention that each can resolve.
_KINDS: Final[Mapping[URIRef, MentionKind]] = {
    MEET.State: "side",
    MEET.Agency: "body",
    MEET.Mechanism: "mechanism",
    MEET.MeetingSeries: "series",
    MEET.Meeting: "meeting",
    MEET.Programme: "programme",
    MEET.Project: "project",
    MEET.Instrument: "instrument",
    MEET.Facility: "facility",
    MEET.Place: "place",
    MEET.Person: "person",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing known beforehand. `id` is its path; `state`, `parent` and `successor` are paths of others."""

    id: str
    kind: MentionKind
    label: str
    names: tuple[str, ...]
    state: str | None = None
    parent: str | None = None
    successor: str | None = None
    notation: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """All entries by path, the project's own Turtle, and the pinned paths; each is equal to itself alone."""

    base: str
    entries: Mapping[str, Entry]
    graph: Graph = field(default_factory=Graph)
    pins: Mapping[str, str] = field(default_factory=dict)

    def of_kind(self, kind: MentionKind) -> Iterator[Entry]:
        """Yield the entries that can resolve mentions of a kind, sorted by path."""
        return (entry for _, entry in sorted(self.entries.items()) if entry.kind == kind)

    def quads(self, used: Iterable[str]) -> Iterator[Row]:
        """Yield what to publish: the project's own triples, and those of the lexicon's entries that are used."""
        yield from self.graph  # type: ignore[misc]
        own = {str(subject)[len(self.base) :] for subject in self.graph.subjects()}
        for path in self._reached(used):
            if path not in own:
                yield from self._triples(self.entries[path])

    def _reached(self, used: Iterable[str]) -> list[str]:
        """Return the known paths among those given, with their parents and states, sorted."""
        found: set[str] = set()
        waiting = [path for path in used if path in self.entries]
        while waiting:
            path = waiting.pop()
            if path not in found:
                found.add(path)
                entry = self.entries[path]
                waiting += [other for other in (entry.state, entry.parent) if other and other in self.entries]
        return sorted(found)

    def _triples(self, entry: Entry) -> Iterator[Row]:
        subject = URIRef(self.base + entry.id)
        yield subject, RDF.type, MEET.State if entry.id.startswith("state/") else MEET.Agency
        yield subject, RDFS.label, Literal(entry.label)
        if entry.notation:
            yield subject, SKOS.notation, Literal(entry.notation)
        if entry.state:
            yield subject, MEET.ofState, URIRef(self.base + entry.state)
        if entry.parent:
            yield subject, ORG.subOrganizationOf, URIRef(self.base + entry.parent)
        stem = f"{self.base}name/{entry.id.replace('/', '-')}"
        for name in dict.fromkeys(entry.names):
            taken = slug(name) in {slug(other) for other in entry.names[: entry.names.index(name)]}
            node = URIRef(f"{stem}/{slug(name)}{'-' + _short_hash(name) if taken else ''}")
            yield subject, MEET.hasName, node
            yield node, RDF.type, MEET.Name
            yield node, MEET.text, Literal(name)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def load(folder: str | Path, base: str) -> Authority:
    """Read a project's authority files and the lexicon.

    Raises:
        AuthorityError: a file is not Turtle or names nothing below the base, or a pin is malformed.
    """
    graph = _read_turtle(Path(folder))
    entries = _own_entries(graph, base)
    known = _Forms()
    for own in entries.values():
        known.add(own)
    for entry in _lexicon_entries():
        _join(entries, entry, known)
    return Authority(base, entries, graph, _read_pins(Path(folder) / "iris.tsv"))


def _read_turtle(folder: Path) -> Graph:
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            graph.parse(path, format="turtle")
        except (SyntaxError, ValueError, IndexError) as error:  # the last, where the file breaks off
            raise AuthorityError(f"{path}: not Turtle ({' '.join(str(error).split())[:120]}); mend the file") from None
    return graph


def _own_entries(graph: Graph, base: str) -> dict[str, Entry]:
    entries = {}
    for iri, kind in sorted(
        (str(s), _KINDS[k]) for s, k in graph.subject_objects(RDF.type) if isinstance(k, URIRef) and k in _KINDS
    ):
        if not iri.startswith(base):
            raise AuthorityError(f"data/authority: <{iri}> is not below the project's base {base}; correct the prefix")
        if not _PATH.fullmatch(iri[len(base) :]):
            raise AuthorityError(
                f"data/authority: <{iri}> is no address for a page; expected a kind and a name, such as person/ana-ruiz"
            )
        entry = _own_entry(graph, base, URIRef(iri))
        entries[entry.id] = replace(entry, kind=kind)
    return entries


def _own_entry(graph: Graph, base: str, subject: URIRef) -> Entry:
    def path(predicate: URIRef) -> str | None:
        value = graph.value(subject, predicate)
        return str(value)[len(base) :] if value is not None else None

    label = graph.value(subject, RDFS.label)
    if label is None:
        raise AuthorityError(f"data/authority: <{subject}> has no rdfs:label; give it one")
    texts = {str(text) for name in graph.objects(subject, MEET.hasName) for text in graph.objects(name, MEET.text)}
    names = (str(label), *sorted(texts - {str(label)}))
    return Entry(
        str(subject)[len(base) :],
        "body",
        str(label),
        names,
        path(MEET.ofState),
        path(ORG.subOrganizationOf),
        path(MEET.succeededBy),
    )


def _lexicon_entries() -> Iterator[Entry]:
    states = {row["code"]: f"state/{slug(row['name'])}" for row in rows("states")}
    for row in rows("states"):
        yield Entry(states[row["code"]], "side", row["name"], _state_names(row), notation=row["code"])
    for row in rows("organizations"):
        names = (row["name"], row["acronym"], *cells(row, "aliases"), *cells(row, "adjectives"))
        yield Entry(f"agency/{slug(row['name'])}", "side", row["name"], _filled(names))
    by_code = {row["code"]: row for row in rows("states")}
    paths = {(row["state"], row["name"]): _agency_path(row, by_code.get(row["state"])) for row in rows("agencies")}
    for row in rows("agencies"):
        names = _filled((row["name"], row["acronym"], *cells(row, "aliases")))
        parent = paths.get((row["state"], row["parent"]))
        yield Entry(paths[row["state"], row["name"]], "body", row["name"], names, states.get(row["state"]), parent)


def _state_names(row: dict[str, str]) -> tuple[str, ...]:
    return _filled((row["name"], row["formal"], *cells(row, "aliases"), *cells(row, "adjectives")))


def _agency_path(row: dict[str, str], state: dict[str, str] | None) -> str:
    """Return the path of an agency of the lexicon: its name, without the nation in front, and its state."""
    if state is None:
        return f"agency/{slug(row['name'])}"
    tokens = words(row["name"])
    fronts = [front for name in _state_names(state) if (front := words(name)) == tokens[: len(front)] and len(front) < len(tokens)]
    plain = slug(" ".join(tokens[max(map(len, fronts), default=0) :]))
    place = slug(state["name"])
    return f"agency/{plain}" + ("" if place in plain else f"-{place}")


def _filled(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


class _Forms:
    """The forms of names by kind, state and sort of address, with the first entry that has each."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str | None, str, tuple[str, ...]], tuple[int, str]] = {}
        self._order: dict[str, int] = {}

    def add(self, entry: Entry) -> None:
        """Add an entry, or the names that it has gained."""
        place = self._order.setdefault(entry.id, len(self._order)), entry.id
        for key in self._keys(entry):
            self._first[key] = min(place, self._first.get(key, place))

    def find(self, entry: Entry) -> str | None:
        """Return the first of its sort that shares a name with an entry."""
        return min((self._first[key] for key in self._keys(entry) if key in self._first), default=(0, None))[1]

    @staticmethod
    def _keys(entry: Entry) -> set[tuple[str, str | None, str, tuple[str, ...]]]:
        sort = entry.id.partition("/")[0]
        return {(entry.kind, entry.state, sort, words(name)) for name in entry.names}


def _join(entries: dict[str, Entry], entry: Entry, known: _Forms) -> None:
    """Add a row of the lexicon, or its names to the project's own entry that shares one of them."""
    own = known.find(entry) if entry.kind == "body" else None
    if own is None:
        entries.setdefault(entry.id, entry)
        known.add(entries[entry.id])
    else:
        entries[own] = replace(entries[own], names=_filled((*entries[own].names, *entry.names)))
        known.add(entries[own])


def _read_pins(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row and not row[0].startswith("#")]
    for number, row in enumerate(found, 1):
        if len(row) != 2 or not all(row):
            raise AuthorityError(f"{path}: row {number} is {row!r}; expected a mention or path, a tab, and the path that it gets")
        if number > 1 and not _PATH.fullmatch(row[1]):
            raise AuthorityError(
                f"{path}: row {number}: {row[1]!r} is no path; expected a kind and a name, such as person/ana-ruiz"
            )
    return {row[0]: row[1] for row in found[1:]}
