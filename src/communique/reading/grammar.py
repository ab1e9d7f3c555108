# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""The patterns over labels: bodies, titles of posts, names of people, and the ways in which they stand together.

Each is a regular expression over the letters of `words`; larger ones are built from smaller ones. A new construction is a new
row in `MENTIONS`. Every repetition is bounded or consumes, so that matching stays linear in the length of a line.
"""

import re
from typing import Final

#: A word inside the name of an office or body: unknown words only before a known one.
WORD: Final = r"(?:[VWCSB]'(?=[VKB])|T'(?=K)|[VKRJSZEYBmO0]|W(?=[VKmBoantf&,;.:)]|$)|(?<=[ofe])C(?=[ao]e?[BVKJ])|(?<=[of])C(?=[,;)]|\.?$)|(?<=[ofe])C(?=,?&e?V)|[CW](?=[CW]{0,2}[VK]))"
#: The words after "of", "for", "at" …; a title among them only at once ("to the President").
NOUN: Final = rf"e?(?:(?<=[oftae])R?[T#]|{WORD})(?:[T#](?=o)|{WORD})*"
NEW_TITLE: Final = r"e?h?[JSZYB']{0,3}A?[RVWKYC]{0,6}T"
#: "Democracy, Human Rights, and Labor"
NOUNS: Final = rf"{NOUN}(?:(?:(?:,(?!{NEW_TITLE}){NOUN}){{1,4}},?)?&(?!{NEW_TITLE}){NOUN})?"
COMPLEMENT: Final = rf"(?:[oftanurw]{NOUNS}|\([VWCSJE&o]{{1,6}}\))"
#: One title with what stands before it (party, body) and after it.
TITLE: Final = rf"e?h?X?A?(?:[RVWKYJSZBmO]'?|C(?=[RVWK]{{0,2}}[T#])){{0,8}}A?(?:(?:[RVO]{{0,3}}[T#]){{1,3}}|R{{1,3}}(?=te))(?:{COMPLEMENT}){{0,4}}"
TITLES: Final = rf"{TITLE}(?:(?:,?[&/]|-){TITLE}){{0,3}}"
APPOSED: Final = rf"{TITLE}(?:(?:,?[&/]|,){TITLE}){{0,3}}"
#: "deputy director for strategic planning on the Joint Staff"
LOW_TITLE: Final = r"#(?:f[xVWKJ]{1,4})?(?:[oau]e?(?:[JS]'?)?(?:B(?:oe?S)?|[xVWKJS]{1,4}))?"
NAME: Final = r"(?:[CW]|I(?=[CWIp]))(?:[CWIq]|(?<=[CW])h(?=[CW])|p{1,3}(?=[CW])|\((?=[CW]\))|(?<=\([CW])\)){0,7}(?:,q)?"
FULL_NAME: Final = r"(?:[CW]|I(?=[CWI]))(?:[CWIq]|(?<=[CW])h(?=[CW])|p{1,3}(?=[CW])){1,7}(?:,q)?"
BODY: Final = r"e?(?:[JSZ]'?)?(?:B|[YVWC]{1,6}(?=[,;.&)]|$))"
TAIL: Final = r"(?:(?:,e?(?:[JSZ]'?)?[BY](?:oe?[SJ])?(?:u?oe?B)*){1,3}(?:,e?S(?=[.;)]|$))?|,e?S(?=[.;)]|$))"
#: What must not follow a body that belongs to the person before it.
OPEN_END: Final = rf"(?!,?&e?[JSZ]?B|'|{NEW_TITLE}|[VWCKIB]|[oftar]e?[VWKCJBS])"

_KIND: Final = r"(?:[VWJY]|R(?=[VKW])|C(?=V))"
#: A title that begins after "and", told from the last words of a body's name: at most one word of topic before it.
_NEW_POST: Final = r"e?h?[JSZYB']{0,3}A?[RYC]{0,6}V?T"
_OF: Final = rf"[of]e?(?:V{{1,2}}(?:,V{{1,2}}){{1,4}},?&V(?=R{{0,2}}T[hCWI])|(?<=[oe])R?T|{_KIND}{{1,6}})(?:(?:,[VW]{{1,3}}){{0,4}},?&e?(?!{_NEW_POST})(?![JSZ]?[VWC&]{{1,6}}K)(?:(?:[VWJ]|C(?=V)){{1,6}}|K(?=z?[j.,;)]|$)))?"
#: What follows the posts of one person: no name, unless it begins the next of "A, Minister of X, B, Minister of Y".
NEXT: Final = rf"(?:(?!,?h{{0,2}}[CWI])|(?=,h{{0,3}}{FULL_NAME},{TITLE}))"
#: The names of bodies: "Narcotics Control Bureau", "Ministry of Foreign Affairs of Japan", "Office of the Prime Minister".
BODIES: Final = re.compile(
    rf"(?<![CWI])(?:g(?=[VWC]{{1,4}}K))?(?:(?:[JSZ](?=[VWC]{{0,4}}K))?(?:V&(?=[VWC]{{1,4}}K))?[VWC]{{1,5}}K|[JSZ]K|gK|C?V{{1,2}}g(?![d#])|K(?=[of]))K?(?:{_OF})?(?:oe?[SJ])?(?:te?S)?"
)

#: How a person with posts is written, by rule; the first that fits at the earliest place wins. Groups: post, name, tail.
MENTIONS: Final = (
    ("name, then post in small letters", rf"(?:h{{1,3}}(?P<name>{NAME})),(?P<post>{LOW_TITLE})(?=[,;.)&]|$)"),
    ("honorific and name, with posts", rf"h{{1,3}}(?P<name>{NAME}),(?P<post>{APPOSED})(?P<tail>{TAIL})?{OPEN_END}{NEXT}"),
    ("title used as honorific, with posts", rf"e?(?:h{{1,3}},?)?(?:[RV]{{0,2}}T)h?(?P<name>{FULL_NAME}),(?P<post>{APPOSED})(?P<tail>{TAIL})?{OPEN_END}{NEXT}"),
    ("posts, name and body", rf"(?P<post>{TITLES}),?[hT]{{0,3}}(?P<name>{NAME})(?P<tail>{TAIL}){OPEN_END}(?=[;.)]|,?[LcHksj~]|,?&|,{NEW_TITLE}|$)"),
    ("post under a named superior, then name", rf"(?P<post>e?{TITLE}[to]e?[RV]{{0,3}}TC{{1,2}}),h{{0,3}}(?P<name>{FULL_NAME})(?=[,.;&)]|$)"),
    ("posts and name of body", rf"(?P<post>{TITLES})[hT]{{0,3}}(?P<name>{NAME})(?P<tail>[or]e?(?:[JSZ]'?)?[BY](?:'B)?(?:oe?S)?(?:nE(?=[&,;]))?|,[or]e?(?:[JSZ]'?)?B(?:oe?S)?(?=,))"),
    ("posts and name of state", rf"(?P<post>{TITLES})[hT]{{0,3}}(?P<name>{NAME})(?P<tail>oe?S|\(S\))"),
    ("posts and name", rf"(?P<post>{TITLES})[hT]{{0,3}}(?P<name>{NAME})"),
    ("posts, then name", rf"(?P<post>(?:e|(?=[SJ]')){TITLES}|{TITLE}),h{{0,3}}(?P<name>{FULL_NAME}|(?<=h){NAME})(?=[,.;&)]|[LcHksjz]|$)(?!,{NEW_TITLE})"),
    ("posts, then name, first of a list", rf"(?:(?<=[bw&,])(?<![CWI],)|^)(?P<post>e{TITLE}),h{{0,3}}(?P<name>{FULL_NAME}|(?<=h){NAME})(?=,&?e?{TITLE},h{{0,3}}[CWI])"),
    ("posts, then name, before a verb", rf"(?<=[bw&,])(?P<post>e{TITLE}),h{{0,3}}(?P<name>{FULL_NAME}|(?<=h){NAME})(?=,{NEW_TITLE})"),
    ("posts, then title used as honorific and name", rf"(?P<post>(?:e|(?=[SJ]')){TITLE})(?<=[BVWCS]),T(?P<name>{FULL_NAME})(?=[,.;&)]|[LcHksjz]|$)(?!,{NEW_TITLE})"),
    ("honorific and name, with posts in brackets", rf"h{{1,3}}(?P<name>{NAME})\((?P<post>{APPOSED})(?P<tail>{TAIL})?\)"),
    ("name, then posts after a dash", rf"^(?P<name>{FULL_NAME})-(?P<post>{APPOSED})(?P<tail>{TAIL})?(?=\(|$)"),
    ("name with body in brackets", rf"(?P<name>{FULL_NAME})\((?P<tail>B)\)"),
    ("name with posts in brackets", rf"(?P<name>{FULL_NAME})\((?P<post>{APPOSED})(?P<tail>{TAIL})?\)"),
    ("state, then name in brackets", rf"(?P<tail>S)\((?P<name>{FULL_NAME})\)"),
    ("name, then posts", rf"(?P<name>{FULL_NAME})(?P<of>oe?[SB])?,(?P<post>{APPOSED})(?P<tail>{TAIL})?{OPEN_END}{NEXT}"),
    ("name of state", rf"h{{1,3}}(?P<name>{NAME})(?P<tail>oe?[SB](?:'B)?)"),
    ("honorific and name", rf"h{{1,3}}(?P<name>{NAME})"),
    ("name and state", rf"(?<![VKCW'J])(?P<name>{FULL_NAME})(?P<tail>oe?S|\(S\))(?![CVKTm'])"),
    ("name and body", rf"(?<![VKCW'J])(?P<name>{FULL_NAME})(?P<tail>[or]e?(?:[JSZ]'?)?B(?:oe?S)?)(?=[,.;&)]|[LcHksj]|$)"),
    ("name alone", rf"(?<![VKCW'J])(?P<name>{FULL_NAME})(?![CVKTm'])"),
)  # fmt: skip
#: Three posts and more of one person in a row, looked for only in lines that can have them.
IN_A_ROW: Final = re.compile(rf"(?P<post>{TITLE}(?:,(?!e)h?{TITLE}){{1,2}},&(?!e){TITLE})h?(?P<name>{NAME})")
_GROUP: Final = re.compile(r"[(][?]P<([a-z]+)>")


def _numbered(at: int, pattern: str) -> str:
    named = _GROUP.sub(lambda found: f"(?P<{found[1]}{at}>", pattern)
    return f"(?P<rule{at}>{named})"


#: The rules as one pattern, with the labels that one can begin with. Its groups have the number of the rule: `rule3`, `name3`.
ANY_MENTION: Final = re.compile(
    f"(?=[ehXARVWKYJSZBmO0CT#I])(?:{'|'.join(_numbered(at, pattern) for at, (_, pattern) in enumerate(MENTIONS))})"
)
#: Several people with one title: "Presidents Silva and Ochoa".
SEVERAL: Final = re.compile(rf"(?P<post>{TITLE})(?P<names>{NAME}(?:,{NAME})*,?&{NAME})")
ONE_TITLE: Final = re.compile(TITLE)
ONE_NAME: Final = re.compile(NAME)
