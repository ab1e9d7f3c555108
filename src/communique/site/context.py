"""What the pages about the whole data set look at beside it: settings, saved questions, published files."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from communique.questions import Question, load_questions
from communique.resources import stock
from communique.settings import Settings
from communique.site.wording import find_languages
from communique.terms import VOID

#: Where a project keeps the pages of its ontology.
REFERENCE: Final = "docs/ontology"
#: The file that describes the data set.
DESCRIPTION: Final = "dataset.ttl"
_CLASS, _ENTITIES = NamedNode(str(VOID["class"])), NamedNode(str(VOID.entities))
#: The media type of each ending of a published file.
MEDIA: Final = {
    ".ttl": "text/turtle; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".rq": "application/sparql-query; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Published:
    """One file of the published data set."""

    name: str
    path: Path
    size: int
    sha256: str

    @property
    def media(self) -> str:
        """The media type, without parameters."""
        return MEDIA.get(self.path.suffix, "application/octet-stream").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Context:
    """A project as the pages about the whole see it.

    `reference` are the files of the ontology's own pages, where the project has them; `sizes` tells how many instances each class
    has; a `live` site has a server behind it, which answers queries.
    """

    settings: Settings
    languages: tuple[str, ...]
    questions: Mapping[str, Question]
    files: Mapping[str, Published]
    reference: Mapping[str, Path]
    sizes: Mapping[str, int]
    live: bool = False


def find_context(settings: Settings, live: bool = False) -> Context:
    """Return the context of a project.

    Raises:
        QuestionError: a saved question is not what it should be.
    """
    folders = (stock("queries") / "questions", settings.paths["questions"])
    found = dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir())
    files = find_files(settings.paths["graph"])
    reference, sizes = find_reference(settings.root), find_sizes(settings.paths["graph"] / DESCRIPTION)
    return Context(settings, find_languages(settings), load_questions(*found), files, reference, sizes, live)


def find_reference(root: Path) -> Mapping[str, Path]:
    """Return the files of the ontology's own pages by name; none where the project has no such pages."""
    folder = root / REFERENCE
    paths = sorted(path for path in folder.iterdir() if path.suffix in MEDIA) if (folder / "index.html").is_file() else []
    return {path.name: path for path in paths}


def find_sizes(description: Path) -> Mapping[str, int]:
    """Return how many instances of each class a data set has by its description; nothing where there is none.

    To count them takes seconds on a large data set.
    """
    if not description.is_file():
        return {}
    told = [quad.triple for quad in parse(path=description, format=RdfFormat.TURTLE)]
    classes = {triple.subject: triple.object.value for triple in told if triple.predicate == _CLASS}
    return {
        classes[triple.subject]: int(triple.object.value)
        for triple in told
        if triple.predicate == _ENTITIES and triple.subject in classes
    }


def find_files(folder: Path) -> Mapping[str, Published]:
    """Return the published files of a folder by name."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in MEDIA) if folder.is_dir() else []
    return {path.name: _published(path) for path in paths}


def _published(path: Path) -> Published:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Published(path.name, path, path.stat().st_size, digest)
