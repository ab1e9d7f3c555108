"""What pages tell search engines, in the terms of schema.org; the project's own vocabulary stays the truth."""

from collections.abc import Iterable
from typing import Any, Final

from communique.settings import Settings
from communique.site.base import Stated
from communique.site.evidence import Evidence, first
from communique.site.gatherings import Participant
from communique.terms import DCTERMS, MEET, ORG, OWL, SDO

_CONTEXT: Final = "https://schema.org"
_MODES: Final = {
    "in-person": "OfflineEventAttendanceMode",
    "virtual": "OnlineEventAttendanceMode",
    "call": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
Description = dict[str, Any]


def _node(evidence: Evidence, iri: str, kind: str) -> Description:
    same = sorted({*evidence.data.texts(iri, OWL.sameAs), *evidence.data.texts(iri, SDO.sameAs)})
    return _filled({"@context": _CONTEXT, "@id": iri, "@type": kind, "name": evidence.label(iri), "sameAs": same})


def _filled(description: Description) -> Description:
    return {key: value for key, value in description.items() if value}


def _named(evidence: Evidence, iri: str, kind: str) -> Description:
    return {"@id": iri, "@type": kind, "name": evidence.label(iri)}


def _texts(values: Iterable[Stated], label: str) -> list[str]:
    return [value.raw for value in values if value.standing == "asserted" and value.raw != label]


def event(evidence: Evidence, iri: str, people: Iterable[Participant]) -> Description:
    """Describe a meeting."""
    start, end, place, mode, series_iri = (
        first(evidence.stated(iri, name)) for name in (MEET.startDate, MEET.endDate, MEET.place, MEET.attendanceMode, MEET.inSeries)
    )
    more = {
        "startDate": start,
        "endDate": end,
        "location": _named(evidence, place, "Place") if place else None,
        "eventAttendanceMode": _mode(mode),
        "superEvent": _named(evidence, series_iri, "EventSeries") if series_iri else None,
        "attendee": [_named(evidence, one.iri, "Person") for one in people],
    }
    return _node(evidence, iri, "Event") | _filled(more)


def _mode(code: str) -> str:
    name = _MODES.get(code.rpartition("/")[2], "")
    return f"{_CONTEXT}/{name}" if name else ""


def person(evidence: Evidence, iri: str) -> Description:
    """Describe a person; a post is given by its title alone, for nothing says that it is held today."""
    posts = [evidence.label(post) for post in evidence.data.texts(iri, ORG.holds)]
    names = _texts(evidence.stated(iri, MEET.name), evidence.label(iri))
    return _node(evidence, iri, "Person") | _filled({"alternateName": names, "jobTitle": posts})


def organization(evidence: Evidence, iri: str) -> Description:
    """Describe a body or a state."""
    kind = "Country" if "/state/" in iri else "Organization"
    parent = evidence.data.text(iri, ORG.subOrganizationOf)
    more = {"parentOrganization": _named(evidence, parent, "Organization") if parent else None}
    names = {"alternateName": _texts(evidence.stated(iri, MEET.name), evidence.label(iri))}
    return _node(evidence, iri, kind) | _filled({**names, **more})


def role(evidence: Evidence, iri: str) -> Description:
    """Describe a post."""
    return _node(evidence, iri, "OrganizationRole")


def thing(evidence: Evidence, iri: str) -> Description:
    """Describe a named thing."""
    return _node(evidence, iri, "Thing")


def place(evidence: Evidence, iri: str) -> Description:
    """Describe a place."""
    return _node(evidence, iri, "Place")


def series(evidence: Evidence, iri: str) -> Description:
    """Describe a series of meetings."""
    return _node(evidence, iri, "EventSeries")


def article(evidence: Evidence, iri: str) -> Description:
    """Describe a document."""
    data = evidence.data
    more = {
        "headline": data.text(iri, DCTERMS.title),
        "datePublished": data.text(iri, DCTERMS.issued),
        "publisher": _filled({"@type": "Organization", "name": data.text(iri, DCTERMS.publisher)}),
        "inLanguage": data.text(iri, DCTERMS.language),
        "url": data.text(iri, DCTERMS.source),
    }
    return _node(evidence, iri, "Article") | _filled(more)


def dataset(settings: Settings, files: Iterable[tuple[str, str]]) -> Description:
    """Describe the data set; `files` are the names and media types of its files."""
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "Dataset",
            "@id": f"{settings.base}dataset",
            "name": settings.title,
            "description": settings.description,
            "license": settings.licence,
            "publisher": _filled({"@type": "Organization", "name": settings.publisher}),
            "distribution": [{"@type": "DataDownload", "name": name, "encodingFormat": media} for name, media in files],
        }
    )
