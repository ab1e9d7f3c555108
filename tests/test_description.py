"""The description of a data set: counts, hash, distributions, accuracy."""

import hashlib

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, RDF, VOID

from communique.project import Project
from communique.terms import MEET


def described(project: Project) -> Graph:
    """The description of a project's data set."""
    return Graph().parse(project.settings.paths["graph"] / "dataset.ttl", format="turtle")


def test_the_hash_is_that_of_the_n_quads(bridges: Project) -> None:
    """Who has the file can tell that it is the one described."""
    data = (bridges.settings.paths["graph"] / "everything.nq").read_bytes()

    found = described(bridges).value(URIRef(f"{bridges.settings.base}dataset"), URIRef(str(MEET.sha256)))

    assert str(found) == hashlib.sha256(data).hexdigest()


def test_the_counts_are_those_of_the_data(bridges: Project) -> None:
    """The number of statements is what the store holds, and the class partitions add up to the entities."""
    graph, node = described(bridges), URIRef(f"{bridges.settings.base}dataset")
    entities = sum(int(str(graph.value(part, VOID.entities))) for part in graph.objects(node, VOID.classPartition))

    assert int(str(graph.value(node, VOID.triples))) == len(bridges.store)
    assert entities == int(str(graph.value(node, VOID.entities)))


def test_every_published_format_is_a_distribution(bridges: Project) -> None:
    """Four distributions, each with its media type."""
    graph = described(bridges)
    places = set(graph.subjects(RDF.type, DCAT.Distribution))

    assert len(places) == 4
    assert all(graph.value(place, DCAT.mediaType) for place in places)
