"""The corpus with known truth: reproducible, and true to itself."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from communique.documents import read_folder

ROOT = Path(__file__).parents[1]


def generate(folder: Path, documents: int, hash_seed: str = "0") -> Path:
    """Run the generator as a program."""
    command = [sys.executable, "tools/generate_corpus.py", str(folder), "--documents", str(documents), "--seed", "7"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": hash_seed}, check=True, timeout=60)
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file by its path."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.*"))}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate three hundred documents."""
    return generate(tmp_path_factory.mktemp("corpus"), 300)


def test_the_same_seed_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    """Nothing but the seed decides, not even the order in which Python keeps sets."""
    assert hashes(corpus) == hashes(generate(tmp_path, 300, "123"))


def test_a_larger_corpus_begins_with_a_smaller_one(corpus: Path, tmp_path: Path) -> None:
    """The documents of a small corpus are the first ones of a large one."""
    assert hashes(generate(tmp_path, 50) / "documents").items() <= hashes(corpus / "documents").items()


def test_there_is_truth_for_every_document(corpus: Path) -> None:
    """Each document has a gold reading and its entities, and reads as a document."""
    names = {document.name for document in read_folder(corpus / "documents")}

    assert 300 == len(names)
    assert names == {line["document"] for line in lines(corpus / "truth" / "readings.jsonl")}
    assert names == {line["document"] for line in lines(corpus / "truth" / "entities.jsonl")}


def test_gold_stands_in_the_text(corpus: Path) -> None:
    """Every name, body, outcome and quotation of the gold is in its document."""
    texts = {document.name: document.text for document in read_folder(corpus / "documents")}

    missing = [
        (line["document"], said)
        for line in lines(corpus / "truth" / "readings.jsonl")
        for said in _said(line)
        if said.casefold() not in texts[line["document"]].casefold()
    ]

    assert [] == missing


def _said(gold: dict[str, Any]) -> list[str]:
    meetings = gold["meetings"]
    people = [person for meeting in meetings for person in meeting["attendance"]]
    posts = [post for person in people for post in person["posts"]]
    return [
        *(quotation["text"] for quotation in gold["quotations"]),
        *(meeting["name"] or "" for meeting in meetings),
        *(outcome["text"] for meeting in meetings for outcome in meeting["outcomes"]),
        *(body["organization"] for meeting in meetings for body in meeting["represented"]),
        *(person["person"] for person in people),
        *(post["title"] for post in posts),
        *(post["organization"] or "" for post in posts),
    ]


def test_the_world_is_not_too_simple(corpus: Path) -> None:
    """There are series over years, copies, documents about nothing, and days that sources disagree about."""
    entities = lines(corpus / "truth" / "entities.jsonl")
    happened = {line["id"]: line for line in lines(corpus / "truth" / "meetings.jsonl")}
    meeting_of = {line["document"]: line["meeting"] for line in entities}
    told = [(line["document"], meeting) for line in lines(corpus / "truth" / "readings.jsonl") for meeting in line["meetings"]]

    wrong = [name for name, meeting in told if meeting["start"] != happened[meeting_of[name]]["start"]]
    assert all(0 < number for number in (len(wrong), sum(line["copy_of"] is not None for line in entities)))
    assert 0 < sum(line["meeting"] is None for line in entities)
    assert 10 <= len({line["series"] for line in happened.values()})
    assert 20 <= len({line["start"][:4] for line in happened.values()})
