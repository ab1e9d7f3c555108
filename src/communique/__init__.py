"""Records of official meetings, turned into a knowledge graph in which every fact leads to the words it rests on."""

__version__ = "0.1.0"
