"""The commands, as people and programs call them."""

import csv
import io
import json
import os
import pty
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from communique.cli.main import COMMANDS
from communique.cli.output import print_rows
from communique.project import Project
from tests.conftest import READOUT, RELEASE, Run, make_project


def test_ask_prints_json_rows(run: Run, bridges: Project) -> None:
    """Rows come as a list of objects with the documented keys."""
    status, out, _ = run("ask", "meetings", "--format", "json", project=bridges.settings.root)
    (row,) = json.loads(out)

    assert status == 0
    assert (row["ordinal"], row["mode"], row["status"], row["disputed"]) == (3, "virtual", "held", True)


def test_ask_prints_csv_with_arrays_joined(run: Run, bridges: Project) -> None:
    """CSV joins arrays by a semicolon and a space."""
    _, out, _ = run("ask", "meetings", "--format", "csv", project=bridges.settings.root)
    (row,) = csv.DictReader(io.StringIO(out))

    assert len(row["documents"].split("; ")) == 2


def test_why_adds_the_words(run: Run, bridges: Project) -> None:
    """With --why each row leads to its quotation, at its place in its document."""
    _, out, _ = run("ask", "leaders", "--why", "--format", "json", project=bridges.settings.root)
    texts = {"release": RELEASE.split("---\n")[2], "readout": READOUT.split("---\n")[2]}

    for row in json.loads(out):
        for item in row["why"]:
            text = texts[item["document"].rsplit("/", 1)[-1]]
            assert text[item["start"] : item["end"]] == item["quote"]


def test_ask_without_a_question_lists_them(run: Run, bridges: Project) -> None:
    """The list names every question and what it asks."""
    _, out, _ = run("ask", "--format", "json", project=bridges.settings.root)

    assert {"meetings", "leaders", "disagreements"} <= {row["question"] for row in json.loads(out)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", "meeetings"), "did you mean meetings"),
        (("ask", "leaders", "--meting", "3"), "meeting"),
        (("ask", "leaders", "--meeting", "99"), "99"),
        (("sparql", "SELECT * WHERE {"), "does not parse"),
        (("sparql", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"), "not an allowed address"),
        (("explain", "person/nobody"), "nothing in the data set is called so"),
        (("export", "--graph", "nothing"), "no such named graph"),
        (("diff", "no-such-place", "neither"), "neither a folder nor a git revision"),
    ],
)
def test_wrong_input_gets_one_clear_line_and_status_two(
    run: Run, bridges: Project, arguments: tuple[str, ...], message: str
) -> None:
    """The message says what was wrong; nothing is printed as data, and there is no traceback."""
    status, out, err = run(*arguments, project=bridges.settings.root)

    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ({}, "no documents"),
        ({"empty": ""}, "the file is empty"),
        ({"wrong": "---\npublished: yesterday\n---\nThey met."}, "published in the front matter is 'yesterday'"),
    ],
)
def test_a_build_of_wrong_documents_is_refused(run: Run, tmp_path: Path, documents: dict[str, str], message: str) -> None:
    """An empty folder, an empty file and wrong front matter each get one line and status 2."""
    status, _, err = run("build", project=make_project(tmp_path, **documents))

    assert status == 2
    assert message in err
    assert err.count("\n") == 1


def test_a_failed_build_leaves_what_was_published(run: Run, tmp_path: Path) -> None:
    """After a document has become unreadable, the published files are still there, unchanged."""
    folder = make_project(tmp_path, release=RELEASE)
    assert run("build", project=folder)[0] == 0
    before = {path.name: path.read_bytes() for path in (folder / "data/graph").iterdir()}
    (folder / "data/documents/release.txt").write_bytes(b"\xff\xfe\x00")

    status, _, err = run("build", project=folder)

    assert status == 2
    assert "not text" in err
    assert {path.name: path.read_bytes() for path in (folder / "data/graph").iterdir()} == before


def test_asking_before_a_build_says_what_to_do(run: Run, tmp_path: Path) -> None:
    """Where nothing is published, the message names the command that publishes."""
    status, _, err = run("ask", "meetings", project=make_project(tmp_path, release=RELEASE))

    assert status == 2
    assert "communique build" in err


def test_without_a_project_the_message_says_so(run: Run, tmp_path: Path) -> None:
    """A folder that is no project gets one line."""
    status, _, err = run("build", project=tmp_path)

    assert status == 2
    assert "communique.toml" in err


def test_check_of_a_clean_data_set_is_silent_and_zero(run: Run, bridges: Project) -> None:
    """Nothing found: no data, status 0."""
    status, out, err = run("check", "--format", "csv", project=bridges.settings.root)

    assert (status, len(out.splitlines())) == (0, 1), out
    assert "nothing found" in err


def test_the_report_is_shacl(run: Run, bridges: Project) -> None:
    """--format turtle prints a validation report."""
    _, out, _ = run("check", "--format", "turtle", project=bridges.settings.root)

    assert "sh:ValidationReport" in out
    assert list(parse(out.encode(), format=RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (COUNT(*) AS ?n) { ?m a meet:Meeting ; meet:ordinal 3 }", [{"n": 1}]),
        ("ASK { ?m a meet:Meeting }", [{"answer": True}]),
    ],
)
def test_sparql_gives_rows(run: Run, bridges: Project, query: str, expected: list[dict[str, object]]) -> None:
    """SELECT and ASK give rows, and the data set's prefixes need not be declared."""
    _, out, _ = run("sparql", query, "--format", "json", project=bridges.settings.root)

    assert json.loads(out) == expected


@pytest.mark.parametrize("query", ["CONSTRUCT { ?m a meet:Meeting } { ?m a meet:Meeting }", "DESCRIBE ?m { ?m a meet:Meeting }"])
def test_sparql_gives_graphs_as_turtle(run: Run, bridges: Project, query: str) -> None:
    """CONSTRUCT and DESCRIBE give Turtle."""
    _, out, _ = run("sparql", query, project=bridges.settings.root)

    assert list(parse(out.encode(), format=RdfFormat.TURTLE))


def test_a_query_can_stand_in_a_file(run: Run, bridges: Project, tmp_path: Path) -> None:
    """A path is read as a file that holds the query."""
    (tmp_path / "q.rq").write_text("ASK { ?m a meet:Meeting }", encoding="utf-8")

    _, out, _ = run("sparql", str(tmp_path / "q.rq"), "--format", "json", project=bridges.settings.root)

    assert json.loads(out) == [{"answer": True}]


def test_read_prints_an_object_for_one_file_and_an_array_for_several(run: Run, bridges: Project) -> None:
    """Programs get one reading, or a list of readings."""
    files = sorted(str(path) for path in bridges.settings.paths["documents"].iterdir())

    one, several = (json.loads(run("read", *some, "--format", "json")[1]) for some in (files[:1], files))

    assert isinstance(one, dict)
    assert [reading["document"] for reading in several] == ["readout", "release"]


def test_explain_leads_to_the_words(run: Run, bridges: Project) -> None:
    """A thing is shown with what is said of it and the quotation behind it."""
    _, out, _ = run("explain", "Luc Moreau", project=bridges.settings.root)

    assert "Luc Moreau (person)" in out
    assert "“Luc Moreau”" in out


def test_explain_speaks_in_words(run: Run, bridges: Project) -> None:
    """Properties, classes and codes have the words of the ontology, and what others say of the thing is a sentence."""
    (meeting,) = bridges.ask("meetings")
    _, out, _ = run("explain", meeting["meeting"], project=bridges.settings.root)

    assert "has attendance mode: virtual" in out
    assert "is attended by: Luc Moreau" in out
    assert f"\nLuc Moreau takes part in {meeting['name']}\n" in out


def test_diff_of_a_state_with_itself_is_empty(run: Run, bridges: Project) -> None:
    """Nothing changed: no fact added or removed."""
    graph = str(bridges.settings.paths["graph"])

    _, out, _ = run("diff", graph, graph, "--format", "json", project=bridges.settings.root)

    assert json.loads(out) == {"added": [], "removed": [], "now_disputed": [], "no_longer_disputed": []}


def test_judge_lists_an_open_contradiction(run: Run, bridges: Project) -> None:
    """The two dates of the meeting wait for a judgement, with both as choices."""
    _, out, _ = run("judge", "--format", "json", project=bridges.settings.root)

    assert [sorted(row["choices"]) for row in json.loads(out) if "start date" in row["what"]] == [["2021-05-04", "2021-05-05"]]


def test_a_judgement_is_followed_by_the_next_build(run: Run, tmp_path: Path) -> None:
    """Settling a case writes a row; the next build prefers its value; deleting the row brings the old bytes back."""
    folder = make_project(tmp_path, release=RELEASE, readout=READOUT)
    run("build", project=folder)
    before = (folder / "data/graph/everything.nq").read_bytes()
    _, out, _ = run("judge", "--format", "json", project=folder)
    case = next(row["case"] for row in json.loads(out) if "start date" in row["what"])

    run("judge", "--settle", case, "--verdict", "2021-05-05", "--by", "R. Bell", "--reason", "the minutes", project=folder)
    run("build", project=folder)
    _, settled, _ = run("ask", "disagreements", "--kind", "contradiction", "--format", "json", project=folder)
    for path in (folder / "data/judgements").iterdir():
        path.unlink()
    run("build", project=folder)

    assert [(row["status"], row["preferred"]) for row in json.loads(settled) if row["property"] == "start date"] == [
        ("settled", "2021-05-05")
    ]
    assert (folder / "data/graph/everything.nq").read_bytes() == before


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    """--help of each command fits a screen and shows an example."""
    status, out, _ = run(name, "--help")

    assert status == 0
    assert f"communique {name}" in out
    assert len(out.splitlines()) < 24
    assert max(map(len, out.splitlines())) <= 80


def test_the_list_of_commands_fits_the_smallest_screen(run: Run) -> None:
    """--help has every command and examples on 24 lines of 80 characters, laid out as they were written."""
    _, out, _ = run("--help")

    assert [] == [name for name in COMMANDS if f"{name} " not in out]
    assert "\n    communique new talks --from my-releases\n" in out
    assert "\\b" not in out
    assert len(out.splitlines()) < 24
    assert max(map(len, out.splitlines())) <= 80


def test_help_comes_at_once() -> None:
    """Of five runs of `communique --help`, the quickest takes less than 0.15 s of a processor."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "communique", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    assert min(times) < 0.15


@pytest.mark.parametrize(("shell", "sign"), [("bash", "complete "), ("zsh", "#compdef communique"), ("fish", "complete ")])
def test_completion_is_there_for_three_shells(run: Run, shell: str, sign: str) -> None:
    """Each shell gets its script."""
    status, out, _ = run("completion", shell)

    assert (status, True) == (0, sign in out)


@pytest.mark.slow
def test_progress_is_drawn_on_a_terminal_only(tmp_path: Path) -> None:
    """Long work shows a bar with the time left on a terminal, and nothing of the kind in a pipe."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/release.txt").write_text(RELEASE, encoding="utf-8")
    command = [sys.executable, "-m", "communique", "new", "--from", "in"]
    ours, theirs = pty.openpty()

    with subprocess.Popen([*command, "seen"], cwd=tmp_path, stderr=theirs) as process:
        os.close(theirs)
        seen = b"".join(iter(partial(read_some, ours), b""))
    piped = subprocess.run([*command, "piped"], cwd=tmp_path, capture_output=True, check=True).stderr

    assert process.returncode == 0
    assert b"reading" in seen
    assert b"0:00:0" in seen
    assert b"made seen" in seen
    assert b"reading" not in piped
    assert b"\x1b" not in piped


def read_some(terminal: int) -> bytes:
    """Read what was written to a terminal, nothing once it is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_names_of_questions_are_completed(bridges: Project) -> None:
    """After `ask`, the shell offers the questions that begin as was typed."""
    words = {"_COMMUNIQUE_COMPLETE": "bash_complete", "COMP_WORDS": "communique ask att", "COMP_CWORD": "2"}
    program = "from communique.cli import main; import sys; sys.argv = ['communique']; main()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=bridges.settings.root,
        env={**os.environ, **words},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "plain,attendance" in done.stdout.split()


def test_help_loads_no_heavy_library() -> None:
    """`communique --help` imports neither rdflib nor the engines, so completion is quick."""
    code = """
import sys
from communique.cli import main
sys.argv = ["communique", "--help"]
try:
    main()
except SystemExit:
    print([name for name in ("rdflib", "pyoxigraph", "pyshacl", "rich", "jinja2") if name in sys.modules], file=sys.stderr)
"""

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"


def test_version_names_the_engines(run: Run) -> None:
    """--version tells the versions that matter: the program's, the reader's and the engines'."""
    _, out, _ = run("--version")

    assert {"communique", "reader", "rdflib", "pyoxigraph", "pyshacl"} <= {word.strip("(,") for word in out.split()}


def test_a_table_without_room_becomes_blocks(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a table has no room for whole words, each row is a block of named lines."""
    columns = [f"column_{number}" for number in range(20)]

    print_rows([dict.fromkeys(columns, "some words")], columns, "table")

    assert capsys.readouterr().out.splitlines()[0] == "column 0   some words"
