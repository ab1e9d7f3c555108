"""Which mentions are one meeting, beyond the labelled pairs."""

from pathlib import Path

from communique.authority import load
from communique.records import Mention
from tests.identity.pages import BASE, Page, one, resolved

FORUM = "Ghana-Chile Cocoa Forum"


def test_series_and_ordinal_weigh_more_than_the_date() -> None:
    """The third forum is one meeting though three documents date it differently, or not at all."""
    pages = [Page(name) for name in "abc"]
    meetings = [
        page.meeting("", FORUM, date, ordinal=3) for page, date in zip(pages, ("2021-03-01", "2021-04-02", None), strict=True)
    ]

    found = resolved(*pages)

    assert one(found, *meetings)
    assert found.entity_of[meetings[0]] == "meeting/ghana-chile-cocoa-forum-3"


def test_two_meetings_of_one_document_stay_two() -> None:
    """What the reader has told apart is not joined, even if a third document fits both."""
    first, second = Page("a"), Page("b")
    both = [first.meeting("", None, "2021-03-01") for _ in range(2)]
    third = second.meeting("", None, "2021-03-01")
    for page, meeting in ((first, both[0]), (first, both[1]), (second, third)):
        page.person("Ana Paz", side="Ghana", meeting=meeting)
        page.person("Luz Rey", side="Chile", meeting=meeting)

    assert len({resolved(first, second).entity_of[meeting] for meeting in (*both, third)}) == 3


def test_a_month_that_fits_two_meetings_fits_none() -> None:
    """A date without a day joins only the one meeting that it can mean."""
    first, second, third = Page("a"), Page("b"), Page("c")
    one_day, other_day = first.meeting("", FORUM, "2021-03-01"), second.meeting("", FORUM, "2021-03-20")
    month = third.meeting("", FORUM, "2021-03")

    assert one(resolved(first, third), one_day, month)
    assert not one(resolved(first, second, third), one_day, month)
    assert not one(resolved(first, second, third), other_day, month)


def test_a_series_of_common_words_belongs_to_its_parties() -> None:
    """The "Strategic Dialogue" of Ghana and Chile is not that of Ghana and Kenya; untold, it is its document's."""
    pages = [Page(name) for name in "abcd"]
    for page, sides in zip(pages, (("Ghana", "Chile"), ("Chile", "Ghana"), ("Ghana", "Kenya"), ()), strict=True):
        meeting = page.meeting("", "Strategic Dialogue", "2021-03-01", ordinal=2)
        for number, side in enumerate(sides):
            page.person(f"Ana {['Paz', 'Rey'][number]}", side=side, meeting=meeting)

    found = [resolved(*pages).entity_of[f"{page.name}#meeting-1"] for page in pages]

    assert found[0] == found[1]
    assert len(set(found)) == 3


def _ninth(name: str, *sides: str) -> Page:
    """A report of the ninth meeting of a series whose name tells no party, by these sides."""
    page = Page(name)
    meeting = page.meeting("", "Museum Steering Committee", f"2021-03-0{ord(name) - ord('a') + 1}", ordinal=9)
    for number, side in enumerate(sides):
        page.person(f"Ana {['Paz', 'Rey', 'Sol'][number]}", side=side, meeting=meeting)
    return page


def _entities(*pages: Page) -> list[str]:
    found = resolved(*pages)
    return [found.entity_of[f"{page.name}#meeting-1"] for page in pages]


def test_series_of_one_name_are_each_pairs_own() -> None:
    """The ninth "Museum Steering Committee" of Ghana and Chile is not that of Ghana and Kenya."""
    first, again, other = _entities(_ninth("a", "Ghana", "Chile"), _ninth("b", "Chile", "Ghana"), _ninth("c", "Ghana", "Kenya"))

    assert first == again != other


def test_a_report_of_two_of_three_parties_is_of_the_same_series() -> None:
    """Reports that share two sides are of one series, also where no single one names all parties."""
    pages = [_ninth("a", "Ghana", "Chile", "Kenya"), _ninth("b", "Kenya", "Ghana"), _ninth("c", "Chile", "Kenya")]

    assert len(set(_entities(*pages))) == 1


def test_sides_that_a_report_does_not_tell_are_those_that_alone_can_be_meant() -> None:
    """A report of no side or of one is of the one series that has the name, else of its own."""
    one_pair, other_pair = _ninth("a", "Ghana", "Chile"), _ninth("b", "Ghana", "Kenya")
    untold, half, ambiguous = _ninth("c"), _ninth("d", "Kenya"), _ninth("e", "Ghana")

    assert len(set(_entities(one_pair, untold))) == 1
    assert len(set(_entities(one_pair, other_pair, untold))) == 3
    of_pairs = _entities(one_pair, other_pair, half, ambiguous)
    assert of_pairs[2] == of_pairs[1]
    assert of_pairs[3] not in of_pairs[:3]


def test_parties_that_others_spell_out_are_of_the_sides_that_met() -> None:
    """The "Cocoa Forum" of Ghana and Chile is the "Ghana-Chile Cocoa Forum"; that of Kenya and Chile is not."""
    spelled, met, strangers = Page("a"), Page("b"), Page("c")
    meetings = [spelled.meeting("", FORUM, "2021-03-01", ordinal=3)]
    for page, sides in ((met, ("Ghana", "Chile")), (strangers, ("Kenya", "Chile"))):
        meetings.append(page.meeting("", "Cocoa Forum", "2021-03-01", ordinal=3))
        for number, side in enumerate(sides):
            page.person(f"Ana {['Paz', 'Rey'][number]}", side=side, meeting=meetings[-1])
    found = resolved(spelled, met, strangers)

    assert one(found, *meetings[:2])
    assert not one(found, meetings[0], meetings[2])


def test_an_unnamed_meeting_is_called_by_its_parties_and_date() -> None:
    """Path and label of a meeting that no document names."""
    page = Page("a")
    meeting = page.meeting("", None, "2021-03-01")
    for name, side in (("Ana Paz", "Ghana"), ("Luz Rey", "Chile")):
        page.person(name, side=side, meeting=meeting)

    entity = next(entity for entity in resolved(page).entities if entity.kind == "meeting")

    assert (entity.id, entity.label) == ("meeting/chile-ghana-2021-03-01", "Meeting of Chile and Ghana, 2021-03-01")


def test_references_are_only_as_precise_as_their_words() -> None:
    """Two documents that mention "the Cocoa Summit" without a date may mean two; each document means one."""
    first, second = Page("a"), Page("b")
    left, again, right = first.reference("Cocoa Summit"), first.reference("Cocoa Summit"), second.reference("the Cocoa Summit")

    found = resolved(first, second)

    assert one(found, left, again)
    assert not one(found, left, right)
    assert {found.entity_of[left], found.entity_of[right]} > {"meeting/cocoa-summit"}


def test_common_instruments_belong_to_the_meeting() -> None:
    """The action plans of two reports of one meeting are one, those of another meeting are others; a treaty is one."""
    pages = [Page(name) for name in "abc"]
    plans, treaties = [], []
    for page, ordinal in zip(pages, (3, 3, 4), strict=True):
        page.meeting("", FORUM, "2021-03-01", ordinal=ordinal)
        plans.append(page.at("instrument", "Action Plans"))
        treaties.append(page.at("instrument", "Cocoa Treaty"))

    found = resolved(*pages)

    assert found.entity_of[plans[0]] == found.entity_of[plans[1]] == "instrument/action-plans-ghana-chile-cocoa-forum-3"
    assert not one(found, plans[0], plans[2])
    assert one(found, *treaties)


def test_short_forms_of_a_mechanism_are_its_documents() -> None:
    """A mechanism named in full and then without its parties, or by its acronym, is one within a document."""
    page = Page("a")
    full = page.at("mechanism", "Ghana-Chile Trade Working Group", aliases=("TWG",))
    short, acronym = page.at("mechanism", "Trade Working Group"), page.at("mechanism", "TWG")

    assert one(resolved(page), full, short, acronym)


def test_a_city_is_one_with_or_without_its_state() -> None:
    """The place "Accra, Ghana" is "Accra"."""
    first, second = Page("a"), Page("b")
    left, right = first.at("place", "Accra"), second.at("place", "Accra, Ghana")

    assert one(resolved(first, second), left, right)


def test_compounds_bear_the_names_of_their_parts() -> None:
    """Participation, tenure, delegation and representation are called by the entities that they join."""
    page = Page("a")
    meeting = page.meeting("", FORUM, "2021-03-01", ordinal=3)
    person = page.person("Ana Paz", ("Harbour Master", "Port Trust"), side="Ghana", meeting=meeting)
    post = page.made[f"{person}/post/0"]
    page.made["a#t"] = Mention("a#t", "tenure", "a", "acting", parts=(person, post.id))
    page.made["a#d"] = Mention("a#d", "delegation", "a", "Ghana", parts=(meeting, "a#side/Ghana"))
    page.made["a#r"] = Mention("a#r", "representation", "a", "Port Trust", parts=(meeting, str(page.body("Port Trust", "Ghana"))))

    found = resolved(page).entity_of

    assert found[f"a#meeting-1/{person.split('#')[1]}"] == "participation/ghana-chile-cocoa-forum-3--ana-paz"
    assert found[f"{post.id}/tenure"] == "tenure/ana-paz--harbour-master-of-port-trust-ghana"
    assert found["a#t"] == "tenure/ana-paz--harbour-master-of-port-trust-ghana--acting"
    assert found["a#d"] == "delegation/ghana-chile-cocoa-forum-3--ghana"
    assert found["a#r"] == "representation/ghana-chile-cocoa-forum-3--port-trust-ghana"


def test_a_thing_that_the_authority_knows_as_a_series_is_that_series(tmp_path: Path) -> None:
    """What a document calls a mechanism, and the authority a series, is one entity with the mentions of both kinds."""
    turtle = f"""
    @base <{BASE}> .
    @prefix meet: <https://w3id.org/communique/meet#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <series/cocoa> a meet:MeetingSeries ; rdfs:label "Cocoa Committee" ; meet:hasName <name/1> .
    <name/1> meet:text "{FORUM}" .
    """
    (tmp_path / "series.ttl").write_text(turtle, encoding="utf-8")
    page = Page("a")
    meeting = page.meeting("", FORUM, "2021-03-01", ordinal=3)
    thing = page.at("mechanism", "Cocoa Committee")

    found = resolved(page, authority=load(tmp_path, BASE))

    assert found.entity_of[thing] == found.entity_of[f"a#series/{FORUM}"] == "series/cocoa"
    assert found.entity_of[meeting] == "meeting/cocoa-3"
    assert next(entity for entity in found.entities if entity.id == "series/cocoa").mentions == tuple(
        sorted((thing, f"a#series/{FORUM}"))
    )
