"""The word tables that identity leans on: `body_words`, `title_words` and `series_words` of the lexicon.

Each has a sort, a word, and the forms that stand for it.
"""

from collections.abc import Mapping

from communique.folding import words
from communique.lexicon import cells, rows
from communique.lexicon.glossary import kept

Words = tuple[str, ...]


@kept
def forms(table: str, sort: str) -> Mapping[Words, str]:
    """Return each form of a sort with the word that it stands for.

    >>> forms("body_words", "kind")["secretaria",]
    'ministry'
    """
    return {words(form): row["word"] for row in rows(table) if row["sort"] == sort for form in cells(row, "forms")}


@kept
def word_set(table: str, sort: str) -> frozenset[str]:
    """Return the forms of a sort.

    >>> "plenary" in word_set("series_words", "opening")
    True
    """
    return frozenset(form for row in rows(table) if row["sort"] == sort for form in cells(row, "forms"))
