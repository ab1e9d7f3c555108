"""Measures reading and weighing of a built corpus with known truth (tools/generate_corpus.py).

Reading: precision and recall of what is read, over documents spread evenly. Weighing: of what the data set asserts of a meeting
(`graph/facts`), the share that truly happened, and of what truly happened the share that is asserted; and the same for the start of
those meetings alone whose documents tell different days. A meeting is the one that most of its documents are truly about.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tools.score_corpus import facts, shares

#: At most so many documents are read again: how well one is read does not depend on how many there are.
READ: Final = 1_000
_FACT: Final = re.compile(
    rb"<[^>]*/(meeting/[^>]+)> <[^>]*#(startDate|endDate|place|ordinal|reportedIn)> "
    rb'(?:<[^>]*/([^/>]+)>|"([^"]*)".*) <[^>]*graph/facts> \.\n'
)
_FIELDS: Final = {"start": "startDate", "end": "endDate", "place": "place", "ordinal": "ordinal"}
Said = dict[str, dict[str, set[str]]]
Figures = dict[str, Any]


def reading(root: Path) -> Figures:
    """Return precision and recall of reading, and of how many documents."""
    from communique.documents import read_document
    from communique.reading import as_json, read

    gold = {line["document"]: line for line in lines(root / "corpus/truth/readings.jsonl")}
    paths = sorted((root / "corpus/documents").iterdir())
    chosen = [path for path in paths[:: max(1, len(paths) // READ)] if path.stem in gold]
    pairs = [(set(facts(gold[path.stem])), set(facts(as_json(read(read_document(path)))))) for path in chosen]
    return {"documents": len(chosen), **shares(pairs)}


def weighing(root: Path) -> Figures:
    """Return precision and recall of the facts about meetings, of all and of those dated differently."""
    truth = {line["id"]: line for line in lines(root / "corpus/truth/meetings.jsonl")}
    about = {line["document"]: line["meeting"] for line in lines(root / "corpus/truth/entities.jsonl")}
    said = asserted(sorted((root / "data/graph/everything").glob("meetings-*.nq")))
    happened = {node: truth[meeting] for node, meeting in _meant(said, about)}
    rivals = _differently_dated(root, about)
    found: Figures = {field: _shares(said, happened, field) for field in _FIELDS}
    rival = {node: meeting for node, meeting in happened.items() if meeting["id"] in rivals}
    return found | {"start, where documents differ": {"meetings": len(rival), **_shares(said, rival, "start")}}


def asserted(parts: Iterable[Path]) -> Said:
    """Return what the facts of some parts say of each meeting, by the end of the property."""
    found: Said = defaultdict(lambda: defaultdict(set))
    for part in parts:
        with part.open("rb") as rows:
            for match in filter(None, map(_FACT.fullmatch, rows)):
                node, name, end, text = (group.decode() if group else "" for group in match.groups())
                found[node][name].add(end or text)
    return found


def _meant(said: Said, about: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for node, values in said.items():
        meetings = Counter(filter(None, map(about.get, values["reportedIn"])))
        if meetings:
            yield node, max(meetings, key=lambda meeting: (meetings[meeting], meeting))


def _differently_dated(root: Path, about: Mapping[str, str | None]) -> set[str | None]:
    days: dict[str | None, set[str]] = defaultdict(set)
    for line in lines(root / "corpus/truth/readings.jsonl"):
        days[about[line["document"]]].update(meeting["start"] for meeting in line["meetings"])
    return {meeting for meeting, told in days.items() if meeting and len(told) > 1}


def _shares(said: Said, happened: Mapping[str, Mapping[str, Any]], field: str) -> dict[str, float]:
    return shares(
        (_true(meeting[field]), {_plain(value) for value in said[node][_FIELDS[field]]}) for node, meeting in happened.items()
    )


def _true(value: Any) -> set[str]:
    return {_plain(str(value))} if value is not None else set()


def _plain(value: str) -> str:
    return value.casefold().replace(" ", "-")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
