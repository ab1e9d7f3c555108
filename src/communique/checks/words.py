"""The words that a finding rests on: the first, by document and place, of the claims about its node."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from pyoxigraph import Store

from communique.checks.findings import Finding
from communique.checks.rule import Rule
from communique.terms import MEET, OA, RDF, XSD

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
#: How a node leads to claims whose words count, and to each claim's words: what `_WORDS` follows, for a look at a few nodes.
_CLAIMS: Final = (
    f"?ours <{RDF.subject}> ?focus . ?ours",
    f"?theirs <{RDF.object}> ?focus . ?theirs",
    f"?focus <{MEET.gathers}> ?gathered . ?gathered",
    "?focus",
)
_EXCERPT: Final = (
    f"<{MEET.restsOn}> ?excerpt{{0}} . "
    f"?excerpt{{0}} <{MEET.ofDocument}> ?in{{0}} ; <{OA.exact}> ?quote{{0}} ; <{OA.start}> ?at{{0}}"
)
_WAYS: Final = (f"{{ {claim} {_EXCERPT.format(number)} }}" for number, claim in enumerate(_CLAIMS))
#: What asks for all nodes with words; it is never asked as a whole, but says what leads to them.
WORDS: Final = Rule("words", "info", "", "", f"SELECT ?focus {{ {' UNION '.join(_WAYS)} }}")


def is_node(focus: str) -> bool:
    """Tell whether the focus of a finding is a node that a query can name.

    >>> is_node("https://example.org/a"), is_node("some text")
    (True, False)
    """
    return bool(_IRI.fullmatch(focus))


def with_evidence(findings: Iterable[Finding], store: Store) -> list[Finding]:
    """Add to each finding the document and the words that its focus rests on."""
    listed = list(findings)
    nodes = sorted({finding.focus for finding in listed if is_node(finding.focus)})
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
