"""Reading an official title: the rank, the portfolio, and the ministry that it names.

"Foreign Minister of Kenya", "Minister for Foreign Affairs" and "Minister" of the Ministry of Foreign Affairs are one post;
"Assistant Secretary of Defense for Asia" is the "Assistant Secretary for Asia" of the Department of Defense.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from communique.folding import STOPWORDS, content, words
from communique.identity.bodynames import canonical_topic
from communique.identity.nations import MARK, Nations, Words
from communique.lexicon import cells, rows

#: `RANK secretary of TOPIC for PORTFOLIO`; a rank in front makes "for" the portfolio, else it is the topic.
_OF: Final = re.compile(r"^(?P<rank>.*?)\b(?P<head>minister|secretary) of (?P<topic>.+?)(?: for (?P<rest>.+))?$")
_FOR: Final = re.compile(r"^(?P<rank>)(?P<head>minister) for (?P<topic>.+)(?P<rest>)$")
_BEFORE: Final = re.compile(
    r"^(?P<rank>(?:(?:deputy|vice|first|assistant|permanent) )*)(?P<topic>\w+(?: \w+)*?) (?P<head>minister|secretary)(?P<rest>)$"
)
#: Words before "secretary" or "minister" that name no ministry, beside the words of rank.
_NOT_TOPICS: Final = frozenset("prime private press cabinet parliamentary state recording".split())


@dataclass(frozen=True, slots=True)
class Title:
    """A title's comparable core, the topic of the ministry that it names, and whether it tells one post of a state."""

    core: Words
    topic: Words = ()
    specific: bool = False
    of_state: bool = False


@cache
def _same() -> Mapping[Words, Words]:
    return {words(form): words(row["word"]) for row in rows("title_words") if row["sort"] == "same" for form in cells(row, "forms")}


@cache
def _forms(sort: str) -> frozenset[str]:
    return frozenset(form for row in rows("title_words") if row["sort"] == sort for form in cells(row, "forms"))


def read_title(title: str, state: str | None, nations: Nations) -> Title:
    """Return the parts of a title held for a state.

    >>> from communique.identity.nations import make_nations
    >>> nations = make_nations([("state/kenya", ["Kenya", "Kenyan"])])
    >>> read_title("Kenyan Foreign Minister", "state/kenya", nations) == read_title("Minister for External Relations", None, nations)
    True
    >>> read_title("Deputy Director", None, nations).specific
    False
    """
    tokens = _without_nation(nations.mark(_unified(words(title))), state)
    tokens = tuple(token for token in tokens if token != "the")
    text = " ".join(tokens)
    found = _FOR.match(text) or _OF.match(text) or _BEFORE.match(text)
    if found and (found.re is not _BEFORE or _names_ministry(found["topic"])):
        return _ministerial(found)
    core = content(tokens)
    of_state = text in _forms("state") or text.startswith("ambassador to ")
    return Title(core, specific=of_state or any(token not in _forms("rank") for token in core), of_state=of_state)


def _names_ministry(topic: str) -> bool:
    return not any(word in _NOT_TOPICS or word in _forms("rank") for word in topic.split())


def _ministerial(found: re.Match[str]) -> Title:
    rank, rest = content(words(found["rank"])), content(words(found["rest"] or ""))
    head = (found["head"],) if rank or rest else ("head",)
    return Title((*rank, *head, *rest), canonical_topic(tuple(found["topic"].split())), specific=True)


def _unified(tokens: Words) -> Words:
    same, result, index = _same(), list[str](), 0
    while index < len(tokens):
        size = next((size for size in range(4, 0, -1) if tokens[index : index + size] in same), 0)
        result += same[tokens[index : index + size]] if size else (tokens[index],)
        index += size or 1
    return tuple(result)


def _without_nation(tokens: Words, state: str | None) -> Words:
    """Drop the nation that the post is of, with the small words before it."""
    mark = f"{MARK}{state}"
    if mark not in tokens:
        return tokens
    index = tokens.index(mark)
    start = index
    while start and tokens[start - 1] in {"of", "the"}:
        start -= 1
    possessive = index == 0 or start < index
    return (*tokens[:start], *tokens[index + 1 :]) if possessive else tokens


def is_rank_only(core: Words) -> bool:
    """Tell whether a title's words are all words of rank.

    >>> is_rank_only(("deputy", "director"))
    True
    """
    return all(token in _forms("rank") or token in STOPWORDS for token in core)
