"""Who is who after a change: what is kept is what a settling of all documents would keep."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from communique.authority import Authority
from communique.identity import resolve
from communique.records import Judgement, Mention
from communique.stream.depot import Depot
from communique.stream.roll import Roll
from communique.stream.settling import Inputs, Settling, settle_all
from tests.identity.pages import Page, judgement, lexicon

Documents = Mapping[str, tuple[Mention, ...]]
TABLES = (
    "SELECT * FROM resolved ORDER BY document",
    "SELECT * FROM grouped ORDER BY stage, path",
    "SELECT * FROM mark ORDER BY document, stage, mark",
)
GIVEN = ("Ana", "Tom", "Thomas", "A.", "Luz", "Anna", "")
SURNAMES = ("Paz", "Rey", "Paz Rey", "Oduya", "Decade", "Abcdef")
TITLES = ("Director", "Foreign Minister", "Minister", "Secretary of Trade", "Ambassador to Chile", "Minister of Works", "Envoy")
BODIES = (
    None, "Ministry of Works", "Works Ministry", "WA", "Foreign Ministry", "Peruvian Ministry of Trade", "Dike Unit",
    "Dike Unit, Ministry of Works", "Water Authority", "Department of State", "Ministry of Works of Peru", "Trade Ministry",
)  # fmt: skip
SIDES = ("Peru", "Chile", "United States", "European Union", "Trade Ministry", "Harbour Trust", None)
SERIES = (None, None, "Peru-Chile Works Forum", "Strategic Dialogue", "Works Forum", "U.S.-Peru Strategic Dialogue")
PASSING = ("Works Forum", "the 3rd Works Forum", "Strategic Dialogue", "Leaders' Summit", "Peru-Chile Works Forum")
DATES = ("2021-03-01", "2021-03-02", "2021-03", "2022-05-05", None)
THINGS = ("Dike Plan", "Peru-Chile Dike Plan", "Plan", "Action Plan", "Water Project", "Works Forum")


def page_of(name: str, rng: random.Random) -> tuple[Mention, ...]:
    """Make up a document."""
    page = Page(name, rng.choice(("2021-04-01", "2020-01-01", None)))
    for _ in range(rng.randint(1, 2)):
        meeting = page.meeting(
            rng.choice(("", "Water Talks")), rng.choice(SERIES), rng.choice(DATES), ordinal=rng.choice((None, None, 3))
        )
        for _ in range(rng.randint(0, 4)):
            words = f"{rng.choice(GIVEN)} {rng.choice(SURNAMES)}".strip()
            posts = [(rng.choice(TITLES), rng.choice(BODIES))] * rng.choice((0, 1, 1))
            aliases = (f"Tom {rng.choice(SURNAMES)}",) if rng.random() < 0.2 else ()
            listed = rng.choice((None, "list-1"))
            page.person(words, *posts, side=rng.choice(SIDES), meeting=rng.choice((meeting, None)), aliases=aliases, listed=listed)
    for _ in range(rng.randint(0, 3)):
        page.body(rng.choice(BODIES), rng.choice(SIDES), rng.choice((None, "WA", "MOW")))
    for kind in ("project", "instrument", "mechanism"):
        if rng.random() < 0.4:
            page.at(kind, rng.choice(THINGS), aliases=("DP",) if rng.random() < 0.3 else ())
    if rng.random() < 0.5:
        page.reference(rng.choice(PASSING), rng.choice(DATES))
    if rng.random() < 0.3:
        page.at("place", rng.choice(("Lima", "Lima, Peru", "Santiago")))
    return tuple(page.made.values())


def changed(documents: Documents, rng: random.Random) -> Documents:
    """Add, remove or change one document, or two."""
    found = dict(documents)
    for _ in range(rng.choice((1, 1, 2))):
        name = f"doc-{rng.randrange(8)}"
        if name in found and rng.random() < 0.5:
            del found[name]
        else:
            found[name] = page_of(name, rng)
    return found


class Kept:
    """One roll, settled again and again."""

    def __init__(self, authority: Authority | None = None, judgements: Sequence[Judgement] = ()) -> None:
        self.depot = Depot(Path(":memory:"))
        self.documents: Documents = {}
        self._authority, self._judgements = authority or lexicon(), judgements
        self.unread: set[str] = set()

    def _mentions(self, name: str) -> tuple[Mention, ...]:
        assert name not in self.unread
        return self.documents.get(name, ())

    def _inputs(self) -> Inputs:
        return Inputs(self._authority, self._judgements, self._mentions)

    def _stamps(self) -> dict[str, bytes]:
        return {name: repr(mentions).encode() for name, mentions in self.documents.items()}

    def all(self, documents: Documents) -> "Kept":
        """Settle all documents."""
        self.documents = documents
        settle_all(Roll(self.depot), self._inputs(), self._stamps())
        return self

    def change(self, documents: Documents) -> set[str]:
        """Settle what has changed, and return the documents to which something is news."""
        old, self.documents = self._stamps(), documents
        new = self._stamps()
        fresh = [name for name, stamp in new.items() if old.get(name) != stamp]
        settling = Settling(Roll(self.depot), self._inputs(), fresh, sorted(old.keys() - new.keys()))
        settling.settle(new)
        return settling.changed

    def rows(self) -> list[list[tuple[object, ...]]]:
        """All that is kept."""
        return [list(self.depot.all(query)) for query in TABLES]

    def entity_of(self) -> dict[str, str]:
        """The entity of each mention."""
        return {m: path for name in self.documents for m, path in Roll(self.depot).resolved(name).items()}


def judged(documents: Documents, rng: random.Random) -> tuple[Judgement, ...]:
    """Make up judgements on mentions, of which one may be gone after a change."""
    rows = {}
    for kind, of in (("person", "person"), ("body", "body"), ("meeting", "meeting"), ("thing", "project")):
        ids = sorted(mention.id for mentions in documents.values() for mention in mentions if mention.kind == of)
        if len(ids) > 1:
            left, right = rng.sample(ids, 2)
            rows[kind] = judgement(kind, left, right, rng.choice(("same", "different")))
    return tuple(rows.values())


def follow(seed: int, steps: int) -> None:
    """Change made-up documents again and again, and compare what is kept with a settling of all."""
    rng = random.Random(seed)
    documents: Documents = {f"doc-{number}": page_of(f"doc-{number}", rng) for number in range(rng.randint(1, 6))}
    judgements = judged(documents, rng) if seed % 2 else ()
    stems = ["person/ana-paz", "agency/ministry-of-works-peru", "post/envoy"]
    pins = dict(zip(stems, ("person/tom-rey", "agency/works", "post/special"), strict=True)) if seed % 5 == 0 else {}
    authority = replace(lexicon(), pins={key: value for key, value in pins.items() if key != "person/ana-paz"})
    kept = Kept(authority, judgements).all(documents)
    for _ in range(steps):
        documents = changed(documents, rng)
        kept.change(documents)
        whole = Kept(authority, judgements).all(documents)

        assert kept.rows() == whole.rows(), seed


@pytest.mark.parametrize("seed", range(30))
def test_what_is_kept_after_any_change_is_what_all_documents_give(seed: int) -> None:
    """Entities, paths, labels and marks after each of several changes are those of a settling from the beginning."""
    follow(seed, 4)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1150))
def test_so_it_is_after_many_changes(seed: int) -> None:
    """The same over more and longer rows of changes."""
    follow(seed, 12)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_kept_is_what_identity_says_of_all(seed: int) -> None:
    """The entity of each mention is the one of the same documents resolved in one piece."""
    rng = random.Random(seed)
    documents: Documents = {f"doc-{number}": page_of(f"doc-{number}", rng) for number in range(5)}
    kept = Kept().all(documents)
    kept.change({**changed(documents, rng), "doc-9": page_of("doc-9", rng)})
    found = resolve([m for mentions in kept.documents.values() for m in mentions], lexicon())
    shared = {m.id for mentions in kept.documents.values() for m in mentions} & kept.entity_of().keys()

    assert {mention: found.entity_of[mention] for mention in shared} == kept.entity_of()


def two() -> tuple[Page, Page]:
    """Two documents that have nothing to do with each other."""
    left, right = Page("left", "2021-01-01"), Page("right", "2021-02-01")
    left.person("Ana Paz", ("Envoy", "Dike Unit"), side="Peru")
    right.person("Luz Oduya", ("Director", "Water Authority"), side="Chile")
    return left, right


def documents_of(*pages: Page) -> Documents:
    """Return documents with their mentions."""
    return {page.name: tuple(page.made.values()) for page in pages}


def test_what_nothing_connects_is_not_decided_again() -> None:
    """A document without any mark of the changed one is not even read, and nothing about it is news."""
    left, right = two()
    kept = Kept().all(documents_of(left, right))
    left.person("Tom Rey", side="Peru")
    kept.unread = {"right"}

    assert kept.change(documents_of(left, right)) == {"left"}


def test_what_is_new_of_a_shared_thing_is_news_to_all_that_speak_of_it() -> None:
    """A fuller name in one document gives a person another path, which the other document has to know."""
    left, right = two()
    kept = Kept().all(documents_of(left, right))
    left.person("Luz Maria Oduya", ("Director", "Water Authority"), side="Chile")

    assert kept.change(documents_of(left, right)) == {"left", "right"}
    assert "person/luz-maria-oduya" in kept.entity_of().values()


def test_of_two_that_want_one_path_the_earlier_has_it_whenever_it_comes() -> None:
    """When a document with an earlier namesake is added, the other makes room."""
    left, right = two()
    later = right.person("Ana Paz", ("Director", "Water Authority"), side="Chile")
    kept = Kept().all(documents_of(right))
    alone = kept.entity_of()[later]
    kept.change(documents_of(left, right))

    assert alone == "person/ana-paz"
    assert kept.entity_of()[later].startswith("person/ana-paz-")
