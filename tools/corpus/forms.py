"""The sentences in which the invented world is told, with places for what they tell."""

from typing import Final

OPENINGS: Final = (
    "The {name} was held{where} {when}.",
    "The {name} took place{where} {when}.",
    "Representatives of {a} and {b} met{where} {when} for the {name}.",
    "High-level representatives of the governments of {a} and {b} met{where} {when} within the framework of the {name}.",
    "{a} and {b} held the {name}{where} {when}.",
    "{When}, {a} and {b} convened the {name}{where}.",
    "{When}, delegations of {a} and {b} gathered{where} for the {name}.",
)
CHAIRS: Final = (
    "{One} and {two} co-chaired the meeting.",
    "The meeting was co-chaired by {one} and {two}.",
    "{One} chaired the meeting together with {two}.",
)
LEADS: Final = (
    "{One} led the {a} delegation, and {two} led the {b} delegation.",
    "The {a} delegation was led by {one}. {Two} headed the {b} delegation.",
    "The {a} and {b} delegations were led by {one} and {two}, respectively.",
)
TALKS: Final = (
    "{One} met with {two} in {place} {when}.",
    "{One} held talks with {two} in {place} {when}.",
    "{When}, {one} met {two} in {place}.",
    "{When}, {one} received {two} in {place}.",
    "{One} and {two} met in {place} {when}.",
)
CALLS: Final = (
    "{One} spoke by telephone with {two} {when}.",
    "{When}, {one} spoke with {two} by telephone.",
    "{One} had a telephone call with {two} {when}.",
)
VIRTUAL: Final = ("{One} met virtually with {two} {when}.", "{When}, {one} and {two} met by videoconference.")
#: How a person with a post is named: where a body belongs to the post, where the state does, and where neither is named.
#: The comma that closes an apposition goes where another sign follows.
OF_BODY: Final = (
    "{title} of the {body} of {state} {name}",
    "{name}, {title} of the {body} of {state},",
    "the {title} of the {body} of {state}, {name},",
)
OF_STATE: Final = (
    "{adjective} {title} {name}",
    "{title} of {state} {name}",
    "{state}’s {title} {name}",
    "the {title} of {state}, {name},",
)
OF_NONE: Final = ("{title} {name}",)
