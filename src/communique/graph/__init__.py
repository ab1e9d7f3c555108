"""The data set as RDF: one module for each of its named graphs."""

from communique.graph.dataset import make_quads

__all__ = ["make_quads"]
