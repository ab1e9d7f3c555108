"""What a build tells of itself: how far it is, and what it did."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

#: Told of each step: its name, how many are done, how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, in numbers.

    `stale` are the judgements that no longer meet their evidence, each with the reason;
    `read` is the share of the release proper that was read into items, `noise` the share of all text that is none of it.
    """

    documents: int
    claims: int
    facts: int
    disagreements: Mapping[str, int]
    findings: Mapping[str, int]
    stale: Sequence[str]
    read: float
    noise: float


def quiet(_step: str, _done: int, _all: int) -> None:
    """Report nothing."""


@dataclass(slots=True)
class Sums:
    """What documents and pieces add up to: characters are those read, noise, and unread; disagreements by kind."""

    documents: int = 0
    claims: int = 0
    characters: tuple[int, int, int] = (0, 0, 0)
    facts: int = 0
    disagreements: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Sums") -> None:
        """Add what another piece adds up to.

        >>> sums = Sums(1, 10, (5, 1, 0))
        >>> sums.add(Sums(1, 20, (5, 0, 2), 3, Counter(naming=1)))
        >>> sums
        Sums(documents=2, claims=30, characters=(10, 1, 2), facts=3, disagreements=Counter({'naming': 1}))
        """
        self.documents += other.documents
        self.claims += other.claims
        read, noise, unread = (mine + theirs for mine, theirs in zip(self.characters, other.characters, strict=True))
        self.characters = (read, noise, unread)
        self.facts += other.facts
        self.disagreements.update(other.disagreements)

    def take(self, other: "Sums") -> None:
        """Take away what a piece that was added before adds up to.

        >>> sums = Sums(2, 30, (10, 1, 2), 3, Counter(naming=1))
        >>> sums.take(Sums(1, 20, (5, 0, 2), 3, Counter(naming=1)))
        >>> sums
        Sums(documents=1, claims=10, characters=(5, 1, 0), facts=0, disagreements=Counter())
        """
        self.documents -= other.documents
        self.claims -= other.claims
        read, noise, unread = (mine - theirs for mine, theirs in zip(self.characters, other.characters, strict=True))
        self.characters = (read, noise, unread)
        self.facts -= other.facts
        self.disagreements -= other.disagreements


def summarise(sums: Sums, severities: Iterable[str], stale: Iterable[str]) -> Summary:
    """Return the figures of a build; `severities` has one word for each finding."""
    read, noise, unread = sums.characters
    return Summary(
        documents=sums.documents,
        claims=sums.claims,
        facts=sums.facts,
        disagreements=dict(sorted(sums.disagreements.items())),
        findings=dict(sorted(Counter(severities).items())),
        stale=list(stale),
        read=read / max(1, read + unread),
        noise=noise / max(1, read + unread + noise),
    )
