"""How the server and its workers talk: frames of a head (JSON) and a body (bytes), each preceded by its length."""

import json
import struct
from dataclasses import asdict, dataclass, field
from typing import BinaryIO, Final, Literal, Self

SIZES: Final = struct.Struct(">II")
#: What a new worker says first: the number of its process.
NUMBER: Final = struct.Struct(">I")

Work = Literal["query", "update", "read", "write", "drop", "question"]


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is to do.

    `text` is a query or update, or a saved question's name, `given` its parameters, and `why` asks for the words behind each
    row; `graph` is a graph's IRI, empty for the default graph. `formats` says how to write each kind of result (`rows`,
    `boolean`, `graph`, `question`), as a media type and a short name; a kind that is not there cannot be answered. `parts` are
    the format and length of each document in the frame's body. `thing` is what a query describes: its triples come sorted, and
    there must be some.
    """

    work: Work
    text: str = ""
    graph: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    union: bool = True
    base: str | None = None
    formats: dict[str, tuple[str, str]] = field(default_factory=dict)
    replace: bool = False
    thing: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    given: dict[str, str] = field(default_factory=dict)
    why: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answers: an HTTP status, the media type and the body, which for an error is the reason in plain words."""

    status: int
    media: str = "text/plain"
    body: bytes = b""

    @property
    def failed(self) -> bool:
        """Whether the body is a reason and not an answer."""
        return self.status >= 400

    @classmethod
    def refuse(cls, status: int, reason: str) -> Self:
        """Make the reply that says why there is no answer."""
        return cls(status, body=reason.encode())


def pack_job(job: Job, body: bytes = b"") -> bytes:
    """Return the frame of a job.

    >>> pack_job(Job("drop", graph="http://a.example/g"))[8:23]
    b'{"work": "drop"'
    """
    return _pack(asdict(job), body)


def pack_reply(reply: Reply) -> bytes:
    """Return the frame of a reply."""
    return _pack({"status": reply.status, "media": reply.media}, reply.body)


def _pack(head: dict[str, object], body: bytes) -> bytes:
    named = json.dumps(head).encode()
    return SIZES.pack(len(named), len(body)) + named + body


def unpack_reply(head: bytes, body: bytes) -> Reply:
    """Return the reply of a frame's head and body."""
    return Reply(**json.loads(head), body=body)


def read_job(stream: BinaryIO) -> tuple[Job, bytes] | None:
    """Read the next job and its body; nothing when the stream has ended."""
    sizes = stream.read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    head, body = SIZES.unpack(sizes)
    return Job(**json.loads(stream.read(head))), stream.read(body)
