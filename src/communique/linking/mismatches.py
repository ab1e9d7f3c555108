"""Where a linked data set gives another value: ours and theirs, each with its source, and the kind of difference.

Compared are the names, the posts and their dates, and the dates of life of each linked pair. What the other side does not have is a
difference too, and a milder one. The CSV form is that which Wikidata's Mismatch Finder imports (its user guide, in the repository
wmde/wikidata-mismatch-finder).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from communique.errors import TargetError
from communique.linking.base import Office, Subject
from communique.linking.dates import bounds
from communique.linking.evidence import names
from communique.linking.people import given_names
from communique.linking.tenures import GRACE, same_post

#: The kinds of difference: what each says, and the Wikidata property that it is about.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("their names do not hold ours", ""),
    "post absent": ("they list no such post", "P39"),
    "before start": ("attested in the post before their start of it", "P580"),
    "after end": ("attested in the post after their end of it", "P582"),
    "after life": ("attested after their end of life, or of the body", "P570"),
}
#: The columns of an import file of the Mismatch Finder.
FINDER: Final = (
    "item_id",
    "statement_guid",
    "property_id",
    "wikidata_value",
    "meta_wikidata_value",
    "external_value",
    "external_url",
    "type",
)
#: The Mismatch Finder cuts longer values.
_LONGEST: Final = 1500


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference between a subject of ours and the record that it is linked with; `about` names the post, if it is of one."""

    subject_id: str
    subject_label: str
    record_id: str
    kind: str
    about: str
    ours: str
    our_source: str
    theirs: str
    their_source: str

    @property
    def says(self) -> str:
        """Return the difference in words.

        >>> Mismatch("person/r", "Ruth Harrow", "Q7", "post absent", "Envoy", "Envoy", "", "", "").says
        'they list no such post'
        """
        return KINDS[self.kind][0]


def find_mismatches(pairs: Iterable[tuple[Subject, Subject]]) -> Iterator[Mismatch]:
    """Yield the differences of linked pairs (ours, theirs), in their order.

    >>> ours = Subject("person/r", "person", "Ruth Harrow", posts=(Office("Envoy to Peru", start="1899-01-02"),))
    >>> theirs = Subject("Q7", "person", "Ruth Harrow", posts=(Office("Envoy to Peru", start="1893", end="1897"),))
    >>> [(one.kind, one.ours, one.theirs) for one in find_mismatches([(ours, theirs)])]
    [('after end', '1899-01-02', '1897')]
    """
    for ours, theirs in pairs:
        yield from _of_names(ours, theirs)
        if theirs.posts:
            yield from (found for post in ours.posts for found in _of_post(ours, theirs, post))
        yield from _of_life(ours, theirs)


def _of_names(ours: Subject, theirs: Subject) -> Iterator[Mismatch]:
    look = given_names if ours.kind == "person" else names
    if look(ours, theirs).forbids:
        yield Mismatch(ours.id, ours.label, theirs.id, "name", "", ours.label, ours.iri, " / ".join(theirs.forms), theirs.iri)


def _of_post(ours: Subject, theirs: Subject, post: Office) -> Iterator[Mismatch]:
    """Yield what differs for one post: that they lack it, or that each of their spans of it leaves out a date of ours."""
    source = post.source or ours.iri
    alike = [there for there in theirs.posts if same_post(post, there)]
    if not alike:
        yield Mismatch(ours.id, ours.label, theirs.id, "post absent", post.title, post.title, source, "", theirs.iri)
    for attested in dict.fromkeys(one for one in (post.start, post.end) if one):
        outside = [found for there in alike if (found := _outside(attested, there))]
        if alike and len(outside) == len(alike):
            kind, date, there = outside[0]
            yield Mismatch(ours.id, ours.label, theirs.id, kind, post.title, attested, source, date, there.source or theirs.iri)


def _outside(attested: str, there: Office) -> tuple[str, str, Office] | None:
    """Return on which side of their span a date lies, and the bound; nothing where it lies within, or nearly, or there is none."""
    first, last = bounds(attested)
    if there.start and last + GRACE < bounds(there.start)[0]:
        return "before start", there.start, there
    return ("after end", there.end, there) if there.end and first - GRACE > bounds(there.end)[1] else None


def _of_life(ours: Subject, theirs: Subject) -> Iterator[Mismatch]:
    late = [one for one in ours.dates if theirs.ended and bounds(one)[0] > bounds(theirs.ended)[1]]
    if late:
        yield Mismatch(ours.id, ours.label, theirs.id, "after life", "", late[-1], ours.iri, theirs.ended, theirs.iri)


def mismatch_rows(found: Iterable[Mismatch]) -> list[dict[str, str]]:
    """Return differences as rows for people, one column each field, and what each says."""
    return [{**{one.name: getattr(row, one.name) for one in fields(Mismatch)}, "says": row.says} for row in found]


def finder_csv(found: Iterable[Mismatch]) -> str:
    """Return differences as an import file for Wikidata's Mismatch Finder.

    Left out is what the form cannot carry: names, and values of theirs whose statement is not known. A record that is no Wikidata
    item raises `TargetError`.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FINDER)
    for row in found:
        if not row.record_id.startswith("Q"):
            message = f"{row.record_id}: no Wikidata item; the Mismatch Finder takes no other data set"
            raise TargetError(message)
        guid = row.their_source if row.their_source.startswith(f"{row.record_id}$") else ""
        if KINDS[row.kind][1] and bool(guid) == bool(row.theirs):
            writer.writerow(_finder_row(row, guid))
    return text.getvalue()


def _finder_row(row: Mismatch, guid: str) -> tuple[str, ...]:
    where = "qualifier" if row.kind in {"before start", "after end"} else "statement"
    url = row.our_source if row.our_source.startswith("http") else ""
    cells = (row.record_id, guid, KINDS[row.kind][1], row.theirs, "", row.ours, url, where)
    return tuple(cell[:_LONGEST] for cell in cells)
