"""Small PDF files for tests: lines of text at given heights, page by page."""

from collections.abc import Sequence

#: One line of a page: distance from the left and from the bottom in points, size of the letters, words.
Line = tuple[int, int, int, str]


def paragraphs(texts: Sequence[str], *, size: int = 11) -> list[Line]:
    """Set paragraphs from the top of a page, each broken into lines of about 80 letters."""
    lines: list[Line] = []
    height = 760
    for text in texts:
        line = ""
        for word in text.split():
            if len(line) + len(word) > 80:
                lines.append((72, height, size, line))
                line, height = "", height - 14
            line = f"{line} {word}".strip()
        lines.append((72, height, size, line))
        height -= 28
    return lines


def make_pdf(
    pages: Sequence[Sequence[Line]], *, title: str | None = None, language: str | None = None, extra: bytes = b""
) -> bytes:
    """Make a PDF file; `extra` goes into the catalogue as it is."""
    head = b"<< /Type /Catalog /Pages 2 0 R " + (f"/Lang ({language}) ".encode() if language else b"") + extra + b">>"
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    information = f"<< /Title ({title}) >>".encode() if title else b"<< >>"
    objects = [
        head,
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        information,
    ]
    for number, page in enumerate(pages):
        content = b"\n".join(_line(line) for line in page)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _assemble(objects)


def _line(line: Line) -> bytes:
    left, height, size, words = line
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, left, height, escaped)


def _assemble(objects: Sequence[bytes]) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer
