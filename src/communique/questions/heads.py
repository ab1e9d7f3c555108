"""The head of a saved question: `#+` lines of YAML before the query, read strictly.

1. The head's lines are one YAML mapping; each key, and each entry below it, is looked up in a table of what is known.
2. The query is given to the engine over an empty store, which tells its form and its variables.
3. Head and query must agree: the columns are the variables in their order, and the parameters are the variables of one `VALUES`
   block with one row of defaults (`UNDEF` where anything will do), each of them used elsewhere in the query.

Whatever does not fit is an error that names file and line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml
from pyoxigraph import QueryBoolean, QuerySolutions, Store

from communique.errors import QueryError, QuestionError
from communique.questions.base import ANY, ITSELF, Column, Form, Parameter, Pattern, Question
from communique.questions.kinds import COLUMN_TYPES, PARAMETER_TYPES, PROPERTY
from communique.sparql import Token, read_tokens
from communique.terms import PREFIXES

LANGUAGES: Final = frozenset({"en", "es"})
_KEYS: Final = ("summary", "description", "tags", "params", "columns", "why")
_PARAMETER_KEYS: Final = ("type", "label", "optional", "among", "split")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
#: The columns of a question whose query has no variables of its own.
_FIXED: Final[Mapping[Form, tuple[str, ...]]] = {"ask": ("answer",), "construct": ("subject", "predicate", "object")}
#: The marks that tie a datatype or a language to a text.
_JOINTS: Final = frozenset("^@")
#: The levels of a head's lists and mappings.
_DEEPEST: Final = 16
Defaults = tuple[tuple[str, str], ...]
#: The safe loader; that of libyaml, where it is there, takes a tenth of the time.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_question(path: Path) -> Question:
    """Read one saved question.

    Raises:
        QuestionError: the file is not text, or its head or its query is not what it should be.

    >>> from communique.resources import stock
    >>> question = read_question(stock("queries") / "questions/attendance.rq")
    >>> question.form, question.defaults
    ('select', (('meeting', 'UNDEF'), ('person', 'UNDEF')))
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise QuestionError(f"{path}: not text in UTF-8; save it as UTF-8") from None
    return _Reader(path, text).question()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value of the head and the line that it begins on."""

    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file's head and query."""

    path: Path
    text: str

    def question(self) -> Question:
        """Return the question that the file holds."""
        head = self._head()
        parameters = tuple(self._parameters(head.get("params", _Entry({}, 1))))
        form, variables = self._form()
        defaults, values = self._values(parameters, head.get("params", _Entry({}, 1)).line)
        columns = tuple(self._columns(head["columns"]))
        self._check_columns(head["columns"].line, columns, variables or _FIXED[form])
        self._check_split(head.get("params", _Entry({}, 1)).line, parameters, variables)
        return Question(
            id=self.path.stem,
            path=str(self.path),
            form=form,
            text=self.text,
            summary=self._summary(head["summary"]),
            description=self._words(head["description"], "description"),
            tags=tuple(self._tags(head["tags"])),
            parameters=parameters,
            columns=columns,
            why=tuple(
                self._why(
                    head.get("why", _Entry([], 1)),
                    {*(parameter.name for parameter in parameters), *(column.name for column in columns)},
                )
            ),
            defaults=defaults,
            values=values,
        )

    def _fail(self, line: int, message: str) -> NoReturn:
        raise QuestionError(f"{self.path}:{line}: {message}")

    # --- the head ---

    def _head(self) -> Mapping[str, _Entry]:
        lines = []
        for line in self.text.splitlines():
            if not line.startswith("#+"):
                break
            lines.append(line.removeprefix("#+").removeprefix(" "))
        if not lines:
            self._fail(1, f"no head; begin the file with '#+ summary: …' and the other keys ({', '.join(_KEYS)})")
        head = self._mapping("\n".join(lines))
        for key, entry in head.items():
            if key not in _KEYS:
                self._fail(entry.line, f"unknown key {key!r} in the head; known are {', '.join(_KEYS)}")
        for key in ("summary", "description", "tags", "columns"):
            if key not in head:
                self._fail(1, f"the head lacks {key!r}; write it as a '#+ {key}:' line")
        return head

    def _mapping(self, head: str) -> Mapping[str, _Entry]:
        try:
            self._check_plain(head)
            node = yaml.compose(head, Loader=_LOADER)
            value = yaml.load(head, Loader=_LOADER)  # noqa: S506 - a safe one
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self._fail(line, f"the head is not YAML ({error.problem}); mend the line")
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            self._fail(1, f"the head is not YAML ({' '.join(str(error).split())[:120]}); mend it")
        if not isinstance(node, yaml.MappingNode):
            self._fail(1, "the head is not a list of 'key: value' lines; begin with '#+ summary: …'")
        found: dict[str, _Entry] = {}
        for name, _ in node.value:
            line = name.start_mark.line + 1
            if name.value in found:
                self._fail(line, f"the key {name.value!r} stands twice; keep one")
            found[name.value] = _Entry(value.get(name.value), line)
        return found

    def _check_plain(self, head: str) -> None:
        """Refuse what can unfold or nest without end, or make other things than texts: anchors, aliases, tags."""
        depth = 0
        for event in yaml.parse(head, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                self._fail(1, f"the head is not YAML that is read here (it is more than {_DEEPEST} levels deep); mend it")
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                self._fail(
                    event.start_mark.line + 1 if event.start_mark else 1,
                    "the head has an anchor, an alias or a tag (&, *, !); write the words out",
                )

    def _summary(self, entry: _Entry) -> Mapping[str, str]:
        if not isinstance(entry.value, dict) or set(entry.value) != LANGUAGES or not all(map(_is_words, entry.value.values())):
            self._fail(entry.line, f"summary is {entry.value!r}; expected the question in plain words as 'en:' and 'es:'")
        return dict(entry.value)

    def _words(self, entry: _Entry, what: str) -> str:
        if not _is_words(entry.value):
            self._fail(entry.line, f"{what} is {entry.value!r}; expected text")
        return " ".join(str(entry.value).split())

    def _tags(self, entry: _Entry) -> Sequence[str]:
        if not isinstance(entry.value, list) or not entry.value or not all(map(_is_words, entry.value)):
            self._fail(entry.line, f"tags is {entry.value!r}; expected a list of words, as in [people, time]")
        return entry.value

    def _parameters(self, entry: _Entry) -> Iterator[Parameter]:
        for name, about in self._named(entry, "params"):
            if not isinstance(about, dict) or not {"type", "label"} <= set(about) <= set(_PARAMETER_KEYS):
                self._fail(
                    entry.line,
                    f"parameter {name!r} is {about!r}; expected type and label, and of {_PARAMETER_KEYS[2:]} what it needs",
                )
            kind, among = about["type"], about.get("among", ())
            if str(kind) not in PARAMETER_TYPES:
                self._fail(entry.line, f"parameter {name!r} has the type {kind!r}; known are {', '.join(sorted(PARAMETER_TYPES))}")
            if (kind == "code") != bool(among):
                self._fail(entry.line, f"parameter {name!r}: 'among' goes with the type code, and the type code needs it")
            among = tuple(among) if isinstance(among, list) else among
            yield Parameter(name, kind, str(about["label"]), bool(about.get("optional", True)), among, bool(about.get("split")))

    def _columns(self, entry: _Entry) -> Iterator[Column]:
        for name, kind in self._named(entry, "columns"):
            if str(kind) not in COLUMN_TYPES:
                self._fail(entry.line, f"column {name!r} has the type {kind!r}; known are {', '.join(sorted(COLUMN_TYPES))}")
            yield Column(name, kind)

    def _named(self, entry: _Entry, what: str) -> Iterator[tuple[str, Any]]:
        if not isinstance(entry.value, dict):
            self._fail(entry.line, f"{what} is {entry.value!r}; expected a line 'name: …' for each")
        for name, about in entry.value.items():
            if not _NAME.fullmatch(str(name)):
                self._fail(entry.line, f"{what}: the name {name!r} is not of small letters, digits and '_'")
            yield name, about

    def _why(self, entry: _Entry, names: set[str]) -> Iterator[Pattern]:
        for row in entry.value if isinstance(entry.value, list) else [entry.value]:
            if not isinstance(row, list) or len(row) not in {1, 3}:
                self._fail(entry.line, f"why has {row!r}; expected [claims], or three as in [meeting, meet:place, '*']")
            subject, prop, value = map(str, row) if len(row) == 3 else (str(row[0]), ITSELF, ANY)
            unknown = {subject, value} - {*names, ANY}
            if unknown or subject == value == ANY:
                self._fail(entry.line, f"why has {row!r}; its subject and object are columns, parameters or '*', and not both '*'")
            yield Pattern(subject, self._expand(prop, entry.line), value)

    def _expand(self, name: str, line: int) -> str:
        prefix, _, local = name.partition(":")
        if name not in {ANY, ITSELF} and prefix not in PREFIXES:
            self._fail(line, f"why has the property {name!r}; write it as '*' or with one of the prefixes {', '.join(PREFIXES)}")
        return name if name in {ANY, ITSELF} else PREFIXES[prefix] + local

    # --- the query ---

    def _form(self) -> tuple[Form, tuple[str, ...]]:
        try:
            result = Store().query(self.text)
        except (SyntaxError, RuntimeError, ValueError) as error:
            found = re.search(r"error at (\d+):\d+: (.*)", str(error), re.DOTALL)
            line, problem = (int(found[1]), found[2]) if found else (1, str(error))
            self._fail(line, f"the query does not parse ({' '.join(problem.split())[:160]}); mend it")
        if isinstance(result, QuerySolutions):
            return "select", tuple(variable.value for variable in result.variables)
        return ("ask" if isinstance(result, QueryBoolean) else "construct"), ()

    def _check_columns(self, line: int, columns: Sequence[Column], variables: Sequence[str]) -> None:
        names = tuple(column.name for column in columns)
        if names != tuple(variables):
            self._fail(
                line, f"columns are {', '.join(names)}; the query gives {', '.join(variables)}: make them equal, in one order"
            )

    def _check_split(self, line: int, parameters: Sequence[Parameter], variables: Sequence[str]) -> None:
        """A query can be asked value by value where each row tells its value; each solution of a graph's pattern does."""
        for parameter in parameters:
            told = not variables or parameter.name in variables
            if parameter.split and not (parameter.type == PROPERTY and parameter.optional and told):
                self._fail(
                    line,
                    f"parameter {parameter.name!r}: 'split' needs the type {PROPERTY}; it is then optional and a column as well",
                )

    def _values(self, parameters: Sequence[Parameter], line: int) -> tuple[Defaults, tuple[int, int]]:
        """Find the row of defaults; a question without parameters has none."""
        if not parameters:
            return (), (0, 0)
        try:
            tokens = read_tokens(self.text)
        except QueryError as error:
            self._fail(line, str(error))
        names = {parameter.name for parameter in parameters}
        at = next((at for at in _values_blocks(tokens) if names & _names(_inside(tokens, at + 1))), None)
        if at is None:
            self._fail(
                line, f"params are {', '.join(sorted(names))}, but no 'VALUES (?a …) {{ (UNDEF …) }}' row holds them; add it"
            )
        return self._row_of(tokens, at, names)

    def _row_of(self, tokens: Sequence[Token], at: int, names: set[str]) -> tuple[Defaults, tuple[int, int]]:
        line = self.text.count("\n", 0, tokens[at].start) + 1
        variables = _inside(tokens, at + 1)
        opened = at + len(variables) + 4
        row = _inside(tokens, opened)
        closed = opened + len(row) + 1
        order = [token.text[1:] for token in variables]
        if set(order) != names:
            self._fail(line, f"VALUES has {', '.join(sorted(order))}; params are {', '.join(sorted(names))}: make them equal")
        defaults = _terms(row)
        if len(defaults) != len(order) or tokens[closed + 1].text != "}":
            self._fail(
                line, f"VALUES needs one row with a default for each of {', '.join(order)}; write UNDEF where anything will do"
            )
        unused = [name for name in order if name not in _names([*tokens[:at], *tokens[closed:]])]
        if unused:
            self._fail(line, f"the query does not use the parameter {unused[0]!r}; use it or drop it")
        return tuple(zip(order, defaults, strict=True)), (tokens[opened].start, tokens[closed].start + 1)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _values_blocks(tokens: Sequence[Token]) -> Iterator[int]:
    return (at for at, token in enumerate(tokens[:-1]) if token.word == "values" and tokens[at + 1].text == "(")


def _inside(tokens: Sequence[Token], opened: int) -> list[Token]:
    """Return the tokens between a bracket and the one that closes it."""
    depth = tokens[opened].depth
    found = []
    for token in tokens[opened + 1 :]:
        if token.depth == depth + 1 and token.text in {")", "}"}:
            break
        found.append(token)
    return found


def _names(tokens: Sequence[Token]) -> set[str]:
    return {token.text[1:] for token in tokens if token.kind == "variable"}


def _terms(row: Sequence[Token]) -> list[str]:
    """Join the tokens of a row to terms: a datatype or language belongs to the text before it."""
    found: list[str] = []
    for before, token in zip([None, *row], row, strict=False):
        joins = token.text in _JOINTS or (before is not None and before.text in _JOINTS)
        found[-1:] = [found[-1] + token.text] if joins and found else [*found[-1:], token.text]
    return found
