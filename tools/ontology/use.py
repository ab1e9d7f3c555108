"""Terms and those who use them: the program, the saved questions, the shapes and the page on the model."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from rdflib import DCTERMS, OWL, SKOS

from tools.ontology.tree import Found, Tree, short

#: What a retired term says: the version since when, the reason, the term to use instead.
_FAREWELL: Final = (OWL.versionInfo, SKOS.changeNote, DCTERMS.isReplacedBy)
_WRITTEN: Final = re.compile(r"\bmeet:(\w+)")


def check_declared(tree: Tree) -> Found:
    """Every own term that the program, a question or the page on the model uses is declared."""
    used = [(path, name) for path in _sources(tree) for name in _terms_in(tree, path)]
    declared = {short(term) for term in tree.declared}
    return len(used), sorted(
        {f"{path.relative_to(tree.root)}: {name} is not declared" for path, name in used if name not in declared}
    )


def check_used(tree: Tree) -> Found:
    """Every declared term is used by a shape, a question or the program."""
    users = [path for path in _sources(tree) if path.suffix != ".md"]
    used = {name for path in users for name in _terms_in(tree, path)}
    used |= {name for file in tree.folder("shapes") for name in _WRITTEN.findall(tree.texts[file])}
    return len(tree.declared), [f"{short(term)}: nothing uses it" for term in sorted(tree.declared) if short(term) not in used]


def check_model_page(tree: Tree) -> Found:
    """The page on the model names every term."""
    named = set(_terms_in(tree, tree.root / "docs" / "model.md"))
    return len(named), [f"docs/model.md: {short(term)} is missing" for term in sorted(tree.declared) if short(term) not in named]


def check_retired(tree: Tree) -> Found:
    """A retired term tells since when, why, and what to use instead; and nothing uses it."""
    graph = tree.merged
    retired = {term for term in tree.declared if (term, OWL.deprecated, None) in graph}
    faults = [
        f"{short(term)}: retired without {short(key)}" for term in retired for key in _FAREWELL if (term, key, None) not in graph
    ]
    used = [(path, name) for path in _sources(tree) for name in _terms_in(tree, path)]
    names = {short(term) for term in retired}
    return len(tree.declared), faults + [f"{path.name}: uses {name}, which is retired" for path, name in used if name in names]


def _sources(tree: Tree) -> list[Path]:
    code = sorted((tree.root / "src").rglob("*.py"))
    queries = sorted((tree.root / "queries").rglob("*.rq"))
    return [*code, *queries, tree.root / "docs" / "model.md"]


def _terms_in(tree: Tree, path: Path) -> set[str]:
    text = tree.read(path)
    if path.suffix != ".py":
        return set(_WRITTEN.findall(text))
    return _python_terms(text)


@cache
def _python_terms(text: str) -> set[str]:
    return {name for node in ast.walk(ast.parse(text)) for name in _terms_of(node)}


def _terms_of(node: ast.AST) -> Iterator[str]:
    """Yield the terms of `MEET.name`, `MEET["name"]`, and `MEET[name] for name in ("name", …)`."""
    if isinstance(node, ast.Attribute) and _is_meet(node.value):
        yield node.attr
    if isinstance(node, ast.Subscript) and _is_meet(node.value) and isinstance(node.slice, ast.Constant):
        yield str(node.slice.value)
    if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.DictComp | ast.SetComp):
        yield from _terms_of_loop(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from _WRITTEN.findall(node.value)


def _terms_of_loop(node: ast.GeneratorExp | ast.ListComp | ast.DictComp | ast.SetComp) -> Iterator[str]:
    loops = {loop.target.id: loop.iter for loop in node.generators if isinstance(loop.target, ast.Name)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Subscript) and _is_meet(inner.value) and isinstance(inner.slice, ast.Name):
            names = loops.get(inner.slice.id)
            yield from (str(item.value) for item in getattr(names, "elts", ()) if isinstance(item, ast.Constant))


def _is_meet(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "MEET"


CHECKS: Final = (check_declared, check_used, check_model_page, check_retired)
