"""Lines of N-Quads in the one form in which the engine writes them.

Two lines of this form say the same only if they are the same bytes, so that statements can be compared, and found again, as they
lie in files.
"""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pyoxigraph import DefaultGraph, RdfFormat, parse

#: The bytes of a file, read or mapped.
Text = bytes | mmap.mmap
_IRI: Final = rb'<[^<>"{}|^`\\\x00-\x20]*>'
_NODE: Final = rb"(?:" + _IRI + rb"|_:\S+)"
_ESCAPED: Final = rb'\\(?:["\\nrtbf]|u00(?:0[0-7BEF]|1[0-9A-F]|7F))'
_KIND: Final = rb"@[a-z]+(?:-[a-z0-9]+)*|\^\^(?!<http://www\.w3\.org/2001/XMLSchema#string>)" + _IRI
_PLAIN: Final = rb'[^"\\\x00-\x1f\x7f]*'
_VALUE: Final = rb'"%b(?:%b%b)*"(?:%b)?' % (_PLAIN, _ESCAPED, _PLAIN, _KIND)
#: A line: its subject; its predicate and value together; its graph, if it names one.
LINE: Final = re.compile(rb"(%b) (%b (?:%b|%b|<<\([^\n]*\)>>))(?: %b)? \.\n" % (_NODE, _IRI, _NODE, _VALUE, _NODE))


def read_plain(text: Text) -> Iterator[re.Match[bytes]]:
    r"""Yield the lines of a text, up to the first that is not of this form.

    >>> [line.groups() for line in read_plain(b'<x:a> <x:p> "v" <x:g> .\n<x:b> <x:p> "\\u0061" .\n')]
    [(b'<x:a>', b'<x:p> "v"')]
    """
    end = 0
    for line in LINE.finditer(text):
        if line.start() != end:
            return
        yield line
        end = line.end()


def rewrite(text: bytes) -> Iterator[bytes]:
    r"""Yield the statements of N-Quads as lines of this form.

    Raises:
        SyntaxError: they are no N-Quads.

    >>> list(rewrite(b'<x:a>  <x:p> "\\u0061"^^<http://www.w3.org/2001/XMLSchema#string> .'))
    [b'<x:a> <x:p> "a" .\n']
    """
    quads: Any = parse(text, format=RdfFormat.N_QUADS)
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, DefaultGraph) else f" {quad.graph_name}"
        yield f"{quad.triple}{graph} .\n".encode()


def map_file(path: Path) -> Text:
    """Return the bytes of a file; they are read when they are looked at."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
