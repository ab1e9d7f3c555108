"""The tables that people keep as text: rows parted by line ends, remarks behind `#`."""

from pathlib import Path

from communique.errors import AuthorityError


def read_rows(path: Path) -> list[tuple[int, str]]:
    """Return the rows of a file with their line numbers, without empty lines and remarks; a missing file has none.

    Raises:
        AuthorityError: the file is not UTF-8 text.
    """
    if not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not text: byte 0x{error.object[error.start]:02x} at {error.start} is not UTF-8; save the file as UTF-8"
        raise AuthorityError(message) from None
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]


def with_line(known: str, head: str, line: str) -> str:
    r"""Return a table's text with a line more; an empty one gets its head first.

    >>> with_line("a\tb", "a\tb", "1\t2")
    'a\tb\n1\t2\n'
    """
    known = known or head
    return known + ("" if known.endswith("\n") else "\n") + line + "\n"
