"""The targets of a project, and what every target must keep."""

import json
from pathlib import Path

import pytest

from communique.errors import TargetError
from communique.linking.asking import Asker
from communique.linking.base import Subject, Target
from communique.linking.endpoint import Endpoint
from communique.linking.reconciliation import Reconciliation
from communique.linking.subjects import KINDS
from communique.linking.table import Table
from communique.linking.targets import find_targets, open_target

ROOT = Path(__file__).resolve().parents[2]
HEAD = 'name = "x"\nprefix = "x"\nspace = "http://example.org/"\n'
FORMS = {
    "table": (HEAD + 'kind = "agency"\nfile = "t.tsv"\nid = "id"\nnames = ["name"]\n', Table),
    "dump": (HEAD + 'form = "dump"\nfile = "d.json"\n[kinds]\nQ5 = "person"\n', Table),
    "endpoint": (HEAD + 'form = "endpoint"\naddress = "https://e.example.org/"\nquery = "SELECT *"\n', Endpoint),
    "reconciliation": (HEAD + 'form = "reconciliation"\naddress = "https://r.example.org/"\n', Reconciliation),
}


def described(folder: Path, text: str) -> Path:
    """Write a description and the files that it may name."""
    (folder / "t.tsv").write_text("id\tname\n1\tHarbour Office\n", encoding="utf-8")
    (folder / "d.json").write_text(json.dumps({"id": "Q1", "labels": {}, "claims": {}}), encoding="utf-8")
    (folder / "x.toml").write_text(text, encoding="utf-8")
    return folder / "x.toml"


@pytest.mark.parametrize("form", FORMS)
def test_each_form_makes_its_target(tmp_path: Path, form: str) -> None:
    """A description makes a target of its form, with its name, prefix and space."""
    text, made = FORMS[form]
    target: Target = open_target(described(tmp_path, text), Asker(tmp_path))

    assert isinstance(target, made)
    assert (target.name, target.prefix, target.space) == ("x", "x", "http://example.org/")
    assert target.kinds <= KINDS


@pytest.mark.parametrize("form", ["table", "dump"])
def test_what_lies_on_the_disk_needs_no_network(tmp_path: Path, form: str) -> None:
    """A local target answers without leave, if only with nothing."""
    target = open_target(described(tmp_path, FORMS[form][0]), Asker(tmp_path / "cache"))

    assert list(target.candidates(Subject("a", "agency", "Lake Board"))) == []


@pytest.mark.parametrize("form", ["endpoint", "reconciliation"])
def test_a_service_is_not_asked_without_leave(tmp_path: Path, form: str) -> None:
    """A target on the network refuses to work offline, and says how to allow it."""
    target = open_target(described(tmp_path, FORMS[form][0]), Asker(tmp_path / "cache"))

    with pytest.raises(TargetError, match="--network"):
        target.candidates(Subject("a", "agency", "Lake Board"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + 'form = "oracle"\n', "expected table, dump, endpoint, reconciliation"),
        (HEAD + 'form = "endpoint"\n', "no address, query"),
        (HEAD + 'form = "reconciliation"\naddress = "file:///etc"\n', "begins with http"),
    ],
)
def test_a_description_that_makes_nothing_is_refused(tmp_path: Path, text: str, says: str) -> None:
    """The message says what a description needs."""
    with pytest.raises(TargetError, match=says):
        open_target(described(tmp_path, text), Asker(tmp_path))


def test_the_descriptions_of_a_folder_are_found(tmp_path: Path) -> None:
    """By the names of their files; a folder that is not there has none."""
    described(tmp_path, FORMS["table"][0])

    assert find_targets(tmp_path) == {"x": tmp_path / "x.toml"}
    assert find_targets(tmp_path / "none") == {}


def test_the_descriptions_of_the_project_are_whole(tmp_path: Path) -> None:
    """Each names its form and what the form needs; a table's file need not lie here."""
    found = find_targets(ROOT / "data" / "links" / "targets")
    assert len(found) >= 4

    for path in found.values():
        if 'form = "table"' not in path.read_text(encoding="utf-8"):
            assert open_target(path, Asker(tmp_path)).name == path.stem
