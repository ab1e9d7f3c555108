"""The words of classes and properties."""

import re

from communique.questions import load_questions
from communique.resources import stock
from communique.terms import MEET
from communique.vocabulary import words_for


def test_every_property_that_a_question_uses_has_words() -> None:
    """No term of the ontology is shown by its inner name."""
    folder = stock("queries") / "questions"
    used = {term for path in folder.glob("*.rq") for term in re.findall(r"\bmeet:(\w+)", path.read_text(encoding="utf-8"))}

    assert load_questions(folder)
    assert 50 < len(used)
    assert [] == [term for term in sorted(used) if re.search("[a-z][A-Z]|^$", words_for(str(MEET[term])))]


def test_a_term_of_elsewhere_has_the_words_of_its_address() -> None:
    """Without a label, the last segment is taken apart."""
    assert "sub organization of" == words_for("http://www.w3.org/ns/org#subOrganizationOf")
