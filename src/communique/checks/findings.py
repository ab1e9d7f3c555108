"""What a check found: one place in the data set, what is wrong with it, and the words that lead there."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from pyoxigraph import Store
from rdflib import Graph
from rdflib.term import Node

from communique.errors import AuthorityError
from communique.rows import read_rows
from communique.terms import MEET, OA, RDF, RDFS, SH, XSD

Severity = Literal["violation", "warning", "info"]
SEVERITIES: Final[Mapping[Node | None, Severity]] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
    None: "violation",
}
_CLAIMS: Final = ("?ours", "?theirs", "?gathered", "?focus")
WAIVER_COLUMNS: Final = ("finding", "reason", "by", "date")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `check` names the shape or query; `focus` is the node; `quote` stands in `document` where words lead there."""

    severity: Severity
    check: str
    focus: str
    message: str
    path: str | None = None
    value: str | None = None
    component: str | None = None
    document: str | None = None
    quote: str | None = None
    waived: str | None = None

    @property
    def id(self) -> str:
        """Twelve hex digits that stay the same while the finding does; what a waiver names."""
        content = "\n".join((self.check, self.focus, self.path or "", self.value or ""))
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def shape_name(shapes: Graph, shape: Node | None) -> str:
    """Return what a shape is called: its label, or the end of its address."""
    label = shapes.value(shape, RDFS.label) if shape is not None else None
    return str(label or shape).rsplit("#", 1)[-1]


def standing(finding: Finding) -> str:
    """Return what a finding counts as: its severity, or that it is waived."""
    return "waived" if finding.waived else finding.severity


def is_violation(finding: Finding) -> bool:
    """Tell whether a finding stops publication.

    >>> is_violation(Finding("warning", "MTG-01", "m", "odd"))
    False
    """
    return finding.severity == "violation" and finding.waived is None


def with_evidence(findings: Iterable[Finding], store: Store) -> list[Finding]:
    """Add to each finding the document and the words that its focus rests on."""
    listed = list(findings)
    nodes = sorted({finding.focus for finding in listed if _IRI.fullmatch(finding.focus)})
    words = {
        node: told for place in range(0, len(nodes), _AT_ONCE) for node, told in _words(nodes[place : place + _AT_ONCE], store)
    }
    return [replace(one, document=words[one.focus][0], quote=words[one.focus][2]) if one.focus in words else one for one in listed]


def _words(nodes: Iterable[str], store: Store) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """Yield of each node the first words, by document and place."""
    found: dict[str, tuple[str, int, str]] = {}
    rows: Any = store.query(_WORDS.format(nodes=" ".join(f"<{node}>" for node in nodes)), use_default_graph_as_union=True)
    for row in rows:
        told = (row["document"].value, int(row["start"].value), row["quote"].value)
        focus = row["focus"].value
        found[focus] = min(found.get(focus, told), told)
    yield from found.items()


#: What leads from a node to the words that it rests on, as `_WORDS` below follows it: subject, predicate, value.
EVIDENCE: Final = (
    ("?ours", f"<{RDF.subject}>", "?focus"),
    ("?theirs", f"<{RDF.object}>", "?focus"),
    ("?focus", f"<{MEET.gathers}>", "?gathered"),
    *((claim, f"<{MEET.restsOn}>", f"{claim}Excerpt") for claim in _CLAIMS),
    *((f"{claim}Excerpt", f"<{OA.exact}>", f"{claim}Quote") for claim in _CLAIMS),
)
_IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\]*", re.IGNORECASE)
_AT_ONCE: Final = 200
_NODES: Final = "VALUES ?focus {{ {nodes} }}"
#: The excerpts of the claims about a node or gathered by it, or of the node itself if it is a claim.
_WORDS: Final = f"""
SELECT ?focus ?document ?start ?quote {{{{
  {{{{ SELECT DISTINCT ?focus ?claim {{{{
    {{{{ {_NODES} ?claim <{RDF.subject}> ?focus }}}} UNION {{{{ {_NODES} ?claim <{RDF.object}> ?focus }}}}
    UNION {{{{ {_NODES} ?focus <{MEET.gathers}> ?claim }}}} UNION {{{{ {_NODES} BIND(?focus AS ?claim) }}}}
  }}}} }}}}
  ?claim <{MEET.restsOn}> ?excerpt . ?excerpt <{MEET.ofDocument}> ?document ; <{OA.exact}> ?quote ; <{OA.start}> ?start
  FILTER(DATATYPE(?start) = <{XSD.integer}>)
}}}}
"""


def read_waivers(path: Path) -> dict[str, str]:
    """Read the waivers: the ids of findings that people let pass, each with who did and why.

    Raises:
        AuthorityError: a row has not the four columns.
    """
    waivers = {}
    for number, (_, line) in enumerate(read_rows(path)):
        cells = line.split("\t")
        if len(cells) != len(WAIVER_COLUMNS):
            raise AuthorityError(
                f"{path}: row {line!r} has {len(cells)} cells; expected {', '.join(WAIVER_COLUMNS)}, parted by tabs"
            )
        if number or tuple(cells) != WAIVER_COLUMNS:
            waivers[cells[0]] = f"{cells[1]} ({cells[2]}, {cells[3]})"
    return waivers


def waive(findings: Iterable[Finding], waivers: Mapping[str, str]) -> list[Finding]:
    """Mark the findings that a waiver lets pass."""
    return [replace(finding, waived=waivers.get(finding.id)) for finding in findings]
