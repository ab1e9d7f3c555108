"""The house: which module may know which, and how long a module may be."""

import ast
import re
from pathlib import Path

from communique.cli.progress import STEPS

SOURCE = Path(__file__).resolve().parents[1] / "src" / "communique"
#: Modules at the bottom, which every other may import; and the stages, which must not know each other.
BOTTOM = {"errors", "records", "terms", "properties", "lexicon", "folding", "resources", "rows"}
STAGES = {"documents", "reading", "claims", "identity", "weighing", "witnesses", "graph", "checks", "linking", "site", "server"}
#: What a stage may import beside its own modules and the bottom, with the reason.
ALLOWED = {
    "identity": {"authority", "judgements"},  # what is known beforehand is an input of identity
    "graph": {"export"},
    "linking": {"export", "store", "sparql", "remote", "settings"},
    "site": {"export", "store", "settings", "questions", "documents", "jsonld", "sparql_rows"},
    "server": {"export", "store", "settings", "questions", "sparql", "sparql_rows", "jsonld", "site", "linking"},
    "checks": {"export"},
}


def modules() -> dict[str, Path]:
    """Return every module's dotted name below the package, with its file."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts)] = path
    return found


def imports(path: Path) -> set[str]:
    """Return the modules of ours that a file imports, as dotted names below the package."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "communique":
            rest = node.module.split(".")[1:]
            found |= {".".join(rest)} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("communique.")}
    return {name for name in found if name}


def test_the_records_import_nothing_of_ours() -> None:
    """The records in which the stages meet stand at the bottom."""
    for path in (SOURCE / "records").glob("*.py"):
        assert {name.split(".")[0] for name in imports(path)} <= {"records"}


def test_the_bottom_imports_only_the_bottom() -> None:
    """What every module may import knows nothing above itself."""
    for name in ("errors", "terms", "properties", "folding", "resources", "rows"):
        path = SOURCE / f"{name}.py"
        above = {module.split(".")[0] for module in imports(path)} - BOTTOM

        assert above == set(), name


def test_stages_do_not_know_each_other() -> None:
    """A stage imports itself, the bottom, and what is listed for it, and no other stage."""
    for name, path in modules().items():
        stage = name.split(".")[0]
        if stage in STAGES:
            others = {module.split(".")[0] for module in imports(path)} - BOTTOM - {stage} - ALLOWED.get(stage, set())

            assert others & STAGES == set(), f"{name} imports {others & STAGES}"


def test_only_the_command_line_knows_click() -> None:
    """Nothing but `cli` imports click; that nothing else prints is a lint rule."""
    outside = [
        name for name, path in modules().items() if name.split(".")[0] != "cli" and "import click" in path.read_text("utf-8")
    ]

    assert outside == []


def test_the_order_of_the_stages_is_known_in_one_place() -> None:
    """Only the faces of a project import the pipeline: for Python, for the server, for reviewers and the command line."""
    knowing = {name.split(".")[0] for name, path in modules().items() if "pipeline" in imports(path)}

    assert {"cli", "project"} <= knowing <= {"cli", "project", "review", "serving"}


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    """Modules are small: none over 400 lines, half of them under 150."""
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in modules().values())

    assert lengths[-1] <= 400
    assert lengths[len(lengths) // 2] < 150


def test_no_two_modules_import_each_other_at_import_time() -> None:
    """The import graph of the package has no cycle."""
    graph = {name: imports(path) & modules().keys() for name, path in modules().items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above, name))
        if name not in done:
            for other in graph.get(name, set()):
                visit(other, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_every_step_of_long_work_has_its_bar() -> None:
    """Each step that some module tells of has words for a terminal."""
    told = {step for path in SOURCE.rglob("*.py") for step in re.findall(r'progress\(\s*"(\w+)"', path.read_text("utf-8"))}

    assert {"read", "take", "check"} <= told
    assert told <= set(STEPS)
