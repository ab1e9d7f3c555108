"""Deciding candidates for links on the page, as the command line does."""

import pytest

from communique.linking.links_graph import links_rows
from communique.linking.sheet import write_sheet
from communique.review.bench import Bench, today
from communique.review.links import FIELD
from communique.serving import make_bench
from tests.review.conftest import Browser

LUC = {"subject": "person/luc-moreau", "by": "R. Bell"}


@pytest.fixture
def bench(browser: Browser) -> Bench:
    """The bench of the project."""
    return make_bench(browser.project)


def mappings(browser: Browser, name: str) -> list[dict[str, str]]:
    """Return the rows of a mapping file."""
    path = browser.project.settings.paths["links"] / f"{name}.sssom.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    head, *found = [line.split("\t") for line in lines]
    return [dict(zip(head, row, strict=False)) for row in found]


def test_a_candidate_stands_beside_our_words_with_its_score(shared: Browser) -> None:
    """The quotation, the record, and what speaks for the pair."""
    text = shared.shown("/links/registry")

    assert "Deputy Minister of Transport Luc Moreau led" in text
    assert "Luc Moreau 17" in text
    assert "family name" in text
    assert "Looked for, and not there" in text


def test_an_accepted_link_is_written_with_who_and_when(browser: Browser) -> None:
    """What is rejected goes into its own file, and the subject is asked about no more; a build follows the files."""
    answer = browser.send("/links/registry", LUC | {FIELD + "17": "same", FIELD + "18": "not-same"})
    [row] = mappings(browser, "registry")
    [rejected] = mappings(browser, "rejected")
    links = list(links_rows(browser.project.settings.paths["links"], browser.project.settings.base))

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/review/links/registry?accepted=1&rejected=1&none=0&by=R.+Bell",
    )
    assert (row["object_id"], row["reviewer_label"]) == ("registry:17", "R. Bell")
    assert today() in (browser.project.settings.paths["links"] / "registry.sssom.tsv").read_text(encoding="utf-8")
    assert (rejected["object_id"], rejected["predicate_modifier"]) == ("registry:18", "Not")
    assert {"https://example.org/registry/17"} == {str(node) for _, _, node in links if "registry/" in str(node)}
    assert 'value="person/luc-moreau"' not in browser.get("/links/registry").text


def test_looked_for_and_not_there_is_recorded(browser: Browser) -> None:
    """The subject is asked about no more."""
    browser.send("/links/registry", LUC | {"none": "yes"})

    assert [row["object_id"] for row in mappings(browser, "registry")] == ["sssom:NoTermFound"]
    assert 'value="person/luc-moreau"' not in browser.get("/links/registry").text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "nothing was decided"),
        ({FIELD + "17": "unsure"}, "nothing was decided"),
        ({FIELD + "17": "perhaps"}, "expected one of same, close, related, not-same"),
        ({FIELD + "17": "same", FIELD + "18": "same"}, "on 2 rows; one record can be the same, or none is"),
        ({FIELD + "17": "same", "none": "yes"}, "on 2 rows; one record can be the same, or none is"),
        ({FIELD + "17": "same", "by": " "}, "say who decides"),
    ],
)
def test_what_cannot_be_meant_is_told_and_not_written(browser: Browser, fields: dict[str, str], reason: str) -> None:
    """With what was chosen still chosen."""
    answer = browser.send("/links/registry", LUC | fields)

    assert answer.status_code == 400
    assert reason in answer.text
    assert not (browser.project.settings.paths["links"] / "registry.sssom.tsv").exists()


def test_a_sheet_is_reviewed_where_there_is_one(browser: Browser, bench: Bench) -> None:
    """Its rows are shown, counted, and left out once they are decided."""
    folder = browser.project.settings.paths["links"] / "review"
    folder.mkdir()
    (folder / "registry.tsv").write_text(write_sheet(bench.desk.suggest(bench.store(), "registry")), encoding="utf-8")
    shown, overview = browser.shown("/links/registry"), browser.shown("")
    browser.send("/links/registry", LUC | {FIELD + "17": "same"})

    assert "From the sheet data/links/review/registry.tsv." in shown
    assert "2 link candidates in sheets" in overview
    assert "0 link candidates in sheets" in browser.shown("")


def test_a_target_that_cannot_be_read_says_why(browser: Browser) -> None:
    """The page has the reason in place of candidates."""
    (browser.project.settings.paths["links"] / "targets" / "people.csv").unlink()
    answer = browser.get("/links/registry")

    assert answer.status_code == 409
    assert "people.csv: no such file" in answer.text


def test_an_unknown_target_or_subject_is_refused(shared: Browser) -> None:
    """By its name."""
    answers = [shared.get("/links/no<b>body"), shared.send("/links/nobody", LUC)]
    gone = shared.send("/links/registry", LUC | {"subject": "person/nobody"})

    assert [404, 404] == [answer.status_code for answer in answers]
    assert answers[0].headers["Content-Type"].startswith("text/plain")
    assert gone.status_code == 409
    assert "nothing waits for a decision on it" in gone.text


def test_hostile_records_are_text(shared: Browser) -> None:
    """Names from a register never become markup."""
    page = shared.get("/links/registry").text

    assert "<b>Moreau" not in page
    assert "Luc &lt;b&gt;Moreau&lt;/b&gt;" in page
