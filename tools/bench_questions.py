"""Measures every saved question on data sets of about one and ten million statements, in memory and on disk.

The data are generated documents: several data sets of 1,400 documents each, of different seeds and below different base IRIs, laid
one beside the other; code lists and questions come once. They are kept in the folder that `COMMUNIQUE_BENCH` names, if it does.

A question is asked as a whole where it may be, and of nine things spread over the data where a parameter names one; its time is
that until all rows are ready for JSON, or all statements of a graph as sorted N-Triples. It is asked
in the process that holds the store, as a server's is after its first questions; one that takes longer than `PATIENCE` ends the run.
"""

import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Store

ROOT: Final = Path(__file__).resolve().parents[1]
DOCUMENTS: Final = 1400
SIZES: Final = {"1M": 1, "10M": 9}
ASKED = 9
PATIENCE: Final = 300
#: A question about the whole that takes less is asked three times, so that a single slow moment does not tell.
QUICK: Final = 6
#: Types of parameters that name one thing.
SELECTIVE: Final = frozenset({"meeting", "person", "series", "office", "thing", "body", "iri"})
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DAY: Final = Literal("2010-05-04", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
_ONCE: Final = ("graph/codelists", "graph/questions")
Figures = dict[str, Any]


def make_part(number: int, folder: Path) -> Path:
    """Build generated documents of one seed, without checks, and return their N-Quads."""
    made = folder / f"part-{number}.nq"
    if made.is_file():
        return made
    from tools.generate_corpus import tellings, write

    project = folder / f"p{number}"
    write(project / "corpus", islice(tellings(number), DOCUMENTS))
    (project / "data").mkdir(exist_ok=True)
    link = project / "data" / "documents"
    if not link.exists():
        link.symlink_to(project / "corpus" / "documents")
    base = "https://example.org/generated/" if number == 1 else f"https://example.org/generated-{number}/"
    (project / "communique.toml").write_text(f'name = "generated"\ntitle = "Generated"\nbase = "{base}"\n', encoding="utf-8")
    draft = made.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        for part in _built(project):
            with part.open(encoding="utf-8") as lines:
                file.writelines(line for line in lines if number == 1 or not line.endswith(tuple(f"{name}> .\n" for name in _ONCE)))
    draft.rename(made)
    return made


def _built(project: Path) -> tuple[Path, ...]:
    from communique.parts import find_parts
    from communique.project import Project
    from communique.settings import read_settings

    settings = read_settings(project)
    Project(settings).build()
    return find_parts(settings.paths["graph"])


@dataclass(frozen=True, slots=True)
class Case:
    """One way to ask a question: as a whole, or of some things."""

    question: Any
    bindings: tuple[Mapping[str, Any], ...]


def cases(store: Store, questions: Mapping[str, Any]) -> Iterator[tuple[str, str, Case]]:
    """Yield each question's name, way (`one` or `whole`) and case."""
    for name, question in questions.items():
        chosen = [parameter for parameter in question.parameters if parameter.type in SELECTIVE]
        if chosen:
            yield name, "one", Case(question, tuple(_bind(store, chosen, number, question) for number in range(ASKED)))
        if all(parameter.optional for parameter in question.parameters):
            yield name, "whole", Case(question, ({},))


def _bind(store: Store, chosen: list[Any], number: int, question: Any) -> dict[str, Any]:
    one = chosen if not all(parameter.optional for parameter in chosen) else chosen[:1]
    found: dict[str, Any] = {}
    for place, parameter in enumerate(one):
        things = _things(store, parameter.type)
        found[parameter.name] = things[(number + place) % len(things)]
    return found | {parameter.name: _DAY for parameter in question.parameters if parameter.type == "date"}


_KNOWN: dict[tuple[int, str], list[NamedNode]] = {}


def _things(store: Store, kind: str) -> list[NamedNode]:
    """Return things of a kind, spread over all of them in the order of their names."""
    from communique.questions.kinds import CLASSES

    key = (id(store), kind)
    if key not in _KNOWN:
        classes = CLASSES[kind] if kind != "iri" else (*CLASSES["meeting"], *CLASSES["person"])
        names = sorted({q.subject.value for name in classes for q in store.quads_for_pattern(None, _TYPE, NamedNode(name))})
        _KNOWN[key] = [NamedNode(names[number * len(names) // ASKED]) for number in range(ASKED)]
    return _KNOWN[key]


def measure(store: Store, case: Case) -> Figures:
    """Time a case: the median and the greatest time in milliseconds, and the rows."""
    told = [_ask(store, case, bindings) for bindings in case.bindings]
    if len(told) == 1 and told[0][0] < QUICK:
        told += [(_ask(store, case, case.bindings[0])[0], 0) for _ in range(2)]
    times = [1000 * seconds for seconds, _ in told]
    found: Figures = {"ms": round(statistics.median(times), 2), "rows": sum(rows for _, rows in told)}
    if len(case.bindings) > 1:
        found["most_ms"] = round(max(times), 2)
    return found


def _ask(store: Store, case: Case, bindings: Mapping[str, Any]) -> tuple[float, int]:
    from communique.questions.run import answer

    signal.alarm(PATIENCE)
    began = time.perf_counter()
    rows = len(answer(store, case.question, bindings).rows)
    seconds = time.perf_counter() - began
    signal.alarm(0)
    return seconds, rows


def _in_memory(folder: Path, count: int) -> Store:
    from communique.parts import load_parts

    store = Store()
    load_parts(store, [make_part(number, folder) for number in range(1, count + 1)])
    return store


def _on_disk(folder: Path, count: int) -> Store:
    from communique.parts import load_parts

    place = folder / f"disk-{count}"
    if not place.is_dir():
        draft = folder / f"disk-{count}.new"
        store = Store(str(draft))
        load_parts(store, [make_part(number, folder) for number in range(1, count + 1)])
        store.optimize()
        store.flush()
        del store
        draft.rename(place)
    return Store.read_only(str(place))


def _sizes(folder: Path, place: str) -> Figures:
    """Ask everything of the stores of all sizes in turn, so that a machine whose speed changes does so for both."""
    from communique.questions import load_questions

    questions = load_questions(ROOT / "queries" / "questions")
    found: Figures = {}
    asked = []
    for size, count in SIZES.items():
        before, began = resident(), time.perf_counter()
        store = (_in_memory if place == "memory" else _on_disk)(folder, count)
        found[size] = {
            "statements": len(store),
            "opened_seconds": round(time.perf_counter() - began, 1),
            "memory_mb": resident() - before,
            "questions": {},
        }
        asked.append((size, store, list(cases(store, questions))))
    for number, (name, way, _) in enumerate(asked[0][2]):
        for size, store, chosen in asked:
            figures = found[size]["questions"].setdefault(name, {})[way] = measure(store, chosen[number][2])
            print(f"{place:8} {size:3} {name:22} {way:6} {figures}", flush=True)
    return found


def resident() -> int:
    """Return the memory of this process, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:"))


def apart(task: Callable[[], Figures]) -> Figures:
    """Return what a task gives in a copy of this process, so that its memory is its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as file:
            json.dump(task(), file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        found: Figures = json.load(said)
    os.waitpid(child, 0)
    return found


def summarise(small: Figures, large: Figures) -> Figures:
    """Return which questions keep within the limits at the large size, and how the time of the others grows."""
    ones = {name: ways["one"]["ms"] for name, ways in large["questions"].items() if "one" in ways}
    wholes = {name: ways["whole"]["ms"] for name, ways in large["questions"].items() if "whole" in ways}
    grown = {name: round(ms / small["questions"][name]["whole"]["ms"], 1) for name, ms in wholes.items()}
    return {
        "one_median_ms": round(statistics.median(ones.values()), 2),
        "one_over_50_ms": {name: ms for name, ms in ones.items() if ms >= 50},
        "whole_over_20_s": {name: ms for name, ms in wholes.items() if ms >= 20_000},
        "whole_grown_over_12_times": {name: grown[name] for name, ms in wholes.items() if grown[name] > 12 and ms >= 50},
    }


def section() -> Figures:
    """Measure all questions at all sizes, in memory and on disk."""
    kept = os.environ.get("COMMUNIQUE_BENCH")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(kept or made)
        found: Figures = {}
        for place in os.environ.get("COMMUNIQUE_BENCH_PLACES", "memory disk").split():
            found[place] = apart(partial(_sizes, folder, place))
            found[place]["summary"] = summarise(*(found[place][size] for size in SIZES))
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    print(json.dumps(section(), indent=1))
