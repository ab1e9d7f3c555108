"""The paths of entities."""

import pytest

from communique.errors import AuthorityError
from communique.identity.slugs import Group, first_seen, fullest, name_groups
from communique.records import Mention


def mention(name: str, published: str | None) -> Mention:
    """A person mention of a document of its own."""
    return Mention(f"{name}#0-3", "person", name, "Ana Paz", start=0, end=3, published=published)


MENTIONS = {m.id: m for m in (mention("a", None), mention("b", "2022-01-01"), mention("c", "2021-01-01"))}


def group(key: str, stem: str = "person/ana-paz", known: bool = False) -> Group:
    """A group of one mention."""
    return Group("person", (key,), stem, "Ana Paz", ("Ana Paz",), known=known)


def paths(*groups: Group, pins: dict[str, str] | None = None) -> dict[str, str]:
    """The path of each group's mention."""
    return {entity.mentions[0]: entity.id for entity in name_groups(groups, MENTIONS, pins or {})}


def test_the_first_published_mention_gets_the_plain_path() -> None:
    """Of three that want one path, the earliest has it and the others six digits of a hash of their first mentions."""
    found = paths(*(group(key) for key in MENTIONS))

    assert found == {"c#0-3": "person/ana-paz", "b#0-3": "person/ana-paz-f34035", "a#0-3": "person/ana-paz-4d60e9"}


def test_more_digits_tell_apart_what_six_do_not() -> None:
    """Where the six digits are taken too, the later one gets eight."""
    found = paths(group("c#0-3"), group("a#0-3", "person/ana-paz-f34035", known=True), group("b#0-3"))

    assert found["b#0-3"].startswith("person/ana-paz-f34035")
    assert len(found["b#0-3"]) == len("person/ana-paz-12345678")


def test_an_authoritys_path_is_never_given_away() -> None:
    """What an authority knows keeps its path, though another came first."""
    found = paths(group("c#0-3"), group("b#0-3", known=True))

    assert found["b#0-3"] == "person/ana-paz"


def test_a_pin_overrules() -> None:
    """A mention, or the path that would be given, can be pinned to another path."""
    assert paths(group("c#0-3"), pins={"c#0-3": "person/the-first"}) == {"c#0-3": "person/the-first"}
    assert paths(group("c#0-3"), pins={"person/ana-paz": "person/the-first"}) == {"c#0-3": "person/the-first"}


def test_one_path_cannot_be_pinned_twice() -> None:
    """Two entities pinned to one path, or one entity to two, are errors that name them."""
    with pytest.raises(AuthorityError, match="person/x is pinned to 'Ana Paz' and to 'Ana Paz'"):
        paths(group("c#0-3"), group("b#0-3"), pins={"c#0-3": "person/x", "b#0-3": "person/x"})
    with pytest.raises(AuthorityError, match="person/x and to person/y"):
        paths(group("c#0-3"), pins={"c#0-3": "person/y", "person/ana-paz": "person/x"})


def test_undated_mentions_come_last() -> None:
    """A document without a date of publication is later than all that have one."""
    assert sorted(MENTIONS.values(), key=first_seen)[-1].document == "a"


def test_the_fullest_form_comes_first() -> None:
    """More words, then more letters, then the alphabet."""
    assert fullest(["Ann Lee", "Ann Leigh", "Leigh", "Ann B. Lee", "Amy Leigh"]) == (
        "Ann B. Lee",
        "Amy Leigh",
        "Ann Leigh",
        "Ann Lee",
        "Leigh",
    )
