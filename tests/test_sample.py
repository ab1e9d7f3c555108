"""The second sample project: other states, other bodies, other formats, one series and meetings outside of it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.documents import read_folder
from communique.inputs import check_data
from communique.project import Project
from communique.reading import as_json, read
from tests.sample.make_pdf import FILE, sample_pdf

SAMPLE = Path(__file__).parent / "sample"
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((SAMPLE / "readings").glob("*.json"))}
FIELDS = ("ordinal", "start", "end", "place", "mode", "status")
DOCUMENTS = {document.name: document for document in read_folder(SAMPLE / "data" / "documents")}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the sample project in a folder of its own."""
    root = tmp_path_factory.mktemp("sample") / "corridor"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    opened = Project.open(root)
    opened.build()
    return opened


def test_the_pdf_is_what_its_program_makes() -> None:
    """The committed PDF has the bytes that the committed program makes."""
    assert FILE.read_bytes() == sample_pdf()


def test_there_is_gold_for_every_document() -> None:
    """Ten documents or more, of several formats, each with its gold reading."""
    assert set(GOLD) == set(DOCUMENTS)
    assert 10 <= len(GOLD)
    assert {".html", ".pdf", ".txt", ".md", ".eml"} <= {path.suffix for path in (SAMPLE / "data" / "documents").iterdir()}


def quotations(gold: dict[str, Any]) -> Iterator[str]:
    """Yield all of a gold reading that must stand in the text."""
    yield from (quotation["text"] for quotation in gold["quotations"])
    yield from (thing["name"] for thing in (*gold["things"], *gold["references"]))
    for meeting in gold["meetings"]:
        yield meeting["name"] or ""
        yield from (outcome["text"] for outcome in meeting["outcomes"])
        yield from (body["organization"] for body in meeting["represented"])
        for person in meeting["attendance"]:
            yield person["person"]
            yield from (post["organization"] or "" for post in person["posts"])


@pytest.mark.parametrize("name", GOLD)
def test_gold_stands_in_the_text(name: str) -> None:
    """Every quotation and name of a gold reading is in the document, white space folded."""
    text = " ".join(DOCUMENTS[name].text.split())

    assert [] == [quotation for quotation in quotations(GOLD[name]) if " ".join(quotation.split()) not in text]


def facts(reading: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return what is compared: the people of the meetings with their roles, and the meetings' ordinals, days, places and modes."""
    found: set[tuple[str, ...]] = set()
    for meeting in reading["meetings"]:
        found |= {
            (key, str(meeting[key])) for key in ("ordinal", "start", "end", "place", "mode", "status") if meeting[key] is not None
        }
        for person in meeting["attendance"]:
            found.add(("person", person["person"]))
            found |= {("role", person["person"], role) for role in person["roles"]}
    return found


def test_readings_are_near_the_gold() -> None:
    """Over all documents, most of what is read is right, and most of the gold is read."""
    pairs = [(facts(GOLD[name]), facts(as_json(read(document)))) for name, document in DOCUMENTS.items()]

    right = sum(len(gold & got) for gold, got in pairs)
    assert 0.98 <= right / sum(len(got) for _, got in pairs)
    assert 0.92 <= right / sum(len(gold) for gold, _ in pairs)


def test_a_document_about_no_meeting_gives_none() -> None:
    """A greeting on an anniversary holds no meeting."""
    assert () == read(DOCUMENTS["ocean-2021-anniversary"]).meetings


def rows_by_ordinal(project: Project) -> dict[int, dict[str, Any]]:
    """Return the meetings of the series by their number."""
    return {int(row["ordinal"]): dict(row) for row in project.ask("meetings") if row["ordinal"]}


def test_it_has_one_series_two_meetings_outside_of_it_and_three_states(project: Project) -> None:
    """Three states meet in one series; a visit and a call stand by themselves."""
    rows = project.ask("meetings")
    sides = {row["side"] for row in project.ask("attendance") if row["side"] and row["ordinal"]}

    assert ["Blue Corridor Council"] == sorted({row["series"] for row in rows if row["series"]})
    assert ["2020-06-03", "2021-09-16"] == sorted(row["start"] for row in rows if not row["series"])
    assert {"Ghana", "Portugal", "Uruguay"} == sides


def test_words_of_its_own_give_a_call_its_two_parties(project: Project) -> None:
    """Whose ministry it is, the project's own table says; so is told who called whom, and that two reports are of one visit."""
    names = {row["name"]: len(row["documents"]) for row in project.ask("meetings") if not row["series"]}

    assert {"Meeting of Norway and Uruguay, 2020-06-03": 1, "Meeting of Ghana and Portugal, 2021-09-16": 2} == names


def test_the_checks_find_no_fault(project: Project) -> None:
    """No violation, and nothing that the sources say oddly."""
    assert () == check_data(project.settings, project.store)


@pytest.mark.parametrize(
    ("question", "given", "column", "expected"),
    [
        ("attendance", {"meeting": "5"}, "name", {"Beatriz Quintela", "Lucía Ferrando", "Martín Echegaray", "Nana Ama Boateng"}),
        ("leaders", {"meeting": "3"}, "side", {"Ghana", "Portugal", "Uruguay"}),
        ("disagreements", {}, "kind", {"aspect", "contradiction", "naming", "silence"}),
        ("agencies", {"meeting": "4"}, "side", {"Ghana", "Portugal", "Uruguay"}),
    ],
)
def test_it_answers(project: Project, question: str, given: dict[str, str], column: str, expected: set[str]) -> None:
    """The stock questions answer from documents that the program was not made for."""
    assert expected == {row[column] for row in project.ask(question, **given)}


def test_releases_of_one_meeting_report_one_meeting(project: Project) -> None:
    """Each plenary is one meeting, whoever reports it and in whatever format."""
    meetings = rows_by_ordinal(project)

    reports = {ordinal: sorted(str(name).rpartition("/")[2] for name in meetings[ordinal]["documents"]) for ordinal in (3, 4, 5)}

    assert {
        3: ["harbour-2018-bcc-3", "ports-2018-bcc-3"],
        4: ["harbour-2019-bcc-4", "ocean-2019-bcc-4", "wire-2019-bcc-4"],
        5: ["ocean-2020-bcc-5", "ports-2020-bcc-5"],
    } == reports


def test_the_two_days_of_the_third_plenary_are_a_dispute(project: Project) -> None:
    """One source dates the third plenary on 13 March, another on 14 March; only that meeting is disputed."""
    meetings = rows_by_ordinal(project)

    assert {3: True, 4: False, 5: False} == {ordinal: meetings[ordinal]["disputed"] for ordinal in (3, 4, 5)}


def test_a_reprint_and_its_original_are_one_witness(project: Project) -> None:
    """The wire's reprint rests on the original release."""
    witnesses = {str(row["document"]).rpartition("/")[2]: row["witness"] for row in project.ask("sources")}

    assert "ocean-2019-bcc-4" == witnesses["wire-2019-bcc-4"]
    assert len(GOLD) - 1 == len(set(witnesses.values()))


def test_nothing_of_another_data_set_is_in_it(project: Project) -> None:
    """The published data name nothing outside of the project, its words, and what is known of all states."""
    published = (project.settings.paths["graph"] / "everything.nq").read_text(encoding="utf-8")

    assert [] == [word for word in ("21st Century", "communique/21cb", "Mexico City", "Executive Steering") if word in published]
    assert "Blue Corridor Council" in published
