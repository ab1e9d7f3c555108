# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""What a meeting brought, sentence by sentence: documents adopted, commitments made, achievements reported.

A sentence counts when one of the patterns of `KINDS` is found in it and none of `NOT`; the pattern that comes first in the sentence
gives the kind. Items of a list take the kind of their heading.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from communique.reading.page import Page, Sentence
from communique.records import OutcomeKind, ReadOutcome

_SAYS: Final = r"(?:[Rr]e)?(?:[Aa]ffirm|iterat|confirm|new|stat|[Ee]mphasi[sz]|[Uu]nderscor|highlight|express|declar|stress|not|shar)(?:ed|es|s|ing|e)"
#: Patterns by kind and rule.
KINDS: Final[tuple[tuple[OutcomeKind, str, re.Pattern[str]], ...]] = tuple(
    (kind, rule, re.compile(pattern))  # type: ignore[misc]
    for kind, rule, pattern in (
        ("adoption", "verb of adopting", r"\b(?:adopted|approved|endorsed|ratified)\b(?! by (?:the )?(?:Congress|Senate))"),
        ("adoption", "document signed or issued", r"\b(?:signed|signing of|concluded|issued|released|finalized|initialed|presented|launched)\b (?:onto )?(?:[\w.'-]+ ){0,8}?(?:[Mm]emorand(?:um|a)|MOUs?|[Aa]greements?|[Jj]oint [Ss]tatements?|[Dd]eclaration|[Aa]ction [Pp]lans?|[Ss]trategy|[Rr]oad ?map|[Ss]tatement of [Ii]ntent|[Ll]etter of [Ii]ntent|[Tt]reaty|[Pp]rotocol|[Cc]ommuniqu[eé]|[Ff]ramework|[Cc]harter|joint statements|[Rr]esolutions?)\b"),
        ("adoption", "resolution or statement joined", r"\b(?:co-?sponsor(?:ed|s)?|co-?sponsor for|co-?sign(?:ed|ing)|led|joined|supported)\b[^;]{0,60}?\b(?:resolutions?|statements?)\b"),
        ("commitment", "verb of agreeing", r"\b(?:agreed|agree|pledged|resolved to|decided|promised|vowed|undertook|committed(?! (?:\$|itself fully))|commits?\b|have committed to|are committed to|is committed to|remain committed|remains committed|determined to|concurred|(?:tasked|instructed|directed|mandated) (?:their|the|its|senior|our|officials|experts))\b"),
        ("commitment", "commitment said again", rf"\b{_SAYS}\b(?! the (?:critical |vital )?(?:importance|role|value) of)[^;]{{0,70}}?\b(?:commitments?|determination|resolve|intention|intent|pledge|desire)\b"),
        ("commitment", "principles or ties affirmed", r"\b[Rr]?e?affirm(?:ed|s)\b(?! the (?:critical |vital )?(?:importance|role|value) of| that| (?:\w+ )?support| (?:the|their|our) (?:[\w-]+ ){0,3}(?:ties|friendship|bonds|partnership of|relationship))"),
        ("commitment", "next meeting to come", r"\b(?:next|(?:[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|\d+(?:st|nd|rd|th))) (?:[\w.'-]+ ){1,9}(?:will|(?:is|are) (?:expected|scheduled|due|set|planned) to|shall) (?:be (?:held|hosted|convened)|take place|convene|meet)\b"),
        ("commitment", "next meeting to be hosted", r"\bwill (?:(?:hold|convene) (?:the |its |their )?next|host (?:the |its |their )?(?:next|(?:[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|\d+(?:st|nd|rd|th))))\b"),
        ("commitment", "intention", r"\b(?:(?<!we )intends? to|intended to|(?<!its )plan(?:s|ned)? to|expects? to|aims? to|proposed to|proposed (?:holding|a|the)|look(?:s|ed)? forward to (?:continu|work|strengthen|deepen|expand|hold|conven|host|the next)\w*|expressed (?:a|their|its|his|her|the) (?:\w+ )?(?:desire|intention|interest|willingness|readiness) (?:to|for|in))\b"),
        ("commitment", "what the parties will do", r"\b(?:(?:[Tt]he|[Bb]oth|[Tt]wo) (?:two |both )?(?:sides|governments|countries|parties|delegations|leaders|ministers|participants|nations)|[Tt]hey|United States and [A-Z]\w+(?: [A-Z]\w+)?|and the United States)\b (?:also |jointly )?(?:will|would|confirmed that they would)\b"),
        ("commitment", "help or plans announced", r"\bannounc(?:ed|es|ing)\b[^.;]{0,70}?(?:\$|\bmillion|\bbillion|\bdonations?\b|\bassistance\b|\bcontributions?\b|\bfunding\b|\bplans?\b|\bintention\b|\bintent\b|\bstart of\b|\bwill\b)"),
        ("achievement", "progress or success reported", r"\b(?:[Ww]elcomed|[Aa]pplauded|celebrated|commemorated|lauded|took stock of|[Uu]nveiled|[Aa]nnounced|[Ii]naugurated|[Rr]e-?launched|[Ll]aunched|established|took note of (?:the )?(?:\w+ ){0,3}(?:establishment|completion|progress|signing|adoption|launch|results?|success|opening|achievements?)|noted with (?:satisfaction|appreciation)|(?:were|was) pleased (?:that|with)|expressed satisfaction|reviewed[^;]{0,40}?(?:progress|achievements?|accomplishments?|implementation|results)|(?:discussed|noted|acknowledged|recognized|highlighted|hailed|commended|praised|reported|appreciated)[^;]{0,40}?(?:progress|achievements?|accomplishments?|success\w*|completion|advances|signing|launch|establishment|expansion|operationali[sz]ation|conclusion|entry into force|opening|inauguration|results)|completed|marked the (?:completion|launch|opening))\b"),
        ("achievement", "welcome in the present", r"\b[Ww]e welcome\b"),
        ("achievement", "help to advance", r"\bhelped (?:to )?advance\b"),
    )
)  # fmt: skip
#: All patterns as one; each begins at a word, which is asked once for all of them, and with no letter of these.
_ANY: Final = re.compile(
    r"\b(?=[^\Wgkoqxyz_DFGHJKMNOQVXYZ])(?:"
    + "|".join(f"({pattern.pattern.removeprefix(chr(92) + 'b')})" for _, _, pattern in KINDS)
    + ")"
)
#: What looks like an outcome and is none: appreciation, importance, background, what one party wants of a third.
NOT: Final = re.compile(
    r"\b(?:ha(?:s|ve) committed (?:over |nearly |more than )?\$|urged|called (?:on|for)|were (?:led|headed) by|is a (?:bilateral|cooperation)|(?:whose|clear) goal|would be informed|welcomed [A-Z][^.]{3,120}? to (?:the (?:State|Department|White)|Washington|[A-Z]\w+ (?:today|on))|welcomed (?:[A-Z][^.;]{0,80} )?(?:President|(?:Prime )?Minister|Secretary|Ambassador|Chancellor|Premier|Commissioner|Representative|Envoy|Director|Chair|Commander)(?= [A-Z]| of| for)|whom (?:he|she|they) welcomed|were the first|expressed (?:his |her |their |its )?(?:deep |serious |grave )?(?:concern|condolences|gratitude)|condemned(?! [^.]{5,120} and (?:confirmed|agreed|reaffirmed|committed|pledged))|recalled that|(?:was|were) (?:first )?(?:announced|launched|established|created|inaugurated) (?:by|in|at|on)\b[^.]{0,160}\b(?:19|20)\d\d|, (?:launched|established|created|founded) in (?:19|20)\d\d)\b"
)
#: What is only stressed or recalled, with no verb of agreeing after it.
_BARE: Final = re.compile(r"(?:We remain|In the [^,]{5,90} (?:of|on) [A-Z][a-z]+ \d{1,2}, \d{4},)")
_HEADINGS: Final[tuple[tuple[OutcomeKind, re.Pattern[str]], ...]] = (
    ("commitment", re.compile(r"\b(?:commitments?|next steps|agreements?|agreed?|decided|resolved|undertook|tasked|commit|will|intend|plan to|way forward)\b", re.IGNORECASE)),
    ("achievement", re.compile(r"\b(?:highlights?|achievements?|progress|results?|accomplish\w+|advances?|outcomes?|completed|announced|welcomed)\b", re.IGNORECASE)),
    ("adoption", re.compile(r"\b(?:adopted|approved|signed|endorsed)\b", re.IGNORECASE)),
)  # fmt: skip
#: What marks an item: a digit, a letter or a sign; a list within a list has marks of another sort.
_MARK: Final = re.compile(r"(?P<digit>\(?\d{1,2}[.)])|(?P<letter>\(?[a-z][.)])|(?P<sign>[-*•·–▪◦●])")
_CONTINUES: Final = re.compile(r"(?:This|These|It|They) (?:also )?(?:includes?|will|comprises?)\b")
_TOPIC: Final = re.compile(r"^[A-Z][\w ,'&-]{3,80}:\s+(?=[A-Z])")


def _kind(view: str, start: int, end: int) -> tuple[OutcomeKind, str] | None:
    if view[start].isupper() and view[start:end].partition(" ")[0].endswith(("ed", "ing")):
        view, start, end = view[start].lower() + view[start + 1 : end], 0, end - start
    found = _ANY.search(view, start, end)
    if not found or NOT.search(view, start, end) or _BARE.match(view, start, end):
        return None
    return KINDS[(found.lastindex or 1) - 1][:2]


def _last_kind(view: str, lead: Sentence) -> OutcomeKind | None:
    """Return the kind of the last verb that leads to a list: "signed a treaty and agreed to:"."""
    found = [verb.lastindex or 1 for verb in _ANY.finditer(view, lead.start, lead.end)]
    return KINDS[found[-1] - 1][0] if found else None


def _mark(page: Page, sentence: Sentence) -> str | None:
    """Return the sort of mark before an item."""
    line = page.view.rfind("\n", 0, sentence.start) + 1
    found = _MARK.match(page.view[line : sentence.start].strip()) if sentence.kind == "item" else None
    return found.lastgroup if found else None


def _listed(page: Page, sentence: Sentence, heading: Sentence | None) -> tuple[OutcomeKind, str] | None:
    """Return the kind of a list item, from its heading or the words that lead to the list."""
    own = _kind(page.view, sentence.start, sentence.end)
    if heading and page.view[heading.end - 1] == ":" and (last := _last_kind(page.view, heading)):
        return own or (last, "item of a list led by such a verb")
    if heading:
        for kind, pattern in _HEADINGS:
            if pattern.search(page.view, heading.start, heading.end):
                return own or (kind, "item of a list so headed")
    return own


def _each(page: Page, first: int) -> Iterator[tuple[Sentence, OutcomeKind, str]]:
    """Yield the outcomes from the sentence `first` on; what stands above it only as items of a list."""
    heading: Sentence | None = None
    before: OutcomeKind | None = None
    for number, sentence in enumerate(page.sentences):
        found: tuple[OutcomeKind, str] | None = None
        if heading and sentence.kind == "item" and _mark(page, sentence) == _mark(page, heading):
            heading = None
        if sentence.kind == "heading" or page.view[sentence.end - 1] == ":":
            heading = sentence
            own = _kind(page.view, sentence.start, sentence.end) if page.view[sentence.end - 1] == ":" else None
            found = own if own and own[0] == "adoption" and number >= first else None
        elif sentence.kind == "item":
            found = _listed(page, sentence, heading)
        elif number < first:
            heading = None
        else:
            heading = None
            found = _kind(page.view, sentence.start, sentence.end)
            if not found and before and _CONTINUES.match(page.view, sentence.start, sentence.end):
                found = before, "continues the sentence before"
        before = found[0] if found else None
        if found:
            yield sentence, *found


def read_outcomes(page: Page, meetings: Sequence[tuple[int, bool]]) -> list[tuple[ReadOutcome, ...]]:
    """Return the outcomes of each meeting, given the sentence where each begins and whether it has a name.

    A sentence belongs to the last meeting that began before it; beside a meeting that has a name, one without has its paragraph.
    """
    if not meetings:
        return []
    groups: list[list[ReadOutcome]] = [[] for _ in meetings]
    owners = sorted(range(len(meetings)), key=lambda number: (meetings[number][0], number))
    starts = [page.sentences[meetings[number][0]].start for number in owners]
    for sentence, kind, rule in _each(page, min(first for first, _ in meetings)):
        topic = _TOPIC.match(page.view, sentence.start, sentence.end)
        at = page.excerpt(topic.end() if topic else sentence.start, sentence.end)
        begun = owners[: max(1, bisect_right(starts, sentence.start))]
        named = [number for number in begun if meetings[number][1]]
        last = begun[-1]
        if named and not meetings[last][1] and page.sentences[meetings[last][0]].block != sentence.block:
            last = named[-1]
        groups[last].append(ReadOutcome(kind, at.quote, at, rule, (at,)))
    return [tuple(group) for group in groups]
