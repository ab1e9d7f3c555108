"""Write what the saved questions answer on the flagship's documents: `python -m tools.expected_rows`.

Each file of `tests/questions/expected/` holds the parameters of one question and the rows that it must give. Whoever
writes them again looks at every difference, and at the documents: a row is right because the documents say so, not because the
program does. The ids of claims are left out, and IRIs stand as paths below the base.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from communique.questions.base import ITSELF, Json, Question, Row
from communique.questions.catalogue import load_questions
from communique.questions.run import ask
from communique.settings import read_settings

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "tests/questions/expected"
BASE: Final = read_settings(ROOT).base
#: The parameters of the questions that need some, or that give more rows without than anybody would look through.
_GIVEN: Final[Mapping[str, Mapping[str, str]]] = {
    "attendance-changes": {"earlier": "13", "later": "14"},
    "attended": {"person": "Katie Tobin", "meeting": "14"},
    "co-attendance": {"person": "Katie Tobin"},
    "evidence": {"about": "Laredo 4/5 project"},
    "inferred": {"about": "esc-plenary-13"},
    "meetings-as-events": {"meeting": "13"},
    "name-variants": {"about": "esc-plenary-13"},
    "outcomes-by-topic": {"topic": "ports-of-entry"},
    "outside-links": {"about": "cbp"},
    "post-on-date": {"of": "Ambassador of the United States to Mexico", "date": "2022-12-01"},
    "single-source": {"about": "esc-plenary-13"},
    "who-says": {"about": "esc-plenary-13"},
    "witnesses": {"about": "esc-plenary-13"},
}


def given_for(name: str) -> Mapping[str, str]:
    """Return the parameters that a question is asked with here."""
    return _GIVEN.get(name, {})


def load_published() -> Store:
    """Return the published data set."""
    store = Store()
    store.load(path=str(ROOT / "data/graph/everything.nq"))
    return store


def rows_of(store: Store, question: Question) -> list[Row]:
    """Return the rows of a question without the ids of claims, IRIs as paths below the base."""
    claims = {pattern.subject for pattern in question.why if pattern.property == ITSELF}
    rows = ask(store, question, given_for(question.id)).rows
    return [{name: _short(value) for name, value in row.items() if name not in claims} for row in rows]


def write_rows(question: Question, rows: list[Row]) -> str:
    """Return a file's text: one row a line, so that a difference is a line."""
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    given = json.dumps(given_for(question.id), ensure_ascii=False)
    return f'{{\n  "given": {given},\n  "rows": [\n{lines}\n  ]\n}}\n' if rows else f'{{\n  "given": {given},\n  "rows": []\n}}\n'


def _short(value: Json) -> Json:
    if isinstance(value, list):
        return [str(item).removeprefix(BASE) for item in value]
    return value.removeprefix(BASE) if isinstance(value, str) else value


def main() -> int:
    """Write a file for each question, and say how many."""
    store = load_published()
    questions = load_questions(ROOT / "queries/questions")
    FOLDER.mkdir(exist_ok=True)
    for question in questions.values():
        (FOLDER / f"{question.id}.json").write_text(write_rows(question, rows_of(store, question)), encoding="utf-8")
    print(f"{len(questions)} files in {FOLDER.relative_to(ROOT)}; look at what changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
