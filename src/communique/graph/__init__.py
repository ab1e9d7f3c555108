"""The data set as RDF: one module for each of its named graphs."""

from communique.graph.dataset import disjoint, make_quads

__all__ = ["disjoint", "make_quads"]
