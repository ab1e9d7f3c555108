"""The language of a text, told by its small words where nothing states it.

A text is in the language whose small words it has most of, if they are many and no other language has nearly as many.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

#: The small words of some languages that releases are written in; a word may be of several.
_SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in that with on by was were is are for from at as their which has have will",
        "es": "el la los las de del y en que con por una un para se al su como es fue sus entre",
        "fr": "le la les de des du et en que avec par une un pour dans au aux est sur qui ont leurs",
        "pt": "o a os as de do da dos das e em que com por uma um para no na ao foi pelo pela",
        "de": "der die das und in den mit von zu dem ein eine für im auf des sich ist wurde zum zur",
        "it": "il la le di e che del della dei con per una un nel alla al gli si è sono dal dalla",
        "nl": "de het een van en in op met voor zijn dat te aan door is werd naar bij",
    }.items()
}
_TOKEN: Final = re.compile(r"[^\W\d_]+")
_LOOKED_AT: Final = 2000
_FEWEST: Final = 20
_SHARE: Final = 0.15
_AHEAD: Final = 1.4


def language_of(text: str) -> str | None:
    """Return the code of a text's language, or `None` where it is short, mixed, or of another language than those known.

    >>> language_of("The delegations of the two states met in Quito on Friday, and agreed to open a bridge by the end of the year.")
    'en'
    >>> language_of("Joint Statement") is None
    True
    """
    tokens = _TOKEN.findall(text[:_LOOKED_AT].lower())
    counts = Counter(language for token in tokens for language, words in _SMALL_WORDS.items() if token in words)
    (best, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    sure = len(tokens) >= _FEWEST and most >= _SHARE * len(tokens) and most >= _AHEAD * second
    return best if sure else None
