"""Writes a corpus with known truth: N releases about meetings of an invented world.

    python tools/generate_corpus.py FOLDER --documents 1000 --seed 7

In FOLDER: `documents/NAME.txt`; `truth/readings.jsonl`, the gold reading of each document (without things and references);
`truth/entities.jsonl`, for each document the entity that each name in it stands for; `truth/meetings.jsonl`, what truly happened.
The same seed gives the same bytes, and the first documents of a larger corpus are those of a smaller one.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from corpus.telling import Telling, greeting, reprint, tell
from corpus.world import Meeting, World


def main() -> None:
    """Read the command line and write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, islice(tellings(given.seed), given.documents))


def tellings(seed: int) -> Iterator[Telling]:
    """Yield releases without end, each with its name."""
    for number, telling in enumerate(_unnamed(World(seed), Random(f"telling {seed}")), 1):
        telling.name = f"{telling.published:%Y-%m-%d}-{number:06d}"
        yield telling


def _unnamed(world: World, random: Random) -> Iterator[Telling]:
    """Yield one or two releases of each meeting, now and then a reprint or a greeting."""
    for meeting in world.meetings():
        parties = random.choices((meeting.parties[:1], meeting.parties[1:], meeting.parties), (3, 2, 4))[0]
        for party in parties:
            telling = tell(meeting, party, random)
            yield telling
            if random.random() < 0.08:
                yield reprint(telling)
        if random.random() < 0.05:
            yield greeting(parties[0], date(meeting.start.year, 1, 1) + timedelta(days=random.randint(0, 360)))


def write(folder: Path, found: Iterator[Telling]) -> None:
    """Write releases and their truth."""
    documents, truth = folder / "documents", folder / "truth"
    for made in (documents, truth):
        made.mkdir(parents=True, exist_ok=True)
    told: set[str] = set()
    with (
        (truth / "readings.jsonl").open("w", encoding="utf-8") as readings,
        (truth / "entities.jsonl").open("w", encoding="utf-8") as entities,
        (truth / "meetings.jsonl").open("w", encoding="utf-8") as meetings,
    ):
        for telling in found:
            (documents / f"{telling.name}.txt").write_text(telling.content, encoding="utf-8")
            readings.write(_line(telling.gold))
            entities.write(_line(_entities(telling)))
            if telling.meeting and telling.meeting.id not in told:
                told.add(telling.meeting.id)
                meetings.write(_line(_happened(telling.meeting)))


def _entities(telling: Telling) -> dict[str, Any]:
    meeting = telling.meeting
    return {
        "document": telling.name,
        "copy_of": telling.copy_of,
        "meeting": meeting.id if meeting else None,
        "series": meeting.series.id if meeting and meeting.series else None,
        "people": telling.people,
        "bodies": telling.bodies,
    }


def _happened(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "series": meeting.series.id if meeting.series else None,
        "ordinal": meeting.ordinal,
        "start": str(meeting.start),
        "end": str(meeting.end),
        "place": meeting.place,
        "mode": meeting.mode,
        "people": {seat.person.id: {"name": seat.person.name, "side": seat.post.state.name} for seat in meeting.seats},
    }


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    main()
