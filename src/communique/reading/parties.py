"""States and organisations as sides: from a code to the name that the document uses."""

import re
from functools import cache
from typing import Final

from communique.lexicon import cells, rows
from communique.lexicon.glossary import kept
from communique.reading.words import plain

UNITED_STATES: Final = "USA"
_ARTICLE: Final = re.compile(r"^[Tt]he ")


@kept
def _names() -> dict[str, tuple[str, ...]]:
    """Return for each party its short name first, then other nouns that stand for it, as long as they are no acronyms."""
    found = {}
    for row in rows("states"):
        others = [
            name
            for name in cells(row, "aliases")
            if not name.isupper() and "." not in name and name not in ("America", "Korea") and not _ARTICLE.match(name)
        ]
        found[row["code"]] = (row["name"], *others)
    for row in rows("organizations"):
        found[row["name"]] = (row["name"], row["acronym"]) if row["acronym"] else (row["name"],)
    return found


@kept
def _bodies() -> dict[str, tuple[str, ...]]:
    """Return the names of bodies of no state, which stand for themselves."""
    return {
        row["name"]: tuple(name for name in (row["name"], row["acronym"]) if name) for row in rows("agencies") if not row["state"]
    }


@cache
def _plain(name: str) -> str:
    return plain(name)


def _stands(name: str, view: str) -> bool:
    """Tell whether a name stands in a text as a word of its own."""
    at = view.find(name)
    while at >= 0:
        end = at + len(name)
        if not (at and view[at - 1].isalnum()) and not view[end : end + 1].isalnum():
            return True
        at = view.find(name, end)
    return False


def party_name(code: str, view: str) -> str:
    """Return the name for a party: its short name, or another short noun that the text uses instead.

    >>> party_name("KOR", "South Korea and Japan met."), party_name("USA", "U.S. officials met.")
    ('South Korea', 'United States')
    """
    names = _names().get(code) or _bodies().get(code, (code,))
    return next((name for name in names if _stands(_plain(name), view)), names[0])


def is_party(code: str) -> bool:
    """Tell whether a code is that of a state or of an organisation that is a side of its own.

    >>> is_party("KOR"), is_party("European Union"), is_party("World Bank")
    (True, True, False)
    """
    return code in _names()


@kept
def publisher_party(publisher: str | None) -> str | None:
    """Return the state or organisation whose body the publisher is, if its name tells.

    >>> publisher_party("Ministry of Foreign Affairs of Japan")
    'JPN'
    """
    words = plain(publisher or "").removeprefix("The ")
    known = {
        plain(name): row["state"] or row["parent"] for row in rows("agencies") for name in (row["name"], *cells(row, "aliases"))
    }
    if words in known:
        return known[words] if known[words] and is_party(known[words]) else None
    for row in rows("states"):
        names = (row["name"], row["formal"], *cells(row, "aliases"), *cells(row, "adjectives"))
        told = (found for name in names if name and (found := plain(name)) in words)
        if any(re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", words) for name in told):
            return row["code"]
    return None
