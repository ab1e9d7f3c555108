"""Folders of releases for tests, each a project of its own."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

from communique.documents import read_document
from communique.identity import resolve_shared
from communique.lexicon.glossary import read_glossary, using
from communique.parted import make_job
from communique.pipeline import assemble
from communique.settings import Settings, read_settings
from communique.stream.depot import Depot
from communique.stream.local import LocalEngine, Outcome
from communique.stream.sheaf import hints_of, make_sheaf
from communique.summary import Progress, quiet

ROOT = Path(__file__).resolve().parents[2]


def project(folder: Path, documents: int) -> Settings:
    """Make a project of generated releases."""
    command = [sys.executable, "tools/generate_corpus.py", str(folder / "corpus"), "--documents", str(documents), "--seed", "3"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    (folder / "data").mkdir()
    (folder / "corpus" / "documents").rename(folder / "data" / "documents")
    text = 'name = "generated"\ntitle = "Generated"\nbase = "https://example.org/generated/"\n'
    (folder / "communique.toml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def judge(settings: Settings) -> None:
    """Let people have judged mentions of every kind: one that was with others parted from them, two that were apart joined."""
    job = make_job(settings)
    mentions = [mention for path in job.paths for mention in hints_of(make_sheaf(read_document(path))).mentions]
    found = resolve_shared(mentions, job.authority, (), map)
    rows = ["kind\tleft\tright\tverdict\treason\tby\tdate\tevidence_hash"]
    kinds = {"person": "person", "body": "body", "post": "post", "meeting": "meeting", "series": "thing", "mechanism": "thing"}
    groups: dict[str, dict[str, list[str]]] = {kind: {} for kind in kinds}
    for mention in sorted(mentions):
        if mention.kind in kinds:
            groups[mention.kind].setdefault(found.entity_of[mention.id], []).append(mention.id)
    for kind, judged in kinds.items():
        parted, *others = sorted(groups[kind].values(), key=len, reverse=True)
        for verdict, left, right in (("different", parted[0], parted[-1]), ("same", others[0][-1], others[-1][0])):
            rows.append(f"{judged}\t{left}\t{right}\t{verdict}\tseen\tR. Roe\t2024-05-01\t")
    settings.paths["judgements"].mkdir(parents=True)
    (settings.paths["judgements"] / "all.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    pins = {"person": "person", "meeting": "meeting", "body": "agency"}
    rows = [f"{ids[len(ids) // 2]}\t{pins[kind]}/pinned\n" for kind in pins for ids in [max(groups[kind].values(), key=len)]]
    settings.paths["authority"].mkdir(parents=True)
    (settings.paths["authority"] / "iris.tsv").write_text("".join(("mention\tpath\n", *rows)), encoding="utf-8")


def whole(settings: Settings) -> set[str]:
    """Return the statements of a data set made in one piece."""
    return {f"{quad} .\n" for quad in assemble(settings).quads}


def parts(folder: Path) -> dict[str, bytes]:
    """Return what the files of a data set hold, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def statements(folder: Path) -> list[str]:
    """Return the statements in the parts of a data set."""
    return [line for path in sorted(folder.rglob("*.nq")) for line in path.read_text("utf-8").splitlines(keepends=True)]


class Builds:
    """Builds of one project, one after the other, each from what the last one kept."""

    def __init__(self, settings: Settings, folder: Path, progress: Progress = quiet) -> None:
        self.settings, self.folder, self.progress = settings, folder, progress
        self._number = 0

    @property
    def published(self) -> Path:
        """What the last build wrote."""
        return self.folder / f"build-{self._number}"

    def copied(self, settings: Settings, folder: Path) -> "Builds":
        """Return the same builds in another folder, of a project with the same inputs."""
        copy = Builds(settings, folder)
        copy._number = self._number
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.folder / "depot.sqlite", folder)
        shutil.copytree(self.published, copy.published)
        return copy

    def build(self, jobs: int = 1) -> Outcome:
        """Make the data set once more and keep it."""
        depot = Depot(self.folder / "depot.sqlite")
        engine = LocalEngine(depot, self.published, jobs, self.progress)
        fresh = self.folder / f"build-{self._number + 1}"
        fresh.mkdir(parents=True)
        with using(read_glossary(self.settings.paths["lexicon"])):
            outcome = engine.make(make_job(self.settings), fresh)
        engine.keep()
        depot.close()
        self._number += 1
        return outcome


def edit(documents: Path, kept: dict[str, str], rng: random.Random) -> None:
    """Change, remove, add or bring back one document."""
    there = sorted(path.name for path in documents.iterdir())
    gone = sorted(kept.keys() - set(there))
    deed = rng.choice(("change", "remove", "copy", *(("back",) if gone else ())))
    name = rng.choice(gone if deed == "back" else there)
    if deed == "remove":
        (documents / name).unlink()
    elif deed == "back":
        (documents / name).write_text(kept[name], encoding="utf-8")
    elif deed == "copy":
        (documents / f"copy-{rng.randrange(100)}.txt").write_text((documents / name).read_text("utf-8"), encoding="utf-8")
    else:
        words = (documents / name).read_text("utf-8").split(" ")
        at = rng.randrange(len(words) // 2, len(words))
        (documents / name).write_text(" ".join((*words[:at], *words[at + rng.randint(1, 9) :])), encoding="utf-8")
