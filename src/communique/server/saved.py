"""Answers saved questions inside a worker; what that needs is loaded only where there are questions."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Store

from communique.server.frames import Job

if TYPE_CHECKING:
    from communique.questions import Question


def load_saved(folders: Sequence[str]) -> "Mapping[str, Question]":
    """Return the questions of some folders, by name."""
    if not folders:
        return {}
    from communique.questions import load_questions

    return load_questions(*map(Path, folders))


def answer_saved(store: Store, question: "Question", job: Job, form: str) -> bytes:
    """Answer a question with a job's parameters, as JSON or CSV.

    Raises:
        QuestionError: a parameter is unknown, missing, or fits nothing or several things.
    """
    from communique.questions import ask

    found = ask(store, question, job.given, why=job.why)
    if form == "csv":
        return write_csv(found.columns, found.rows)
    answer = {"question": question.id, "parameters": job.given, "columns": found.columns, "rows": list(found.rows)}
    return json.dumps(answer, ensure_ascii=False).encode()


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    r"""Write rows as CSV (RFC 4180): the columns, and the words behind each row where they were asked for.

    What is not known is empty; several values stand in one cell, parted by `; `.

    >>> write_csv(["name", "years"], [{"name": "García, Ana", "years": ["2021", "2022"]}])
    b'name,years\r\n"Garc\xc3\xada, Ana",2021; 2022\r\n'
    """
    rows = list(rows)
    names = [*columns, *(name for name in (rows[0] if rows else ()) if name not in columns)]
    out = io.StringIO()
    csv.writer(out).writerows([names, *([_flatten(row.get(name)) for name in names] for row in rows)])
    return out.getvalue().encode()


def _flatten(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_flatten, value))
    if isinstance(value, dict):
        return str(value.get("quote") or "")
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
