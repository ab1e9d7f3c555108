"""PDF files: the words of each page, line by line, put together to paragraphs.

A PDF file is a program for drawing, and may be made to harm; so it is read by pypdf in a process of its own (`pdf_worker.py`),
with bounds on time, memory, pages and text. Scripts and attachments are never looked at. When the file was made is not when its
text was published, so no date is taken from its properties. Pages without words (pictures of text) are counted in the notes.
"""

import json
import re
import subprocess
import sys
from typing import Any, Final

from communique.documents.base import Extract, Stated, first_of_each, library, one_line, version
from communique.documents.pdf_lines import Line, blocks_of
from communique.errors import DocumentError

READER: Final = "pdf-1"
#: How long the reading of one file may take, in seconds.
TIME_LIMIT: Final = 60

_FILE_NAME: Final = re.compile(r"^(?:Microsoft \w+ - .*|untitled|.*\.(?:docx?|pdf|indd|rtf|pages|qxd))$", re.I)


def extract(data: bytes, where: str) -> Extract:
    """Extract the text of a PDF file.

    Raises:
        DocumentError: it is damaged, encrypted, has no words, or takes too much time or memory.
    """
    library("pypdf", where)
    found = _run(data, where)
    pages = [[Line(*line) for line in page] for page in found["pages"]]
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise DocumentError(
            f"{where}: no words on its {len(pages)} pages, which seem to be pictures; run OCR on it (ocrmypdf) first"
        )
    title = one_line(found["title"])
    stated = [
        Stated("title", "" if _FILE_NAME.match(title) else title, "PDF properties, title"),
        Stated("language", found["language"], "PDF catalogue, language"),
    ]
    notes = (f"{empty} of {len(pages)} pages have no words (pictures?)",) if empty else ()
    return Extract("\n\n".join(blocks_of(pages)) + "\n", first_of_each(stated), f"{READER} (pypdf {version('pypdf')})", notes)


def _run(data: bytes, where: str) -> Any:
    command = [sys.executable, "-P", "-m", "communique.documents.pdf_worker"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIME_LIMIT, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise DocumentError(f"{where}: reading this PDF takes more than {TIME_LIMIT} s; save its text as .txt") from None
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        reason = one_line(last)[:200] or "it takes too much time or memory"
        raise DocumentError(f"{where}: not a readable PDF ({reason}); save it again, or save its text as .txt")
    return json.loads(done.stdout)
