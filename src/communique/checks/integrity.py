"""Integrity queries: saved queries that must return nothing; each row of an answer is a violation."""

from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Store

from communique.checks.findings import Finding
from communique.errors import QuestionError


def integrity_findings(store: Store, folders: tuple[Path, ...]) -> list[Finding]:
    """Run every check query of the folders; the first column is the node that is wrong, the others say how."""
    paths = sorted((path for folder in folders for path in folder.glob("*.rq")), key=lambda path: path.name)
    return [finding for path in paths for finding in _run(store, path)]


def _run(store: Store, path: Path) -> list[Finding]:
    text = path.read_text(encoding="utf-8")
    try:
        rows: Any = store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QuestionError(f"{path}: does not parse ({error}); mend the query") from None
    names = [variable.value for variable in rows.variables]
    return [_finding(path.stem, _summary(text), [row[name] for name in names]) for row in rows]


def _summary(text: str) -> str:
    head = yaml.safe_load("\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))) or {}
    summary = head.get("summary", "")
    return str(summary.get("en", "") if isinstance(summary, dict) else summary)


def _finding(name: str, summary: str, terms: list[Any]) -> Finding:
    focus, *rest = (term.value if term is not None else "" for term in terms)
    return Finding("violation", name, focus, summary, value=", ".join(filter(None, rest)) or None)
