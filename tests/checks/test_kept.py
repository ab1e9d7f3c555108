"""A kept check, after a change, finds what a check of the whole finds."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize
from tests.checks.reference import damaged

from communique.checks import Finding, check
from communique.checks.check import Rules
from communique.checks.rule import Rule
from communique.errors import DataError
from communique.inputs import rules
from communique.project import Project
from communique.resources import stock
from communique.terms import MEET, OA, RDFS

SHAPES = ("claim", "fact", "agency", "shared")
QUERIES = ("claim-lost", "disagreement-of-one", "claim-parts")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """Some of the shapes and queries, of every form: paths, counts, classes of values, joins, groups."""
    folder = tmp_path_factory.mktemp("rules")
    for name in ("shapes", "checks"):
        (folder / name).mkdir()
    shutil.copy(stock("ontology") / "prefixes.ttl", folder)
    for name in SHAPES:
        shutil.copy(stock("ontology") / "shapes" / f"{name}.ttl", folder / "shapes")
    for name in QUERIES:
        shutil.copy(stock("queries") / "checks" / f"{name}.rq", folder / "checks")
    return Rules((folder / "shapes",), (folder / "checks",), folder / "waivers.tsv")


@pytest.fixture(scope="module")
def kept(bridges: Project, few: Rules, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a check of the small data set is kept."""
    folder = tmp_path_factory.mktemp("kept")
    assert check(write(folder / "first", list(bridges.store)), few, kept=folder / "kept") == ()
    return folder / "kept"


def write(folder: Path, quads: list[Quad]) -> list[Path]:
    """Write statements as two files of N-Quads, and return them."""
    folder.mkdir()
    parts = [folder / "one.nq", folder / "two.nq"]
    for part, some in zip(parts, (quads[::2], quads[1::2]), strict=True):
        part.write_bytes(serialize(some, format=RdfFormat.N_QUADS) or b"")
    return parts


def both(store: Store, few: Rules, folder: Path, kept: Path) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Check some statements by what is kept, and whole."""
    state = folder / "kept"
    shutil.copytree(kept, state)
    parts = write(folder / "data", list(store))
    return check(parts, few, jobs=2, kept=state), check(parts, few)


@pytest.mark.parametrize("seed", range(4))
def test_after_a_change_the_same_is_found(bridges: Project, few: Rules, kept: Path, tmp_path: Path, seed: int) -> None:
    """After thirty random faults the kept check finds what the whole one finds, with the same words."""
    by_change, whole = both(damaged(bridges.store, seed, 30), few, tmp_path, kept)

    assert whole
    assert by_change == whole


def test_findings_go_when_the_data_are_mended(bridges: Project, few: Rules, kept: Path, tmp_path: Path) -> None:
    """What was wrong at the last check and is right now is no longer told."""
    state = tmp_path / "kept"
    shutil.copytree(kept, state)
    spoilt = write(tmp_path / "spoilt", list(damaged(bridges.store, 7, 30)))
    mended = write(tmp_path / "mended", list(bridges.store))

    assert check(spoilt, few, kept=state)
    assert check(mended, few, kept=state) == ()


@pytest.mark.parametrize("seed", range(4))
def test_after_a_change_of_what_has_findings_the_same_is_found(bridges: Project, few: Rules, tmp_path: Path, seed: int) -> None:
    """What was wrong at the last check, and is otherwise wrong or right now, is told as the whole check tells it."""
    spoilt = damaged(bridges.store, seed, 40)
    assert check(write(tmp_path / "spoilt", list(spoilt)), few, kept=tmp_path / "kept")
    parts = write(tmp_path / "data", list(damaged(spoilt, seed + 100, 40)))

    assert check(parts, few, kept=tmp_path / "kept") == check(parts, few)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The nodes about which a kept check asks; nothing may be asked of all nodes."""
    nodes: set[str] = set()

    def about(_store: Store, some: Sequence[tuple[Rule, list[str]]], _jobs: int) -> list[list[Finding]]:
        nodes.update(node for _, named in some for node in named)
        return [[] for _ in some]

    def refuse(*_: object) -> list[list[Finding]]:
        raise AssertionError

    monkeypatch.setattr("communique.checks.kept.ask_about", about)
    monkeypatch.setattr("communique.checks.kept.ask", refuse)
    return nodes


def without_one(store: Store, predicate: str) -> list[Quad]:
    """The statements but for one with a predicate."""
    quads = sorted(store, key=str)
    quads.remove(next(quad for quad in quads if quad.predicate.value == predicate))
    return quads


def test_only_what_a_change_concerns_is_asked_about(
    bridges: Project, few: Rules, kept: Path, tmp_path: Path, asked: set[str]
) -> None:
    """One statement gone that its claim must have: of all nodes, that claim alone is asked about."""
    shutil.copytree(kept, tmp_path / "kept")
    check(write(tmp_path / "data", without_one(bridges.store, str(MEET.rule))), few, kept=tmp_path / "kept")

    assert len(asked) == 1


def test_what_can_only_take_a_finding_away_is_not_asked_about(
    bridges: Project, few: Rules, kept: Path, tmp_path: Path, asked: set[str]
) -> None:
    """One statement gone that nothing must have: no node is asked about, as none had a finding."""
    shutil.copytree(kept, tmp_path / "kept")
    check(write(tmp_path / "data", without_one(bridges.store, str(OA.prefix))), few, kept=tmp_path / "kept")

    assert asked == set()


def test_new_words_are_told_with_an_old_finding(bridges: Project, few: Rules, tmp_path: Path) -> None:
    """A finding stays where the words behind it change, and is told with those that are there now."""
    spoilt = without_one(bridges.store, str(MEET.rule))
    known = check(write(tmp_path / "first", spoilt), few, kept=tmp_path / "kept")
    quote = known[0].quote
    less = [quad for quad in spoilt if quad.object != Literal(quote or "")]
    parts = write(tmp_path / "second", less)
    found = check(parts, few, kept=tmp_path / "kept")

    assert found == check(parts, few)
    assert quote not in {one.quote for one in found if one.id == known[0].id}


def test_a_change_of_classes_is_checked_as_a_whole(bridges: Project, few: Rules, kept: Path, tmp_path: Path) -> None:
    """A class that is below another since the last check brings its nodes under the other's shapes."""
    shutil.copytree(kept, tmp_path / "kept")
    below = Quad(*(NamedNode(str(term)) for term in (MEET.Excerpt, RDFS.subClassOf, MEET.Claim)))
    parts = write(tmp_path / "data", [*bridges.store, below])
    found = check(parts, few, kept=tmp_path / "kept")

    assert len(found) > 100
    assert found == check(parts, few)


def test_a_variable_may_be_reached_in_two_ways(bridges: Project, few: Rules, tmp_path: Path) -> None:
    """What follows a variable is looked up from wherever the branches of a UNION lead."""
    (tmp_path / "checks").mkdir()
    ways = ((MEET.restsOn, OA.exact), (MEET.statedIn, RDFS.label))
    either = " UNION ".join(f"{{ ?claim <{way}> ?from . ?from <{words}> ?words }}" for way, words in ways)
    query = f"#+ summary: All.\nSELECT ?claim ?from {{ ?claim <{MEET.rule}> ?rule . {either} }}"
    (tmp_path / "checks" / "all.rq").write_text(query, encoding="utf-8")
    more = Rules(few.shapes, (tmp_path / "checks",), few.waivers)
    check(write(tmp_path / "first", list(bridges.store)), more, kept=tmp_path / "kept")
    less = without_one(bridges.store, str(MEET.rule))
    (gone,) = set(bridges.store) - set(less)
    parts = write(tmp_path / "second", [*less, Quad(gone.subject, gone.predicate, Literal("another"), gone.graph_name)])

    assert check(parts, more, kept=tmp_path / "kept") == check(parts, more)


def test_texts_are_found_too(bridges: Project, few: Rules, tmp_path: Path) -> None:
    """What a query finds wrong with a text, which no query can ask about by its name, is found after a change as well."""
    (tmp_path / "checks").mkdir()
    query = f"#+ summary: Short.\nSELECT ?text {{ ?excerpt <{OA.exact}> ?text FILTER(STRLEN(?text) < 9) }}"
    (tmp_path / "checks" / "short.rq").write_text(query, encoding="utf-8")
    more = Rules(few.shapes, (tmp_path / "checks",), few.waivers)
    first = check(write(tmp_path / "first", list(bridges.store)), more, kept=tmp_path / "kept")
    parts = write(tmp_path / "second", [quad for quad in bridges.store if quad.object != Literal(first[0].focus)])
    found = check(parts, more, kept=tmp_path / "kept")

    assert found == check(parts, more)
    assert first[0] not in found


def test_nothing_is_kept_of_lines_in_another_form(bridges: Project, few: Rules, tmp_path: Path) -> None:
    """Files that are not written as the engine writes them are checked as a whole."""
    parts = write(tmp_path / "data", list(damaged(bridges.store, 3, 30)))
    parts[1].write_bytes(parts[1].read_bytes().replace(b" .\n", b"  .\n", 1))

    assert check(parts, few, kept=tmp_path / "kept") == check(parts, few)
    assert not (tmp_path / "kept" / "record.json").exists()


def test_where_memory_is_short_the_whole_is_checked_on_disk(
    bridges: Project, few: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The findings are the same, they are kept, and nothing is left beside them."""
    quads = list(bridges.store)
    parts = write(tmp_path / "data", quads[: len(quads) // 2])
    found = check(parts, few)
    places = []

    def open_on_disk(place: str) -> Store:
        places.append(Path(place))
        return Store(place)

    monkeypatch.setattr("communique.store.available_memory", lambda: 0.0)
    monkeypatch.setattr("communique.checks.batches.available_memory", lambda: 0.0)
    monkeypatch.setattr("communique.checks.whole.Store", open_on_disk)

    assert check(parts, few, kept=tmp_path / "kept") == found != ()
    assert check(parts, few, kept=tmp_path / "kept") == found
    assert len(places) == 1
    assert not places[0].exists()


def test_a_disk_that_cannot_take_the_whole_is_told(
    bridges: Project, few: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the place and says what it is for, and nothing is left there."""

    def refuse(_place: str) -> Store:
        raise OSError("no space left")

    parts = write(tmp_path / "data", list(bridges.store))
    monkeypatch.setattr("communique.store.available_memory", lambda: 0.0)
    monkeypatch.setattr("communique.checks.batches.available_memory", lambda: 0.0)
    monkeypatch.setattr("communique.checks.whole.Store", refuse)

    with pytest.raises(DataError, match=r"whole: cannot be written \(no space left\); a data set"):
        check(parts, few, kept=tmp_path / "kept")
    assert not (tmp_path / "kept" / "whole").exists()


def test_the_order_of_lines_and_files_is_no_change(bridges: Project, few: Rules, kept: Path, tmp_path: Path) -> None:
    """The same statements in other files and another order concern no node."""
    state = tmp_path / "kept"
    shutil.copytree(kept, state)

    assert check(write(tmp_path / "data", sorted(bridges.store, key=str)), few, kept=state) == ()


def test_lines_that_moved_are_compared_only_while_they_can_be_held(
    bridges: Project, few: Rules, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more lines differ between files of one name, the whole is checked, and a new snapshot taken."""
    state = tmp_path / "kept"
    shutil.copytree(kept, state)
    before = (state / "record.json").stat().st_ino
    parts = write(tmp_path / "data", list(bridges.store)[::-1])
    monkeypatch.setattr("communique.checks.kept._HELD", 0)

    assert check(parts, few, kept=state) == ()
    assert (state / "record.json").stat().st_ino != before


def test_a_snapshot_that_was_broken_off_is_taken_anew(bridges: Project, few: Rules, kept: Path, tmp_path: Path) -> None:
    """Without its record, which is written last, nothing that lies in the folder is believed."""
    state = tmp_path / "kept"
    shutil.copytree(kept, state)
    (state / "record.json").unlink()
    parts = write(tmp_path / "data", list(damaged(bridges.store, 5, 30)))

    assert check(parts, few, kept=state) == check(parts, few)
    assert (state / "record.json").is_file()


def test_a_file_that_was_written_into_is_read_anew(bridges: Project, few: Rules, tmp_path: Path) -> None:
    """The files that were checked are kept as links; one whose content was changed in its place is no longer what was checked."""
    parts = write(tmp_path / "data", list(bridges.store))
    check(parts, few, kept=tmp_path / "kept")
    spoilt = serialize(list(damaged(bridges.store, 7, 30)), format=RdfFormat.N_QUADS) or b""
    with parts[0].open("r+b") as file:
        file.truncate()
        file.write(spoilt)
    parts[1].write_bytes(b"")

    assert check(parts, few, kept=tmp_path / "kept") == check(parts, few) != ()


def test_a_changed_rule_is_asked_of_all(bridges: Project, few: Rules, kept: Path, tmp_path: Path) -> None:
    """A rule that is new since the last check is asked of all nodes, though no statement changed."""
    state = tmp_path / "kept"
    shutil.copytree(kept, state)
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "every.rq").write_text("#+ summary: All.\nSELECT ?x { ?x a ?y }", encoding="utf-8")
    more = Rules(few.shapes, (*few.queries, tmp_path / "checks"), few.waivers)

    assert len(check(write(tmp_path / "data", list(bridges.store)), more, kept=state)) > 100


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 30))
def test_after_a_change_the_same_is_found_by_all_rules(bridges: Project, tmp_path: Path, seed: int) -> None:
    """The same with all rules, and with faults that were there before."""
    every = rules(bridges.settings)
    spoilt = damaged(bridges.store, seed + 100, 60) if seed % 2 else bridges.store
    check(write(tmp_path / "first", list(spoilt)), every, kept=tmp_path / "kept")
    (tmp_path / "again").mkdir()
    by_change, whole = both(damaged(spoilt, seed, 60), every, tmp_path / "again", tmp_path / "kept")

    assert by_change == whole
