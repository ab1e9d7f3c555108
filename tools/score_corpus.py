"""Measures reading and identity on a generated corpus, whose truth is known.

    python tools/generate_corpus.py FOLDER --documents 1000
    python tools/score_corpus.py FOLDER

Reading: the share of what is read that is true, and of what is true that is read, over people, roles, sides and the meetings'
fields. Identity: the same over pairs of mentions that are taken for one person, body or meeting; only names that were read count.
Prints one JSON object.
"""

import json
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from communique import authority
from communique.claims import make_claims
from communique.documents import read_folder
from communique.identity import resolve
from communique.reading import as_json, read
from communique.records import Mention

FIELDS: Final = ("series", "ordinal", "start", "end", "place", "mode", "status")
Truth = dict[str, dict[str, Any]]


def main(folder: Path) -> None:
    """Measure and print."""
    documents = read_folder(folder / "documents")
    gold, entities = (_lines(folder / "truth" / f"{name}.jsonl") for name in ("readings", "entities"))
    began = perf_counter()
    readings = {document.name: read(document) for document in documents}
    read_in = perf_counter() - began
    pairs = [(set(facts(gold[name])), set(facts(as_json(reading)))) for name, reading in readings.items()]
    figures = {"documents": len(documents), "documents per second": round(len(documents) / read_in), "reading": shares(pairs)}
    mentions = [mention for document in documents for mention in make_claims(document, readings[document.name])[0]]
    began = perf_counter()
    found = resolve(mentions, authority.load(folder, "https://example.org/"))
    figures["identity seconds"] = round(perf_counter() - began, 1)
    for kind in ("person", "body", "meeting"):
        named = [(found.entity_of[mention.id], true) for mention in mentions if (true := truth_of(mention, kind, entities))]
        figures[kind] = pair_shares(named)
    figures["unsure"] = sum(merge.verdict == "unsure" for merge in found.merges)
    print(json.dumps(figures, indent=1))


def facts(reading: dict[str, Any]) -> Iterator[tuple[Hashable, ...]]:
    """Yield what is compared of a reading, gold or not."""
    for meeting in reading["meetings"]:
        yield from ((field, meeting[field]) for field in FIELDS if meeting[field] is not None)
        for person in meeting["attendance"]:
            yield "person", person["person"]
            yield "side", person["person"], person["side"]
            yield from (("role", person["person"], role) for role in person["roles"])
            yield from (("post", person["person"], post["title"], _body(post, person["side"])) for post in person["posts"])


def _body(post: dict[str, Any], side: str | None) -> str:
    """Return a post's body; whether the state that it is of belongs to its name is nothing to be wrong about."""
    return (post["organization"] or "").removesuffix(f" of {side}")


def shares(pairs: Iterable[tuple[set[Any], set[Any]]]) -> dict[str, float]:
    """Return precision and recall over pairs of true and found facts."""
    right = true = found = 0
    for gold, got in pairs:
        right, true, found = right + len(gold & got), true + len(gold), found + len(got)
    return {"precision": _share(right, found), "recall": _share(right, true)}


def truth_of(mention: Mention, kind: str, entities: Truth) -> str | None:
    """Return the true entity of a mention of a kind, if the truth names it."""
    truth = entities[mention.document]
    if mention.kind != kind:
        return None
    if kind == "meeting":
        return truth["meeting"] if mention.id.endswith("#meeting-1") else None
    named: dict[str, str] = truth["people"] if kind == "person" else truth["bodies"]
    return named.get(mention.name)


def pair_shares(named: list[tuple[str, str]]) -> dict[str, float]:
    """Return precision and recall over pairs of mentions: those taken for one, against those that are one."""
    together = _pairs(Counter(named).values())
    taken = _pairs(Counter(entity for entity, _ in named).values())
    true = _pairs(Counter(truth for _, truth in named).values())
    return {"mentions": len(named), "precision": _share(together, taken), "recall": _share(together, true)}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _lines(path: Path) -> Truth:
    with path.open(encoding="utf-8") as lines:
        return {line["document"]: line for line in map(json.loads, lines)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
