# ruff: noqa: E501 - a case is read as one line

"""A project's own words: each table adds rows to a general one, and a row that means nothing is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from communique import pipeline
from communique.errors import GlossaryError
from communique.identity.bodynames import read_body
from communique.identity.names import compare_names, read_name
from communique.identity.nations import make_nations
from communique.identity.series import read_ordinal
from communique.identity.titles import read_title
from communique.lexicon import cells, rows
from communique.lexicon.glossary import Kept, present, read_glossary, use, using
from communique.lexicon.tables import columns, table_names
from communique.project import Project
from communique.reading import read
from communique.records import ReadMeeting
from tests.conftest import make_project
from tests.making import document


def write(folder: Path, table: str, *lines: tuple[str, ...]) -> Path:
    """Write one table of a project's own words."""
    path = folder / f"{table}.tsv"
    path.write_text("\n".join("\t".join(line) for line in (columns(table), *lines)) + "\n", encoding="utf-8")
    return path


def meeting(text: str) -> ReadMeeting:
    """Return the first meeting that a text tells of."""
    return read(document("d", text, published="2022-05-05")).meetings[0]


def led(text: str) -> tuple[str, str | None, str, str | None]:
    """Return name, side, post and body of the first person whom a text names."""
    person = meeting(text).attendance[0]
    post = person.posts[0] if person.posts else None
    return person.person, person.side, post.title if post else "", post.organization if post else None


NATIONS = make_nations([("state/ghana", ("Ghana",))])


def body(name: str) -> tuple[str, object]:
    """Return the kind and topic of a body's name."""
    found = read_body(name, NATIONS)
    return found.kind, found.topic


MET = "met with Kenyan President Joe Otieno in Nairobi on May 3, 2022."
#: Table, row, what it is to change, and what comes of it.
CASES: tuple[tuple[str, tuple[str, ...], Callable[[], object], object], ...] = (
    ("states", ("RUR", "Ruritania", "", "", "Ruritanian"), lambda: led(f"Ruritanian President Ana Ito {MET}")[:2], ("Ana Ito", "Ruritania")),
    ("organizations", ("Lake League", "LL", "", ""), lambda: led(f"Lake League Secretary General Ana Ito {MET}")[1], "Lake League"),
    ("offices", ("Grand Vizier", "head"), lambda: led(f"Ghanaian Grand Vizier Ana Ito {MET}")[::2], ("Ana Ito", "Grand Vizier")),
    ("agencies", ("Marine Weather Service", "MWS", "", "GHA"), lambda: led(f"MWS Director Ana Ito {MET}")[1:], ("Ghana", "Director", "MWS")),
    ("bodies", ("Intendancy", "body"), lambda: led(f"Ana Ito, Director of the Intendancy of Ports of Ghana, {MET}")[3], "Intendancy of Ports of Ghana"),
    ("cities", ("Strelsau", "DEU"), lambda: meeting("On May 3, 2022, Foreign Minister Ana Ito travelled to Strelsau to meet with Kenyan President Joe Otieno.").place, "Strelsau"),
    ("meetings", ("parley", "formal"), lambda: meeting("On May 3, Ghana and Peru met for the Third Ghana-Peru Harbour Parley.").ordinal, 3),
    ("verbs", ("huddled with", "meet"), lambda: len(read(document("d", "Ghanaian Foreign Minister Ana Ito huddled with Kenyan President Joe Otieno in Nairobi on May 3, 2022.")).meetings), 1),
    ("things", ("Concordium", "mechanism"), lambda: [thing.name for thing in read(document("d", "They agreed to found the Blue Harbour Concordium.")).things], ["Blue Harbour Concordium"]),
    ("known_things", ("Bluefin", "programme"), lambda: [thing.kind for thing in read(document("d", "They agreed to go on with Bluefin in Accra.")).things], ["programme"]),
    ("nicknames", ("Kwabena", "Kobby"), lambda: compare_names(read_name("Kobby Osei"), read_name("Kwabena Osei")), "nickname"),
    ("given_spellings", ("Kwabena", "Cobbina"), lambda: compare_names(read_name("Cobbina Osei"), read_name("Kwabena Osei")), "respelled"),
    ("body_words", ("kind", "ministry", "intendancy"), lambda: body("Intendancy of Ports"), ("ministry", ("ports",))),
    ("title_words", ("same", "minister", "tzar"), lambda: read_title("Tzar of Ports", None, NATIONS).topic, ("ports",)),
    ("series_words", ("ordinal", "3", "tertiary"), lambda: read_ordinal("Tertiary Harbour Dialogue"), 3),
    ("particles", ("ha", "Hebrew"), lambda: led(f"Foreign Minister Ana ha Ito {MET}")[0], "Ana ha Ito"),
    ("topics", ("Tides", "strong"), lambda: led(f"Ghanaian Minister of Tides Ana Ito {MET}")[::2], ("Ana Ito", "Minister of Tides")),
    ("given", ("Lisbon", "common"), lambda: led(f"Foreign Minister Lisbon Ito {MET}")[0], "Lisbon Ito"),
)  # fmt: skip


@pytest.mark.parametrize(("table", "row", "found", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_row_of_ones_own_holds_where_it_is_to_and_nowhere_else(
    tmp_path: Path, table: str, row: tuple[str, ...], found: Callable[[], object], expected: object
) -> None:
    """With the row the program knows the word; before and after, it does not."""
    write(tmp_path, table, row)

    before = found()
    with using(read_glossary(tmp_path)):
        assert expected == found()

    assert before == found() != expected


def test_lists_of_a_row_are_put_together(tmp_path: Path) -> None:
    """A row with the key of a general one adds to its lists, and an empty cell takes nothing away."""
    write(tmp_path, "states", ("MEX", "", "", "Land of Volcanoes", ""))

    with using(read_glossary(tmp_path)):
        (mexico,) = [row for row in rows("states") if row["code"] == "MEX"]

    assert ("Mexico", True) == (mexico["name"], "Mexican" in cells(mexico, "adjectives"))
    assert "Land of Volcanoes" in cells(mexico, "aliases")


def test_no_tables_or_only_heads_add_nothing(tmp_path: Path) -> None:
    """A folder that is missing, and tables without rows, are as if they were not there."""
    nothing = read_glossary(tmp_path / "none")
    write(tmp_path, "nicknames")

    assert "" == nothing.digest == read_glossary(tmp_path).digest


def test_words_and_not_remarks_tell_glossaries_apart(tmp_path: Path) -> None:
    """A remark or a tab at the end of a line changes nothing; another word does."""
    path = write(tmp_path, "agencies", ("Marine Weather Service", "MWS", "", "GHA"))
    first = read_glossary(tmp_path).digest
    path.write_text("# Ours.\n" + path.read_text(encoding="utf-8").replace("GHA", "GHA\t"), encoding="utf-8")
    second = read_glossary(tmp_path).digest
    write(tmp_path, "agencies", ("Marine Weather Office", "MWS", "", "GHA"))

    assert first == second != read_glossary(tmp_path).digest


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("agency", "name\n", "no table has this name; expected one of agencies, bodies"),
        ("small", "words\tclass\n", "no table has this name"),
        ("nicknames", "", "the columns are not those of its table; expected a line 'name\\\\tshort'"),
        ("nicknames", "name short\nKwabena Kobby\n", "the columns are not those"),
        ("nicknames", "name\tshort\n\tKobby\n", "line 2: the cell of 'name' is empty"),
        ("nicknames", "name\tshort\nKwabena\tKobby\tEbo\n", "line 2: 3 cells; expected at most 2: name, short; remove a tab"),
        ("offices", "words\tpart\nVizier\tboss\n", "line 2: part is 'boss'; expected one of acting, "),
        (
            "agencies",
            "name\tacronym\taliases\tstate\tparent\nPorts\t\t\tGhana\n",
            "the state of 'Ports' is 'Ghana'; expected a code",
        ),
    ],
)
def test_a_table_that_means_nothing_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    """The message names file and line, what was found, and what was expected."""
    (tmp_path / f"{name}.tsv").write_text(text, encoding="utf-8")

    with pytest.raises(GlossaryError, match=message):
        read_glossary(tmp_path)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 get one clear line."""
    (tmp_path / "nicknames.tsv").write_bytes(b"name\tshort\nJos\xe9\tPepe\n")

    with pytest.raises(GlossaryError, match=r"cannot be read .*; save the file as UTF-8 text"):
        read_glossary(tmp_path)


def test_a_state_of_ones_own_may_have_bodies(tmp_path: Path) -> None:
    """The code of a state that the project adds is known in its other tables."""
    write(tmp_path, "states", ("RUR", "Ruritania", "", "", "Ruritanian"))
    write(tmp_path, "agencies", ("Royal Tide Office", "RTO", "", "RUR"))

    assert {"agencies", "states"} == set(read_glossary(tmp_path).tables)


def test_words_hold_from_now_on_until_others_do(tmp_path: Path) -> None:
    """What a new process is told holds until it is told otherwise."""
    write(tmp_path, "nicknames", ("Kwabena", "Kobby"))
    before = present()

    use(read_glossary(tmp_path))
    during = present().digest
    use(before)

    assert "" == present().digest != during


def test_results_are_kept_for_a_few_glossaries_only(tmp_path: Path) -> None:
    """A long run in which words change often does not grow without end."""
    calls = Kept(len)
    for number in range(9):
        write(tmp_path, "nicknames", ("Kwabena", f"Kobby{number}"))
        with using(read_glossary(tmp_path)):
            calls("words")

    assert len(calls._by_words) <= 4


def test_every_table_of_ones_own_is_tried() -> None:
    """Each general table that a project can add to has a row above."""
    assert set(table_names()) - {"small", "starters"} == {case[0] for case in CASES}


MET_OFTEN = {
    f"r{day}": f"Accra, {day} May 2020\n\nMWS Director {name} Osei met today with Kenyan President Joe Otieno in Nairobi."
    for day, name in ((4, "Kwabena"), (5, "Kobby"), (6, "Kwabena"))
}


def test_a_build_in_parts_follows_changed_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With new words, a build on what was kept publishes the bytes of one that starts from nothing."""
    monkeypatch.setattr(pipeline, "WHOLE_UP_TO", 1)
    changed, fresh = (Project.open(make_project(tmp_path / name, **MET_OFTEN)) for name in ("changed", "fresh"))
    changed.build()
    before = [row["name"] for row in changed.ask("people")]

    for project in (changed, fresh):
        folder = project.settings.paths["lexicon"]
        folder.mkdir(parents=True)
        write(folder, "agencies", ("Marine Weather Service", "MWS", "", "GHA"))
        write(folder, "nicknames", ("Kwabena", "Kobby"))
        project.build()

    assert ["Joe Otieno", "Kobby Osei", "Kwabena Osei"] == before
    assert [("Joe Otieno", "Kenya"), ("Kwabena Osei", "Ghana")] == [(row["name"], row["side"]) for row in changed.ask("people")]
    published = [
        {path.relative_to(graph): path.read_bytes() for path in graph.rglob("*") if path.is_file()}
        for graph in (project.settings.paths["graph"].resolve() for project in (changed, fresh))
    ]
    assert published[0] == published[1]
