"""New projects: what is in them, what is refused, and that they work."""

from pathlib import Path

import pytest
from rdflib import Graph

from communique import authority
from communique.errors import ProjectError
from communique.inputs import check_data
from communique.judgements import read_judgements
from communique.linking.asking import Asker
from communique.linking.targets import find_targets, open_target
from communique.project import Project
from communique.questions import load_questions
from communique.scaffold import Naming, new
from communique.settings import PATHS, read_settings

#: What only appears once there is something to put in.
LATER = {"graph", "waivers", "takedowns"}


def test_a_new_project_is_named_for_its_folder(tmp_path: Path) -> None:
    """Name, title and base follow from the folder's name."""
    settings = read_settings(new(tmp_path / "Lake Talks").root)

    assert ("lake-talks", "https://example.org/lake-talks/") == (settings.name, settings.base)
    assert "Meetings in the documents of Lake Talks" == settings.title


def test_title_and_base_may_be_given(tmp_path: Path) -> None:
    """A title with quotation marks and a base of one's own are written as given."""
    made = new(tmp_path / "lake", naming=Naming('The "Lake" \\ Talks', "https://example.net/l#"))

    settings = read_settings(made.root)

    assert ('The "Lake" \\ Talks', "https://example.net/l#") == (settings.title, settings.base)


def test_every_part_has_its_folder_and_readme(tmp_path: Path) -> None:
    """Each part of a project that people write has a folder with a README that says what goes there."""
    settings = read_settings(new(tmp_path / "lake").root)

    assert [] == [part for part in PATHS.keys() - LATER if not (settings.paths[part] / "README.md").is_file()]
    folders = [path for path in (settings.root / "data").rglob("*") if path.is_dir()]
    assert 7 <= len(folders)
    assert [] == [folder for folder in (settings.root / "data", *folders) if not (folder / "README.md").is_file()]


def test_what_is_made_again_is_not_kept_in_git(tmp_path: Path) -> None:
    """The cache and the site are in `.gitignore`."""
    root = new(tmp_path / "lake").root

    assert {".communique/", "/site/"} <= set((root / ".gitignore").read_text().split())


def test_no_sign_of_the_template_is_left(tmp_path: Path) -> None:
    """Every place of the template that takes a value has one."""
    root = new(tmp_path / "lake").root

    assert [] == [path for path in root.rglob("*") if path.is_file() and "$" in path.read_text()]


def test_authority_and_judgements_are_empty_and_well_formed(tmp_path: Path) -> None:
    """The files that people will write in hold their heads, and the program reads them."""
    settings = read_settings(new(tmp_path / "lake").root)

    assert () == read_judgements(settings.paths["judgements"])
    assert {} == dict(authority.load(settings.paths["authority"], settings.base).pins)


def test_wikidata_is_a_target_from_the_start(tmp_path: Path) -> None:
    """A new project can be linked with Wikidata, which is asked only when the network is allowed."""
    root = new(tmp_path / "lake").root
    asker = Asker(tmp_path / "asked", network=False)

    assert ["wikidata"] == list(find_targets(root / "data/links/targets"))
    assert "wikidata" == open_target(root / "data/links/targets/wikidata.toml", asker).name


def remove_signs(path: Path) -> None:
    """Make the examples of a file hold: remove the `#` before each line of Turtle, or of the words below a table's head."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = next((number for number, line in enumerate(lines) if "\t" in line and not line.startswith("#")), 0)
    kept = [
        line.removeprefix("#").lstrip() if number > head else line for number, line in enumerate(lines) if not line.endswith(":")
    ]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


PARLEY = """---
title: Third Harbour Parley
published: 2020-05-05
---
On May 4, Ghana and Uruguay met in Accra for the Third Ghana-Uruguay Harbour Parley. Grand Harbourmaster Kwabena Osei led the \
Ghanaian delegation. Peruvian Minister of Waters Lucía Ferro and MWS Director Esi Boateng took part.
"""
READOUT = """---
title: Harbour Parley held
published: 2020-05-06
---
The Third Ghana-Uruguay Harbour Parley was held in Accra on May 4, 2020. Grand Harbourmaster Kobby Osei led the Ghanaian \
delegation. The delegation included representatives from the Marine Weather Service, the Ministry of Fish of Uruguay and the \
Intendancy of Fish of Uruguay.
"""


def test_every_example_works_once_its_signs_are_removed(tmp_path: Path) -> None:
    """An agency, a nickname, the title of a post, a noun of body and of meeting, a question and a shape hold."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "parley.txt").write_text(PARLEY, encoding="utf-8")
    (source / "readout.txt").write_text(READOUT, encoding="utf-8")
    project = Project(read_settings(new(tmp_path / "lake", source).root))
    project.build()
    before = {row["name"] for row in project.ask("people")}

    for path in (*project.settings.root.rglob("data/lexicon/*.tsv"), *project.settings.root.rglob("own.ttl")):
        remove_signs(path)
    project.build()

    assert {"Grand Harbourmaster Kwabena Osei", "Grand Harbourmaster Kobby Osei"} < before
    assert ["Esi Boateng", "Kwabena Osei", "Lucía Ferro"] == sorted(row["name"] for row in project.ask("people"))
    assert [("Ghana-Uruguay Harbour Parley", 3)] == [(row["series"], row["ordinal"]) for row in project.ask("meetings")]
    bodies = [(row["name"], row["side"]) for row in project.ask("agencies") if row["how"] == "body"]
    assert [("Intendancy of Fish of Uruguay", "Uruguay"), ("Marine Weather Service", "Ghana")] == sorted(bodies)
    assert ["2020-05-05", "2020-05-06"] == [row["published"] for row in project.ask("dates-of-documents")]
    assert 2 == sum("OWN-01" in finding.message for finding in check_data(project.settings, project.store))
    assert "Ministerio de Aguas" in (project.settings.paths["graph"] / "everything.nq").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["data/authority/own.ttl", "ontology/shapes/own.ttl"])
def test_the_examples_in_comments_are_right(tmp_path: Path, path: str) -> None:
    """An example in Turtle is valid once the signs before its lines are removed."""
    lines = (new(tmp_path / "lake").root / path).read_text().splitlines()

    example = "\n".join(line.removeprefix("#") for line in lines if not line.endswith(":"))

    assert 4 <= len(Graph().parse(data=example, format="turtle"))


def test_the_example_question_is_one(tmp_path: Path) -> None:
    """The example of a question has a head that the program understands."""
    settings = read_settings(new(tmp_path / "lake").root)

    assert {"dates-of-documents"} == set(load_questions(settings.paths["questions"]))


def test_documents_come_in(tmp_path: Path) -> None:
    """The documents of a folder are taken in, each with a row."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("They met.")
    (source / "b.txt").write_text("")

    made = new(tmp_path / "lake", source)

    assert ["added", "refused"] == [row.status for row in made.rows]
    assert "They met." == (made.root / "data" / "documents" / "a.txt").read_text()


def test_progress_is_told_for_each_document(tmp_path: Path) -> None:
    """Taking in tells how many are done of how many."""
    source = tmp_path / "in"
    source.mkdir()
    for name in "abc":
        (source / f"{name}.txt").write_text(f"They met in {name}.")
    told: list[tuple[str, int, int]] = []

    new(tmp_path / "lake", source, progress=lambda *step: told.append(step))

    assert [("take", 0, 3), ("take", 1, 3), ("take", 2, 3)] == told


def test_an_interruption_while_documents_come_in_leaves_nothing(tmp_path: Path) -> None:
    """A project appears with all of its documents or not at all, so the same command can be given again."""
    source = tmp_path / "in"
    source.mkdir()
    for name in "ab":
        (source / f"{name}.txt").write_text(f"They met in {name}.")

    def interrupt(_step: str, done: int, _all: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new(tmp_path / "lake", source, progress=interrupt)

    assert ["in"] == [path.name for path in tmp_path.iterdir()]
    assert 2 == len(new(tmp_path / "lake", source).rows)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """A folder that is there and empty becomes the project."""
    (tmp_path / "lake").mkdir()

    assert (new(tmp_path / "lake").root / "communique.toml").is_file()


@pytest.mark.parametrize("name", ["...", "¿?"])
def test_a_folder_whose_name_gives_none_is_refused(tmp_path: Path, name: str) -> None:
    """A name without letter or digit gives no name to the project."""
    with pytest.raises(ProjectError, match="choose another"):
        new(tmp_path / name)


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds anything is refused and stays as it is."""
    (tmp_path / "a.txt").write_text("They met.")

    with pytest.raises(ProjectError, match="is not empty; expected a new folder"):
        new(tmp_path)

    assert ["a.txt"] == [path.name for path in tmp_path.iterdir()]


def test_a_missing_source_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    """Where the documents do not exist, no project is made."""
    with pytest.raises(ProjectError, match="no such file or folder"):
        new(tmp_path / "lake", tmp_path / "none")

    assert [] == list(tmp_path.iterdir())


def test_an_unfit_base_leaves_nothing(tmp_path: Path) -> None:
    """A base that is no address is refused, and no part of a project stays."""
    with pytest.raises(ProjectError, match="base is 'lake'"):
        new(tmp_path / "lake", naming=Naming(base="lake"))

    assert [] == list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A folder below a file cannot be made."""
    (tmp_path / "a").write_text("x")

    with pytest.raises(ProjectError, match="cannot be made"):
        new(tmp_path / "a" / "lake")
