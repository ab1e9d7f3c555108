"""Integrity queries: saved queries that must return nothing; each row of an answer is a violation."""

import re
from pathlib import Path
from typing import Final

import yaml
from pyoxigraph import Store

from communique.checks.rule import Rule
from communique.errors import QuestionError

_SELECT: Final = re.compile(r"^\s*SELECT\b", re.IGNORECASE | re.MULTILINE)


def integrity_rules(folders: tuple[Path, ...]) -> list[Rule]:
    """Return the rule of every check query of the folders: the first column is the node that is wrong, the others say how.

    Raises:
        QuestionError: a file is no SELECT query that parses.
    """
    return [_rule(path) for path in query_files(folders)]


def query_files(folders: tuple[Path, ...]) -> list[Path]:
    """Return the check queries of the folders, by name."""
    return sorted((path for folder in folders for path in folder.glob("*.rq")), key=lambda path: path.name)


def _rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    try:
        Store().query(text)
    except SyntaxError as error:
        raise QuestionError(f"{path}: does not parse ({error}); mend the query") from None
    found = _SELECT.search(text)
    if found is None:
        raise QuestionError(f"{path}: is no SELECT query; expected one whose first column is the node that is wrong")
    return Rule(path.stem, "violation", _summary(text), text[: found.start()], text[found.start() :])


def _summary(text: str) -> str:
    head = yaml.safe_load("\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))) or {}
    summary = head.get("summary", "")
    return str(summary.get("en", "") if isinstance(summary, dict) else summary)
