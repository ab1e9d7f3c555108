"""Measures how well the program reads and tells entities apart, and writes the figures into docs/measured.json.

    python tools/score.py [SECTION ...] [--errors]

Gold readings are found in the folder named by COMMUNIQUE_CORPUS (documents/, readings/, score.py), by default the one beside the
project. Each section returns its figures; a new measure is a new row of `SECTIONS`.
"""

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
MEASURED: Final = ROOT / "docs" / "measured.json"
#: Releases of our own with gold readings, in the manner of several governments.
RELEASES: Final = ROOT / "tests" / "releases"
#: Releases up to this number are looked at when rules are written.
_DEVELOPED: Final = 40
Figures = dict[str, Any]


def corpus() -> Path | None:
    """Return the folder of gold readings, if there is one."""
    named = os.environ.get("COMMUNIQUE_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    return folder if (folder / "readings").is_dir() and (folder / "score.py").is_file() else None


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", folder / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _is_developed(name: str) -> bool:
    """Tell whether rules were developed on a document: those of the committee, and those whose name ends in an even hex digit."""
    return "esc" in name or name[-1] in "02468ace"


def _table(scorer: ModuleType, folder: Path, names: Sequence[str], readings: dict[str, Any]) -> tuple[Figures, Any]:
    tally = scorer.Tally()
    for name in names:
        gold = json.loads((folder / "readings" / f"{name}.json").read_text(encoding="utf-8"))
        scorer.compare(tally, name, gold, readings[name])
    rows = {"facts": tally.row(scorer.HEADLINE)} | {kind: tally.row((kind,)) for kind in scorer.TABLE}
    return rows, tally


def score_reading(*, errors: bool) -> Figures | None:
    """Score the readings of all documents of the corpus, and of the half that rules were developed on and the other."""
    folder = corpus()
    if folder is None:
        print("score: no gold readings found; set COMMUNIQUE_CORPUS to the folder with documents/, readings/ and score.py")
        return None
    return _score(folder, _scorer(folder), _is_developed, errors=errors)


def score_releases(*, errors: bool) -> Figures | None:
    """Score the readings of sixty releases of our own, written by people who did not know the program.

    Rules are developed on the first forty; the others are only ever scored.
    """
    folder = corpus()
    if folder is None:
        return None
    return _score(RELEASES, _scorer(folder), lambda name: int(name) <= _DEVELOPED, errors=errors)


def _score(folder: Path, scorer: ModuleType, is_developed: Callable[[str], bool], *, errors: bool) -> Figures:
    from communique.documents import read_document
    from communique.reading import as_json, read

    readings, faults = {}, 0
    for path in sorted((folder / "documents").glob("*.txt")):
        document = read_document(path)
        readings[document.name] = as_json(read(document))
        faults += len(scorer.evidence_faults(readings[document.name], document.text)[1])
    names = sorted(path.stem for path in (folder / "readings").glob("*.json"))
    halves = {
        "all": names,
        "developed": [n for n in names if is_developed(n)],
        "measured": [n for n in names if not is_developed(n)],
    }
    tables = {half: _table(scorer, folder, chosen, readings) for half, chosen in halves.items()}
    _show({half: rows for half, (rows, _) in tables.items()}, {half: len(chosen) for half, chosen in halves.items()}, faults)
    if errors:
        print("\n".join(tables["developed"][1].errors))
    figures: Figures = {half: {kind: row["f1"] for kind, row in rows.items()} for half, (rows, _) in tables.items()}
    return figures | {"documents": len(names), "evidence_faults": faults}


def _show(tables: dict[str, Figures], counts: dict[str, int], faults: int) -> None:
    print(f"{'':14}" + "".join(f"{half + ' (' + str(counts[half]) + ')':>18}" for half in tables))
    for kind in tables["all"]:
        print(f"{kind:14}" + "".join(f"{rows[kind]['f1']:18.3f}" for rows in tables.values()))
    print(f"evidence faults: {faults}")


def score_identity(*, errors: bool) -> Figures | None:
    """Score identity on its labelled pairs."""
    from tools.score_identity import section

    return section(errors=errors)


def score_linking(*, errors: bool) -> Figures | None:  # noqa: ARG001 - every section is called alike
    """Score linking on the extracts of public registers, where they are at hand."""
    from tools.score_linking import section

    return section() or None


SECTIONS: Final[dict[str, Callable[..., Figures | None]]] = {
    "reading": score_reading,
    "releases": score_releases,
    "identity": score_identity,
    "linking": score_linking,
}


def main() -> None:
    """Run the sections that are named, or all, and keep their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--errors", action="store_true", help="list what was missed (-) and made up (+)")
    options = parser.parse_args()
    measured = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    for name in options.sections or SECTIONS:
        figures = SECTIONS[name](errors=options.errors)
        if figures is not None:
            measured[name] = figures
    MEASURED.write_text(json.dumps(measured, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
