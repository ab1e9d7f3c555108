"""The hygiene of the ontology: nothing is wrong, every check looked at something, and every check finds a planted fault."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from tools import check_ontology
from tools.ontology import layout, lists, logic, shapes, use, words
from tools.ontology.tree import ROOT, Found, Tree

Check = Callable[[Tree], Found]

AGENTS, AXIOMS, ORG, ROLES = "agents.ttl", "axioms.ttl", "alignments/org.ttl", "codelists/role.ttl"
MEETING, TOPIC, OUTCOMES = "shapes/meeting.ttl", "codelists/topic.ttl", "outcomes.ttl"

#: Each fault: the check that finds it, the file below `ontology/`, what is written there, and what is written instead.
FAULTS: list[tuple[Check, str, str, str]] = [
    (layout.check_headers, AGENTS, "meet/agents> a owl:Ontology", "meet/people> a owl:Ontology"),
    (layout.check_headers, "roles.ttl", "    dcterms:creator", "    rdfs:seeAlso <https://w3id.org/> ;\n    dcterms:publisher"),
    (layout.check_prefixes, AGENTS, "@prefix xsd:", "@prefix void: <http://rdfs.org/ns/void#> .\n@prefix xsd:"),
    (layout.check_prefixes, AGENTS, "http://www.w3.org/ns/org#", "http://www.w3.org/ns/orga#"),
    (layout.check_blocks, AGENTS, "meet:State a owl:Class ;\n", "meet:State a owl:Class ;\n    skos:example \"Peru\"@en ;\n"),
    (layout.check_order, AGENTS, "meet:Agency a owl:Class ;", "meet:Zagency a owl:Class ;"),
    (layout.check_imports, AGENTS, "owl:imports <https://w3id.org/communique/meet/evidence>", "rdfs:seeAlso <https://w3id.org/>"),
    (layout.check_imports, "evidence.ttl", "meet#\" .", "meet#\" ;\n    owl:imports <https://w3id.org/communique/meet/agents> ."),
    (layout.check_imports, "meet.ttl", "<https://w3id.org/communique/meet/things> ,", ""),
    (layout.check_catalog, "catalog-v001.xml", 'uri="roles.ttl"', 'uri="posts.ttl"'),
    (layout.check_defined_by, AGENTS, "isDefinedBy <https://w3id.org/communique/meet/agents>", "isDefinedBy <https://w3id.org/x>"),
    (words.check_labels, AGENTS, '"agency"@en', '"Agency"@en'),
    (words.check_labels, AGENTS, '"persona"@es', '"organismo"@es'),
    (words.check_labels, AGENTS, ' , "persona"@es', ""),
    (words.check_definitions, AGENTS, "human being who is named", "person who is named"),
    (words.check_definitions, AGENTS, "human being who is named", "Human being who is named"),
    (words.check_parents, OUTCOMES, "outcome by which parties say", "promise by which parties say"),
    (words.check_circles, AGENTS, "human being who is named", "human being who has a participation"),
    (words.check_examples, AGENTS, '    skos:example "Mexico; the United States; the Republic of Korea"@en ;\n', ""),
    (words.check_verbs, AGENTS, '"is called"@en', '"name"@en'),
    (words.check_domains, AGENTS, "    rdfs:domain meet:Name ;\n", ""),
    (logic.check_profile, AXIOMS, "meet:Delegation owl:hasKey", "meet:Delegatoin owl:hasKey"),
    (logic.check_profile, AXIOMS, "meet:acting a owl:FunctionalProperty", "meet:acting a owl:IrreflexiveProperty"),
    (logic.check_profile, AXIOMS, "meet:acting a owl:FunctionalProperty", "meet:acting a owl:TransitiveProperty"),
    (logic.check_profile, AGENTS, "rdfs:range meet:Name", "rdfs:range xsd:string"),
    (logic.check_profile, AGENTS, "rdfs:range xsd:string", "rdfs:range xsd:date"),
    (logic.check_profile, AGENTS, "rdfs:range meet:Name", "rdfs:range [ a owl:Class ]"),
    (lists.check_concepts, ROLES, '"chair" ;', '"chairs" ;'),
    (lists.check_concepts, ROLES, "skos:broader role:lead", "skos:related role:lead"),
    (lists.check_concepts, ROLES, ' , "preside"@es', ""),
    (lists.check_triggers, TOPIC, '"agricultur"@en', '"Agricultur"@en'),
    (lists.check_triggers, TOPIC, '"agricultur"@en', '"water"@en'),
    (lists.check_declared_prefixes, "prefixes.ttl", 'sh:prefix "meet"', 'sh:prefix "meeting"'),
    (lists.check_alignments, ORG, "org:Organization .", "org:Organisation ."),
    (lists.check_alignments, "alignments/foaf.ttl", "foaf:Project", "<https://schema.org/Project>"),
    (lists.check_alignments, ORG, "meet:Agency", "meet:Agencies"),
    (lists.check_alignments, ORG, "meet:Agency", "meet:ofState"),
    (lists.check_alignments, "meet.ttl", "owl:imports", "owl:imports <https://w3id.org/communique/alignments/org> ,"),
    (shapes.check_names, MEETING, '"MTG-02 ', '"MTG-03 '),
    (shapes.check_names, MEETING, "shapes:MTG-02-name", "shapes:name"),
    (shapes.check_names, MEETING, "shapes:MTG-02-name", "shapes:MTG-01-name"),
    (shapes.check_severities, MEETING, "sh:severity sh:Warning", "sh:severity sh:Debug"),
    (shapes.check_requirements, MEETING, "requirements:right-kinds", "requirements:right-kind"),
    (shapes.check_reached, MEETING, "sh:property shapes:MTG-01-label ,\n       ", "sh:property"),
    (shapes.check_reached, MEETING, "sh:targetClass meet:Meeting", "sh:targetNode meet:Meeting"),
    (shapes.check_shape_terms, MEETING, "meet:inMeeting $this", "meet:withMeeting $this"),
    (shapes.check_code_shapes, MEETING, "status:held status:planned", "status:held"),
    (shapes.check_claimed, "shapes/claim.ttl", "meet:title org:holds", "meet:title"),
    (shapes.check_claimed, "shapes/fact.ttl", "sh:targetSubjectsOf meet:attendanceMode ,", "sh:targetSubjectsOf"),
    (use.check_declared, AGENTS, "meet:Agency a owl:Class", "meet:Body a owl:Class"),
    (use.check_used, AGENTS, "meet:Agency a owl:Class", "meet:Unused a owl:Class"),
    (use.check_retired, AGENTS, "meet:Agency a owl:Class ;", "meet:Agency a owl:Class ;\n    owl:deprecated true ;"),
    (use.check_model_page, AGENTS, "meet:Agency a owl:Class", "meet:Unnamed a owl:Class"),
]  # fmt: skip


@pytest.mark.parametrize("check", check_ontology.CHECKS, ids=lambda check: check.__name__)
def test_nothing_is_wrong(check: Check) -> None:
    """A check looks at something and finds nothing."""
    looked, faults = check(Tree())

    assert 0 < looked
    assert [] == faults


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row[0].__name__}: {row[2][:30].strip()}")
def test_planted_fault_is_found(row: tuple[Check, str, str, str]) -> None:
    """A check finds the fault that is planted."""
    check, name, written, instead = row
    path = f"ontology/{name}"
    text = (ROOT / path).read_text(encoding="utf-8")
    assert written in text, f"{path} no longer says {written!r}"

    looked, faults = check(Tree(changed={path: text.replace(written, instead)}))

    assert 0 < looked
    assert [] != faults


def test_every_check_has_a_planted_fault() -> None:
    """No check goes without a fault that it finds."""
    assert set(check_ontology.CHECKS) == {row[0] for row in FAULTS}


def test_a_check_that_looks_at_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Having looked at nothing is a fault."""

    def check_air(tree: Tree) -> Found:
        return 0, []

    monkeypatch.setattr(check_ontology, "CHECKS", (check_air,))

    assert [("air", 0, ["air: looked at nothing"])] == list(check_ontology.run(Tree()))


@pytest.mark.slow
def test_command_tells_how_much_it_looked_at() -> None:
    """The command prints one line of what it did and ends well."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.check_ontology"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert re.fullmatch(r"ontology: \d\d checks of \d+ things, 0 faults\n", done.stdout)
