"""The saved questions: a list, and a page for each with its answer as a table to read and to take away."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from communique.errors import QuestionError
from communique.questions import Answer, Question, ask
from communique.questions.base import Json, Row
from communique.site.base import Head, Link, outside
from communique.site.context import Context
from communique.site.evidence import Evidence
from communique.site.pages.home import in_language
from communique.terms import CODE_BASE

#: How many rows of an answer a page shows; the files have all.
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form shows it, with the value given."""

    name: str
    label: str
    type: str
    value: str
    optional: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A saved question; `columns` is empty where it needs a value that is not given, `mistake` tells what is wrong with one."""

    head: Head
    description: str
    query: str
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Link, ...], ...], ...]
    count: int
    files: tuple[Link, ...]
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All saved questions."""

    head: Head
    questions: tuple[tuple[Link, str, bool], ...]


def make_questions(evidence: Evidence, context: Context) -> QuestionsPage:
    """Return the list of saved questions."""
    language = evidence.wording.language
    listed = (
        (Link(in_language(question.summary, language), f"question/{name}.html"), question.description, can_be_asked(question))
        for name, question in context.questions.items()
    )
    return QuestionsPage(Head("questions.html", evidence.wording("list.question"), "question"), tuple(listed))


def can_be_asked(question: Question) -> bool:
    """Whether a question has an answer without any value given."""
    return all(parameter.optional for parameter in question.parameters)


def make_question(evidence: Evidence, context: Context, name: str, given: Mapping[str, str]) -> QuestionPage:
    """Return the page about a saved question, answered with the values given."""
    question = context.questions[name]
    answer, mistake = _try(evidence, question, given)
    rows = answer.rows if answer else ()
    return QuestionPage(
        head=_head(evidence, question),
        description=question.description,
        query=question.text,
        fields=tuple(Field(p.name, p.label, p.type, given.get(p.name, ""), p.optional) for p in question.parameters),
        columns=answer.columns if answer else (),
        rows=tuple(_row(evidence, question, row) for row in rows[:SHOWN]),
        count=len(rows),
        files=_files(name, given, context.live) if answer else (),
        mistake=mistake,
    )


def _files(name: str, given: Mapping[str, str], live: bool) -> tuple[Link, ...]:
    """Return the links to the answer as files: those that were written, or from a server those of the values given."""
    if not live:
        return answer_links(name)
    forms = ((form, urlencode({**given, "format": form})) for form in ("csv", "json"))
    return tuple(Link(form, f"api/questions/{name}?{query}") for form, query in forms)


def answer_links(name: str) -> tuple[Link, ...]:
    """Return the links to the files of an answer, and to its query."""
    return tuple(Link(ending, f"question/{name}.{ending}") for ending in ("csv", "json", "rq"))


def _head(evidence: Evidence, question: Question) -> Head:
    wording = evidence.wording
    crumbs = (Link(wording("list.question"), "questions.html"),)
    return Head(f"question/{question.id}.html", in_language(question.summary, wording.language), "question", crumbs=crumbs)


def _try(evidence: Evidence, question: Question, given: Mapping[str, str]) -> tuple[Answer | None, str]:
    known = {parameter.name for parameter in question.parameters}
    values = {name: value for name, value in given.items() if name in known and value.strip()}
    if any(parameter.name not in values for parameter in question.parameters if not parameter.optional):
        return None, ""
    try:
        return ask(evidence.data.store, question, values), ""
    except QuestionError as error:
        return None, str(error)


def _row(evidence: Evidence, question: Question, row: Row) -> tuple[tuple[Link, ...], ...]:
    kinds = (column.type for column in question.columns)
    return tuple(_cell(evidence, kind, value) for kind, value in zip(kinds, row.values(), strict=False))


def _cell(evidence: Evidence, kind: str, value: Json) -> tuple[Link, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(_item(evidence, kind, str(item)) for item in values if item is not None)


def _item(evidence: Evidence, kind: str, text: str) -> Link:
    if kind in {"iri", "iris"}:
        return evidence.about(text) if text.startswith((evidence.data.base, CODE_BASE)) else outside(text)
    if kind == "boolean":
        return Link(evidence.wording("yes" if text == "True" else "no"))
    return Link(evidence.wording.date(text) if kind == "date" else text)


def answer_file(evidence: Evidence, question: Question, ending: str) -> bytes | None:
    """Return a question's answer as CSV or JSON, or its query; nothing where it cannot be asked without values."""
    if ending == "rq":
        return question.text.encode()
    if not can_be_asked(question):
        return None
    answer = ask(evidence.data.store, question, {})
    return _as_csv(answer) if ending == "csv" else json.dumps(list(answer.rows), ensure_ascii=False, indent=1).encode() + b"\n"


def _as_csv(answer: Answer) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow(["; ".join(map(str, cell)) if isinstance(cell, list) else cell for cell in row.values()])
    return text.getvalue().encode()
