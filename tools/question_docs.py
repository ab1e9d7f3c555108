"""Write docs/questions.md, from each question that people ask to its query and the terms it uses: `python -m tools.question_docs`.

With `--check`, write nothing and tell by the exit status whether the page is what it would be.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from communique.questions.base import Question
from communique.questions.catalogue import load_questions
from communique.sparql import read_tokens
from communique.terms import CODES, PREFIXES

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs/questions.md"
_HEAD: Final = """\
# The saved questions

This page is generated from the heads of the queries (`python -m tools.question_docs`).
Each question is one file below `queries/questions/`; its name is what `communique ask` takes.
A parameter in brackets can be left out.

| question | query | parameters | terms |
| --- | --- | --- | --- |
"""


def make_page(questions: Mapping[str, Question]) -> str:
    """Return the page: a table of all questions, then what each gives."""
    rows = "\n".join(_row(question) for question in questions.values())
    return f"{_HEAD}{rows}\n\n" + "\n".join(_section(question) for question in questions.values())


def terms_of(question: Question) -> list[str]:
    """Return the terms that a query uses, as prefixed names, sorted; codes of code lists are left out."""
    known = set(PREFIXES) - set(CODES)
    words = {token.text.rstrip(".") for token in read_tokens(question.text) if token.kind == "word"}
    return sorted(word for word in words if word.partition(":")[0] in known and word.partition(":")[2])


def _row(question: Question) -> str:
    parameters = ", ".join(f"[{p.name}]" if p.optional else p.name for p in question.parameters)
    link = f"[{question.id}](../queries/questions/{question.id}.rq)"
    return f"| {question.summary['en']} | {link} | {parameters} | {', '.join(f'`{term}`' for term in terms_of(question))} |"


def _section(question: Question) -> str:
    lines = [f"## {question.id}", "", question.summary["en"], f"*{question.summary['es']}*", "", question.description, ""]
    lines += [*_listed(question), f"Columns: {', '.join(f'`{column.name}`' for column in question.columns)}.", ""]
    return "\n".join(lines)


def _listed(question: Question) -> Iterator[str]:
    for parameter in question.parameters:
        among = f" ({', '.join(parameter.among)})" if isinstance(parameter.among, tuple) and parameter.among else ""
        yield f"- `--{parameter.name}` ({parameter.type}): {parameter.label}{among}{'' if parameter.optional else '; required'}"
    if question.parameters:
        yield ""


def main(arguments: list[str]) -> int:
    """Write or check the page; the exit status tells whether it had to change."""
    page = make_page(load_questions(ROOT / "queries/questions"))
    if "--check" in arguments:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page
        print(f"{PAGE.name}: {'up to date' if same else 'out of date; run python -m tools.question_docs'}")
        return int(not same)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
