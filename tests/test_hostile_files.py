"""Files of other formats that mean harm, put among the documents of a project: read or refused, in bounded time and memory.

What each format's reader makes of them is told in `tests/documents/`; here the whole program is run, and its time and memory taken.
"""

import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import RELEASE, make_project

pytestmark = pytest.mark.slow

MOST_SECONDS: Final = 90
MOST_BYTES: Final = 2 * 1024**3
_MEGA: Final = 1_000_000
_MET: Final = "On May 4, Minister Ana Stone met Minister Bo Reed in Quito."
_LAUGHS: Final = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(n)} "{f"&{chr(n - 1)};" * 10}">' for n in range(98, 108))
    + "]><w>&k;</w>"
)
_OUTSIDE: Final = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, **more: bytes) -> bytes:
    """Return a Word file with this body and other parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", body)
        for name, content in more.items():
            package.writestr(name, content)
    return file.getvalue()


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF file of numbered objects, without a table of their places (readers find them)."""
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.7\n" + numbered + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def _page(content: bytes, catalogue: bytes = b"") -> list[bytes]:
    return [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont"
        b" /Helvetica >> >> >> >>",
        content,
    ]


def _packed(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed)


_SHOWN: Final = b"BT /F 12 Tf 72 700 Td (" + _MET.encode() + b") Tj ET"
_SCRIPT: Final = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('file:///touch-owned'\\)) >>"
_LAUNCH: Final = b"/OpenAction << /S /Launch /F (touch owned) >>"
#: Makers of files, by name with its ending.
FILES: Final[dict[str, Callable[[], bytes]]] = {
    "nested.html": lambda: b"<p>" + _MET.encode() + b"<div>" * _MEGA,
    "attributes.html": lambda: b"<p " + b"a=b " * _MEGA + b">" + _MET.encode(),
    "comments.html": lambda: b"<!--" * (_MEGA // 4) + _MET.encode(),
    "entities.html": lambda: b"&amp;lt;" * (_MEGA // 8) + _MET.encode(),
    "tables.html": lambda: b"<table><tr><td>" * 50_000 + _MET.encode(),
    "doctype.html": lambda: (_LAUGHS + f"<p>{_MET}</p>").encode(),
    "script.html": lambda: f"<script>{'x=1;' * _MEGA}</script><p onclick='a()'>{_MET}</p>".encode(),
    "laughs.docx": lambda: word(_LAUGHS),
    "outside.docx": lambda: word(_OUTSIDE),
    "bomb.docx": lambda: word(f"<w:document {_W}><w:body><w:p><w:r><w:t>" + "a" * (200 * _MEGA)),
    "many-parts.docx": lambda: word(f"<w:document {_W}/>", **{f"part/{number}": b"" for number in range(20_000)}),
    "nested.docx": lambda: word(f"<w:document {_W}><w:body>" + "<w:tbl><w:tr><w:tc>" * 100_000),
    "climbing.docx": lambda: word(f"<w:document {_W}><w:body/></w:document>", **{"../../owned": b"x"}),
    "script.pdf": lambda: pdf(_page(_packed(_SHOWN), _SCRIPT)),
    "launch.pdf": lambda: pdf(_page(_packed(_SHOWN), _LAUNCH)),
    "nested.pdf": lambda: pdf([b"<< /Type /Catalog /Pages " + b"[" * 100_000 + b"]" * 100_000 + b" >>"]),
    "thousand.pdf": lambda: pdf([b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 2) for n in range(1000)]),
    "bomb.pdf": lambda: pdf(_page(_packed(b"BT (a) Tj ET\n" * (20 * _MEGA)))),
    "parts.eml": lambda: b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
    "laughs.xml": lambda: _LAUGHS.encode(),
}
_RUN: Final = "import sys; from communique.cli import main; main()"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_means_harm_is_read_or_refused(tmp_path: Path, name: str) -> None:
    """It becomes a document or one line that names it; nothing in it is run or followed, and time and memory are bounded."""
    folder = make_project(tmp_path, release=RELEASE)
    (folder / "data/documents" / name).write_bytes(FILES[name]())
    command = [sys.executable, "-c", _RUN, "--project", str(folder), "build"]

    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=folder) as running:
        err = running.stderr.read().decode() if running.stderr else ""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)

    assert running.returncode in {0, 2}, err
    assert "Traceback" not in err
    assert running.returncode == 0 or name in err
    assert used.ru_utime + used.ru_stime < MOST_SECONDS
    assert used.ru_maxrss * 1024 < MOST_BYTES
    assert list(tmp_path.rglob("*owned*")) == []
    published = "".join(path.read_text("utf-8") for path in (folder / "data").glob("graph/*"))
    assert "root:x:0" not in published
