"""What the terms say of themselves: labels, definitions and examples, in English and in Spanish."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from rdflib import OWL, RDFS, SKOS, URIRef

from tools.ontology.tree import Found, Tree, parents, short, texts_in

LANGUAGES: Final = ("en", "es")
#: Verbs in the present tense, and the one in the past, that labels of properties begin with.
_VERB: Final = re.compile(r"^(?:began|[a-z]+s)\b")


def check_labels(tree: Tree) -> Found:
    """Every term has one label in each language, in lower case, that no other term has."""
    faults = []
    for language in LANGUAGES:
        labels = {term: texts_in(tree.merged, term, RDFS.label, language) for term in tree.declared}
        counts = Counter(label for found in labels.values() for label in found)
        faults += [f"{short(term)}: {len(found)} labels in {language}" for term, found in labels.items() if len(found) != 1]
        faults += [f"{label!r}: not in lower case" for label in counts if label != label.lower()]
        faults += [f"{label!r}: the label of {count} terms" for label, count in counts.items() if count > 1]
    return len(tree.declared), faults


def check_definitions(tree: Tree) -> Found:
    """Every term has one definition in each language, unlike all others, that does not use the term's own label."""
    faults = []
    for language in LANGUAGES:
        found = {term: texts_in(tree.merged, term, SKOS.definition, language) for term in tree.declared}
        counts = Counter(text for texts in found.values() for text in texts)
        faults += [f"{short(term)}: {len(texts)} definitions in {language}" for term, texts in found.items() if len(texts) != 1]
        faults += [f"{text!r}: the definition of {count} terms" for text, count in counts.items() if count > 1]
        faults += [
            f"{text!r}: should begin small and end without a stop" for text in counts if text[0].isupper() or text.endswith(".")
        ]
        for term, texts in found.items():
            label = texts_in(tree.merged, term, RDFS.label, language)
            faults += [f"{short(term)}: defined by itself in {language}" for text in texts if label and _says(text, label[0])]
    return len(tree.declared), faults


def _says(text: str, label: str) -> bool:
    return bool(re.search(rf"\b{re.escape(label)}\b", text))


def check_parents(tree: Tree) -> Found:
    """The definition of a narrower class begins with the label of the broader one, in both languages."""
    looked, faults = 0, []
    for term in tree.classes:
        for parent in parents(tree.merged, term):
            looked += 1
            faults += [
                f"{short(term)}: its definition in {lang} does not begin with its parent"
                for lang in LANGUAGES
                if not _begins(tree, term, parent, lang)
            ]
    return looked, faults


def _begins(tree: Tree, term: URIRef, parent: object, language: str) -> bool:
    label = texts_in(tree.merged, parent, RDFS.label, language)[0]  # type: ignore[arg-type]
    return any(text.startswith(f"{label} ") for text in texts_in(tree.merged, term, SKOS.definition, language))


def check_circles(tree: Tree) -> Found:
    """No chain of definitions of classes leads back to its beginning."""
    labels = {term: texts_in(tree.merged, term, RDFS.label, "en") for term in tree.classes}
    says = {
        term: {other for other in tree.classes if any(_defines(tree, term, label) for label in labels[other])}
        for term in tree.classes
    }
    reached = {term: set(_chain(term, says)) for term in tree.classes}
    return sum(map(len, says.values())), [
        f"{short(term)}: its definition leads back to it" for term in tree.classes if term in reached[term]
    ]


def _defines(tree: Tree, term: URIRef, label: str) -> bool:
    return any(_says(text, label) for text in texts_in(tree.merged, term, SKOS.definition, "en"))


def _chain(term: URIRef, says: dict[URIRef, set[URIRef]]) -> Iterator[URIRef]:
    waiting, seen = [*says[term]], set()
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            yield other
            waiting += says[other]


def check_examples(tree: Tree) -> Found:
    """Every term has an example."""
    faults = [f"{short(term)}: no example" for term in tree.declared if not texts_in(tree.merged, term, SKOS.example, "en")]
    return len(tree.declared), faults


def check_verbs(tree: Tree) -> Found:
    """The label of every property is a verb, or begins with one."""
    labels = {term: texts_in(tree.merged, term, RDFS.label, "en") for term in tree.properties}
    faults = [
        f"{short(term)}: {found[0]!r} does not begin with a verb"
        for term, found in labels.items()
        if found and not _VERB.match(found[0])
    ]
    return len(labels), faults


def check_domains(tree: Tree) -> Found:
    """Every property tells what it is said of, and every property for texts and numbers what its values are."""
    hints = URIRef("https://schema.org/domainIncludes"), URIRef("https://schema.org/rangeIncludes")
    domains = {term for term in tree.properties for key in (RDFS.domain, hints[0]) if (term, key, None) in tree.merged}
    ranges = {term for term in tree.properties for key in (RDFS.range, hints[1]) if (term, key, None) in tree.merged}
    literal = {term for term in tree.properties if (term, None, OWL.DatatypeProperty) in tree.merged}
    faults = [f"{short(term)}: no domain" for term in sorted(set(tree.properties) - domains)]
    return len(tree.properties), faults + [f"{short(term)}: no range" for term in sorted(literal - ranges)]


CHECKS: Final = (check_labels, check_definitions, check_parents, check_circles, check_examples, check_verbs, check_domains)
