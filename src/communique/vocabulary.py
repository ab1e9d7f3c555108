"""The words that the ontology has for classes and properties, for people who read about a thing on a terminal."""

import re
from functools import cache

from pyoxigraph import Literal, RdfFormat, parse

from communique.resources import stock
from communique.terms import RDFS

_LABEL = str(RDFS.label)


def words_for(iri: str) -> str:
    """Return the English label of a term, or the last segment of its address in words.

    >>> words_for("https://w3id.org/communique/meet#attendedBy"), words_for("http://www.w3.org/ns/org#subOrganizationOf")
    ('is attended by', 'sub organization of')
    """
    return _labels().get(iri) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[/#]", iri.rstrip("/#"))[-1]).lower()


@cache
def _labels() -> dict[str, str]:
    found = {}
    for path in sorted(stock("ontology").glob("*.ttl")):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            term = quad.object
            if str(quad.predicate.value) == _LABEL and isinstance(term, Literal) and term.language == "en":
                found[str(getattr(quad.subject, "value", quad.subject))] = term.value
    return found
