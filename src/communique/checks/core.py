"""SHACL core constraints as queries: one for each constraint of each shape, so that an engine finds all offenders at once.

A shape that uses anything else of SHACL is not compiled (`is_plain`) and is left to pySHACL, which is also the reference that
tests hold this against.
"""

import re
from collections.abc import Iterator
from typing import Final

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from communique.checks.findings import SEVERITIES, shape_name
from communique.checks.rule import Rule
from communique.checks.values import MAKERS, Context, offences
from communique.terms import SH

TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf)
_SHACL: Final = str(SH)
_COUNTS: Final = (SH.minCount, SH.maxCount)
#: What says how a value must be; only these may stand in a shape that `sh:node` or `sh:or` names.
_NESTED: Final = frozenset(MAKERS) | {SH.message, SH.severity, SH.name, SH.description}
#: What a shape with targets, or a property shape of it, may say.
_PLAIN: Final = _NESTED | {*TARGETS, *_COUNTS, SH.path, SH.property, SH.sparql, SH.order}
_PATHS: Final = (SH.inversePath, SH.alternativePath)


def targeted(shapes: Graph) -> list[Node]:
    """Return the shapes that have targets of a kind that is compiled, by name."""
    return sorted({shape for target in TARGETS for shape in shapes.subjects(target, None)}, key=str)


def is_plain(shapes: Graph, shape: Node) -> bool:
    """Tell whether a shape, with what it refers to, uses nothing beyond what is compiled."""
    parts = (shape, *shapes.objects(shape, SH.property))
    paths = (path for part in parts for path in shapes.objects(part, SH.path))
    return (
        all(_says_only(shapes, part, _PLAIN) for part in parts)
        and not any(list(shapes.objects(part, SH.property)) for part in parts[1:])
        and all(_is_simple(shapes, path) for path in paths)
        and all(_says_only(shapes, inner, _NESTED) for part in parts for inner in _inner(shapes, part))
    )


def _says_only(shapes: Graph, shape: Node, allowed: frozenset[URIRef]) -> bool:
    return {predicate for predicate in shapes.predicates(shape) if str(predicate).startswith(_SHACL)} <= allowed


def _is_simple(shapes: Graph, path: Node) -> bool:
    if isinstance(path, URIRef):
        return True
    ways = [shapes.value(path, SH.inversePath)] if (path, SH.inversePath, None) in shapes else _alternatives(shapes, path)
    return bool(ways) and all(isinstance(way, URIRef) for way in ways)


def _alternatives(shapes: Graph, path: Node) -> list[Node]:
    listed = shapes.value(path, SH.alternativePath)
    return list(Collection(shapes, listed)) if listed is not None else []


def _inner(shapes: Graph, shape: Node) -> Iterator[Node]:
    """Yield the shapes that a shape refers to for its values, and those that these refer to."""
    found = [*shapes.objects(shape, SH.node)]
    for listed in shapes.objects(shape, SH["or"]):
        found += Collection(shapes, listed)
    for inner in found:
        yield inner
        yield from _inner(shapes, inner)


def core_rules(context: Context, shape: Node) -> Iterator[Rule]:
    """Yield the rules of a shape with targets: its own constraints, and those of its property shapes."""
    about = target(context, shape)
    for part in (shape, *sorted(context.shapes.objects(shape, SH.property), key=str)):
        for component, select in _selects(context, part, about):
            yield _rule(context.shapes, part, component, select)


def _rule(shapes: Graph, shape: Node, component: str, select: str) -> Rule:
    path = shapes.value(shape, SH.path)
    return Rule(
        check=shape_name(shapes, shape),
        severity=SEVERITIES[shapes.value(shape, SH.severity)],
        message=str(shapes.value(shape, SH.message) or ""),
        head="",
        select=select,
        component=component,
        path=str(path) if isinstance(path, URIRef) else None,
    )


def target(context: Context, shape: Node) -> str:
    """Return the pattern of the nodes that a shape is about, as `?this`."""
    ways = [context.members("this", kind) for kind in sorted(context.shapes.objects(shape, SH.targetClass), key=str)]
    ways += [f"?this <{one}> ?anything ." for one in sorted(context.shapes.objects(shape, SH.targetSubjectsOf), key=str)]
    if len(ways) == 1 and "VALUES" not in ways[0]:
        return ways[0]
    return f"{{ SELECT DISTINCT ?this {{ {' UNION '.join(f'{{ {way} }}' for way in ways)} }} }}"


def _selects(context: Context, shape: Node, about: str) -> Iterator[tuple[str, str]]:
    path = context.shapes.value(shape, SH.path)
    step = _path(context.shapes, path) if path is not None else None
    for component, expression in offences(context, shape):
        if step is None:
            own = re.sub(r"\?value\b", "?this", expression)
            yield component, f"SELECT ?this (?this AS ?value) {{ {about} FILTER({own}) }}"
        else:
            yield component, f"SELECT ?this ?value {{ {about} ?this {step} ?value . FILTER({expression}) }}"
    if step is not None:
        for least in context.shapes.objects(shape, SH.minCount):
            yield str(SH.MinCountConstraintComponent), _too_few(about, step, int(str(least)))
        for most in context.shapes.objects(shape, SH.maxCount):
            yield str(SH.MaxCountConstraintComponent), _too_many(about, step, int(str(most)))


def _too_few(about: str, step: str, least: int) -> str:
    if least == 1:
        return f"SELECT ?this {{ {about} FILTER NOT EXISTS {{ ?this {step} ?found }} }}"
    counted = f"GROUP BY ?this HAVING(COUNT(DISTINCT ?found) < {least})"
    return f"SELECT ?this {{ {about} OPTIONAL {{ ?this {step} ?found }} }} {counted}"


def _too_many(about: str, step: str, most: int) -> str:
    if most == 1:
        return f"SELECT DISTINCT ?this {{ {about} ?this {step} ?found , ?other . FILTER(!sameTerm(?found, ?other)) }}"
    return f"SELECT ?this {{ {about} ?this {step} ?found }} GROUP BY ?this HAVING(COUNT(DISTINCT ?found) > {most})"


def _path(shapes: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, SH.inversePath, None) in shapes:
        return f"^<{shapes.value(path, SH.inversePath)}>"
    return "(" + "|".join(f"<{way}>" for way in _alternatives(shapes, path)) + ")"
