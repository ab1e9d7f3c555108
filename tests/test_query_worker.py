"""`communique sparql`: it only reads, reaches nothing, and can be stopped; its answer is whole or there is none."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.errors import QueryError
from communique.project import Project
from communique.query_worker import ask_in_time
from tests.conftest import Run

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o FILTER(?c != ?o) }"
#: Keeps every row to sort them.
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY DESC(?l) ?a"


def say(run: Run, bridges: Project, query: str, *options: str) -> tuple[int, str, str]:
    """Ask on the command line."""
    status, out, err = run("sparql", query, *options, project=bridges.settings.root)
    return status, out, " ".join(err.split())


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "expected"),
        ("DROP ALL", "expected"),
        ("LOAD <https://example.org/a>", "LOAD"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { " + "{ " * 300 + "} " * 300 + "}", "200 brackets"),
    ],
    ids=["insert", "drop", "load", "service", "nested"],
)
def test_what_does_more_than_read_is_refused(run: Run, bridges: Project, query: str, reason: str) -> None:
    """One line says why, and the data are as they were."""
    before = (bridges.settings.paths["graph"] / "everything.nq").read_bytes()

    status, out, err = say(run, bridges, query)

    assert (status, out) == (2, "")
    assert reason in err
    assert (bridges.settings.paths["graph"] / "everything.nq").read_bytes() == before


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_from_reads_no_file(run: Run, bridges: Project, tmp_path: Path, clause: str) -> None:
    """The address of a file is the name of a graph that is not there."""
    file = tmp_path / "secret.ttl"
    file.write_text("<urn:a> <urn:b> 'secret' .", encoding="utf-8")

    status, out, _ = say(run, bridges, f"SELECT * {clause} <{file.as_uri()}> {{ ?s ?p ?o }}", "--format", "json")

    assert (status, out.strip()) == (0, "[]")


def test_a_query_without_end_is_stopped(run: Run, bridges: Project) -> None:
    """When its time is over, with the reason and no part of an answer."""
    began = time.monotonic()

    status, out, err = say(run, bridges, ENDLESS, "--timeout", "2")

    assert (status, out) == (2, "")
    assert "stopped after 2 seconds" in err
    assert time.monotonic() - began < 20


@pytest.mark.slow
def test_a_query_that_eats_memory_is_broken_off(bridges: Project) -> None:
    """It ends, and the machine does not."""
    with pytest.raises(QueryError, match=r"memory|stopped"):
        ask_in_time(bridges.settings.root, GREEDY, 60)


def test_a_user_can_end_a_query(bridges: Project) -> None:
    """Ctrl-C ends it at once, and nothing goes on in the background."""
    command = [sys.executable, "-m", "communique", "--project", str(bridges.settings.root), "sparql", ENDLESS]
    # who runs the tests in the background has Ctrl-C ignored, and so would the program
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stderr=pipe, stdout=pipe, process_group=0, preexec_fn=_heed) as running:
        time.sleep(2)
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=20)

    assert running.returncode == 130
    assert b"Traceback" not in err
    assert is_gone(running.pid)


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def is_gone(group: int) -> bool:
    """Tell whether, before long, no process of a group is left."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
