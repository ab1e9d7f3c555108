"""Which titles are one post."""

from tests.identity.pages import Page, one, resolved


def test_a_title_without_a_body_takes_the_body_of_its_holder() -> None:
    """Someone who is once named with the body and once without holds one post."""
    first, second = Page("a", "2021-01-01"), Page("b", "2022-01-01")
    left = first.person("Ana Paz", ("Chief Officer for Islands", "Ministry of Ports"), side="Ghana")
    right = second.person("Ana Paz", ("Chief Officer for Islands", None), side="Ghana")

    found = resolved(first, second)

    assert found.entity_of[f"{left}/post/0"] == "post/chief-officer-for-islands-of-ministry-of-ports-ghana"
    assert one(found, f"{left}/post/0", f"{right}/post/0")
    assert one(found, f"{left}/post/0/tenure", f"{right}/post/0/tenure")


def test_nobody_else_gives_a_title_its_body() -> None:
    """The same title of one state with and without a body is two posts if two people hold it."""
    first, second = Page("a"), Page("b")
    left = first.person("Ana Paz", ("Chief Officer for Islands", "Ministry of Ports"), side="Ghana")
    right = second.person("Tom Rey", ("Chief Officer for Islands", None), side="Ghana")

    assert not one(resolved(first, second), f"{left}/post/0", f"{right}/post/0")


def test_a_title_of_rank_alone_is_its_holders() -> None:
    """Two people called "Director" without a body hold two posts; one person's mentions hold one."""
    made = Page("a")
    meeting = made.meeting("", None, "2021-01-01")
    posts = [f"{made.person(name, ('Director', None), side='Ghana', meeting=meeting)}/post/0" for name in ("Ana Paz", "Tom Rey")]

    assert not one(resolved(made), *posts)


def test_the_ministry_in_a_title_is_its_body() -> None:
    """A title that names the ministry and one that is tied to it are one post, told by the ministry."""
    first, second = Page("a"), Page("b")
    left = first.person("Ana Paz", ("Deputy Minister of Ports", None), side="Ghana")
    right = second.person("Tom Rey", ("Deputy Minister", "Ministry of Ports"), side="Ghana")

    assert one(resolved(first, second), f"{left}/post/0", f"{right}/post/0")


def test_the_label_tells_where_a_post_is() -> None:
    """A post of a state is labelled with it in brackets, one of a body after a comma."""
    made = Page("a")
    first = made.person("Ana Paz", ("Foreign Minister", None), side="Ghana")
    second = made.person("Tom Rey", ("Harbour Master", "Port Trust"), side="Ghana")

    labels = {entity.id: entity.label for entity in resolved(made).entities if entity.kind == "post"}

    assert labels["post/foreign-minister-of-ghana"] == "Foreign Minister (Ghana)"
    assert labels["post/harbour-master-of-port-trust-ghana"] == "Harbour Master, Port Trust (Ghana)"
    assert first != second


def test_a_portfolio_told_with_of_or_for_is_one() -> None:
    """An "Undersecretary for Trade" and a "Subsecretario de Comercio" of one state are one post."""
    first, second = Page("a"), Page("b")
    left = first.person("Ana Paz", ("Undersecretary for Trade", None), side="Chile")
    right = second.person("Tom Rey", ("Subsecretario de Comercio", None), side="Chile")

    assert one(resolved(first, second), f"{left}/post/0", f"{right}/post/0")
