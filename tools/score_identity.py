"""Measure identity: on labelled pairs of mentions, and on real homonyms of a public register, where it is present.

Pairs: `tests/identity/pairs.tsv` and `meetings.tsv`, whose results are frozen there.
Register: each appointment of the Office of the Historian is named by two documents, half the time without middle names or with
initials; two people under one entity are an error. It is sought in the folder that COMMUNIQUE_AUTHORITIES names, else in
../shared/authorities.
"""

import csv
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.identity.cases import TABLES, Case, decide, read_cases  # noqa: E402
from tests.identity.pages import Page, lexicon, mentions_of  # noqa: E402

from communique.identity import resolve  # noqa: E402 - the tests' layout of documents is found below the root

SEED: Final = 20211202
Figures = dict[str, Any]


def score_pairs(table: str) -> Figures:
    """Return how the labelled pairs of a table come out, by tier."""
    cases = read_cases(table)
    found = [(case, decide(case)) for case in cases]
    tiers = sorted({case.tier for case in cases})
    missed = [f"{case.left} | {case.right}" for case, result in found if case.label == "same" and result != "same"]
    return {
        **_rates(found),
        "missed": missed,
        "tiers": {tier: _rates([(c, result) for c, result in found if c.tier == tier]) for tier in tiers},
    }


def _rates(found: list[tuple[Case, str]]) -> Figures:
    tally = Counter((case.label, result) for case, result in found)
    right, wrong, missed = tally["same", "same"], tally["different", "same"], tally["same", "apart"]
    return {
        "pairs": len(found),
        "precision": round(right / (right + wrong), 3) if right + wrong else None,
        "recall": round(right / (right + missed), 3) if right + missed else None,
    }


def register() -> Path | None:
    """Return the folder of the register, if it is there."""
    folder = Path(os.environ.get("COMMUNIQUE_AUTHORITIES", ROOT.parent / "shared" / "authorities"))
    return folder if (folder / "pocom-appointments.tsv").exists() else None


def score_register(folder: Path) -> Figures:
    """Return how the people of a register come out whose appointments two documents name each."""
    pages, person_of = _appointments(folder)
    entity_of = resolve(mentions_of(*pages), lexicon()).entity_of
    people: dict[str, set[str]] = defaultdict(set)
    for mention, person in person_of.items():
        people[entity_of[mention]].add(person)
    pairs = list(person_of)
    found = sum(entity_of[left] == entity_of[right] for left, right in zip(pairs[::2], pairs[1::2], strict=True))
    mixed = sum(len(names) > 1 for names in people.values())
    return {
        "mentions": len(pairs),
        "entities": len(people),
        "mixed": mixed,
        "appointments_joined": round(2 * found / len(pairs), 3),
    }


def _appointments(folder: Path) -> tuple[list[Page], dict[str, str]]:
    names = {row["person_id"]: row["name"] for row in _rows(folder / "pocom-people.tsv")}
    draw = random.Random(SEED)
    pages, person_of = [], {}
    for index, row in enumerate(_rows(folder / "pocom-appointments.tsv")):
        day = row["started"] or row["appointed"]
        for number in range(2 if row["person_id"] in names and len(day) == len("1900-01-01") else 0):
            page = Page(f"{index:05}-{number}", day)
            title = " to ".join(filter(None, (row["role"].removesuffix("-e-p").replace("-", " "), row["place"].replace("-", " "))))
            person = page.person(_worded(names[row["person_id"]], draw), (title.title(), None), side="United States")
            person_of[person] = row["person_id"]
            pages.append(page)
    return pages, person_of


def _worded(name: str, draw: random.Random) -> str:
    """Return a name as a release might give it: in full, with an initial, or without its middle names."""
    parts = name.replace(" Jr.", "").replace(" Sr.", "").split()
    middle = draw.choice((parts[1:-1], parts[1:-1], [part[0] + "." for part in parts[1:-1]], []))
    return " ".join((parts[0], *middle, parts[-1]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def section(*, errors: bool = False) -> Figures:
    """Print and return the figures of identity; with `errors`, what was missed."""
    figures: Figures = {table.removesuffix(".tsv"): score_pairs(table) for table in TABLES}
    for name, rates in figures.items():
        for tier, row in {"all": rates, **rates["tiers"]}.items():
            print(f"{name:10} {tier:24} {row['pairs']:4} pairs  precision {row['precision']}  recall {row['recall']}")
        if errors:
            print("\n".join(f"  missed: {pair}" for pair in rates["missed"]))
    folder = register()
    if folder is not None:
        figures["register"] = score_register(folder)
        print(f"register   {figures['register']}")
    return figures


if __name__ == "__main__":
    section(errors="--errors" in sys.argv)
