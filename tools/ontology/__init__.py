"""Hygiene of the ontology: what its files must look like, say and mean, one module for each side of that."""
