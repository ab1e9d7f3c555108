"""What verbs and small words make of the people beside them: the two tables by which `frames` walks a sentence."""

from typing import Final, Literal, NamedTuple

from communique.records import RoleCode

Part = Literal["subject", "agent", "object", "beside", "member"]


class Verb(NamedTuple):
    """What a verb gives its subject, and whether people right after it take part."""

    name: str
    role: RoleCode | None = None
    takes: bool = False


VERBS: Final = {
    "L": Verb("lead", "lead"),
    "c": Verb("chair", "chair"),
    "H": Verb("host", "host", takes=True),
    "^": Verb("receive", takes=True),
    "k": Verb("meet", takes=True),
    "s": Verb("speak", takes=True),
    "j": Verb("join", takes=True),
    "i": Verb("include", takes=True),
    "G": Verb("travel"),
    "+": Verb("hold"),
    "v": Verb("between", takes=True),
}
#: Small words before people: by them, beside them, with them, including them, between them.
MARKS: Final[dict[str, Part]] = {
    "b": "agent",
    "N": "object",
    "@": "beside",
    "!": "member",
    "w": "object",
    "%": "member",
    "v": "object",
}
