"""What changed between two published states: facts added and removed, and what is disputed now or no longer."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from communique.errors import DataError
from communique.parts import DATA, find_parts, read_parts
from communique.terms import CODES, MEET, RDFS

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference from one state to another; disagreements by their labels."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]
    now_disputed: tuple[str, ...]
    no_longer_disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The facts of a published state, and its open contradictions by node, with their labels."""

    facts: frozenset[Triple]
    disputed: dict[str, str]


def difference(old: State, new: State) -> Difference:
    """Return what changed from one state to another, sorted."""
    return Difference(
        added=tuple(sorted(new.facts - old.facts)),
        removed=tuple(sorted(old.facts - new.facts)),
        now_disputed=_labels(new, old),
        no_longer_disputed=_labels(old, new),
    )


def _labels(this: State, other: State) -> tuple[str, ...]:
    return tuple(sorted(label for node, label in this.disputed.items() if node not in other.disputed))


def read_state(name: str, root: Path, graph: Path) -> State:
    """Read a published state: a folder, or a git revision of this project.

    Raises:
        DataError: it is neither, or holds no data set.
    """
    if Path(name).is_dir():
        return make_state(b"".join(read_parts(find_parts(Path(name)))), name)
    path = (graph / DATA).resolve().relative_to(root.resolve())
    command = ["git", "-C", str(root), "show", f"{name}:./{path}"]
    shown = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell; the revision is one word after 'show'
    if shown.returncode or name.startswith("-"):
        msg = f"{name}: neither a folder nor a git revision that holds {path}; expected two published states"
        raise DataError(msg)
    return make_state(shown.stdout, name)


def make_state(data: bytes, name: str) -> State:
    """Make a state of N-Quads.

    Raises:
        DataError: they do not parse.
    """
    try:
        quads = list(parse(data, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        msg = f"{name}: not N-Quads ({error}); expected a published data set"
        raise DataError(msg) from None
    facts = frozenset((_text(q.subject), _text(q.predicate), _text(q.object)) for q in quads if _graph(q) == "facts")
    return State(facts, _contradictions(q for q in quads if _graph(q) == "weighing"))


def _graph(quad: Quad) -> str:
    return quad.graph_name.value.rpartition("/graph/")[2] if isinstance(quad.graph_name, NamedNode) else ""


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _contradictions(quads: Iterable[Quad]) -> dict[str, str]:
    said: dict[str, dict[str, str]] = {}
    for quad in quads:
        said.setdefault(_text(quad.subject), {})[quad.predicate.value] = _text(quad.object)
    wanted = {
        str(MEET.disagreementKind): str(CODES["disagreement"].contradiction),
        str(MEET.resolution): str(CODES["resolution"].open),
    }
    return {node: row[str(RDFS.label)] for node, row in said.items() if all(row.get(key) == value for key, value in wanted.items())}
