"""Candidates for links: found, compared, ranked, and offered with a verdict that dares to say "not there".

1. The target offers records that share a word with the subject.
2. Pairs that were decided before are left out.
3. Each record is compared, feature by feature; what is forbidden or hopeless is dropped.
4. The best is a *match* when it reaches the threshold and is clearly ahead of the second, *ambiguous* when it is not ahead,
   *unsure* when it stays below the threshold; and where nothing is worth showing, the subject is *not there*.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Final, Literal

from communique.linking.base import Subject, Target
from communique.linking.features import MARGIN, THRESHOLD, Score, compare

Verdict = Literal["match", "ambiguous", "unsure", "not there"]
#: Pairs below this are not shown to a person either.
HOPELESS: Final = 0.40
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the target with its score."""

    record: Subject
    score: Score


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed for one subject: its candidates, best first, and the verdict."""

    subject: Subject
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()

    @property
    def best(self) -> Subject | None:
        """Return the record that is proposed as the match, if any.

        >>> Suggestion(Subject("p", "person", "Harrow"), "not there").best
        """
        return self.candidates[0].record if self.verdict == "match" else None


def suggest(subjects: Iterable[Subject], target: Target, *, decided: Set[Pair] = frozenset(), most: int = 5) -> list[Suggestion]:
    """Return one suggestion for each subject, with at most `most` candidates; pairs in `decided` (ids) do not come back.

    Raises what the target raises.

    >>> from communique.linking.table import Table
    >>> office = Subject("agency/harbours", "agency", "Harbour Office", country="MEX")
    >>> there = Table("demo", "demo", "http://example.org/", [Subject("7", "agency", "Harbour Office", country="MEX")])
    >>> [(one.verdict, one.candidates[0].score.value) for one in suggest([office], there)]
    [('match', 0.8)]
    >>> suggest([office], there, decided={("agency/harbours", "7")})[0].verdict
    'not there'
    """
    return [_suggestion(subject, target.candidates(subject), decided, most) for subject in subjects]


def _suggestion(subject: Subject, records: Iterable[Subject], decided: Set[Pair], most: int) -> Suggestion:
    fresh = [record for record in records if (subject.id, record.id) not in decided]
    return Suggestion(subject, *judged(rank(subject, fresh), most))


def rank(subject: Subject, records: Iterable[Subject]) -> tuple[Candidate, ...]:
    """Return the records that something speaks for, the best first; equals stand in the order of their ids."""
    scored = (Candidate(record, compare(subject, record)) for record in records)
    return tuple(sorted((one for one in scored if one.score.value > 0), key=lambda one: (-one.score.value, one.record.id)))


def judged(ranked: tuple[Candidate, ...], most: int) -> tuple[Verdict, tuple[Candidate, ...]]:
    """Return the verdict on ranked candidates, and those worth showing."""
    shown = tuple(one for one in ranked if one.score.value >= HOPELESS)[:most]
    if not shown:
        return "not there", ()
    best, second = shown[0].score.value, ranked[1].score.value if len(ranked) > 1 else 0.0
    if best < THRESHOLD:
        return "unsure", shown
    return "match" if best - second >= MARGIN else "ambiguous", shown
