"""Lineages: which documents are of one text, by the sketches that meet; the driver gets those alone that are."""

from collections.abc import Iterable, Iterator
from typing import Any

from communique.stream.gathering import load_hints, load_shingles
from communique.stream.spark.session import Rows
from communique.witnesses import Trace, are_alike, lineages_of, may_be_alike


def find_heads(sheaves: Rows, tasks: int) -> dict[str, str]:
    """Return the head of the lineage of each document that is a copy, or has one; all others are their own."""
    traces = sheaves.map(lambda read: load_hints(read.hints).trace)
    pairs = traces.flatMap(_sketched).groupByKey(tasks).values().flatMap(_pairs).distinct(tasks)
    alike = set(_alike(pairs, sheaves, tasks).collect())
    copies = traces.filter(lambda trace: trace.copy_of).map(lambda trace: (trace.name, trace.copy_of)).collect()
    wanted = sheaves.context.broadcast(frozenset(name for pair in (*alike, *copies) for name in pair))
    members = sorted(traces.filter(lambda trace: trace.name in wanted.value).collect(), key=lambda trace: trace.name)
    return lineages_of(members, lambda left, right: (left, right) in alike)


def _alike(pairs: Rows, sheaves: Rows, tasks: int) -> Rows:
    """Return the pairs that are of one text, by joining them with the sequences of both."""
    shingles = sheaves.map(lambda read: (read.document, read.shingles))
    left = pairs.join(shingles, tasks).map(lambda row: (row[1][0], (row[0], row[1][1])))
    return left.join(shingles, tasks).filter(_are_alike).map(lambda row: (row[1][0][0], row[0]))


def _are_alike(row: tuple[str, tuple[tuple[str, bytes], bytes]]) -> bool:
    _, ((_, left), right) = row
    return are_alike(load_shingles(left), load_shingles(right))


def _sketched(trace: Trace) -> Iterator[tuple[int, Trace]]:
    return ((value, Trace(trace.name, None, None, (value,), trace.size)) for value in trace.sketch)


def _pairs(traces: Iterable[Any]) -> list[tuple[str, str]]:
    return may_be_alike({trace.name: trace for trace in traces})
