"""A project in Python: rows as dicts, as a data frame, the data set as rdflib's."""

import sys

import pytest
from rdflib import Dataset

import communique
from communique.errors import ProjectError, QueryError, QuestionError
from communique.project import Project


def test_rows_are_dicts_by_column(bridges: Project) -> None:
    """An answer is a list of dicts, with its columns in order."""
    rows = bridges.ask("meetings")

    assert 1 == len(rows)
    assert set(rows.columns) == set(rows[0])


def test_rows_become_a_data_frame(bridges: Project) -> None:
    """With pandas, an answer is a data frame with its columns in order, even without rows."""
    pytest.importorskip("pandas", reason="pandas is not installed")

    assert list(bridges.ask("meetings").columns) == list(bridges.ask("meetings").to_pandas().columns)
    assert ["x"] == list(bridges.sparql("SELECT ?x { ?x a <http://example.org/Nothing> }").to_pandas().columns)


def test_without_pandas_people_are_told_what_to_install(bridges: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the library and the command."""
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(QueryError, match=r"pandas, which is not installed; run: pip install 'communique\[notebook\]'"):
        bridges.ask("meetings").to_pandas()


def test_the_data_set_is_rdflibs(bridges: Project) -> None:
    """Its default graph is the union of all, so a query needs no graph's name."""
    dataset = bridges.dataset()

    assert isinstance(dataset, Dataset)
    assert len(list(dataset.query("SELECT ?m { ?m a <https://w3id.org/communique/meet#Meeting> }"))) == 1


def test_a_question_that_is_not_there_has_neighbours(bridges: Project) -> None:
    """A slip of the pen is answered with the name that was meant."""
    with pytest.raises(QuestionError, match="did you mean meetings"):
        bridges.ask("meeting")


def test_a_graph_is_no_rows(bridges: Project) -> None:
    """A query that makes a graph is refused with what to do."""
    with pytest.raises(QueryError, match=r"expected SELECT or ASK, or use dataset\(\)\.query"):
        bridges.sparql("CONSTRUCT WHERE { ?s ?p ?o }")


def test_no_project_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Outside of any project, the message says how to make one."""
    with pytest.raises(ProjectError, match="make one with 'communique new DIR'"):
        communique.open(tmp_path_factory.mktemp("nothing"))
