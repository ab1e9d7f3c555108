"""What the pages show."""

import json
import re
from dataclasses import replace

import pytest
from pyoxigraph import Store

from communique.settings import Settings
from communique.site import Site
from communique.terms import MEET
from tests.site.reader import Found, read_page
from tests.site.small import ADA, BASE, BEN, DISPUTE, NORTH, OUTCOME, POST, QUOTE, SECOND, TEXTS


def show(site: Site, path: str, language: str = "en") -> Found:
    """Return a page, read back, its white space folded."""
    body = site.page(path, language)
    assert body is not None, path
    found = read_page(body)
    found.text = " ".join(found.text.split())
    return found


def test_the_first_page_says_what_this_is_and_how_much(site: Site) -> None:
    """Title, sentence, counts."""
    text = show(site, "").text

    assert "Meetings of the River Commission Who met at the River Commission." in text
    assert "2 meetings" in text
    assert "4 documents" in text


def test_the_first_page_puts_open_contradictions_before_meetings(site: Site) -> None:
    """What sources disagree about comes first, with both values."""
    text = show(site, "index.html").text

    assert text.index("4 May 2021 preferred") < text.index("5 May 2021") < text.index("Latest meetings")


def test_the_first_page_takes_its_counts_from_the_description(small: tuple[Settings, Store]) -> None:
    """Where the data set says how much it holds, nothing is counted anew."""
    settings, store = small
    site = Site(settings, store)
    site.context = replace(site.context, sizes={str(MEET.Meeting): 1234})
    body = site.page("", "en")

    assert body is not None
    assert "1,234 meetings" in " ".join(read_page(body).text.split())


def test_what_is_not_there_is_not_counted(site: Site) -> None:
    """A count of none says nothing."""
    assert "0 " not in show(site, "").text.partition("Sources contradict")[0].replace("2020", "")


def test_a_meeting_shows_its_sides_beside_each_other(site: Site) -> None:
    """Each delegation has its leader, its people, their posts and roles."""
    text = show(site, SECOND).text
    north = text.index("Northland Led by Ada Moreno")
    south = text.index("Southland Ben Tully")

    assert north < south
    assert "Minister of Water, Northland" in text[north:south]
    assert "leads the delegation" in text[north:south]
    assert "chairs" in text[north:south]


def test_a_meeting_shows_what_came_of_it(site: Site) -> None:
    """Outcomes by kind, with topics and the things they concern; and words spoken."""
    text = show(site, SECOND).text

    assert f"Committed to {OUTCOME}" in text
    assert "borders the harbour" in text
    assert f"{QUOTE}" in text


@pytest.mark.parametrize("path", [SECOND, ADA, DISPUTE, "meetings.html", "timeline.html"])
def test_both_dates_stand_wherever_the_date_is_shown(site: Site, path: str) -> None:
    """A disputed value is never shown alone."""
    text = show(site, path).text

    assert "4 May 2021" in text
    assert "5 May 2021" in text


def test_every_fact_leads_to_highlighted_words(site: Site) -> None:
    """Each mark of a source on a meeting's page leads to an anchor that is in the document's page."""
    found = show(site, SECOND)
    marks = [link for link in found.links if "#e" in link]
    anchors = {name: set(show(site, f"document/{name}").ids) for name in TEXTS}

    assert len(marks) > 10
    for link in marks:
        name, _, anchor = link.removeprefix("../document/").partition(".html#")
        assert anchor in anchors[name], link


def test_witnesses_are_counted_in_words_too(site: Site) -> None:
    """A reader who does not see the dots hears the number."""
    assert "2 independent sources" in show(site, SECOND).text


def test_an_open_text_is_shown_whole(site: Site) -> None:
    """Nothing is left out where the rights are open."""
    assert TEXTS["north-2"] in show(site, "document/north-2").text


def test_a_text_of_unknown_rights_is_shown_around_its_evidence(site: Site) -> None:
    """Sentences that nothing rests on are left out, in the page and in its source."""
    body = site.page("document/south-2", "en")
    assert body is not None

    assert b"took place on May 5, 2021" in body
    assert b"weather was fine" not in body
    assert b"buffet" not in body
    assert show(site, "document/south-2").text.count("[…]") == 3


def test_a_mark_leads_back_to_what_rests_on_it(site: Site) -> None:
    """Each highlighted stretch links to a note that is on the page."""
    found = show(site, "document/north-2")
    back = [link.removeprefix("#") for link in found.links if re.match(r"#n\d", link)]

    assert len(back) > 10
    assert set(back) <= set(found.ids)


def test_a_document_without_its_text_shows_its_quotations(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the text is not at hand, the anchors are at the quotations."""
    folder = tmp_path_factory.mktemp("bare")
    settings = site.context.settings
    fields = {name: getattr(settings, name) for name in type(settings).__dataclass_fields__}
    bare = Site(type(settings)(**{**fields, "paths": {**settings.paths, "documents": folder / "none"}}), site.data.store)
    found = show(bare, "document/north-2")
    start = TEXTS["north-2"].index("in Porto <Azul>")

    assert "The text is not at hand" in found.text
    assert f"e{start}-{start + len('in Porto <Azul>')}" in found.ids


def test_a_changed_text_is_not_shown(site: Site) -> None:
    """Offsets into another text would lie, so a text whose hash differs counts as missing."""
    assert site.data.shelf.find("north-2", "0" * 64) is None


def test_a_person_has_posts_with_attested_days(site: Site) -> None:
    """A post is attested on a day, and does not begin or end then."""
    text = show(site, ADA).text

    assert "Minister of Water, Northland" in text
    assert "attested on 4 May 2021" in text
    assert "Met People of other sides who took part in the same meetings. Ben Tully" in text


def test_a_person_has_links_elsewhere(site: Site) -> None:
    """Links to other data sets are on the page."""
    assert "https://people.example.org/ada" in show(site, ADA).links


def test_a_post_has_its_holders(site: Site) -> None:
    """The post's page names the body and who held it."""
    text = show(site, POST).text

    assert "Body Ministry of Water" in text
    assert "Who held it Ada Moreno" in text


def test_a_body_has_its_posts_and_names(site: Site) -> None:
    """The body's page has the acronym, the state, the posts and the names that were known beforehand."""
    text = show(site, "agency/water").text

    assert "MoW known beforehand" in text
    assert "Minister of Water, Northland Ada Moreno" in text
    assert "Ministerio del Agua es official" in text


def test_a_state_has_its_meetings_and_bodies(site: Site) -> None:
    """The state's page lists where it had a delegation."""
    text = show(site, NORTH).text

    assert "Second meeting of the River Commission 4 May 2021" in text
    assert "Ministry of Water" in text


def test_a_disagreement_says_who_says_what_and_why(site: Site) -> None:
    """Each value has its sources and words; the rule and the reason follow."""
    text = show(site, DISPUTE).text

    assert "Southland Gazette, 6 May 2021 took place on May 5, 2021" in text
    assert "the host's own release comes first Rule: issuer-took-part" in text
    assert "fewer witnesses" in text


def test_a_thing_names_the_outcomes_about_it(site: Site) -> None:
    """A project's page has the outcomes that name it, with their meeting."""
    assert OUTCOME in show(site, "project/harbour").text


def test_a_topic_has_its_outcomes(site: Site) -> None:
    """A topic's page has outcomes, and a topic of none says so."""
    assert OUTCOME in show(site, "topic/borders").text
    assert "No outcome is about this topic." in show(site, "topic/agriculture").text


def test_a_series_lists_its_meetings_the_latest_first(site: Site) -> None:
    """The series page is a timeline in a table."""
    text = show(site, "series/river").text

    assert text.index("Second meeting of the River") < text.index("First meeting of the River")


def test_the_timeline_has_a_lane_for_each_publisher(site: Site) -> None:
    """Two dates of one meeting are items of two lanes."""
    (picture,) = show(site, "timeline").data("application/json")
    second = {(item["group"], item["start"]) for item in picture["items"] if item["href"] == f"{SECOND}.html"}

    assert {("preferred", "2021-05-04"), ("Ministry of Northland", "2021-05-04"), ("Southland Gazette", "2021-05-05")} <= second
    assert {group["id"] for group in picture["groups"]} == {item["group"] for item in picture["items"]}


def test_the_network_joins_people_through_meetings(site: Site) -> None:
    """An edge is a participation, and marks who led."""
    (picture,) = show(site, "network").data("application/json")
    edges = {
        (one["data"]["source"], one["data"]["target"], one["data"]["leads"])
        for one in picture["elements"]
        if "source" in one["data"]
    }

    assert edges == {(BASE + ADA, BASE + SECOND, 1), (BASE + BEN, BASE + SECOND, 0)}


def test_the_index_finds_by_every_name(site: Site) -> None:
    """A body is found by its acronym and by its name in another language; outcomes by their words."""
    body = site.file("search-index.js", "en")
    assert body is not None
    entries = {row[2]: row for row in json.loads(body.decode().partition("=")[2].rstrip().rstrip(";"))}

    assert entries["agency/water.html"][:2] == ["body", "Ministry of Water"]
    assert {"MoW", "Ministerio del Agua"} == set(entries["agency/water.html"][3].split(" · "))
    assert entries[f"{SECOND}.html#outcome-north-2-1"][1] == OUTCOME


def test_a_page_describes_itself_for_search_engines(site: Site) -> None:
    """A meeting is an event with its start, place and people."""
    (event,) = show(site, SECOND).data("application/ld+json")

    assert (event["@type"], event["startDate"], event["location"]["name"]) == ("Event", "2021-05-04", "Porto <Azul>")
    assert [one["name"] for one in event["attendee"]] == ["Ada Moreno", "Ben Tully"]


def test_spanish_pages_are_spanish(site: Site) -> None:
    """Words, dates, codes and known names are in the language of the page."""
    found = show(site, SECOND, "es")

    assert found.language == "es"
    assert "4 de mayo de 2021" in found.text
    assert "encabeza la delegación" in found.text
    assert "Ministerio del Agua" in show(site, POST, "es").text


def test_values_cannot_write_markup(site: Site) -> None:
    """A name with angle brackets is text."""
    body = site.page(SECOND, "en")
    assert body is not None

    assert b"<Azul>" not in body
    assert b"Porto &lt;Azul&gt;" in body


def test_downloads_name_size_and_hash(site: Site) -> None:
    """Every published file is listed with its SHA-256."""
    file = site.context.files["everything.nq"]

    assert f"everything.nq everything, canonical N-Quads {file.size / 1000:.1f} kB {file.sha256}" in show(site, "downloads").text


def test_the_vocabulary_lists_every_own_class(site: Site) -> None:
    """The reference has an anchor for each class and property."""
    assert {"Meeting", "Claim", "startDate", "restsOn"} <= set(show(site, "ontology").ids)


def test_a_question_shows_its_answer_and_its_query(site: Site) -> None:
    """An answer's cells link to pages."""
    found = show(site, "question/meetings")

    assert f"../{SECOND}.html" in found.links
    assert "SELECT" in found.text


def test_an_answer_can_be_taken_away(site: Site) -> None:
    """As CSV with a head, and as JSON."""
    table, rows = site.file("question/meetings.csv", "en"), site.file("question/meetings.json", "en")
    assert table is not None
    assert rows is not None
    columns = table.decode().splitlines()[0].split(",")

    assert columns == list(json.loads(rows)[0])
    assert len(table.decode().splitlines()) > len(json.loads(rows))
