"""The words of the interface in each language, and how dates and numbers are written in them.

`labels.tsv` has a row for each key and a column for each language. A text may have places for values, written `{name}`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from communique.settings import Settings

_FILE: Final = "labels.tsv"
_DAY: Final = 10
_MONTH: Final = 7


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = files("communique.site").joinpath(_FILE).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return {language: {row["key"]: row[language] for row in rows} for language in rows[0] if language != "key"}


def find_languages(settings: Settings) -> tuple[str, ...]:
    """Return the languages in which a project's pages are written; the first one's pages stand at the root."""
    return tuple(language for language in settings.languages if language in _tables()) or (next(iter(_tables())),)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its values put in; without any, as it is written.

        >>> Wording("es")("witnesses.many", count=3)
        '3 fuentes independientes'
        """
        text = _tables()[self.language][key]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there is a text for a key."""
        return key in _tables()[self.language]

    def count(self, key: str, count: int) -> str:
        """Return a number of things in words, by the keys `KEY.one` and `KEY.many`.

        >>> Wording("en").count("witnesses", 1)
        '1 independent source'
        """
        return self(f"{key}.{'one' if count == 1 else 'many'}", count=count)

    def date(self, iso: str) -> str:
        """Return a date, month or year as people write it; anything else as it is.

        >>> Wording("en").date("2021-12-02"), Wording("es").date("2021-12")
        ('2 December 2021', 'diciembre de 2021')
        """
        if len(iso) not in {_DAY, _MONTH} or not iso.replace("-", "").isdecimal():
            return iso
        month = self(f"month.{iso[5:7]}")
        return self("date.month", month=month, year=iso[:4]) if len(iso) == _MONTH else self._day(iso, month)

    def _day(self, iso: str, month: str) -> str:
        return self("date.day", day=int(iso[8:]), month=month, year=iso[:4])

    def number(self, value: int) -> str:
        """Return a number with its thousands apart.

        >>> Wording("en").number(12345)
        '12,345'
        """
        return f"{value:,}".replace(",", self("number.thousands"))

    def size(self, count: int) -> str:
        """Return a size in bytes for people.

        >>> Wording("en").size(1_530_000)
        '1.5 MB'
        """
        for unit, scale in (("MB", 1_000_000), ("kB", 1_000)):
            if count >= scale:
                return f"{count / scale:.1f} {unit}".replace(".", self("number.point"))
        return f"{count} B"
