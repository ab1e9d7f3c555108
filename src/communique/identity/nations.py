"""States and organisations as they stand in names: "U.S.", "Mexican", "the Republic of Korea", "EU"."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.folding import words
from communique.identity.tables import Words

#: What a recognised nation becomes among words, so that "U.S." and "United States" compare equal.
MARK = "@"


@dataclass(frozen=True, slots=True)
class Nations:
    """The forms of nations, as words, each with the entity that it names; a form of two nations names none."""

    forms: dict[Words, str]
    longest: int
    _marked: dict[Words, Words] = field(default_factory=dict, repr=False, compare=False)

    def exact(self, text: str) -> str | None:
        """Return the nation that a text names as a whole, with or without "the"."""
        tokens = words(text)
        return self.forms.get(tokens) or self.forms.get(tokens[1:] if tokens[:1] == ("the",) else ())

    def mark(self, tokens: Words) -> Words:
        """Replace each nation among words by its mark, the longest form first."""
        if tokens not in self._marked:
            self._marked[tokens] = self._mark(tokens)
        return self._marked[tokens]

    def _mark(self, tokens: Words) -> Words:
        marked: list[str] = []
        index = 0
        while index < len(tokens):
            size = self._size_at(tokens, index)
            marked.append(MARK + self.forms[tokens[index : index + size]] if size else tokens[index])
            index += size or 1
        return tuple(marked)

    def _size_at(self, tokens: Words, index: int) -> int:
        sizes = range(min(self.longest, len(tokens) - index), 0, -1)
        return next((size for size in sizes if tokens[index : index + size] in self.forms), 0)


def make_nations(named: Iterable[tuple[str, Iterable[str]]]) -> Nations:
    """Make the table of forms from entities and their names.

    >>> nations = make_nations([("state/kenya", ["Kenya", "Kenyan"]), ("agency/eu", ["EU"])])
    >>> nations.mark(words("EU-Kenyan Trade Council"))
    ('@agency/eu', '@state/kenya', 'trade', 'council')
    """
    found: dict[Words, set[str]] = {}
    for entity, names in named:
        for name in names:
            found.setdefault(words(name), set()).add(entity)
    forms = {form: next(iter(entities)) for form, entities in found.items() if form and len(entities) == 1}
    return Nations(forms, max(map(len, forms), default=0))


def leading(tokens: Words) -> tuple[tuple[str, ...], Words]:
    """Part marked words into the nations that they begin with, and the rest.

    >>> leading(("@state/kenya", "and", "@agency/eu", "trade", "council"))
    (('state/kenya', 'agency/eu'), ('trade', 'council'))
    """
    nations: list[str] = []
    index = 0
    while index < len(tokens) and (tokens[index].startswith(MARK) or (tokens[index] in {"and", "the"})):
        if tokens[index].startswith(MARK):
            nations.append(tokens[index][len(MARK) :])
        index += 1
    return tuple(nations), tokens[index:]


def trailing(tokens: Words) -> tuple[str | None, Words]:
    """Part marked words into the nation that they end with after "of", and the rest.

    >>> trailing(("central", "bank", "of", "the", "@state/kenya"))
    ('state/kenya', ('central', 'bank'))
    """
    if len(tokens) < 3 or not tokens[-1].startswith(MARK):
        return None, tokens
    rest = tokens[:-2] if tokens[-2] == "the" else tokens[:-1]
    return (tokens[-1][len(MARK) :], rest[:-1]) if len(rest) > 1 and rest[-1] == "of" else (None, tokens)
