"""Which mentions are one person: never by name alone, and what forbids it."""

from communique.records import Identities
from tests.identity.pages import Page, one, resolved

SERIES = "Peru-Chile Border Rivers Forum"


def page(name: str, *people: tuple[str, str, str | None], date: str = "2021-03-01", **hints: str) -> tuple[Page, list[str]]:
    """A document of one meeting of the series with Peruvian people (name, title, body)."""
    made = Page(name, date)
    meeting = made.meeting("", SERIES, date)
    return made, [made.person(words, (title, body), side="Peru", meeting=meeting, **hints) for words, title, body in people]


def verdicts(identities: Identities, left: str, right: str) -> list[str]:
    """The decisions on two mentions."""
    return [merge.verdict for merge in identities.merges if {merge.left, merge.right} == {left, right}]


def test_a_name_alone_joins_nobody() -> None:
    """Two documents with one full name and nothing else in common have two people, and say that it is open."""
    first, second = Page("a"), Page("b")
    left, right = first.person("Vera Lindt"), second.person("Vera Lindt")

    identities = resolved(first, second)

    assert not one(identities, left, right)
    assert verdicts(identities, left, right) == ["unsure"]


def test_a_common_post_body_or_series_joins_a_name() -> None:
    """Each of the three is a second reason by itself."""
    first, [left] = page("a", ("Vera Lindt", "Director of Dikes", "Water Agency"))
    by_body, [body] = page("b", ("Vera Lindt", "Adviser", "Water Agency"), date="2022-01-01")
    by_series, [series] = page("c", ("Vera Lindt", "Director", None), date="2023-01-01")

    assert one(resolved(first, by_body, by_series), left, body, series)


def test_every_merge_tells_its_reasons() -> None:
    """A merge has a score that reaches the threshold and sentences with their weights."""
    first, [left] = page("a", ("Tom Lindt", "Director of Dikes", "Water Agency"))
    second, [right] = page("b", ("Thomas Lindt", "Director of Dikes", "Water Agency"))

    merge = next(merge for merge in resolved(first, second).merges if {merge.left, merge.right} == {left, right})

    assert (merge.verdict, merge.score) == ("same", 1.0)
    assert merge.reasons[0] == "+0.55 one given name is a short form of the other"
    assert "+0.50 both hold the same post" in merge.reasons


def test_two_entries_of_one_list_are_two_people() -> None:
    """One list with a name twice, for two ministries, has two people."""
    first, [left, right] = page(
        "a", ("Luz Paz", "Director", "Ministry of Mines"), ("Luz Paz", "Director", "Culture Office"), listed="list-1"
    )

    identities = resolved(first)

    assert not one(identities, left, right)
    assert verdicts(identities, left, right) == ["different"]


def test_a_later_homonym_without_a_ministry_is_nobody_known() -> None:
    """Once a name stands on two people, the series no longer tells who is meant, but the ministry does."""
    first, [mines, culture] = page(
        "a", ("Luz Paz", "Director", "Ministry of Mines"), ("Luz Paz", "Chief", "Culture Office"), listed="l"
    )
    second, [untold] = page("b", ("Luz Paz", "Delegate", None), date="2022-05-05")
    third, [again] = page("c", ("Luz Paz", "Head", "Ministry of Mines"), date="2023-05-05")

    identities = resolved(first, second, third)

    assert one(identities, mines, again)
    assert len({identities.entity_of[mention] for mention in (mines, culture, untold)}) == 3


def test_two_people_of_a_shared_name_stay_apart_across_collapsed_mentions() -> None:
    """Mentions that only a series would join are parted again when the name proves to be two people's."""
    first, _ = page("a", ("Luz Paz", "Director", "Ministry of Mines"), ("Luz Paz", "Chief", "Culture Office"), listed="l")
    second, [one_later] = page("b", ("Luz Paz", "Delegate", None), date="2022-05-05")
    third, [other_later] = page("c", ("Luz Paz", "Delegate", None), date="2023-05-05")

    assert not one(resolved(first, second, third), one_later, other_later)
    assert one(resolved(second, third), one_later, other_later)


def test_two_unrelated_bodies_within_ninety_days_are_two_people() -> None:
    """A director of one agency is not the director of another two months later, though the series is the same."""
    first, [left] = page("a", ("Luz Paz", "Director", "Water Agency"), date="2021-03-01")
    soon, [right] = page("b", ("Luz Paz", "Director", "Rail Office"), date="2021-05-01")
    late, [later] = page("c", ("Luz Paz", "Director", "Rail Office"), date="2022-05-01")

    assert not one(resolved(first, soon), left, right)
    assert one(resolved(first, late), left, later)


def test_a_body_and_its_parent_are_no_two_unrelated_bodies() -> None:
    """A unit of a ministry and the ministry can both be named for one person."""
    first, [left] = page("a", ("Luz Paz", "Director", "Coast Unit, Ministry of Works"), date="2021-03-01")
    second, [right] = page("b", ("Luz Paz", "Director", "Ministry of Works"), date="2021-03-20")

    assert one(resolved(first, second), left, right)


def test_two_sides_of_one_meeting_are_two_people() -> None:
    """One name for Peru and for Chile at one meeting is two people's."""
    first, second = Page("a"), Page("b")
    left = first.person("Luz Paz", side="Peru", meeting=first.meeting("", SERIES, "2021-03-01", ordinal=3))
    right = second.person("Luz Paz", side="Chile", meeting=second.meeting("", SERIES, "2021-03-01", ordinal=3))

    assert not one(resolved(first, second), left, right)


def test_one_name_in_one_document_is_one_person() -> None:
    """Someone who attends and is quoted, or attends two meetings, is one person."""
    made = Page("a")
    first, second = made.meeting("", SERIES, "2021-03-01"), made.meeting("", None, "2021-03-02")
    people = [
        made.person("Luz Paz", ("Director", None), side="Peru", meeting=first, listed="l"),
        made.person("Luz Paz", ("Director", None), side="Peru", meeting=second, listed="l"),
        made.person("Luz Paz"),
    ]

    assert one(resolved(made), *people)


def test_a_name_that_fits_two_people_joins_neither() -> None:
    """An initial that two directors could have had is left open."""
    pages = [
        page(name, (words, "Director of Dikes", "Water Agency"))
        for name, words in (("a", "L. Paz"), ("b", "Luz Paz"), ("c", "Leo Paz"))
    ]

    identities = resolved(*(made for made, _ in pages))

    assert len({identities.entity_of[mention] for _, [mention] in pages}) == 3


def test_forty_years_part_two_holders_of_one_post() -> None:
    """A post held by one name a lifetime apart is held by two people until a judgement says otherwise."""
    first, second = Page("a", "1950-01-01"), Page("b", "2001-01-01")
    people = [made.person("Luz Paz", ("Ambassador to Chile", None), side="Peru") for made in (first, second)]

    assert not one(resolved(first, second), *people)


def test_the_fullest_name_gives_label_and_path() -> None:
    """The longest form is preferred; all forms are kept."""
    first, [left] = page("a", ("Tom Lindt", "Director of Dikes", "Water Agency"))
    second, _ = page("b", ("Thomas Lindt", "Director of Dikes", "Water Agency"))

    identities = resolved(first, second)
    entity = next(entity for entity in identities.entities if entity.id == identities.entity_of[left])

    assert (entity.id, entity.label, entity.names) == ("person/thomas-lindt", "Thomas Lindt", ("Thomas Lindt", "Tom Lindt"))


def test_a_ministry_of_an_untold_state_is_not_held_against_anyone() -> None:
    """A fact sheet that leaves out whose ministry it is does not make a second person of one."""
    first, second = Page("a"), Page("b")
    people = [
        page.person("Luz Paz", ("Chief", "Foreign Ministry"), side=side, meeting=page.meeting("", SERIES, "2021-03-01", ordinal=3))
        for page, side in ((first, "Peru"), (second, None))
    ]

    assert one(resolved(first, second), *people)
