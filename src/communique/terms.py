"""The names of all RDF terms that the program writes, as constants.

Own terms are declared in `ontology/`; a test reconciles this module with it. No IRI of a term stands anywhere else.
"""

from typing import Final

from rdflib import Namespace
from rdflib.namespace import DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, VOID, XSD

__all__ = [
    "CODES", "DCAT", "DCTERMS", "FORMATS", "MEET", "OA", "ORG", "OWL", "PREFIXES", "PROV", "RDF", "RDFS",
    "SD", "SDO", "SEMAPV", "SH", "SKOS", "SSSOM", "VOID", "XSD", "code_iri",
]  # fmt: skip

MEET: Final = Namespace("https://w3id.org/communique/meet#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
SEMAPV: Final = Namespace("https://w3id.org/semapv/vocab/")
SSSOM: Final = Namespace("https://w3id.org/sssom/")

CODE_BASE: Final = "https://w3id.org/communique/code/"
#: The code lists, by the prefix that stands for each.
CODES: Final = {
    "role": Namespace(CODE_BASE + "role/"),
    "mode": Namespace(CODE_BASE + "mode/"),
    "status": Namespace(CODE_BASE + "status/"),
    "outcome": Namespace(CODE_BASE + "outcome/"),
    "disagreement": Namespace(CODE_BASE + "disagreement/"),
    "resolution": Namespace(CODE_BASE + "resolution/"),
    "standing": Namespace(CODE_BASE + "standing/"),
    "rights": Namespace(CODE_BASE + "rights/"),
    "topic": Namespace(CODE_BASE + "topic/"),
}

#: The prefixes of every file that the program writes.
PREFIXES: Final = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "meet": str(MEET),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SDO),
    "semapv": str(SEMAPV),
    "sh": str(SH),
    "skos": str(SKOS),
    "sssom": str(SSSOM),
    "void": str(VOID),
    "xsd": str(XSD),
    **{f"{name}": str(iri) for name, iri in CODES.items()},
}


def code_iri(code: str) -> str:
    """Return the IRI of a code written `LIST/CODE`.

    >>> code_iri("mode/in-person")
    'https://w3id.org/communique/code/mode/in-person'
    """
    return CODE_BASE + code
