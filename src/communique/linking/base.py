"""What linking compares, and the protocol of the data sets that it compares with.

Both sides of a pair are `Subject`s: what we know of an entity, and what a target knows of one of its records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Office:
    """A post that somebody held.

    `start` and `end` are ISO 8601 dates of any precision: of the tenure where a register gives them, of the first and last
    attestation where `attested` is true. `iri` names the post and `source` the statement or document that says so.
    """

    title: str
    place: str = ""
    body: str = ""
    start: str = ""
    end: str = ""
    attested: bool = False
    iri: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity to link, or a record to link it with.

    `id` is the path below the base of its own data set and `iri` its whole address; `kind` is the first part of such a path here
    (`person`, `agency`, `post`, `place`, …), empty where a target does not say. `country` is an ISO 3166-1 alpha-3 code,
    `region` a part of that country, `point` a latitude and longitude in degrees. `dates` are those on which the subject is
    attested; `began` and `ended` bound its life. `quotes` are the words of the sources.
    """

    id: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    posts: tuple[Office, ...] = ()
    bodies: tuple[str, ...] = ()
    country: str = ""
    dates: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    region: str = ""
    point: tuple[float, float] | None = None
    began: str = ""
    ended: str = ""
    iri: str = ""
    description: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Return all names, the label first, none twice.

        >>> Subject("person/ada-byron", "person", "Ada Byron", ("Ada King", "Ada Byron")).forms
        ('Ada Byron', 'Ada King')
        """
        return tuple(dict.fromkeys(name for name in (self.label, *self.names) if name))


class Target(Protocol):
    """A data set to link with.

    `name` is the name of its mapping file; `prefix` and `space` are the short and the long form of its identifiers
    (`space + id` is a record's address).
    """

    @property
    def name(self) -> str:
        """Return the name that mapping files and commands use."""
        ...

    @property
    def prefix(self) -> str:
        """Return the prefix of its identifiers in mapping files."""
        ...

    @property
    def space(self) -> str:
        """Return what stands before an identifier in its address."""
        ...

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of entities that it holds; none where it does not say."""
        ...

    def candidates(self, subject: Subject) -> Sequence[Subject]:
        """Return the records that may be the subject: few enough to compare with each.

        Raises `TargetError` where the data set cannot be read or does not answer.
        """
        ...
