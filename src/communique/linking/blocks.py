"""Which records are worth comparing with a subject: those that share a word that tells something.

1. Each record is filed under keys: a person under the words of the name that may be family names, all else under every word of its
   names that is not a small one.
2. A subject's candidates are the records of its kind (or of none stated) under any of its keys, those that share most first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from communique.linking.base import Subject
from communique.linking.names import PARTICLES, person_name, words

#: More candidates than this are not compared: the name says too little.
MOST: Final = 1000


def keys(subject: Subject) -> frozenset[str]:
    """Return the words under which a subject is filed.

    >>> sorted(keys(Subject("p", "person", "Thomas B. Harrow")))
    ['harrow']
    >>> sorted(keys(Subject("a", "agency", "Office of Harbour Works")))
    ['harbour', 'works']
    """
    if subject.kind == "person":
        return frozenset(word for form in subject.forms for word in _family_words(form))
    return frozenset(word for form in subject.forms for word in words(form))


def _family_words(form: str) -> tuple[str, ...]:
    """Return the words of a person's name that may be family names: the last, the last but one of more, and either of two."""
    name = person_name(form)
    before = [word for word in name.given[-1:] if len(word) > 1]
    return (*before, *([word for word in name.family if word not in PARTICLES] or name.family))


class Blocks:
    """Records filed for finding, in memory.

    >>> blocks = Blocks([Subject("q1", "person", "Thomas B. Harrow"), Subject("q2", "agency", "Harrow Town Council")])
    >>> [record.id for record in blocks.find(Subject("p", "person", "Tom Harrow"))]
    ['q1']
    """

    def __init__(self, records: Iterable[Subject]) -> None:
        self.records = tuple(records)
        self._filed: dict[str, list[int]] = defaultdict(list)
        for place, record in enumerate(self.records):
            for key in sorted(keys(record)):
                self._filed[key].append(place)

    def find(self, subject: Subject) -> tuple[Subject, ...]:
        """Return the records to compare with a subject, those that share most keys first; ties keep the records' order."""
        shared = Counter(place for key in sorted(keys(subject)) for place in self._filed.get(key, ()))
        ranked = sorted(shared, key=lambda place: (-shared[place], place))
        fitting = (self.records[place] for place in ranked)
        kinds = {subject.kind, ""} if subject.kind else None
        return tuple(record for record in fitting if kinds is None or record.kind in kinds)[:MOST]
