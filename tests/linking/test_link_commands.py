"""The commands of linking, on a small project built by the program itself."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import communique
from communique.linking.sssom import read_sssom
from communique.project import Project
from tests.conftest import Run

TARGET = """
name = "register"
prefix = "register"
space = "http://example.org/register/"
kind = "person"
file = "people.tsv"
id = "id"
names = ["name"]
"""


@pytest.fixture
def project(bridges: Project, tmp_path: Path) -> Project:
    """Return a copy of the small project, to write into."""
    return communique.open(shutil.copytree(bridges.settings.root, tmp_path / "project"))


@pytest.fixture
def folder(project: Project, tmp_path: Path) -> Path:
    """Describe a target for the project, whose table holds one of its people, and return the table's folder."""
    targets = project.settings.paths["links"] / "targets"
    targets.mkdir(parents=True, exist_ok=True)
    (targets / "register.toml").write_text(TARGET, encoding="utf-8")
    (tmp_path / "people.tsv").write_text("id\tname\n7\t" + person(project) + "\n", encoding="utf-8")
    return tmp_path


def person(project: Project) -> str:
    """Return the name of one of the project's people."""
    row = next(iter(project.sparql("SELECT ?name WHERE { ?p a meet:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 1")))
    return str(row["name"])


def test_a_link_goes_from_suggestion_to_mapping_file(run: Run, project: Project, folder: Path) -> None:
    """A sheet is written, decided, applied, and recorded with who decided and when."""
    root, sheet = project.settings.root, folder / "review.tsv"
    status, _, _ = run("link", "suggest", "--target", "register", "--tables", str(folder), "-o", str(sheet), project=root)
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8")), delimiter="\t"))
    candidates = [row for row in rows if row["candidate_id"]]
    assert (status, [row["verdict"] for row in candidates]) == (0, ["unsure"])

    decided = sheet.read_text(encoding="utf-8").replace(f"{candidates[0]['why']}\t\t", f"{candidates[0]['why']}\tsame\t")
    sheet.write_text(decided, encoding="utf-8")
    status, _, err = run(
        *(
            "link",
            "apply",
            str(sheet),
            "--target",
            "register",
            "--tables",
            str(folder),
            "--by",
            "Ada Quint",
            "--date",
            "2022-05-01",
        ),
        project=root,
    )
    [mapping] = read_sssom(project.settings.paths["links"] / "register.sssom.tsv").mappings

    assert (status, mapping.object_id, mapping.reviewer_label, mapping.mapping_date) == (0, "register:7", "Ada Quint", "2022-05-01")
    assert "1 accepted" in err


def test_targets_are_listed(run: Run, project: Project, folder: Path) -> None:
    """By their names."""
    _, out, _ = run("link", "targets", project=project.settings.root)

    assert "register" in out.splitlines()


def test_federated_questions_are_listed_and_kept_off_the_network(run: Run, project: Project) -> None:
    """The list says what each asks; a data set without links to the other side needs no network for its empty answer."""
    _, out, _ = run("link", "ask", "--format", "json", project=project.settings.root)
    status, rows, _ = run("link", "ask", "posts-in-wikidata", "--format", "json", project=project.settings.root)

    assert "posts-in-wikidata" in {row["question"] for row in json.loads(out)}
    assert (status, json.loads(rows)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("link", "suggest", "--target", "nobody"), "nobody: no such target"),
        (("link", "suggest", "--target", "register"), "no such file; put the target's table there"),
        (("link", "ask", "nothing"), "nothing: no such question"),
        (("link", "apply", "none.tsv", "--target", "register", "--by", "A"), "none.tsv"),
    ],
)
def test_misuse_is_told_in_one_line(run: Run, project: Project, folder: Path, arguments: tuple[str, ...], message: str) -> None:
    """Status 2, and a line that says what was expected."""
    status, _, err = run(*arguments, project=project.settings.root)

    assert (status, len(err.strip().splitlines())) == (2, 1)
    assert message in err
