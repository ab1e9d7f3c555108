"""The page on which to write queries: only a site with a server behind it has it."""

from dataclasses import dataclass
from typing import Final

from communique.site.base import Head, Link
from communique.site.context import Context
from communique.site.evidence import Evidence
from communique.site.pages.home import in_language
from communique.site.paths import VENDORED, VENDORED_STYLES
from communique.terms import PREFIXES

_FIRST: Final = f"""PREFIX meet: <{PREFIXES["meet"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>

SELECT ?meeting ?label ?date WHERE {{
  ?meeting a meet:Meeting ; rdfs:label ?label .
  OPTIONAL {{ ?meeting meet:startDate ?date }}
}}
ORDER BY DESC(?date)
LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The editor; `examples` are the saved questions with their queries."""

    head: Head
    first: str
    examples: tuple[tuple[Link, str], ...]


def make_query(evidence: Evidence, context: Context) -> QueryPage:
    """Return the query page."""
    language = evidence.wording.language
    examples = tuple(
        (Link(in_language(question.summary, language), f"question/{name}.html"), question.text)
        for name, question in context.questions.items()
    )
    picture = {"base": evidence.data.base, "prefixes": PREFIXES, "examples": [text for _, text in examples]}
    head = Head(
        path="sparql.html",
        title=evidence.wording("query.title"),
        kind="query",
        styles=(VENDORED_STYLES["yasqe"],),
        scripts=(VENDORED["yasqe"], "query.js"),
        picture=picture,
    )
    return QueryPage(head, _FIRST, examples)
