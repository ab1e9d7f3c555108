"""A process that answers queries over one store, and that may be killed at any moment.

1. `python -m communique.server.worker CONFIG` loads the data and waits at its standard input, a socket, for lines to workers-to-be.
2. For each it makes a copy of itself, which says the number of its process and whether it is ready.
3. The copy reads jobs from its line and writes replies to it, one at a time, and ends when the line does. The alarm clock of the
   kernel ends it if nobody else does in time.

A store on disk is opened by each copy, since its engine has threads, which are not copied.
"""

import gc
import io
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, Triple, parse
from pyoxigraph import serialize as write_triples

from communique.errors import DataError, QueryError, QuestionError
from communique.parts import find_parts, load_parts
from communique.server.frames import NUMBER, Job, Reply, pack_reply, read_job
from communique.server.sandbox import confine, limit_memory
from communique.server.saved import answer_saved, load_saved
from communique.sparql import ForbiddenQueryError, Result, Scope, explain_error, find_answers, run_update
from communique.store import is_store

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from communique.questions import Question

_ROWS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
#: How the engine calls the forms of triples.
GRAPH_FORMATS: Final = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}
_TURTLE: Final = "ttl"
_PREFIX: Final = b"@prefix "
#: The niceness of a process that takes only the time that nobody else wants.
IDLE: Final = 19


@dataclass(frozen=True, slots=True)
class Config:
    """What a worker is started with.

    `seconds` is the longest that one job may take, `cpu_seconds` how much of the processor's time it may use (0: as much as it
    wants), `niceness` how much it gives way; `questions` are the folders of the saved questions that it answers.
    """

    store: str
    writable: bool
    services: tuple[str, ...]
    seconds: float
    answer_bytes: int
    worker_bytes: int
    niceness: int
    prefixes: dict[str, str]
    questions: tuple[str, ...] = ()
    cpu_seconds: float = 0

    def as_text(self) -> str:
        """Return the configuration as the command line carries it."""
        return json.dumps(asdict(self))


class UnknownThingError(Exception):
    """Nothing is known of a thing."""


class TooLargeError(Exception):
    """An answer has outgrown its limit."""


class _Bounded(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take some bytes, or give up."""
        count = super().write(data)
        self._left -= count
        if self._left < 0:
            raise TooLargeError
        return count


class Answerer:
    """Does the jobs of one store."""

    def __init__(self, store: Store, config: Config, questions: "Mapping[str, Question] | None" = None) -> None:
        self._store = store
        self._config = config
        self._questions = load_saved(config.questions) if questions is None else questions
        self._works: dict[str, Callable[[Job, bytes], Reply]] = {
            "query": self._query,
            "update": self._update,
            "read": self._read,
            "write": self._write,
            "drop": self._drop,
            "question": self._question,
        }

    def do(self, job: Job, body: bytes = b"") -> Reply:
        """Do one job; whatever is wrong with it becomes the reply."""
        try:
            return self._works[job.work](job, body)
        except ForbiddenQueryError as error:
            return Reply.refuse(403, str(error))
        except (QueryError, QuestionError) as error:
            return Reply.refuse(400, str(error))
        except UnknownThingError:
            return Reply.refuse(404, f"{job.thing}: the data set says nothing of it")
        except TooLargeError:
            return Reply.refuse(
                403, f"the answer is larger than {self._config.answer_bytes:,} bytes; add LIMIT, or take the whole data set"
            )
        except MemoryError:
            return Reply.refuse(503, "the query needs more memory than it may have; ask for less")

    def _query(self, job: Job, _: bytes) -> Reply:
        found = find_answers(self._store, job.text, _scope(job), self._config.services)
        kind = "rows" if isinstance(found, QuerySolutions) else "boolean" if isinstance(found, QueryBoolean) else "graph"
        if kind not in job.formats:
            return Reply.refuse(406, f"no form of answer that you accept fits this query, whose result is of the kind '{kind}'")
        media, name = job.formats[kind]
        try:
            return Reply(200, media, self._write_result(found, name, job))
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(explain_error(job.text, error)) from error

    def _write_result(self, found: Result, name: str, job: Job) -> bytes:
        if isinstance(found, (QuerySolutions, QueryBoolean)):
            out = _Bounded(self._config.answer_bytes)
            found.serialize(out, _ROWS[name])
            return out.getvalue()
        return self._write_graph(_sort_known(found, job.thing) if job.thing else found, name)

    def _write_graph(self, triples: Iterable[Triple], name: str) -> bytes:
        out = _Bounded(self._config.answer_bytes)
        if name != _TURTLE:
            write_triples(triples, out, GRAPH_FORMATS[name])
            return out.getvalue()
        write_triples(triples, out, RdfFormat.TURTLE, prefixes=self._config.prefixes)
        return tidy_prefixes(out.getvalue())

    def _update(self, job: Job, _: bytes) -> Reply:
        run_update(self._store, job.text, _scope(job), self._config.services)
        return Reply(204)

    def _read(self, job: Job, _: bytes) -> Reply:
        if not self._knows(job.graph):
            return _no_graph(job)
        media, name = job.formats["graph"]
        quads = self._store.quads_for_pattern(None, None, None, _graph(job.graph))
        return Reply(200, media, self._write_graph((quad.triple for quad in quads), name))

    def _write(self, job: Job, body: bytes) -> Reply:
        known = self._knows(job.graph)
        triples = "".join(f"{triple} .\n" for triple in _read_parts(job, body))
        into = f"GRAPH {_graph(job.graph)} {{ {triples} }}" if job.graph else triples
        target = f"GRAPH {_graph(job.graph)}" if job.graph else "DEFAULT"
        empty = f"DROP SILENT {target} ; " if job.replace else ""
        create = f"CREATE SILENT {target} ; " if job.graph else ""
        self._store.update(f"{empty}{create}INSERT DATA {{ {into} }}")
        return Reply(204 if known else 201)

    def _drop(self, job: Job, _: bytes) -> Reply:
        if not self._knows(job.graph):
            return _no_graph(job)
        self._store.update(f"DROP GRAPH {_graph(job.graph)}" if job.graph else "DROP DEFAULT")
        return Reply(204)

    def _question(self, job: Job, _: bytes) -> Reply:
        media, name = job.formats["question"]
        body = answer_saved(self._store, self._questions[job.text], job, name)
        if len(body) > self._config.answer_bytes:
            raise TooLargeError
        return Reply(200, media, body)

    def _knows(self, graph: str) -> bool:
        return not graph or self._store.contains_named_graph(NamedNode(graph))


def _scope(job: Job) -> Scope:
    return Scope(tuple(job.default), tuple(job.named), job.union, job.base)


def _graph(iri: str) -> NamedNode | DefaultGraph:
    return NamedNode(iri) if iri else DefaultGraph()


def _no_graph(job: Job) -> Reply:
    return Reply.refuse(404, f"{job.graph}: there is no graph of this name; GET without 'graph' lists them")


def tidy_prefixes(turtle: bytes) -> bytes:
    r"""Sort the prefixes at the head of a Turtle document, whose order is by chance, and leave out those that it does not use.

    >>> tidy_prefixes(b"@prefix b: <b:> .\n@prefix a: <a:> .\n@prefix c: <c:> .\nb:s a:p 1 .\n").splitlines()
    [b'@prefix a: <a:> .', b'@prefix b: <b:> .', b'b:s a:p 1 .']
    """
    done, head = 0, []
    while turtle.startswith(_PREFIX, done):
        end = turtle.index(b"\n", done) + 1
        head.append(turtle[done:end])
        done = end
    body = turtle[done:]
    return b"".join(line for line in sorted(head) if line.split()[1] in body) + body


def _sort_known(triples: Iterable[Triple], thing: str) -> list[Triple]:
    """Return triples in order, those of the thing first; there must be some of the thing itself."""
    node = NamedNode(thing)
    found = sorted(triples, key=lambda triple: (triple.subject != node, str(triple)))
    if not found or found[0].subject != node:
        raise UnknownThingError
    return found


def _read_parts(job: Job, body: bytes) -> Iterator[Triple]:
    done = 0
    for name, size in job.parts:
        yield from _read_triples(body[done : done + size], name, job.base)
        done += size


def _read_triples(body: bytes, name: str, base: str | None) -> Iterator[Triple]:
    try:
        for quad in parse(body, GRAPH_FORMATS[name], base_iri=base, rename_blank_nodes=True):
            if quad.graph_name != DefaultGraph():
                msg = f"{quad.graph_name}: the document names a graph; send plain triples, with the graph in the address"
                raise QueryError(msg)
            yield quad.triple
    except (SyntaxError, ValueError, OSError) as error:
        msg = f"the document is not well-formed: {error}"
        raise QueryError(msg) from error


def open_data(config: Config) -> Store:
    """Open the store of a folder, read-only unless it may be written, or load published N-Quads into memory."""
    if config.writable:
        return Store(config.store)
    place = Path(config.store)
    if is_store(place):
        return Store.read_only(config.store)
    store = Store()
    load_parts(store, find_parts(place))
    return store


def serve_jobs(answerer: Answerer, config: Config) -> None:
    """Answer jobs from standard input until it ends, or until one takes too long, which ends the process."""
    while (taken := read_job(sys.stdin.buffer)) is not None:
        signal.setitimer(signal.ITIMER_REAL, config.seconds)
        signal.setitimer(signal.ITIMER_PROF, config.cpu_seconds)
        reply = answerer.do(*taken)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(reply)


def _send(reply: Reply) -> None:
    sys.stdout.buffer.write(pack_reply(reply))
    sys.stdout.buffer.flush()


def give_way(niceness: int) -> None:
    """Let other processes go first; at the highest niceness, where the system can, run only when none wants to."""
    os.nice(niceness)
    if niceness >= IDLE and hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def main(text: str) -> None:
    """Load the data, and make a copy of this process for each line that comes in."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries copies that have ended
    given: dict[str, Any] = json.loads(text)
    config = Config(**given)
    data = config if config.writable or is_store(Path(config.store)) else _try_open(config)
    questions = load_saved(config.questions)
    gc.freeze()
    with socket.socket(fileno=0) as orders:
        while (lines := _next_line(orders)) is not None:
            if os.fork() == 0:
                orders.detach()
                _work(config, data, (lines, questions))
            os.close(lines)


def _next_line(orders: socket.socket) -> int | None:
    """Wait for the line to a worker-to-be; nothing when the server has ended."""
    said, lines, _, _ = socket.recv_fds(orders, 1, 1)
    return lines[0] if said and lines else None


def _try_open(config: Config) -> Store | Reply:
    try:
        return open_data(config)
    except DataError as error:
        return Reply.refuse(500, str(error))
    except OSError as error:
        return Reply.refuse(500, f"{config.store}: cannot be opened: {error}; run 'communique build' again")


def _work(config: Config, data: Store | Reply | Config, given: "tuple[int, Mapping[str, Question]]") -> NoReturn:
    """Be a worker: give way, open what is not open yet, shut the process in, say that it is ready, and answer."""
    line, questions = given
    os.dup2(line, sys.stdin.fileno())
    os.dup2(line, sys.stdout.fileno())
    os.close(line)
    sys.stdout.buffer.write(NUMBER.pack(os.getpid()))
    give_way(config.niceness)
    data = _try_open(config) if isinstance(data, Config) else data
    if isinstance(data, Reply):
        _send(data)
        os._exit(1)
    if not config.services:
        confine()
    limit_memory(config.worker_bytes)
    _send(Reply(200))
    serve_jobs(Answerer(data, config, questions), config)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
