"""Texts that mean harm go the whole way: each becomes its literal evidence or one clear refusal, and nothing in it is obeyed.

One project is built from all texts that can be read; the invariants are held against it, every format and the pages.
"""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, parse
from rdflib import Dataset, Graph

from communique.documents import read_folder
from communique.errors import CommuniqueError, DataError
from communique.export import FORMATS, canonical_lines, write
from communique.project import Project
from communique.site import Site
from communique.site.atlas import find_pages
from communique.terms import MEET, OA, RDF
from tests.conftest import make_project
from tests.hostile import BUILDS, CANARY, LARGE, NO_MORE, PLAIN, REFUSED, SCRIPTS
from tests.site.reader import read_page

#: Seconds of the processor and bytes that one of the large texts may take, reading and checking included.
MOST_SECONDS = 120
MOST_BYTES = 2 * 1024**3
_MEDIA = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "json-ld": RdfFormat.JSON_LD,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
}
Said = Mapping[str, Mapping[str, list[str]]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One project of all texts, built once."""
    made = Project.open(make_project(tmp_path_factory.mktemp("hostile"), **BUILDS))
    made.build()
    return made


@pytest.fixture(scope="module")
def quads(project: Project) -> list[Quad]:
    """Its published data set, read from the file."""
    return list(parse((project.settings.paths["graph"] / "everything.nq").read_bytes(), format=RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def said(quads: list[Quad]) -> Said:
    """Every node's properties and values."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        found[str(getattr(quad.subject, "value", ""))][quad.predicate.value].append(str(getattr(quad.object, "value", "")))
    return found


def of_type(said: Said, kind: str) -> list[Mapping[str, list[str]]]:
    """The nodes of a class."""
    return [values for values in said.values() if str(MEET[kind]) in values.get(str(RDF.type), ())]


def test_every_text_is_in_the_data_set(project: Project, said: Said) -> None:
    """No text is dropped for what stands in it."""
    base = project.settings.base

    assert {f"{base}document/{name}" for name in BUILDS} == {node for node in said if node.startswith(f"{base}document/")}


def test_every_excerpt_is_exactly_its_text(project: Project, said: Said) -> None:
    """Control characters, overrides and markup are quoted to the letter, at their offsets."""
    texts = {
        f"{project.settings.base}document/{document.name}": document.text
        for document in read_folder(project.settings.paths["documents"])
    }
    excerpts = of_type(said, "Excerpt")

    assert len(excerpts) > len(BUILDS)
    for values in excerpts:
        (document,), (start,), (end,) = values[str(MEET.ofDocument)], values[str(OA.start)], values[str(OA.end)]
        assert [texts[document][int(start) : int(end)]] == values[str(OA.exact)]


def test_the_graphs_are_disjoint_and_whole(quads: list[Quad]) -> None:
    """No statement stands in two graphs, no node is blank, and no literal has a type of its own making."""
    kinds = {quad.object.datatype.value.rsplit("#", 1)[-1] for quad in quads if isinstance(quad.object, Literal)}

    assert len({quad.triple for quad in quads}) == len(quads)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert kinds <= {"string", "langString", "integer", "boolean", "date", "gYear", "gYearMonth"}


def test_an_order_to_a_machine_is_no_statement(project: Project, said: Said) -> None:
    """A text that tells its reader what to state says no more of anything than the same text without the order."""
    claims: dict[str, Counter[str]] = defaultdict(Counter)
    for values in of_type(said, "Claim"):
        claims[values[str(MEET.statedIn)][0].rpartition("/")[2]][values[str(RDF.predicate)][0]] += 1

    assert claims[PLAIN].total() > 10
    assert dict.fromkeys(NO_MORE, claims[PLAIN]) == {name: claims[name] for name in NO_MORE}


def test_no_command_in_a_text_is_run(project: Project) -> None:
    """Nothing in the texts made a file, here or where the program runs."""
    assert list(project.settings.root.rglob("*owned*")) == []
    assert not Path("owned").exists()


@pytest.mark.parametrize("name", list(_MEDIA))
def test_every_format_reads_back(project: Project, quads: list[Quad], name: str) -> None:
    """What an engine finds in an exported file is the data set, to the letter."""
    written = write(quads, name, project.settings.base)
    named = FORMATS[name].graphs

    again = list(parse(written, format=_MEDIA[name]))

    assert {str(quad.triple) for quad in quads} == {str(getattr(row, "triple", row)) for row in again}
    assert not named or canonical_lines(quads) == canonical_lines(again)


@pytest.mark.parametrize("name", ["turtle", "json-ld"])
def test_the_other_engine_finds_as_much(project: Project, quads: list[Quad], name: str) -> None:
    """Rdflib, whose parsers are not Oxigraph's, finds every statement too."""
    graph = Dataset() if FORMATS[name].graphs else Graph()

    graph.parse(data=write(quads, name, project.settings.base), format=name)

    assert len(graph) == len(quads)


def test_what_xml_cannot_hold_is_refused(project: Project, quads: list[Quad]) -> None:
    """A data set with control characters is not written as RDF/XML, and the message names a way out."""
    with pytest.raises(DataError, match="take turtle"):
        write(quads, "rdfxml", project.settings.base)


def test_pages_show_markup_and_do_not_hold_it(project: Project) -> None:
    """No element or attribute of a text is one of the page's; its words stand there as words."""
    site = Site(project.settings, project.store)
    paths = [path for path in find_pages(site.data, site.context) if path.startswith(("document/markup", "person/", "series/"))]
    pages = {path: read_page(site.page(path, "en") or b"") for path in paths}

    assert len(pages) > len(SCRIPTS)
    for path, page in pages.items():
        assert {media for media, _ in page.scripts} <= {"application/ld+json"}, path
        assert [name for _, name, _ in page.attributes if name.startswith("on") or name in {"srcdoc", "style"}] == [], path
        assert [value for _, _, value in page.attributes if value.strip().lower().startswith(("javascript:", "data:text"))] == []
        assert page.unclosed == [], path
    assert sum(CANARY in page.text for page in pages.values()) >= len(SCRIPTS)


def test_every_page_can_be_written(project: Project) -> None:
    """No page's file has a longer name than file systems hold, whatever the names of things."""
    site = Site(project.settings, project.store)
    names = [f"{path}.jsonld".rpartition("/")[2] for path in find_pages(site.data, site.context)]

    assert len(names) > len(BUILDS)
    assert max(len(name.encode()) for name in names) <= 255


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    """The refusal names the file and the reason, is short, and nothing is published."""
    content, reason = REFUSED[name]
    folder = make_project(tmp_path, good=BUILDS[PLAIN])
    (folder / "data/documents" / f"{name}.txt").write_bytes(content)

    with pytest.raises(CommuniqueError) as caught:
        Project.open(folder).build()

    assert f"{name}.txt" in str(caught.value) or name in str(caught.value)
    assert reason in str(caught.value)
    assert len(str(caught.value).removeprefix(str(folder))) < 400
    assert "\n" not in str(caught.value)
    assert not (folder / "data/graph").exists()


_BUILD = "import sys; from communique.project import Project; print(Project.open(sys.argv[1]).build().claims)"


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make"), LARGE.items(), ids=LARGE)
def test_a_large_text_takes_bounded_time_and_memory(tmp_path: Path, name: str, make: Callable[[], str]) -> None:
    """A text of megabytes, or knotted by a million signs, is read in time and memory that grow with its length alone."""
    folder = make_project(tmp_path, text=make())

    with subprocess.Popen([sys.executable, "-c", _BUILD, str(folder)], stdout=subprocess.PIPE, text=True) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        claims = running.stdout.read() if running.stdout else ""

    assert 0 == running.returncode
    assert int(claims) > 0
    assert used.ru_utime + used.ru_stime < MOST_SECONDS
    assert used.ru_maxrss * 1024 < MOST_BYTES
