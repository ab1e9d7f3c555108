"""What a difference between two documents means, by the kind of property.

Each comparison takes what every document says of one subject and property, and returns the kind of disagreement, or None where
they agree. The table at the end names the comparison for each kind of difference in the property table.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Final

from communique.records import DisagreementKind, Term

#: What each document says: document → its values.
Said = Mapping[str, frozenset[Term]]
Comparison = Callable[[Said], DisagreementKind | None]


def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text, lower case.

    >>> fold("U.S.–Mexico “Border”")
    ('u', 's', 'mexico', 'border')
    """
    return tuple(re.findall(r"\w+", text.casefold()))


def contains(longer: str, shorter: str) -> bool:
    """Tell whether one value says all that another says: a date its month, a phrase all words of a shorter one.

    >>> contains("2021-12-02", "2021-12"), contains("generally annual", "annual"), contains("2021-12-02", "2021-12-03")
    (True, True, False)
    """
    if re.fullmatch(r"[\d-]+", longer):
        return longer.startswith(shorter)
    return not Counter(fold(shorter)) - Counter(fold(longer))


def _values(said: Said) -> list[str]:
    return sorted({term.text for terms in said.values() for term in terms})


def _contradiction(said: Said) -> DisagreementKind | None:
    return "contradiction" if len({fold(value) for value in _values(said)}) > 1 else None


def _granularity(said: Said) -> DisagreementKind | None:
    values = _values(said)
    if len({fold(value) for value in values}) < 2:
        return None
    nested = all(contains(a, b) or contains(b, a) for a, b in combinations(values, 2))
    return "granularity" if nested else "contradiction"


def _sets(said: Said) -> DisagreementKind | None:
    if len(set(said.values())) < 2:
        return None
    nested = all(a <= b or b <= a for a, b in combinations(said.values(), 2))
    return "silence" if nested else "contradiction"


def _naming(said: Said) -> DisagreementKind | None:
    shared = frozenset.intersection(*(frozenset(fold(t.text) for t in terms) for terms in said.values()))
    spoken = {frozenset(fold(t.text) for t in terms) for terms in said.values()}
    return "naming" if len(spoken) > 1 and not shared else None


def _aspect(said: Said) -> DisagreementKind | None:
    nested = all(a <= b or b <= a for a, b in combinations(said.values(), 2))
    return None if nested else "aspect"


def _change(said: Said) -> DisagreementKind | None:
    return "change" if len(set(said.values())) > 1 else None


def _silence(said: Said) -> DisagreementKind | None:
    return "silence" if len(set(said.values())) > 1 else None


def _none(_said: Said) -> DisagreementKind | None:
    return None


COMPARISONS: Final[Mapping[str, Comparison]] = {
    "contradiction": _contradiction,
    "granularity-or-contradiction": _granularity,
    "set": _sets,
    "naming": _naming,
    "aspect": _aspect,
    "change": _change,
    "silence": _silence,
    "none": _none,
}
#: Kinds in which at most one value can be right, so that one must be preferred.
COMPETING: Final = frozenset({"contradiction", "granularity"})
