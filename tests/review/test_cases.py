"""Deciding open cases on the page: followed by the next build, taken back by deleting the row."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique.review.bench import today
from tests.review.conftest import Browser, open_browser


def test_a_contradiction_stands_beside_its_words(shared: Browser) -> None:
    """Each value with the document that says so, and its words in their place."""
    text = shared.shown("/cases")

    assert "Third U.S.-Canada Bridge Dialogue: start date" in text
    assert text.index("4 May 2021") < text.index("Third Bridge Dialogue, U.S. Department of Transportation, 5 May 2021")
    assert "On May 4, the United States and Canada met virtually" in text
    assert "was held on May 5, 2021. Canadian Deputy Minister" in text


def test_an_unsure_pair_stands_with_both_places_and_the_reasons(shared: Browser) -> None:
    """The two mentions with what stands around them."""
    text = shared.shown("/cases")

    assert "Ann Bell (forum) and Ann Bell (release): the same person?" in text
    assert "+0.60 the full names are the same" in text
    assert "Rail Forum. Ann Bell led the U.S. delegation." in text


@dataclass(frozen=True)
class Told:
    """What was published before two judgements, after the build that followed them, and after they were taken back."""

    before: str
    after: str
    taken_back: str
    left: list[str]
    again: list[str]
    overview: str


@pytest.fixture(scope="module")
def told(built: Path, waiting: list[str], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Judge both cases on the page, build, delete the rows, and build again, on the page too."""
    browser = open_browser(Path(shutil.copytree(built, tmp_path_factory.mktemp("told") / "project")))
    value, pair = waiting
    before = browser.published()
    browser.judge(value, "2021-05-05", reason="the hosts said so")
    browser.judge(pair, "same")
    browser.send("/build", {})
    after, left = browser.published(), browser.cases()
    shutil.rmtree(browser.project.settings.paths["judgements"])
    browser.send("/build", {})
    return Told(before, after, browser.published(), left, browser.cases(), browser.shown(""))


def test_a_judgement_on_a_value_is_followed_by_the_next_build(told: Told) -> None:
    """The value that was chosen is asserted, and the reason stands in the data."""
    settled = "/meet#resolution> <https://w3id.org/communique/code/resolution/settled>"

    assert [False, True] == [settled in state for state in (told.before, told.after)]
    assert [False, True] == ["the hosts said so" in state for state in (told.before, told.after)]


def test_a_judgement_on_a_pair_is_followed_by_the_next_build(told: Told) -> None:
    """Two mentions that were two people are one."""
    assert [True, False] == ["/person/ann-bell-" in state for state in (told.before, told.after)]


def test_deleting_the_rows_takes_the_judgements_back(told: Told) -> None:
    """The build has the bytes that it had before, and the cases wait again."""
    assert told.before == told.taken_back
    assert told.left == []
    assert len(told.again) == 2


def test_a_judgement_is_a_row_with_who_when_and_why(browser: Browser, waiting: list[str]) -> None:
    """The form goes on to what is left, and the case waits no more."""
    answer = browser.judge(waiting[0], "2021-05-05")
    file = browser.project.settings.paths["judgements"] / "values.tsv"
    kind, _, value, verdict, reason, by, day, _ = file.read_text(encoding="utf-8").splitlines()[1].split("\t")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/review/cases?done={waiting[0]}&by=R.+Bell")
    assert (kind, value, verdict, reason, by, day) == ("value", "2021-05-05", "prefer", "the minutes", "R. Bell", today())
    assert browser.cases() == waiting[1:]


def test_a_pair_that_somebody_called_unsure_is_not_asked_about_again(browser: Browser, waiting: list[str]) -> None:
    """The answer is recorded, and the two stay apart."""
    browser.judge(waiting[1], "unsure")

    assert browser.cases() == waiting[:1]


def test_what_was_typed_stays_after_a_mistake(browser: Browser, waiting: list[str]) -> None:
    """The mistake is told where it was made, the rest need not be typed again, and nothing is written."""
    case = waiting[0]
    answer = browser.judge(case, "2021-05-05", reason=" ", by="Zoë & Co")

    assert answer.status_code == 400
    assert "reason is empty; fill it in" in answer.text
    assert 'value="2021-05-05" required checked' in answer.text
    assert 'value="Zoë &amp; Co"' in answer.text
    assert not browser.project.settings.paths["judgements"].exists()


def test_a_verdict_that_the_case_does_not_have_is_refused(browser: Browser, waiting: list[str]) -> None:
    """As on the command line."""
    case = waiting[0]
    answer = browser.judge(case, "2021-06-01")

    assert answer.status_code == 400
    assert "expected one of" in answer.text


@pytest.mark.parametrize("again", [True, False])
def test_a_case_that_does_not_wait_is_refused(browser: Browser, waiting: list[str], again: bool) -> None:
    """A form that is sent twice, or for no case, writes nothing more."""
    case = waiting[0] if again else "nothing"
    if again:
        browser.judge(case, "2021-05-05")
    answer = browser.judge(case, "2021-05-04")

    assert answer.status_code == 409
    assert "does not wait for a judgement any more" in answer.text


def test_a_row_cannot_be_smuggled_into_the_file(browser: Browser, waiting: list[str]) -> None:
    """Tabs and line ends in a reason become spaces of its cell."""
    case = waiting[0]
    browser.judge(case, "2021-05-05", reason="a\nvalue\tb\r\nc")
    file = browser.project.settings.paths["judgements"] / "values.tsv"

    assert [line.split("\t")[4] for line in file.read_text(encoding="utf-8").splitlines()[1:]] == ["a value b c"]


def test_hostile_names_are_text(shared: Browser) -> None:
    """Titles, publishers and what was typed never become markup."""
    page = shared.get("/cases?by=%22%3E%3Cscript%3Ealert(3)%3C/script%3E").text

    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&#34;&gt;&lt;script&gt;alert(3)" in page


def test_the_overview_counts_what_waits_and_tells_what_was_decided(browser: Browser, waiting: list[str]) -> None:
    """Contradictions and pairs, and the judgements that the published data do not follow yet."""
    before = browser.shown("")
    browser.judge(waiting[0], "2021-05-05")
    after = browser.shown("")

    assert "1 open contradiction" in before
    assert "1 unsure pair" in before
    assert "The published data follow every recorded judgement." in before
    assert "0 open contradictions" in after
    assert "the minutes (R. Bell" in after


def test_a_build_tells_its_figures_on_the_overview(told: Told) -> None:
    """And that the server shows the data that it started with."""
    assert "Published: 3 documents, " in told.overview
    assert "start it again to see the new ones" in told.overview


def test_a_refused_build_tells_why_and_leaves_the_data(browser: Browser) -> None:
    """In one line on the overview; what was published stays."""
    before, token = browser.published(), browser.token
    broken = browser.project.settings.paths["judgements"] / "values.tsv"
    broken.parent.mkdir()
    broken.write_text("nonsense\n", encoding="utf-8")
    browser.send("/build", {"token": token})
    broken.unlink()

    assert "Not built: " in browser.shown("")
    assert "values.tsv:1: the columns are" in browser.shown("")
    assert browser.published() == before


def test_a_project_that_cannot_be_read_says_why(browser: Browser) -> None:
    """In one line in place of the page."""
    shutil.rmtree(browser.project.settings.paths["documents"])
    answer = browser.get("/cases")

    assert answer.status_code == 409
    assert "no such folder" in answer.text


def test_pages_speak_the_readers_language(shared: Browser) -> None:
    """Where the project has it."""
    assert "Casos abiertos" in shared.get("/cases", Accept_Language="es-MX,es;q=0.9").text
    assert "Open cases" in shared.get("/cases", Accept_Language="fr").text
