"""Other stores, as they are: a data set is loaded into Oxigraph's server and into Virtuoso, and every question asked there."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from pyoxigraph import Store
from tools.expected_rows import given_for

from communique.bulk import write_bulk
from communique.errors import QueryError
from communique.graphstore import GraphStore, Login
from communique.load import Target, count_graphs, find_wrong, load, measure, verify
from communique.parts import find_parts, load_parts
from communique.questions import Question, load_questions
from communique.questions.parameters import find_parameters
from communique.questions.run import answer
from communique.remotestore import RemoteStore

ROOT = Path(__file__).parents[1]
PARTS = find_parts(ROOT / "data" / "graph")
QUESTIONS: Mapping[str, Question] = load_questions(ROOT / "queries" / "questions")
OXIGRAPH = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
VIRTUOSO = shutil.which("virtuoso-t")
ISQL = shutil.which("isql-vt")
_SECONDS = 60

pytestmark = pytest.mark.slow

CONFIG = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 8
NumberOfBuffers = 10000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 30
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A store that runs: its address for queries, what it is loaded through, and, of Virtuoso, where it takes SQL."""

    name: str
    target: Target
    sql: int = 0


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def run_server(command: Sequence[str], folder: Path, address: str) -> Iterator[None]:
    """Run a server until the block ends, from when it answers."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def wait_for(address: str) -> None:
    """Wait until somebody answers at an address."""
    end = time.monotonic() + _SECONDS
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@contextmanager
def oxigraph(folder: Path) -> Iterator[Running]:
    """Oxigraph's own server, with its data on disk."""
    if OXIGRAPH is None:
        pytest.skip("the program 'oxigraph' is missing: 'make setup-slow' installs it")
    base = f"http://127.0.0.1:{free_port()}"
    command = [OXIGRAPH, "serve", "--location", "data", "--bind", base.removeprefix("http://"), "--union-default-graph"]
    with run_server(command, folder, base):
        yield Running("oxigraph", Target(f"{base}/query", GraphStore(f"{base}/store")))


@contextmanager
def virtuoso(folder: Path) -> Iterator[Running]:
    """Virtuoso, with an empty database and its first password."""
    if VIRTUOSO is None:
        pytest.skip("the program 'virtuoso-t' is missing: 'make setup-slow' installs it")
    port, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(CONFIG.format(sql=sql, http=port), encoding="ascii")
    base = f"http://127.0.0.1:{port}"
    with run_server([VIRTUOSO, "-f", "+configfile", "virtuoso.ini"], folder, f"{base}/sparql"):
        store = GraphStore(f"{base}/sparql-graph-crud-auth", Login("dba", "dba"))
        yield Running("virtuoso", Target(f"{base}/sparql", store), sql)


STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def quiet(_done: int, _total: int) -> None:
    """Report nothing."""


@pytest.fixture(scope="module", params=sorted(STORES))
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A store with the published data set."""
    folder = tmp_path_factory.mktemp(request.param)
    with STORES[request.param](folder) as store:
        load(PARTS, store.target, folder / "journal", quiet)
        yield store


@pytest.fixture(scope="module")
def here() -> Store:
    """The published data set in the embedded store."""
    return here_of(PARTS)


def here_of(parts: Sequence[Path]) -> Store:
    """Return an embedded store with a data set."""
    store = Store()
    load_parts(store, parts)
    return store


def test_the_store_holds_the_data_set(running: Running) -> None:
    """Every graph, by its count and by its fingerprint."""
    assert find_wrong(running.target, measure(PARTS)) == {}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_gives_the_same_rows(name: str, running: Running, here: Store) -> None:
    """As a whole where it may be asked so, and with its parameters; in whatever order the store compares texts."""
    question, there = QUESTIONS[name], RemoteStore(running.target.endpoint, _SECONDS)
    whole = all(parameter.optional for parameter in question.parameters)
    ways: list[Mapping[str, str]] = [given_for(name), *([{}] if whole else [])]
    for given in ways:
        bindings = find_parameters(here, question, given)

        found = answer(there, question, bindings)

        assert sorted(map(str, found.rows)) == sorted(map(str, answer(here, question, bindings).rows))


def test_parameters_and_evidence_are_found_there_too(running: Running, here: Store) -> None:
    """A name is looked up at the endpoint, and so are the words behind each row."""
    question, there = QUESTIONS["leaders"], RemoteStore(running.target.endpoint, _SECONDS)
    bindings = find_parameters(there, question, {"meeting": "14"})

    assert bindings == find_parameters(here, question, {"meeting": "14"})
    assert sorted(map(str, answer(there, question, bindings, why=True).rows)) == sorted(
        map(str, answer(here, question, bindings, why=True).rows)
    )


def test_virtuosos_bulk_loader_takes_the_files(tmp_path: Path) -> None:
    """Started with the script beside them, it takes every part in once, and the store is verified; what is missing is told."""
    if ISQL is None:
        pytest.skip("the program 'isql-vt' is missing: 'make setup-slow' installs it")
    folder = tmp_path / "bulk"
    write_bulk(PARTS, folder, quiet)
    with virtuoso(tmp_path) as store:
        for _ in range(2):
            run = [ISQL, f"127.0.0.1:{store.sql}", "dba", "dba", str(folder / "virtuoso.sql")]
            subprocess.run(run, check=True, timeout=_SECONDS, capture_output=True)
            loaded = verify(PARTS, store.target)

        assert sum(row.statements for row in loaded) == sum(held.statements for held in measure(PARTS).values())
        store.target.store.replace(loaded[0].graph, b"<urn:a> <urn:b> <urn:c> .\n")
        with pytest.raises(QueryError, match=f"<{loaded[0].graph}> holds 1 statements after loading"):
            verify(PARTS, store.target)


def test_oxigraphs_bulk_loader_takes_the_files(tmp_path: Path) -> None:
    """Started with the script beside them, it fills the store that its server then answers from."""
    if OXIGRAPH is None:
        pytest.skip("the program 'oxigraph' is missing: 'make setup-slow' installs it")
    folder = tmp_path / "bulk"
    write_bulk(PARTS, folder, quiet)
    found = {**os.environ, "PATH": f"{Path(OXIGRAPH).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    run = ["sh", str(folder / "oxigraph.sh"), str(tmp_path / "data")]
    subprocess.run(run, check=True, timeout=_SECONDS, capture_output=True, env=found)
    with oxigraph(tmp_path) as store:
        assert sum(row.statements for row in verify(PARTS, store.target)) == len(here_of(PARTS))


@pytest.mark.parametrize("name", sorted(STORES))
def test_a_load_that_is_killed_goes_on(name: str, tmp_path: Path) -> None:
    """Killed after some pieces, the next load sends the others, and the store holds the data set."""
    with STORES[name](tmp_path) as store:
        journal = tmp_path / "journal"
        login = "Login('dba', 'dba')" if name == "virtuoso" else "None"
        code = (
            "import os, signal, sys; from pathlib import Path; from communique import load\n"
            "from communique.graphstore import GraphStore, Login\n"
            "load.PIECE = 1000; told = []\n"
            "def stop(done, total):\n    told.append(done)\n    len(told) == 5 and os.kill(os.getpid(), signal.SIGKILL)\n"
            f"target = load.Target({store.target.endpoint!r}, GraphStore({store.target.store.address!r}, {login}))\n"
            f"load.load({PARTS!r}, target, Path({str(journal)!r}), stop)\n"
        ).replace("PosixPath", "Path")
        killed = subprocess.run([sys.executable, "-c", code], check=False, timeout=_SECONDS)
        half = sum(count_graphs(store.target, measure(PARTS)).values())

        load(PARTS, store.target, journal, quiet)

        assert killed.returncode == -signal.SIGKILL
        assert 0 < half < sum(held.statements for held in measure(PARTS).values())
        assert find_wrong(store.target, measure(PARTS)) == {}
