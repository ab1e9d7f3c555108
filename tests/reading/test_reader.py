"""What holds of every reading: offsets, coverage, verification, speed on texts made to hurt."""

import json
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.reading import as_json, coverage, read, verify
from communique.reading.coverage import evidence_of
from communique.records import Excerpt
from tests.reading.making import document

FIELDS = ("series", "ordinal", "start", "end", "place", "mode", "status")
ROOT = Path(__file__).resolve().parents[2]
TEXT = """top of page

Third U.S.-Ghana Harbour Dialogue

Office of the Spokesperson

On May 3, the **United States** and Ghana held the Third [U.S.-Ghana Harbour Dialogue](https://example.org/x) in Accra. \
Director Ann Bell led the U.S. delegation.

Clouds drifted over quiet water.

For more information, please visit example.org.
"""


def test_every_excerpt_is_the_text_at_its_offsets() -> None:
    """Noise and markup never move an offset."""
    one = document(TEXT)
    found = list(evidence_of(read(one)))

    assert found
    assert all(excerpt.quote == one.text[excerpt.start : excerpt.end] for excerpt in found)


def test_noise_is_marked_with_its_rule() -> None:
    """Menus, issuing offices and closing lines are noise."""
    found = [noise.rule for noise in read(document(TEXT)).noise]

    assert found == ["menu", "issuing office", "further information"]


def test_coverage_accounts_for_every_character() -> None:
    """Read, noise, layout and unread add up, and the unread sentence is listed."""
    one = document(TEXT)
    found = coverage(one, read(one))

    assert found.read + found.noise + found.layout + found.unread == found.total == len(TEXT)
    assert [sentence.quote for sentence in found.unread_sentences] == ["Clouds drifted over quiet water."]


def test_the_same_text_gives_the_same_reading() -> None:
    """Reading is deterministic."""
    assert as_json(read(document(TEXT))) == as_json(read(document(TEXT)))


def test_what_stands_in_the_text_is_kept() -> None:
    """Verification drops nothing of a true reading."""
    one = document(TEXT)
    kept, dropped = verify(read(one), one)

    assert (kept, dropped) == (read(one), 0)


def test_what_does_not_stand_in_the_text_is_dropped_and_counted() -> None:
    """A person whose evidence is not verbatim goes, the rest stays."""
    one = document(TEXT)
    true = read(one)
    person = replace(true.meetings[0].attendance[0], evidence=(Excerpt(3, 9, "a lie!"),))
    false = replace(true, meetings=(replace(true.meetings[0], attendance=(person,)),))
    kept, dropped = verify(false, one)

    assert (kept.meetings[0].attendance, dropped) == ((), 1)


HURTING = {
    "capitals": "Aaaa Bbbb " * 4000,
    "commas": "Minister Ana Ito, " * 2000,
    "brackets": "(((" * 3000 + "[[[[" * 3000,
    "quotes": "“said “ " * 4000,
    "titles": "Deputy Minister of the Minister of the " * 1000,
    "initials": "A. B. C. " * 4000,
    "and": "and Ana and Ito " * 2500,
    "one word": "a" * 40000,
    "digits": "2022 May 3 - 4, " * 2500,
    "stars": "**_" * 13000,
}


@pytest.mark.parametrize("name", HURTING)
def test_no_text_makes_reading_slow(name: str) -> None:
    """Texts made to hurt are read at the pace of others: forty thousand characters in about a second."""
    one = document(HURTING[name])
    began = time.process_time()
    read(one)

    assert time.process_time() - began < 3


REPEATED = {
    "a release": TEXT,
    "two who meet again and again": "Secretary Bell met with Minister Ana Ito. ",
    "rows of a list": "- Ana Ito, Minister of Trade of Peru;\n",
    "brackets round names": "(A (B ",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*REPEATED, *HURTING])
def test_time_grows_with_length(name: str) -> None:
    """A megabyte takes no more than proportionally longer than a tenth of it, also of texts made to hurt."""
    text = (REPEATED | HURTING)[name]
    long = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    spent = []
    for size in (100_000, 1_000_000):
        began = time.process_time()
        read(document(long[:size]))
        spent.append(time.process_time() - began)

    assert spent[1] < 20 * spent[0]


def _facts(one: dict[str, Any]) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for number, meeting in enumerate(one["meetings"]):
        found |= {(number, name, meeting[name]) for name in FIELDS if meeting[name] is not None}
        for person in meeting["attendance"]:
            who = (number, person["person"])
            found |= {(*who, "side", person["side"])} | {(*who, "role", role) for role in person["roles"]}
            found |= {(*who, "post", post["title"], post.get("acting", False)) for post in person["posts"]}
        found |= {(number, "body", body["organization"], body["side"]) for body in meeting["represented"]}
    return found


def test_the_five_documents_are_read_as_people_read_them() -> None:
    """Of what people found in the five documents of the committee, nearly all is read, and hardly anything else."""
    from communique.documents import read_document

    folder = ROOT / "data" / "documents"
    if not folder.is_dir():
        pytest.skip("data/documents is not here")
    right = missed = extra = 0
    for path in sorted((ROOT / "tests" / "gold").glob("*.json")):
        gold = _facts(json.loads(path.read_text(encoding="utf-8")))
        got = _facts(as_json(read(read_document(folder / f"{path.stem}.txt"))))
        right, missed, extra = right + len(gold & got), missed + len(gold - got), extra + len(got - gold)

    assert 2 * right / (2 * right + missed + extra) > 0.97


def test_the_corpus_has_no_fault_of_evidence() -> None:
    """Every excerpt of every reading of the corpus is the text that it points at."""
    named = os.environ.get("COMMUNIQUE_CORPUS")
    if not named:
        pytest.skip("COMMUNIQUE_CORPUS does not name the corpus")
    from communique.documents import read_document

    for path in sorted((Path(named) / "documents").glob("*.txt")):
        one = read_document(path)

        assert verify(read(one), one)[1] == 0, path.name
