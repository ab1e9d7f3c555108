"""The graph of a CONSTRUCT, made here from the solutions of its pattern.

An engine makes every statement of the template anew for each solution, and compares all with all to take the doubles out: of eight
statements about a claim and its words five are made again for each further claim on the same words. Here what is said of one
subject is made once for all solutions that agree on it. All of it is bytes: as texts, statements take up to four times the memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from communique.sparql import read_tokens

#: Picks some of the terms of a solution.
Pick = Callable[[Sequence[bytes]], tuple[bytes, ...]]
#: Stands for a variable where the engine is asked to read a template.
_HOLE: Final = "hole:"


class Line(NamedTuple):
    """A statement of a template in N-Triples with gaps, and how its terms are picked from those of the subject's group."""

    pick: Pick
    text: bytes


class Group(NamedTuple):
    """What a template says of one subject: the places of its terms in a solution, whether a term is the subject, and the lines.

    `whole` is all lines in one, for solutions in which every term is there.
    """

    pick: Pick
    named: bool
    lines: tuple[Line, ...]
    whole: Line

    def write(self, told: tuple[bytes, ...]) -> list[bytes]:
        """Return the statements that have all their terms; none is about a literal."""
        if self.named and told[0][:1] in {b"", b'"'}:
            return []
        if b"" not in told:
            return (self.whole.text % self.whole.pick(told)).split(b"\n")
        return [line.text % terms for line in self.lines if b"" not in (terms := line.pick(told))]


class Template(NamedTuple):
    """The template of a CONSTRUCT: where it stands in the query, its variables, and what it says by subject."""

    start: int
    end: int
    names: tuple[str, ...]
    groups: tuple[Group, ...]

    def pattern(self, text: str) -> str:
        """Return the query, whose parameters may be put in by now, as one for the solutions of its pattern."""
        return f"{text[: self.start]}SELECT {' '.join(f'?{name}' for name in self.names)} {text[self.end :].lstrip()}"

    def write(self, solutions: Iterable[Sequence[bytes]]) -> list[bytes]:
        """Return the statements that solutions make as lines of N-Triples, without their ends; some come more than once.

        The terms of solutions are as N-Triples have them, and empty where nothing is bound.
        """
        groups: list[tuple[Group, set[tuple[bytes, ...]]]] = [(group, set()) for group in self.groups]
        lines: list[bytes] = []
        for terms in solutions:
            for group, known in groups:
                told = group.pick(terms)
                if told not in known:
                    known.add(told)
                    lines += group.write(told)
        return lines


@lru_cache(maxsize=256)
def find_template(text: str) -> Template | None:
    r"""Return the template of a query; nothing where it makes new nodes, or properties that differ by solution, or is no CONSTRUCT.

    >>> found = find_template("CONSTRUCT { ?a a <a:Thing> ; <a:part> ?b } WHERE { ?a ?p ?b }")
    >>> found.pattern("CONSTRUCT { ?a a <a:Thing> ; <a:part> ?b } WHERE { ?a ?p ?b }")
    'SELECT ?a ?b WHERE { ?a ?p ?b }'
    >>> sorted(found.write([(b"<x:1>", b'"one"'), (b"<x:2>", b"")]))[0]
    b'<x:1> <a:part> "one" .'
    """
    tokens = read_tokens(text)
    words = [token.word for token in tokens]
    if "construct" not in words:
        return None
    first = words.index("construct")
    last = next((number for number in range(first + 2, len(tokens)) if tokens[number].depth == 0), 0) - 1
    if tokens[first + 1].text != "{" or last < 0:
        return None
    start, opened, end = tokens[first].start, tokens[first + 1].start, tokens[last].start + 1
    names = tuple(dict.fromkeys(token.text[1:] for token in tokens[first:last] if token.kind == "variable"))
    triples = _read(text[:start], text[opened:end], names)
    plain = all(isinstance(triple.subject, NamedNode) and _hole(triple.predicate) is None for triple in triples)
    return Template(start, end, names, _groups(triples, names)) if plain and names else None


def _read(prologue: str, template: str, names: Sequence[str]) -> list[Triple]:
    """Return the statements of a template with holes for its variables, as the engine reads them."""
    holes = " ".join(f"<{_HOLE}{name}>" for name in names)
    row = f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ ({holes}) }}"
    found: Any = Store().query(f"{prologue}CONSTRUCT {template} WHERE {{ {row} }}")
    return sorted(found, key=str)


def _hole(term: NamedNode | BlankNode | Literal | Triple) -> str | None:
    """Return the variable that a term stands for, if it does."""
    return term.value.removeprefix(_HOLE) if isinstance(term, NamedNode) and term.value.startswith(_HOLE) else None


def _groups(triples: Iterable[Triple], names: Sequence[str]) -> tuple[Group, ...]:
    by_subject: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        by_subject[str(triple.subject)].append(triple)
    return tuple(_group(said, names) for said in by_subject.values())


def _group(said: Sequence[Triple], names: Sequence[str]) -> Group:
    holes = (_hole(term) for triple in said for term in (triple.subject, triple.object))
    used = [name for name in dict.fromkeys(holes) if name is not None]
    lines = [_line([triple], used) for triple in said]
    return Group(_pick([names.index(name) for name in used]), _hole(said[0].subject) is not None, tuple(lines), _line(said, used))


def _line(said: Iterable[Triple], used: Sequence[str]) -> Line:
    """Return some statements as lines with gaps, and what fills these."""
    rows = [[(_hole(term), str(term)) for term in (triple.subject, triple.predicate, triple.object)] for triple in said]
    text = "\n".join(" ".join("%s" if name is not None else term.replace("%", "%%") for name, term in row) + " ." for row in rows)
    return Line(_pick([used.index(name) for row in rows for name, _ in row if name is not None]), text.encode())


def _pick(places: Sequence[int]) -> Pick:
    """Return what picks the terms at some places, always as a tuple."""
    if len(places) == 1:
        (place,) = places
        return lambda terms: (terms[place],)
    return itemgetter(*places) if places else lambda _terms: ()
