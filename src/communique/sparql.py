"""SPARQL queries and updates as text: what they may do, and how they are put to a store.

A stranger's query is data until it has been looked through. `check_request` reads it as words, not as a grammar, and is stricter
than the engine, which needs no space between a number and `SERVICE`, nor between `SERVICE` and `:name`:

1. The text is cut into strings, IRIs, comments, variables, words and marks.
2. `<` is an IRI or "less than", and only the grammar knows which. Where the two readings would differ in what is a comment or a
   string after it, the text is refused.
3. A word that could be read as `SERVICE` or `LOAD` is taken for it, and refused unless the address after it is allowed.
4. Brackets deeper than `DEPTH` are refused: the engine's parser is recursive.

`FROM` names graphs of the store and nothing else; the engine never fetches them.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from communique.errors import QueryError

Result = QuerySolutions | QueryBoolean | QueryTriples

#: The deepest nesting of brackets that is read.
DEPTH: Final = 200
_SHOWN: Final = 160

_TOKEN: Final = re.compile(
    r'''
      (?P<string>"""(?:[^"\\]++|\\.|"(?!""))*+"""|\'\'\'(?:[^'\\]++|\\.|'(?!''))*+\'\'\'
        |"(?:[^"\\\r\n]++|\\.)*+"|'(?:[^'\\\r\n]++|\\.)*+')
    | (?P<iri><[^<>"{}|^`\x00-\x20]*+>)
    | (?P<comment>\#[^\r\n]*+)
    | (?P<variable>[?$]\w++)
    | (?P<word>(?:[\w.:%-]|\\.)++)
    | (?P<mark>\S)
    ''',
    re.VERBOSE | re.DOTALL,
)
#: An IRI with an authority cannot be read as "less than": no operand has two slashes in a row.
_FULL_IRI: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_POSITION: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
#: After these an operand begins, so that `<` cannot mean "less than".
_BEFORE_OPERAND: Final = frozenset("({[,|/^!&=<>+*-")
_CLASHING: Final = {"using", "usingnamed", "with", "deletewhere"}
_FROM: Final = {"from", "fromnamed"}
_BRACKETS: Final = {")": "(", "}": "{", "]": "["}


class ForbiddenQueryError(QueryError):
    """A query asks for what this place does not allow."""


class Token(NamedTuple):
    """A piece of a query: its kind, its text, where it begins, and how many brackets are open there."""

    kind: str
    text: str
    start: int
    depth: int

    @property
    def word(self) -> str:
        """The text in lower case if this is a word, else nothing."""
        return self.text.lower() if self.kind == "word" else ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which graphs a request looks at.

    `default` and `named` are graph IRIs that replace the request's own `FROM` or `USING`; `union` makes the default graph the
    union of all graphs where neither says otherwise; `base` resolves relative IRIs.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    union: bool = True
    base: str | None = None

    @property
    def given(self) -> bool:
        """Whether graphs are named."""
        return bool(self.default or self.named)


def read_tokens(text: str) -> list[Token]:
    """Cut a query into tokens, without the comments.

    Raises:
        QueryError: it is nested too deeply, or could be read in two ways.

    >>> [token.text for token in read_tokens("ASK { ?s ?p 'a # b' } # why")]
    ['ASK', '{', '?s', '?p', "'a # b'", '}']
    """
    found: list[Token] = []
    opened: list[str] = []
    for match in _TOKEN.finditer(text):
        token = Token(str(match.lastgroup), match[0], match.start(), len(opened))
        _refuse_ambiguous(token, found, opened)
        _count_brackets(token.text, opened)
        if token.kind != "comment":
            found.append(token)
    return found


def _refuse_ambiguous(token: Token, before: list[Token], opened: list[str]) -> None:
    if token.kind != "iri" or _FULL_IRI.match(token.text) or not ("#" in token.text or "'" in token.text):
        return
    if opened[-1:] == ["("] and before and before[-1].text not in _BEFORE_OPERAND:
        msg = f"{token.text}: this could be an IRI or a comparison; write the IRI in full, or a space after '<'"
        raise QueryError(msg)


def _count_brackets(mark: str, opened: list[str]) -> None:
    if mark in {"(", "{", "["}:
        opened.append(mark)
    elif opened and _BRACKETS.get(mark) == opened[-1]:
        opened.pop()
    if len(opened) > DEPTH:
        msg = f"the query nests more than {DEPTH} brackets; write it flatter"
        raise QueryError(msg)


def check_request(text: str, allowed: Collection[str] = ()) -> list[Token]:
    """Return the tokens of a query or update that asks for nothing outside the store but the allowed addresses.

    Raises:
        ForbiddenQueryError: `SERVICE` or `LOAD` with an address that is not allowed.
        QueryError: the text is nested too deeply or ambiguous.

    >>> check_request("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    communique.sparql.ForbiddenQueryError: SERVICE <http://a.example/>: not an allowed address; see 'services' in the project file
    >>> len(check_request("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }", {"http://a.example/"}))
    10
    """
    tokens = read_tokens(text)
    for number, token in enumerate(tokens):
        keyword = _outside(token)
        if keyword:
            _check_address(keyword, tokens[number : number + 3], allowed)
    return tokens


def _outside(token: Token) -> str:
    """Return the keyword that leaves the store which a word could be read as, or nothing."""
    start = token.word.partition(":")[0]
    return next((key for key in ("service", "load") if key in start or f".{key}" in token.word), "")


def _check_address(keyword: str, tokens: list[Token], allowed: Collection[str]) -> None:
    name = keyword.upper()
    if tokens[0].word != keyword:
        msg = f"{tokens[0].text}: this could be read as {name}, which is not allowed; use another prefix or a space"
        raise ForbiddenQueryError(msg)
    target = tokens[-1] if tokens[1:] and tokens[1].word == "silent" else tokens[min(1, len(tokens) - 1)]
    if target.kind != "iri":
        msg = f"{name} {target.text}: only an address in full, allowed under 'services' in the project file, may follow"
        raise ForbiddenQueryError(msg)
    if target.text[1:-1] not in allowed:
        msg = f"{name} {target.text}: not an allowed address; see 'services' in the project file"
        raise ForbiddenQueryError(msg)


def find_answers(store: Store, text: str, scope: Scope = Scope(), allowed: Collection[str] = ()) -> Result:
    """Put a query to a store; `SELECT *` gives its columns in the order in which the query names them.

    Raises:
        QueryError: the query does not parse, is not allowed, or fails.

    >>> store = Store()
    >>> store.update("INSERT DATA { <a:b> <a:c> 1 }")
    >>> [variable.value for variable in find_answers(store, "SELECT * { ?s ?p ?a }").variables]
    ['s', 'p', 'a']
    """
    tokens = check_request(text, allowed)
    union = scope.union and not any(token.word in _FROM and token.depth == 0 for token in tokens)
    found = _query(store, text, scope, union=union)
    if isinstance(found, QuerySolutions):
        ordered = _name_columns(text, tokens, {variable.value for variable in found.variables})
        return found if ordered is None else _query(store, ordered, scope, union=union)
    return found


def _query(store: Store, text: str, scope: Scope, *, union: bool) -> Result:
    try:
        if not scope.given:
            return store.query(text, base_iri=scope.base, use_default_graph_as_union=union)
        default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in scope.default]
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in scope.named]
        return store.query(text, base_iri=scope.base, default_graph=default, named_graphs=named)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(explain_error(text, error)) from error


def _name_columns(text: str, tokens: list[Token], columns: set[str]) -> str | None:
    """Return the query with the `*` of its outer SELECT written out, or nothing where there is none."""
    star = _find_star(tokens)
    named = list(dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable"))
    ordered = [name for name in named if name in columns]
    if star is None or len(ordered) != len(columns) or ordered == sorted(ordered):
        return None
    return text[:star] + " ".join(f"?{name}" for name in ordered) + text[star + 1 :]


def _find_star(tokens: list[Token]) -> int | None:
    words = iter(tokens)
    if not any(token.word == "select" for token in words):
        return None
    after = next((token for token in words if token.word not in {"distinct", "reduced"}), None)
    return after.start if after and after.text == "*" else None


def explain_error(text: str, error: Exception) -> str:
    """Say in one line what the engine has against a query.

    >>> explain_error("ASK {", SyntaxError("error at 1:6: expected one of ..."))
    'line 1, column 6, at the end: the query does not parse: expected one of ...'
    """
    match = _POSITION.match(str(error))
    if match is None:
        return f"the query failed: {_on_one_line(str(error))}"
    line, column = int(match[1]), int(match[2])
    rest = "\n".join(text.splitlines()[line - 1 :])[column - 1 :].strip()
    place = f"before '{_on_one_line(rest)[:20]}'" if rest else "at the end"
    return f"line {line}, column {column}, {place}: {_explain_syntax(match[3])}"


def _explain_syntax(said: str) -> str:
    if "Prefix not found" in said:
        return "a prefix is not declared; begin the query with PREFIX name: <address> for each that it uses"
    return f"the query does not parse: {_on_one_line(said)}"


def _on_one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + " …"


def run_update(store: Store, text: str, scope: Scope = Scope(), allowed: Collection[str] = ()) -> None:
    """Change a store by SPARQL Update: all of it, or nothing.

    Raises:
        QueryError: the update does not parse, is not allowed, or fails.

    >>> store = Store()
    >>> run_update(store, "INSERT DATA { <a:b> <a:c> 1 }")
    >>> len(store)
    1
    """
    tokens = check_request(text, allowed)
    whole = "".join(_add_using(text, tokens, scope)) if scope.given else text
    try:
        store.update(whole, base_iri=scope.base)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(explain_error(whole, error)) from error


def _add_using(text: str, tokens: list[Token], scope: Scope) -> Iterator[str]:
    """Yield the update with `USING` clauses for the scope before each WHERE of its operations."""
    outer = [token for token in tokens if token.depth == 0]
    clash = next((token for token in outer if token.word in _CLASHING), None)
    if clash:
        msg = f"{clash.text}: the request names its graphs too (using-graph-uri); use one of the two, with a space on each side"
        raise QueryError(msg)
    using = "".join(f"USING {_iri(iri)} " for iri in scope.default) + "".join(f"USING NAMED {_iri(iri)} " for iri in scope.named)
    done = 0
    for before, token in pairwise(outer):
        if token.word != "where":
            continue
        yield text[done : token.start]
        yield _pattern_after(text, tokens, token) if before.word == "delete" else ""
        yield using
        done = token.start
    yield text[done:]


def _pattern_after(text: str, tokens: list[Token], where: Token) -> str:
    """Return the pattern of `DELETE WHERE { … }`, which is its template too."""
    after = [token for token in tokens if token.start > where.start]
    opened = next((token for token in after if token.text == "{"), where)
    closed = next((token for token in after if token.text == "}" and token.depth == 1), where)
    return text[opened.start : closed.start + 1] + " "


def _iri(iri: str) -> str:
    try:
        return str(NamedNode(iri))
    except ValueError as error:
        msg = f"{iri}: not an IRI; give the whole address of a graph"
        raise QueryError(msg) from error
