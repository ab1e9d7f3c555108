"""Measure linking on real data: the extracts of public registers, where they are present.

People: 300 appointments of the Office of the Historian are rendered as a press release would name them (the title in words, the
name with or without given names, a day within the tenure); 60 of the people are removed from the register. A link is right when it
leads to the person that the appointment is of; for a removed person every proposed link is wrong.
Bodies: agencies of the Federal Register under the names that the general lexicon gives them (it took them from that register, so
this only shows that the usual order of words does no harm). States: the lexicon's, by name alone.

The extracts are sought in the folder that COMMUNIQUE_AUTHORITIES names, else in ../shared/authorities.
"""

import os
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from communique.lexicon import cells, rows
from communique.linking.base import Office, Subject
from communique.linking.dates import bounds
from communique.linking.features import MARGIN, THRESHOLD
from communique.linking.names import fold
from communique.linking.suggest import Suggestion, suggest
from communique.linking.table import Table, read_table

ROOT: Final = Path(__file__).resolve().parents[1]
TARGETS: Final = ROOT / "data" / "links" / "targets"
SEED: Final = 20220105
SAMPLE, REMOVED = 300, 60
#: Other draws, for how much the figures vary.
MORE_SEEDS: Final = range(1, 6)
#: The thresholds of the table in docs/linking.md.
THRESHOLDS: Final = (0.45, 0.55, 0.65, 0.70, 0.75, 0.80, 0.90, 1.00)

#: How a release words a role of the register, where it is not the role's own words.
WORDED: Final = {
    "Ambassador": ("Ambassador to {}", "U.S. Ambassador to {}", "United States Ambassador to {}"),
    "Minister": ("Minister to {}", "U.S. Minister to {}", "Envoy Extraordinary and Minister Plenipotentiary to {}"),
    "Minister Resident": ("Minister Resident in {}", "U.S. Minister Resident to {}"),
    "Chargé d'Affaires": ("Chargé d’Affaires in {}", "U.S. Chargé d'Affaires to {}", "Chargé d'Affaires a.i. in {}"),
}
SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES: Final = frozenset({"de", "van", "von", "der", "du", "la", "le", "del"})


def authorities() -> Path | None:
    """Return the folder of the extracts, if it is there."""
    folder = Path(os.environ.get("COMMUNIQUE_AUTHORITIES", ROOT.parent / "shared" / "authorities"))
    return folder if (folder / "pocom-people.tsv").exists() else None


def mention(record: Subject, office: Office, draw: random.Random) -> Subject:
    """Return what a release says of a person in an office: a name, a post in words, a day within the tenure."""
    place = office.place.title()
    worded = WORDED.get(office.title, ("{}",)) if place else ("{}",)
    title = draw.choice(worded).format(place) if place and worded[0] != "{}" else f"{office.title.title()} {place}".strip()
    first = bounds(office.start)[0]
    last = bounds(office.end)[1] if office.end else first + timedelta(days=365)
    day = (first + timedelta(days=draw.randint(0, max(0, (last - first).days)))).isoformat()
    return Subject(
        f"person/{record.id}",
        "person",
        printed(record.label, draw),
        posts=(Office(title, start=day, end=day, attested=True),),
        dates=(day,),
    )


def printed(name: str, draw: random.Random) -> str:
    """Return a name as print gives it: alone, with a short first name, with an initial, or in full."""
    parts = [part for part in name.replace(",", "").split() if fold(part) not in SUFFIXES]
    at = next((place for place, part in enumerate(parts) if fold(part) in PARTICLES and place), len(parts) - 1)
    given, family = parts[:at], " ".join(parts[at:])
    forms: list[Callable[[], str]] = [
        lambda: family,
        lambda: f"{given[0]} {family}",
        lambda: f"{short(given[0], draw)} {family}",
        lambda: f"{given[0][0]}. {family}",
        lambda: " ".join((*given, family)),
    ]
    return draw.choices(forms, weights=(25, 35, 10, 10, 20))[0]() if given else family


def short(given: str, draw: random.Random) -> str:
    """Return a short form of a given name, or the name."""
    known = [form for row in rows("nicknames") if fold(row["name"]) == fold(given) for form in cells(row, "short")]
    return draw.choice(known or [given])


def people(target: Table, seed: int) -> tuple[list[Subject], set[str], Table]:
    """Return the mentions, the ids of those removed, and the target without them."""
    draw = random.Random(seed)
    held = [(record, office) for record in target.records for office in record.posts if office.start]
    chosen: dict[str, Subject] = {}
    for record, office in draw.sample(held, len(held)):
        if len(chosen) < SAMPLE and record.id not in chosen:
            chosen[record.id] = mention(record, office, draw)
    removed = set(draw.sample(sorted(chosen), REMOVED))
    rest = Table(target.name, target.prefix, target.space, (one for one in target.records if one.id not in removed))
    return list(chosen.values()), removed, rest


def measured(found: Sequence[Suggestion], removed: set[str], threshold: float = THRESHOLD) -> dict[str, float]:
    """Return precision, recall and the share of the removed that nothing was proposed for, at a threshold.

    Above its own threshold a verdict stands as it is; a lower one takes the best candidate if it is ahead.
    """
    best = [(one.subject.id.removeprefix("person/"), *leader(one)) for one in found]
    dared = [(truth, answer) for truth, answer, score, ahead in best if score >= threshold and ahead]
    right = sum(truth == answer for truth, answer in dared)
    wrongly = {truth for truth, _ in dared if truth in removed}
    there = sum(truth not in removed for truth, *_ in best)
    return {
        "precision": round(right / len(dared), 4) if dared else 1.0,
        "recall": round(right / there, 4),
        "not_there": round(1 - len(wrongly) / len(removed), 4),
        "nothing_shown": round(sum(one.verdict == "not there" for one in found if one.subject.id[7:] in removed) / len(removed), 4),
    }


def leader(one: Suggestion) -> tuple[str, float, bool]:
    """Return a suggestion's first candidate, its score, and whether it is ahead of the second."""
    if not one.candidates:
        return "", 0.0, False
    first, second = one.candidates[0].score.value, one.candidates[1].score.value if len(one.candidates) > 1 else 0.0
    return one.candidates[0].record.id, first, first - second >= MARGIN


def bodies(target: Table) -> dict[str, float]:
    """Return how the register's agencies are found under the names that releases use; another country's must not be."""
    known = {fold(record.label) for record in target.records} | {
        " ".join(sorted(fold(record.label).split())) for record in target.records
    }
    named = [row for row in rows("agencies") if row["state"] == "USA"]
    ours = [Subject(f"agency/{place}", "agency", row["name"], country="USA") for place, row in enumerate(named)]
    found = suggest(ours, target)
    abroad = suggest([replace(one, country="MEX") for one in ours], target)
    listed = [
        one
        for one in found
        if " ".join(sorted(set(fold(one.subject.label).split()) - {"of", "the"})) in known or fold(one.subject.label) in known
    ]
    return {
        "bodies": len(ours),
        "listed_under_that_name": len(listed),
        "found_of_listed": round(sum(one.verdict == "match" for one in listed) / max(1, len(listed)), 4),
        "other_country_not_proposed": round(sum(one.verdict != "match" for one in abroad) / len(abroad), 4),
    }


def states(target: Table) -> dict[str, float]:
    """Return how often the lexicon's states are found by their names alone, and how often wrongly."""
    ours = [Subject(f"state/{row['code']}", "state", row["name"], country="") for row in rows("states")]
    ranked = [(one.subject.id[6:], one.candidates[0].record.id) for one in suggest(ours, target) if one.candidates]
    return {"states": len(ours), "first_candidate_right": round(sum(a == b for a, b in ranked) / max(1, len(ranked)), 4)}


def section() -> dict[str, Any]:
    """Print the figures of linking and return them; says plainly when the extracts are absent."""
    folder = authorities()
    if folder is None:
        print("linking: the extracts are absent; set COMMUNIQUE_AUTHORITIES to their folder to measure it")
        return {}
    historian = read_table(TARGETS / "historian.toml", folder=folder)
    subjects, removed, rest = people(historian, SEED)
    found = suggest(subjects, rest)
    figures: dict[str, Any] = {"people": measured(found, removed), "appointments": SAMPLE, "removed": REMOVED}
    print(f"linking: {SAMPLE} appointments of the Office of the Historian, {REMOVED} of the people removed; threshold {THRESHOLD}")
    print("  " + "  ".join(f"{name} {value:.4f}" for name, value in figures["people"].items()))
    figures["thresholds"] = {f"{one:.2f}": measured(found, removed, one) for one in THRESHOLDS}
    for name, row in figures["thresholds"].items():
        print(f"  at {name}: precision {row['precision']:.4f}, recall {row['recall']:.4f}, not there {row['not_there']:.4f}")
    figures["other_draws"] = {str(seed): _again(historian, seed) for seed in MORE_SEEDS}
    for seed, row in figures["other_draws"].items():
        print(f"  draw {seed}: precision {row['precision']:.4f}, recall {row['recall']:.4f}, not there {row['not_there']:.4f}")
    undated = [replace(one, dates=(), posts=tuple(replace(post, start="", end="") for post in one.posts)) for one in subjects]
    figures["undated"] = measured(suggest(undated, rest), removed)
    print("  without dates: " + ", ".join(f"{name} {value:.4f}" for name, value in figures["undated"].items()))
    figures["agencies"] = bodies(read_table(TARGETS / "federal-register.toml", folder=folder))
    figures["states"] = states(read_table(TARGETS / "iso3166.toml", folder=folder))
    for part in ("agencies", "states"):
        print(f"  {part}: " + ", ".join(f"{name} {value}" for name, value in figures[part].items()))
    return figures


def _again(target: Table, seed: int) -> dict[str, float]:
    subjects, removed, rest = people(target, seed)
    return measured(suggest(subjects, rest), removed)


if __name__ == "__main__":
    sys.exit(0 if section() is not None else 1)
