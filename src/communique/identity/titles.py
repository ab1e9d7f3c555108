"""Reading an official title: the rank, the portfolio, and the ministry that it names.

"Foreign Minister of Kenya", "Minister for Foreign Affairs" and "Minister" of the Ministry of Foreign Affairs are one post;
"Assistant Secretary of Defense for Asia" is the "Assistant Secretary for Asia" of the Department of Defense.
"""

import re
from dataclasses import dataclass
from typing import Final

from communique.folding import content, words
from communique.identity.bodynames import canonical_topic
from communique.identity.nations import MARK, Nations
from communique.identity.tables import Words, forms, word_set

#: `RANK secretary of TOPIC for PORTFOLIO`; a rank in front makes "for" the portfolio, else it is the topic.
_OF: Final = re.compile(r"^(?P<rank>.*?)\b(?P<head>minister|secretary) of (?P<topic>.+?)(?: for (?P<rest>.+))?$")
_FOR: Final = re.compile(r"^(?P<rank>)(?P<head>minister) for (?P<topic>.+)(?P<rest>)$")
_BEFORE: Final = re.compile(
    r"^(?P<rank>(?:(?:deputy|vice|first|assistant|permanent) )*)(?P<topic>\w+(?: \w+)*?) (?P<head>minister|secretary)(?P<rest>)$"
)
#: The core of the title of whoever heads a ministry, and the titles that say so.
HEAD: Final = ("head",)
HEADS: Final = (("minister",), ("secretary",))
_LONGEST_FORM: Final = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title's comparable core and the topic of the ministry that it names.

    `specific` tells whether it is more than words of rank; `of_state`, whether it is an office of the state itself.
    """

    core: Words
    topic: Words = ()
    specific: bool = False
    of_state: bool = False


def read_title(title: str, state: str | None, nations: Nations) -> Title:
    """Return the parts of a title held for a state.

    >>> from communique.identity.nations import make_nations
    >>> nations = make_nations([("state/kenya", ["Kenya", "Kenyan"])])
    >>> minister = read_title("Minister for External Relations", None, nations)
    >>> read_title("Kenyan Foreign Minister", "state/kenya", nations) == minister
    True
    >>> read_title("Deputy Director", None, nations).specific
    False
    """
    marked = _without_nation(nations.mark(_unified(words(title))), state)
    tokens = tuple(word for word in marked if word != "the")
    text = " ".join(tokens)
    found = _FOR.match(text) or _OF.match(text) or _BEFORE.match(text)
    if found and (found.re is not _BEFORE or _names_ministry(found["topic"])):
        return _ministerial(found)
    core = content(tokens)
    of_state = text in word_set("title_words", "state") or _is_ambassador(core)
    return Title(core, (), of_state or any(word not in word_set("title_words", "rank") for word in core), of_state)


def _is_ambassador(core: Words) -> bool:
    """Tell whether a title is that of an ambassador to a nation."""
    return core[:1] == ("ambassador",) and [word.startswith(MARK) for word in core[1:]] == [True]


def _names_ministry(topic: str) -> bool:
    none = word_set("title_words", "no-topic") | word_set("title_words", "rank")
    return not any(word in none for word in topic.split())


def _ministerial(found: re.Match[str]) -> Title:
    rank, rest = content(words(found["rank"])), content(words(found["rest"] or ""))
    head = (found["head"],) if rank or rest else HEAD
    return Title((*rank, *head, *rest), canonical_topic(tuple(found["topic"].split())), specific=True)


def _unified(tokens: Words) -> Words:
    """Replace forms of words that mean the same in titles, the longest first."""
    same, result, index = forms("title_words", "same"), list[str](), 0
    while index < len(tokens):
        size = next((size for size in range(_LONGEST_FORM, 0, -1) if tokens[index : index + size] in same), 0)
        result += words(same[tokens[index : index + size]]) if size else (tokens[index],)
        index += size or 1
    return tuple(result)


def _without_nation(tokens: Words, state: str | None) -> Words:
    """Drop the nation that the post is of: at the front, or after "of"."""
    mark = f"{MARK}{state}"
    if mark not in tokens:
        return tokens
    start = index = tokens.index(mark)
    while start and tokens[start - 1] in {"of", "the"}:
        start -= 1
    return (*tokens[:start], *tokens[index + 1 :]) if index == 0 or start < index else tokens
