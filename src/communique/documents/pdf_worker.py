"""The process that reads one PDF file: bytes on standard input, lines of words as JSON on standard output.

Run as `python -m communique.documents.pdf_worker`. It bounds its own time and memory; whatever goes wrong ends the process with an
exit status and a last line on standard error.
"""

import io
import json
import logging
import sys
from typing import Any, Final

MAX_MEMORY: Final = 1536 * 1024 * 1024
MAX_SECONDS: Final = 45
MAX_PAGES: Final = 2000
MAX_TEXT: Final = 10_000_000


def main() -> None:
    """Read the file on standard input and print what it says."""
    _bound()
    logging.disable(logging.CRITICAL)
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


def read(data: bytes) -> dict[str, Any]:
    """Read a PDF file: for each page its lines (height, size of the letters, words), and the file's title and language.

    Exits with a message where the file is encrypted or too large.
    """
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        sys.exit("it is encrypted and needs a password")
    if len(reader.pages) > MAX_PAGES:
        sys.exit(f"it has more than {MAX_PAGES} pages")
    pages, length = [], 0
    for page in reader.pages:
        pages.append(_lines(page))
        length += sum(len(words) for _, _, words in pages[-1])
        if length > MAX_TEXT:
            sys.exit(f"it has more than {MAX_TEXT} letters")
    title = (reader.metadata and reader.metadata.title) or ""
    return {"pages": pages, "title": str(title), "language": str(reader.root_object.get("/Lang") or "")}


def _lines(page: Any) -> list[tuple[float, float, str]]:
    """Gather the pieces that are drawn on a page into lines, in the order of drawing."""
    lines: list[tuple[float, float, str]] = []
    words, place = "", (0.0, 0.0)

    def take(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        nonlocal words, place
        first, *rest = text.split("\n")
        words += first
        for more in rest:
            lines.append((*place, words))
            words = more
        if text.strip() and words.strip() == text.rpartition("\n")[2].strip():
            place = (tm[4] * cm[1] + tm[5] * cm[3] + cm[5], abs(size * (tm[3] or 1) * (cm[3] or 1)))

    page.extract_text(visitor_text=take)
    lines.append((*place, words))
    return [(height, size, " ".join(words.replace("\0", "").split(" "))) for height, size, words in lines if words.strip()]


def _bound() -> None:
    try:
        import resource  # not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
