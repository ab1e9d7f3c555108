"""Giving back: accepted links and sourced statements as QuickStatements (version 1: one command a line, parts apart by tabs).

A line is item, property, value, then pairs of qualifiers (`P…`) and of references (`S…`). Nothing is written twice, nothing that
Wikidata is known to hold, and nothing without a reference.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from communique.errors import AuthorityError
from communique.linking.base import Subject
from communique.linking.sssom import MappingSet

WIKIDATA: Final = "http://www.wikidata.org/entity/"
#: Addresses below this are names for identifiers that have no page.
OWN_SPACE: Final = "https://w3id.org/communique/identifier/"
#: The Wikidata properties for identifiers of other data sets, by what stands before the identifier in an address.
IDENTIFIERS: Final[Mapping[str, str]] = {
    "https://isni.org/isni/": "P213",
    "http://viaf.org/viaf/": "P214",
    "https://d-nb.info/gnd/": "P227",
    "https://id.loc.gov/authorities/names/": "P244",
    "https://bioguide.congress.gov/search/bio/": "P1157",
    "http://sws.geonames.org/": "P1566",
    f"{OWN_SPACE}un-locode/": "P1937",
    "https://ror.org/": "P6782",
}
POSITION: Final = "P39"
POINT_IN_TIME: Final = "P585"
REFERENCE_URL: Final = "S854"
RETRIEVED: Final = "S813"
#: The precision of a date by its length: year, month, day.
_PRECISION: Final = {4: 9, 7: 10, 10: 11}
Known = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement to add: item, property (`relation`), value; qualifiers and references are pairs of a property and a value."""

    item: str
    relation: str
    value: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        r"""Return the command.

        >>> Statement("Q7", "P214", text("123"), (), (("S854", text("https://example.org/")),)).line
        'Q7\tP214\t"123"\tS854\t"https://example.org/"'
        """
        pairs = (part for pair in (*self.qualifiers, *self.references) for part in pair)
        return "\t".join((self.item, self.relation, self.value, *pairs))


def text(value: str) -> str:
    """Return a text as QuickStatements writes it; the form knows no escapes, so quotation marks and tabs become others.

    >>> text('the "other" office')
    '"the “other” office"'
    """
    curly = re.sub(r'"([^"]*)"', r"“\1”", " ".join(value.split()))
    return f'"{curly.replace(chr(34), "”")}"'


def time(date: str) -> str:
    """Return an ISO date of any precision as QuickStatements writes it.

    >>> time("2021-12"), time("2021-12-02")
    ('+2021-12-00T00:00:00Z/10', '+2021-12-02T00:00:00Z/11')
    """
    if len(date) not in _PRECISION:
        message = f"{date}: no date; expected YYYY, YYYY-MM or YYYY-MM-DD"
        raise AuthorityError(message)
    return f"+{(date + '-00-00')[:10]}T00:00:00Z/{_PRECISION[len(date)]}"


def identifier_statements(sets: Iterable[MappingSet]) -> Iterator[Statement]:
    """Yield a statement for each exact mapping to another data set of a subject that has an exact mapping to Wikidata.

    The reference is where the identifier was found, on the day of the mapping, else its own page. What was found in Wikidata is not
    given back to it, and an identifier without a page anywhere has no reference to give.
    """
    exact = [(found, one) for found in sets for one in found.mappings if one.found and one.predicate_id == "skos:exactMatch"]
    pairs = [(found.expand(one.subject_id), found.expand(one.object_id), one) for found, one in exact]
    items = {ours: theirs.removeprefix(WIKIDATA) for ours, theirs, _ in pairs if theirs.startswith(WIKIDATA)}
    for ours, theirs, one in pairs:
        space = next((space for space in IDENTIFIERS if theirs.startswith(space)), None)
        page = one.see_also.partition("|")[0] or ("" if theirs.startswith(OWN_SPACE) else theirs)
        if ours in items and space and page and "wikidata" not in one.source.casefold():
            when = ((RETRIEVED, time(one.mapping_date)),) if one.mapping_date else ()
            value = text(theirs.removeprefix(space).rstrip("/"))
            yield Statement(items[ours], IDENTIFIERS[space], value, (), ((REFERENCE_URL, text(page)), *when))


def post_statements(subjects: Iterable[Subject], items: Mapping[str, str]) -> Iterator[Statement]:
    """Yield that a person held a post, with the document that says so, where both are linked with Wikidata.

    The day is given where all documents attest the same one. `items` maps addresses of ours to Wikidata items; a post without a
    source on the web gives no statement.
    """
    for subject in subjects:
        for post in subject.posts:
            if subject.iri in items and post.iri in items and post.source.startswith("http"):
                when = ((POINT_IN_TIME, time(post.start)),) if post.start and post.start == post.end else ()
                yield Statement(items[subject.iri], POSITION, items[post.iri], when, ((REFERENCE_URL, text(post.source)),))


def write_quickstatements(statements: Iterable[Statement], known: Known = frozenset()) -> str:
    """Return the commands, sorted, none twice; `known` are (item, property, value) that Wikidata holds.

    Raises `AuthorityError` for a statement without a reference, or of something that is no item or property.
    """
    wanted = {(one.item, one.relation, one.value): one for one in sorted(statements, key=lambda one: one.line, reverse=True)}
    fresh = sorted(one.line for key, one in wanted.items() if key not in known and _checked(one))
    return "".join(f"{line}\n" for line in fresh)


def _checked(one: Statement) -> bool:
    if not re.fullmatch(r"Q[1-9]\d*", one.item) or not re.fullmatch(r"P[1-9]\d*", one.relation):
        message = f"{one.item} {one.relation}: no statement of Wikidata's; expected an item (Q…) and a property (P…)"
        raise AuthorityError(message)
    if not one.references:
        message = f"{one.item} {one.relation} {one.value}: no reference; nothing is given back without its source"
        raise AuthorityError(message)
    return True
