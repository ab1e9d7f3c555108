"""Folding of names: to words that can be compared, and to slugs that can stand in an address."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

#: Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "`": "'"}
)
_DOTTED: Final = re.compile(r"\b(?:[a-z]\. ?){2,}")
_BRACKETED: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")

#: Words that carry no meaning of their own in the name of a body, post or meeting.
STOPWORDS: Final = frozenset((
    "the", "of", "for", "and", "to", "on", "in", "at", "a", "an", "en", "em",
    "de", "del", "la", "las", "los", "el", "y", "e", "do", "da", "dos", "das", "des", "du", "et", "von", "der", "und",
))  # fmt: skip
#: A page is a file: two slugs joined ("post-of-body") and an ending must fit the 255 bytes that a file's name may have.
LONGEST_SLUG: Final = 116


def fold(text: str) -> str:
    """Return a text without case and diacritics.

    >>> fold("Łukasz Nuñez’s")
    "lukasz nunez's"
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text: dotted letters joined, possessives and punctuation dropped.

    >>> words("The U.S.-Korea Leaders’ Summit & Mexico’s Reply")
    ('the', 'us', 'korea', 'leaders', 'summit', 'and', 'mexico', 'reply')
    """
    plain = _DOTTED.sub(lambda found: re.sub(r"[. ]", "", found[0]) + " ", fold(text))
    return tuple(re.findall(r"\w+", re.sub(r"'s\b", "", plain).replace("&", " and ")))


def content(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the words that carry no meaning.

    >>> content(("secretariat", "of", "the", "economy"))
    ('secretariat', 'economy')
    """
    return tuple(token for token in tokens if token not in STOPWORDS)


@lru_cache(maxsize=65536)
def split_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a name from what stands in brackets in it.

    >>> split_brackets("Ministry of Trade (MOT) Council")
    ('Ministry of Trade Council', ('MOT',))
    """
    return _BRACKETED.sub("", text).strip(), tuple(part.strip() for part in _BRACKETED.findall(text) if part.strip())


def slug(text: str) -> str:
    """Return the words of a text in ASCII, joined by hyphens; a text without any gives a hash, and a very long one ends in one.

    >>> slug("Æsa Brønsted-Núñez")
    'aesa-bronsted-nunez'
    >>> slug("李明")
    'x-aa227102'
    >>> len(slug("Bell " * 1000)) <= LONGEST_SLUG
    True
    """
    plain = "-".join("".join(char for char in word if char.isascii()) for word in words(text) if any(map(str.isascii, word)))
    plain = plain.strip("-")
    if plain and len(plain) <= LONGEST_SLUG:
        return plain
    return f"{plain[: LONGEST_SLUG - 9].strip('-') or 'x'}-{hashlib.sha256((plain or text).encode()).hexdigest()[:8]}"
