"""Feeds mutated inputs to everything that reads what strangers write, and counts what breaks.

    python tools/fuzz.py --inputs 50000 --runs 20
    python tools/fuzz.py --inputs 50000 --made

Inputs are mutations of real ones; with `--made`, Hypothesis makes them, mutated and of its own, and shortens what breaks.
Each target takes a text and may refuse it only with an error for people (`CommuniqueError`); anything else is a crash, and a
reading must hold what the invariants say. Slow inputs are told too. The same seed gives the same inputs.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from communique.claims import make_claims
from communique.documents import decode, make_document
from communique.documents.dates import iso_date as documents_date
from communique.errors import CommuniqueError, QueryError
from communique.identity.names import block_keys, compare_names, long_keys, read_name, short_keys
from communique.judgements import COLUMNS, read_judgements
from communique.linking.dates import iso_date as links_date
from communique.linking.names import person_name
from communique.linking.sssom import parse_sssom
from communique.questions.heads import read_question
from communique.reading import coverage, read
from communique.reading.dates import find_dateline
from communique.server.frames import Job
from communique.server.worker import Answerer, Config
from communique.sparql import check_request
from communique.takedowns import mask, takedowns_of

ROOT: Final = Path(__file__).resolve().parents[1]
MEASURED: Final = ROOT / "docs" / "measured.json"
#: Seconds after which one input counts as slow.
SLOW: Final = 2.0
_ODD: Final = (
    "\0", "\x07", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\ud800", "\r", "\n\n", "---\n", "<script>", "</mark>", "{", "}}",
    "((((", "]]]", '"', "'", "\\", "#", "&amp;", "<!ENTITY x SYSTEM 'file:///'>", "!!python/object:os.system", "*a", "&a [*a]",
    "%", "SERVICE", "LOAD", "FROM <file:///etc/passwd>", "é", "İ", "ﬀ", "２", "٣", "🏛", "and ", ", ", "; ", "Mr. ", "the ",
    "Deputy ", "On May 32, ", "9999", "-0001",
)  # fmt: skip


_DATES: Final = (
    "December 2, 2021", "2 December 2021", "Dec. 10th, 2021 02:46 PM EST", "2021-12-10T14:46:00-05:00", "12/10/2021", "10.12.2021",
    "WASHINGTON, May 9 and 10, 2022 -", "2 de diciembre de 2021", "7-8 July, 2022", "July 2022", "2022",
)  # fmt: skip
_NAMES: Final = (
    "Blas Nuñez-Neto", "Nuñez-Neto, Blas", "Dr. Benjamine “Carry” Huffman Jr.", "H.E. Shri S. Jaishankar", "María de la O'Brien",
    "General Ng Eng Hen", "J. J. K. Rowe III", "CHO Hyun", "Ursula von der Leyen",
)  # fmt: skip
_TAKEN: Final = takedowns_of(["Ann Bell", "Katie"], ("asked", "R. Roe", "2022-01-02"))


@dataclass(frozen=True, slots=True)
class Target:
    """One reader of strangers' texts: what it is called, its seeds, how it is called, and its share of the inputs."""

    name: str
    seeds: tuple[str, ...]
    call: Callable[[str], object]
    share: float


@dataclass(slots=True)
class Count:
    """What came of one target's inputs."""

    inputs: int = 0
    refused: int = 0
    slow: int = 0
    crashes: list[str] = field(default_factory=list)

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.inputs + other.inputs, self.refused + other.refused, self.slow + other.slow, [*self.crashes, *other.crashes]
        )


def mutate(text: str, other: str, chance: random.Random) -> str:
    """Return a text changed in one to four places."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 3, 20, 200)))
        piece = chance.choice(
            (chance.choice(_ODD), "", text[start:end] * chance.randint(2, 5), other[start:end], text[start:end].upper())
        )
        text = text[:start] + piece + text[end:]
    return text[:20_000]


def read_text(text: str) -> None:
    """Read a release, and hold the reading against its text."""
    document = make_document("fuzz", text, "fuzz")
    reading = read(document)
    _, claims = make_claims(document, reading)
    for claim in claims:
        for excerpt in claim.evidence:
            assert document.text[excerpt.start : excerpt.end] == excerpt.quote, claim
    counted = coverage(document, reading)
    assert counted.total == counted.read + counted.noise + counted.layout + counted.unread


def read_dates(text: str) -> None:
    """Read a text as a date in every grammar of dates; what comes out is one, or nothing."""
    for found in (documents_date(text), links_date(text)):
        assert not found or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found), found
    dateline = find_dateline(text)
    assert dateline is None or dateline[1][0] < dateline[1][1] <= len(text), dateline


def read_names(text: str) -> None:
    """Read a text as a name, and compare it with another both ways."""
    name, other = read_name(text), read_name("Blas Nuñez-Neto")
    assert (compare_names(name, other) is None) == (compare_names(other, name) is None), text
    sum(1 for keys in (block_keys, short_keys, long_keys) for _ in keys(name))
    person_name(text)


def asked() -> Callable[[str], object]:
    """Return a call that does what the server does with a query, over a store of one statement."""
    store = Store()
    store.update("INSERT DATA { <urn:a> <urn:b> 1 }")
    answerer = Answerer(store, Config("", False, (), 1, 100_000, 1_000_000, 0, {}))
    formats = dict.fromkeys(("rows", "boolean"), ("text/csv", "csv")) | {"graph": ("text/turtle", "ttl")}

    def call(text: str) -> None:
        reply = answerer.do(Job("query", text, formats=formats))
        if reply.failed:
            raise QueryError(reply.body.decode())

    return call


def in_file(suffix: str, call: Callable[[Path], object]) -> Callable[[str], object]:
    """Return a call that writes its text to a file first."""
    path = Path(tempfile.mkdtemp(prefix="communique-fuzz-")) / f"input{suffix}"

    def wrapped(text: str) -> object:
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        return call(path)

    return wrapped


def targets() -> tuple[Target, ...]:
    """Return everything that is fuzzed."""
    documents = tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/documents").glob("*.txt")))
    sentences = tuple(s for text in documents for s in text.split(". ") if 40 < len(s) < 600)
    heads = tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries/questions").glob("*.rq")))
    links = tuple(path.read_text(encoding="utf-8")[:4000] for path in sorted((ROOT / "data/links").glob("*.tsv")))
    row = "person\ta#1-2\tb#3-4\tsame\tone office\tR. Bell\t2022-01-02\t\n"
    front = '---\ntitle: "T"\npublished: 2021-05-04\nlanguage: en\nrights: open\n---\nThey met.\n'
    return (
        Target("front matter", (front, *(text[:600] for text in documents)), lambda t: make_document("fuzz", t, "fuzz"), 0.25),
        Target("bytes", documents, lambda t: decode(t.encode("utf-16-le", "surrogatepass"), "fuzz"), 0.05),
        Target("sentences", sentences, read_text, 0.10),
        Target("releases", documents, read_text, 0.005),
        Target("question heads", heads, in_file(".rq", read_question), 0.045),
        Target("queries", heads, lambda t: check_request(t, ()), 0.20),
        Target("query routes", heads, asked(), 0.05),
        Target("dates", _DATES, read_dates, 0.05),
        Target("names", _NAMES, read_names, 0.05),
        Target("mappings", links, lambda t: parse_sssom(t, "fuzz"), 0.05),
        Target("judgements", ("\t".join(COLUMNS) + "\n" + row,), in_file(".tsv", lambda p: read_judgements(p.parent)), 0.10),
        Target(
            "takedowns",
            sentences,
            lambda t: mask(make_document("f", t, "f"), takedowns_of(["Ann Bell", "Katie"], ("", "", ""))),
            0.05,
        ),
    )


def run(target: Target, inputs: int, seed: int) -> Count:
    """Feed one target."""
    chance = random.Random(f"{seed} {target.name}")
    count = Count()
    for text in _inputs(target, inputs, chance):
        began = time.perf_counter()
        count.inputs += 1
        try:
            target.call(text)
        except CommuniqueError:
            count.refused += 1
        except Exception as error:  # noqa: BLE001 - finding what else is raised is what a fuzzer is for
            count.crashes.append(f"{type(error).__name__}: {error} on {text[:300]!r}")
        count.slow += time.perf_counter() - began > SLOW
    return count


def made(target: Target) -> st.SearchStrategy[str]:
    """Return Hypothesis's inputs of a target: mutated ones, and texts of its own."""
    known = st.sampled_from(target.seeds)
    return st.one_of(st.text(max_size=300), st.builds(mutate, known, known, st.randoms(use_true_random=False)))


def run_made(target: Target, inputs: int, start: int) -> Count:
    """Feed one target with Hypothesis's inputs; what breaks is shortened before it is told."""
    count = Count()

    @seed(start)
    @settings(max_examples=max(1, inputs), deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(made(target))
    def each(text: str) -> None:
        count.inputs += 1
        try:
            target.call(text)
        except CommuniqueError:
            count.refused += 1

    try:
        each()
    except Exception as error:  # noqa: BLE001 - finding what else is raised is what a fuzzer is for
        count.crashes.append(f"{type(error).__name__}: {error} {getattr(error, '__notes__', '')}")
    return count


def _inputs(target: Target, inputs: int, chance: random.Random) -> Iterator[str]:
    for _ in range(inputs):
        yield mutate(chance.choice(target.seeds), chance.choice(target.seeds), chance)


def main() -> int:
    """Run all targets and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000, help="how many a run")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first run; the next has the next number")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--made", action="store_true", help="let Hypothesis make the inputs")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/measured.json")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.runs)
    feed = run_made if options.made else run
    counts = {t.name: sum((feed(t, round(options.inputs * t.share), start) for start in seeds), Count()) for t in targets()}
    for name, count in counts.items():
        print(f"{name:16} {count.inputs:8} inputs {count.refused:8} refused {count.slow:4} slow {len(count.crashes):4} crashes")
        for crash in list(dict.fromkeys(count.crashes))[:5]:
            print(f"    {crash}")
    if options.write:
        measured = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
        figures = {name: {"inputs": c.inputs, "refused": c.refused, "crashes": len(c.crashes)} for name, c in counts.items()}
        measured["fuzzing, made" if options.made else "fuzzing"] = {"runs": options.runs, "seed": options.seed, **figures}
        MEASURED.write_text(json.dumps(measured, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(any(count.crashes for count in counts.values()))


if __name__ == "__main__":
    sys.exit(main())
