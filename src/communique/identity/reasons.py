"""What speaks for and against two mentions being one person: one table of features, each with its weight and its sentence.

A name alone never reaches the threshold; no reason reaches it without a name that fits. What speaks against outweighs all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from communique.identity.names import NameMatch
from communique.records import Merge

#: From this score on, two mentions are one person.
THRESHOLD: Final = 0.8

Feature = Literal[
    "document",
    "post",
    "body",
    "series",
    "meeting",
    "shown-on-two",
    "fits-two",
    "years",
    "lifetime",
    "list",
    "sides",
    "bodies",
    "judged",
]


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a feature counts, and how it is told to people."""

    weight: float
    sentence: str


NAMES: Final[Mapping[NameMatch, Weight]] = {
    "equal": Weight(0.60, "the full names are the same"),
    "spelling": Weight(0.60, "the full names differ in hyphens or spaces only"),
    "longer": Weight(0.55, "one name has a middle name, initial or surname more"),
    "respelled": Weight(0.55, "the given names are spellings of one name"),
    "nickname": Weight(0.55, "one given name is a short form of the other"),
    "nicknames": Weight(0.45, "both given names are short forms of one"),
    "initial": Weight(0.45, "one given name is an initial of the other"),
    "reversed": Weight(0.45, "the names are the same with the surname first"),
    "letter": Weight(0.45, "the given names differ in one letter"),
    "near": Weight(0.30, "the names differ in one letter that can make another name"),
    "surname": Weight(0.20, "only a surname is given"),
}
FEATURES: Final[Mapping[Feature, Weight]] = {
    "document": Weight(0.60, "one document gives this name to one person"),
    "post": Weight(0.50, "both hold the same post"),
    "body": Weight(0.35, "both hold posts in the same body"),
    "meeting": Weight(0.30, "both took part in the same meeting, on no different sides"),
    "series": Weight(0.30, "both took part for the same side in meetings of the same series"),
    "shown-on-two": Weight(0.00, "two people are known to bear this name, so only a post or body can tell"),
    "years": Weight(-0.10, "more than five years lie between the dates"),
    "lifetime": Weight(-1.00, "more than forty years lie between the dates"),
    "fits-two": Weight(-1.00, "the name fits two people who cannot be one"),
    "list": Weight(-1.00, "one list of one meeting has both"),
    "sides": Weight(-1.00, "they took part in one meeting on two sides"),
    "bodies": Weight(-1.00, "they held posts in two unrelated bodies within 90 days"),
    "judged": Weight(-1.00, "a recorded judgement says that they are different"),
}
#: Reasons that do not tell two people of one name apart.
CONTEXT: Final[frozenset[Feature]] = frozenset({"document", "meeting", "series"})
AGAINST: Final[frozenset[Feature]] = frozenset({"list", "sides", "bodies", "judged"})


def score(name: NameMatch, features: Iterable[Feature]) -> float:
    """Return the sum of the weights, between 0 and 1; what speaks for, however much, counts as 1 against what speaks against.

    >>> score("nickname", ["post"]), score("equal", []), score("equal", ["post", "body", "years"])
    (1.0, 0.6, 0.9)
    """
    weights = [FEATURES[feature].weight for feature in features]
    speaking_for = min(1.0, NAMES[name].weight + sum(weight for weight in weights if weight > 0))
    return round(max(0.0, speaking_for + sum(weight for weight in weights if weight < 0)), 2)


def explain(pair: tuple[str, str], name: NameMatch, features: Iterable[Feature]) -> Merge:
    """Return the decision on two mentions with its reasons as sentences.

    >>> explain(("a#1-4", "b#1-4"), "equal", ["series"]).reasons
    ('+0.60 the full names are the same', '+0.30 both took part for the same side in meetings of the same series')
    """
    features = sorted(features, key=list(FEATURES).index)
    total = score(name, features)
    verdict = verdict_of(name, features)
    rows = (NAMES[name], *(FEATURES[feature] for feature in features))
    return Merge(min(pair), max(pair), verdict, total, tuple(f"{row.weight:+.2f} {row.sentence}" for row in rows))


def verdict_of(name: NameMatch, features: Iterable[Feature]) -> Literal["same", "different", "unsure"]:
    """Return what name and features come to.

    >>> verdict_of("equal", []), verdict_of("equal", ["body"]), verdict_of("equal", ["series", "list"])
    ('unsure', 'same', 'different')
    """
    features = set(features)
    if features & AGAINST:
        return "different"
    return "same" if score(name, features) >= THRESHOLD else "unsure"
