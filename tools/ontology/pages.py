"""The reference pages: one for each topic, one for the code lists, one for the shapes, and an index with the picture."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from communique.terms import PREFIXES
from tools.ontology import picture
from tools.ontology.shapes import REQUIREMENTS, SHAPES, all_shapes
from tools.ontology.tree import Tree, in_order, parents, short, texts_in

_HERE: Final = Path(__file__).parent / "templates"
#: What is told of a term below its words: the heading, and the predicates whose values stand there.
_FACTS: Final = (
    ("broader", (RDFS.subClassOf, RDFS.subPropertyOf)),
    ("said of", (RDFS.domain, picture.DOMAIN_HINT)),
    ("values", (RDFS.range, URIRef("https://schema.org/rangeIncludes"))),
    ("shares nothing with", (OWL.disjointWith,)),
)
_CHARACTERS: Final = {
    OWL.FunctionalProperty: "one value at most",
    OWL.AsymmetricProperty: "never both ways",
    OWL.IrreflexiveProperty: "never of itself",
}


@dataclass(frozen=True)
class Site:
    """The pages of one state of the ontology."""

    tree: Tree

    @cached_property
    def topics(self) -> list[dict[str, Any]]:
        """The files of the ontology that declare terms."""
        return [self._topic(name) for name in self.tree.core if name in set(self.tree.declared.values())]

    @cached_property
    def pages(self) -> list[dict[str, str]]:
        """Name and file of each page but the index."""
        return [{"name": t["name"], "file": t["file"]} for t in self.topics] + [
            {"name": "codes", "file": "codes.html"},
            {"name": "shapes", "file": "shapes.html"},
        ]

    @cached_property
    def classes(self) -> list[dict[str, Any]]:
        """The classes by label."""
        return sorted((term for topic in self.topics for term in topic["classes"]), key=lambda term: str(term["label"]))

    @cached_property
    def properties(self) -> list[dict[str, Any]]:
        """The properties by label."""
        return sorted((term for topic in self.topics for term in topic["properties"]), key=lambda term: str(term["label"]))

    @cached_property
    def shapes(self) -> Graph:
        """All shapes."""
        return all_shapes(self.tree)

    @property
    def constraints(self) -> int:
        """How many rules there are."""
        return len(set(self.shapes.subjects(SH.severity)))

    @property
    def description(self) -> str:
        """The description of the whole."""
        return self._said("meet.ttl", DCTERMS.description).split(" This file", maxsplit=1)[0]

    @property
    def version(self) -> str:
        """The version of the whole."""
        return self._said("meet.ttl", OWL.versionIRI).rpartition("/")[2]

    def _said(self, name: str, predicate: URIRef) -> str:
        graph = self.tree.graph(name)
        ontology = next(graph.subjects(RDF.type, OWL.Ontology))
        return next(str(value) for value in graph.objects(ontology, predicate))

    def _topic(self, name: str) -> dict[str, Any]:
        terms = [term for term, home in self.tree.declared.items() if home == name]
        terms.sort(key=lambda term: str(term).casefold())
        return {
            "name": name.removesuffix(".ttl"),
            "file": _page(name),
            "description": self._said(name, DCTERMS.description),
            "classes": [self._term(term) for term in terms if term in self.tree.classes],
            "properties": [self._term(term) for term in terms if term not in self.tree.classes],
        }

    def _term(self, term: URIRef) -> dict[str, Any]:
        def text(predicate: URIRef, language: str = "en") -> str:
            return next(iter(texts_in(self.tree.merged, term, predicate, language)), "")

        return {
            "name": short(term),
            "link": f"{_page(self.tree.declared[term])}#{short(term)}",
            "label": text(RDFS.label),
            "label_es": text(RDFS.label, "es"),
            "definition": _sentence(text(SKOS.definition)),
            "definition_es": text(SKOS.definition, "es"),
            "note": text(SKOS.scopeNote),
            "example": text(SKOS.example),
            "facts": list(self._facts(term)),
        }

    def _facts(self, term: URIRef) -> Iterator[tuple[str, list[dict[str, str]]]]:
        graph = self.tree.merged
        for heading, predicates in _FACTS:
            values = in_order(value for predicate in predicates for value in graph.objects(term, predicate))
            if values:
                yield heading, [self._link(value) for value in values]
        narrower = in_order(other for other in self.tree.declared if term in parents(graph, other))
        if narrower:
            yield "narrower", [self._link(other) for other in narrower]
        characters = [words for kind, words in _CHARACTERS.items() if (term, RDF.type, kind) in graph]
        if characters:
            yield "always", [{"text": words, "href": ""} for words in characters]
        yield from self._elsewhere(term)

    def _elsewhere(self, term: URIRef) -> Iterator[tuple[str, list[dict[str, str]]]]:
        """Yield the rules that check a term, and its like in other vocabularies."""
        rules = sorted({str(shape).removeprefix(SHAPES)[:6] for shape in self.shapes.subjects(SH.path, term)})
        rules += sorted(self._rules_of_class(term))
        if rules:
            yield "checked by", [{"text": rule, "href": f"shapes.html#{rule}"} for rule in rules]
        like = in_order(other for name in self.tree.folder("alignments") for other in self.tree.graph(name).objects(term))
        if like:
            yield "elsewhere", [{"text": _compact(other), "href": str(other)} for other in like]

    def _rules_of_class(self, term: URIRef) -> set[str]:
        targeting = set(self.shapes.subjects(SH.targetClass, term))
        rules = targeting | {rule for shape in targeting for rule in self.shapes.objects(shape, SH.property)}
        return {str(rule).removeprefix(SHAPES)[:6] for rule in rules if (rule, SH.severity, None) in self.shapes}

    def _link(self, value: Node) -> dict[str, str]:
        term = URIRef(str(value))
        if term not in self.tree.declared:
            return {"text": _compact(value), "href": ""}
        label = texts_in(self.tree.merged, term, RDFS.label, "en")[0]
        return {"text": label, "href": f"{_page(self.tree.declared[term])}#{short(term)}"}


def _page(name: str) -> str:
    return name.replace(".ttl", ".html")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _compact(term: Node) -> str:
    """Write an IRI in short where its namespace is known."""
    known = {"cv": "http://data.europa.eu/m8g/", "foaf": "http://xmlns.com/foaf/0.1/", **PREFIXES}
    prefix, iri = max(((p, i) for p, i in known.items() if str(term).startswith(i)), key=lambda row: len(row[1]), default=("", ""))
    return f"{prefix}:{str(term).removeprefix(iri)}" if prefix else str(term)


def schemes(tree: Tree) -> list[dict[str, Any]]:
    """Return the code lists with their concepts."""
    found = []
    for name in tree.folder("codelists"):
        graph = tree.graph(name)
        scheme = next(graph.subjects(RDF.type, SKOS.ConceptScheme))
        concepts = [_concept(graph, concept) for concept in in_order(graph.subjects(RDF.type, SKOS.Concept))]
        found.append(
            {
                "name": short(scheme),
                "label": texts_in(graph, scheme, DCTERMS.title, "en")[0],
                "description": texts_in(graph, scheme, DCTERMS.description, "en")[0],
                "concepts": concepts,
                "words": any(concept["words"] for concept in concepts),
            }
        )
    return found


def _concept(graph: Graph, concept: Node) -> dict[str, Any]:
    return {
        "code": short(concept),
        "label": texts_in(graph, concept, SKOS.prefLabel, "en")[0],
        "label_es": texts_in(graph, concept, SKOS.prefLabel, "es")[0],
        "definition": texts_in(graph, concept, SKOS.definition, "en")[0],
        "broader": next((short(other) for other in graph.objects(concept, SKOS.broader)), ""),
        "words": sorted(texts_in(graph, concept, SKOS.hiddenLabel, "en")),
    }


def requirements(tree: Tree) -> list[dict[str, str]]:
    """Return the requirements of the page that the rules serve."""
    page = tree.read(tree.root / "docs" / "requirements.md")
    sections = re.findall(r"^## (\S+)\n\n(.+?)(?=\n\n##|\n*\Z)", page, re.MULTILINE | re.DOTALL)
    return [{"name": name, "text": " ".join(text.split())} for name, text in sections]


def rule_groups(tree: Tree) -> list[dict[str, Any]]:
    """Return the rules of each file of shapes."""
    found = []
    for name in tree.folder("shapes"):
        graph = tree.graph(name)
        title = next(text for s in graph.subjects(RDF.type, OWL.Ontology) for text in texts_in(graph, s, DCTERMS.title, "en"))
        rules = [_rule(graph, shape) for shape in in_order(graph.subjects(SH.severity))]
        if rules:
            found.append({"name": short(URIRef(name)), "label": _sentence(title.removeprefix("Shapes: ")), "rules": rules})
    return found


def _rule(graph: Graph, shape: Node) -> Mapping[str, object]:
    number, _, text = str(next(graph.objects(shape, SH.message))).partition(" ")
    return {
        "number": number,
        "text": text,
        "severity": short(next(graph.objects(shape, SH.severity))).lower(),
        "requirement": str(next(graph.objects(shape, DCTERMS.source))).removeprefix(REQUIREMENTS),
        "query": (shape, SH.sparql, None) in graph,
    }


def make_pages(tree: Tree) -> dict[str, str]:
    """Return the text of every page by its file name."""
    site = Site(tree)
    loader = FileSystemLoader(_HERE)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)

    def page(template: str, file: str, title: str, **more: object) -> tuple[str, str]:
        return file, made.get_template(template).render(site=site, file=file, title=title, **more)

    topics = (page("topic.html", topic["file"], _sentence(topic["name"]), topic=topic) for topic in site.topics)
    return {
        "style.css": (_HERE / "style.css").read_text(encoding="utf-8"),
        "model.svg": picture.draw(tree),
        **dict(topics),
        **dict(
            [
                page("index.html", "index.html", "Meet, an ontology of official meetings"),
                page("codes.html", "codes.html", "Code lists", schemes=schemes(tree)),
                page("shapes.html", "shapes.html", "Shapes", groups=rule_groups(tree), requirements=requirements(tree)),
            ]
        ),
    }
