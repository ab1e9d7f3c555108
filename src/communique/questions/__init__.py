"""Saved questions: SPARQL queries with a head that says, for people, what each asks and answers."""

from communique.questions.base import Answer, Question
from communique.questions.catalogue import catalogue_quads, load_questions
from communique.questions.parameters import find_parameters
from communique.questions.run import ask

__all__ = ["Answer", "Question", "ask", "catalogue_quads", "find_parameters", "load_questions"]
