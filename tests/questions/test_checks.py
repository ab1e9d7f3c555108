"""Every check query is silent on good data, and speaks when its fault is planted."""

from typing import Final

import pytest
from pyoxigraph import Store

from tests.questions.engines import BASE, ROOT, load_harbour

CHECKS: Final = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries/checks").glob("*.rq"))}
_HEAD: Final = f"""BASE <{BASE}>
PREFIX meet: <https://w3id.org/communique/meet#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX standing: <https://w3id.org/communique/code/standing/>
"""
_ELI: Final = "<participation/harbour-plenary-2--eli-marsh>"

#: The fault to plant for each check: an update of the fixture, and the node that the check must name first.
FAULTS: Final = {
    "excerpt-length": ("INSERT DATA { GRAPH <g> { <e> a meet:Excerpt ; oa:start 1 ; oa:end 5 ; oa:exact 'abc' } }", "e"),
    "excerpt-elsewhere": ("INSERT DATA { GRAPH <g> { <c> meet:statedIn <d> ; meet:restsOn <e> . <e> meet:ofDocument <f> } }", "c"),
    "claim-parts": ("INSERT DATA { GRAPH <g> { <c> a meet:Claim ; meet:standing standing:asserted ; rdf:subject <s> } }", "c"),
    "claim-standing": ("DELETE WHERE { GRAPH ?g { <claim/n30> meet:standing ?standing } }", "claim/n30"),
    "claim-lost": ("DELETE WHERE { GRAPH ?g { <meeting/harbour-plenary-3> meet:ordinal ?number } }", "claim/n168"),
    "claim-disputed-yet-asserted": (
        "INSERT DATA { GRAPH <g> { <delegation/harbour-plenary-2--norvia> meet:ledBy <person/bo-kessler> } }",
        "claim/s140",
    ),
    "fact-without-claim": (f"INSERT DATA {{ GRAPH <g> {{ {_ELI} meet:role <role/x> }} }}", _ELI.strip("<>")),
    "disagreement-of-one": (
        "DELETE WHERE { GRAPH ?g { <disagreement/d1> meet:gathers <claim/s124> } }",
        "disagreement/d1",
    ),
    "disagreement-preference": (
        "INSERT DATA { GRAPH <g> { <disagreement/d1> meet:preferredClaim <claim/n30> } }",
        "disagreement/d1",
    ),
    "derivation-parts": ("INSERT DATA { GRAPH <g> { <x> a meet:Derivation ; meet:byRule 'r' } }", "x"),
    "derived-without-derivation": (
        "INSERT DATA { GRAPH <g> { <meeting/harbour-plenary-3> meet:earliest '2032-01-01' } }",
        "meeting/harbour-plenary-3",
    ),
    "meeting-unheard-of": ("INSERT DATA { GRAPH <g> { <m> a meet:Meeting ; rdfs:label 'm' } }", "m"),
    "participation-without-attendance": (
        "INSERT DATA { GRAPH <g> { <p> meet:inMeeting <meeting/harbour-plenary-3> ; meet:participant <person/eli-marsh> } }",
        "p",
    ),
    "lineage-head": (
        "INSERT DATA { GRAPH <g> { <document/sudria-2031> meet:lineage <document/daily-2031> } }",
        "document/sudria-2031",
    ),
    "node-without-label": ("INSERT DATA { GRAPH <g> { <p> a meet:Person } }", "p"),
}


def _found(store: Store, name: str) -> list[str]:
    return [row[0].value for row in store.query(CHECKS[name], use_default_graph_as_union=True)]  # type: ignore[union-attr]


def test_each_check_has_its_fault() -> None:
    """No check is without a planted fault, and no fault without its check."""
    assert sorted(FAULTS) == sorted(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_good_data_pass(name: str, harbour: Store) -> None:
    """A check finds nothing in the fixture."""
    assert _found(harbour, name) == []


@pytest.mark.parametrize("name", FAULTS)
def test_the_planted_fault_is_found(name: str) -> None:
    """A check names the node that was made wrong."""
    store = load_harbour()
    update, node = FAULTS[name]
    store.update(_HEAD + update)

    assert BASE + node in _found(store, name)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_is_wrong(name: str) -> None:
    """The head of a check is a sentence that a finding can show."""
    assert CHECKS[name].startswith("#+ summary: ")
