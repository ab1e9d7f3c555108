"""What people give for a parameter is found as a term of the data set, or told plainly why not."""

from collections.abc import Mapping

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from communique.errors import QuestionError
from communique.questions.base import Question
from communique.questions.parameters import find_parameters
from communique.terms import MEET
from tests.questions.engines import BASE, load_harbour

Questions = Mapping[str, Question]
XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")


@pytest.mark.parametrize(
    ("question", "name", "value", "path"),
    [
        ("attendance", "meeting", BASE + "meeting/harbour-plenary-2", "meeting/harbour-plenary-2"),
        ("attendance", "meeting", "harbour-plenary-2", "meeting/harbour-plenary-2"),
        ("attendance", "meeting", "meeting/harbour-plenary-2", "meeting/harbour-plenary-2"),
        ("attendance", "meeting", "2", "meeting/harbour-plenary-2"),
        ("attendance", "meeting", "2nd Plenary of the Harbour Commission", "meeting/harbour-plenary-2"),
        ("attendance", "person", " Adah Lindqvist ", "person/ada-lindqvist"),
        ("attendance", "person", "ada LINDQVIST", "person/ada-lindqvist"),
        ("posts", "person", "Darío Quint", "person/dario-quint"),
        ("body-history", "body", "Ministerio de Puertos", "agency/ministry-of-ports-norvia"),
        ("post-on-date", "of", "Minister of Ports", "post/minister-of-ports"),
        ("post-on-date", "of", "Port Authority", "agency/port-authority"),
        ("things-in-outcomes", "thing", "north-pier", "project/north-pier"),
        ("who-says", "about", "participation/harbour-plenary-2--eli-marsh", "participation/harbour-plenary-2--eli-marsh"),
        ("who-says", "about", BASE + "claim/n30", "claim/n30"),
    ],
)
def test_a_thing_is_found(harbour: Store, questions: Questions, question: str, name: str, value: str, path: str) -> None:
    """An IRI, its last segment, a meeting's ordinal, a name or an alias lead to the node."""
    given = {name: value} | ({"date": "2031-05-04"} if question == "post-on-date" else {})

    found = find_parameters(harbour, questions[question], given)

    assert found[name] == NamedNode(BASE + path)


@pytest.mark.parametrize("value", [str(MEET.place), "meet:place", "place"])
def test_a_property_is_found(harbour: Store, questions: Questions, value: str) -> None:
    """A property that claims have is found by its IRI, and by its name with or without a prefix."""
    assert find_parameters(harbour, questions["who-says"], {"property": value}) == {"property": NamedNode(str(MEET.place))}


def test_literals_and_codes_become_terms(harbour: Store, questions: Questions) -> None:
    """A day becomes an `xsd:date`, a code the text of its notation, also where the whole IRI is given."""
    dated = find_parameters(harbour, questions["post-on-date"], {"of": "Port Authority", "date": "2031-05-04"})
    coded = find_parameters(harbour, questions["outcomes"], {"kind": "https://w3id.org/communique/code/outcome/adoption"})

    assert dated["date"] == Literal("2031-05-04", datatype=XSD_DATE)
    assert coded == {"kind": Literal("adoption")}


@pytest.mark.parametrize(
    ("question", "given", "message"),
    [
        ("attendance", {"meting": "2"}, "attendance: no parameter 'meting'; known are: meeting, person"),
        ("meetings", {"meeting": "2"}, "no parameter 'meeting'; known are: none"),
        ("post-on-date", {"of": "Port Authority"}, "the parameter 'date' is missing; give it (the day)"),
        (
            "attendance",
            {"meeting": "9"},
            "meeting '9': no meeting in the data is called so; an IRI, its last segment, the ordinal of",
        ),
        ("attendance", {"person": "Ada Lindquist"}, "near: Ada Lindqvist"),
        ("attendance", {"person": "http://no where/"}, "no person in the data is called so"),
        ("attendance", {"person": BASE + "meeting/harbour-plenary-2"}, "no person in the data is called so"),
        ("attendance", {"person": ""}, "no person in the data is called so"),
        ("outcomes", {"kind": "promise"}, "kind 'promise': no such code; known are: achievement, adoption, commitment"),
        ("who-says", {"property": "org:place"}, "'org:place': no claim has such a property; known are: attendanceMode, "),
        ("who-says", {"property": "no name"}, "'no name': no claim has such a property; known are: "),
        ("things", {"kind": "ship"}, "known are: facility, instrument, mechanism, programme, project"),
        ("post-on-date", {"of": "Port Authority", "date": "2031-05"}, "date '2031-05': not a day; write it as year-month-day"),
    ],
)
def test_what_cannot_be_found_is_told(
    harbour: Store, questions: Questions, question: str, given: Mapping[str, str], message: str
) -> None:
    """An unknown parameter or value names the thing, the value and what would be accepted."""
    with pytest.raises(QuestionError) as raised:
        find_parameters(harbour, questions[question], given)

    assert message in str(raised.value)


def test_several_matches_are_listed(questions: Questions) -> None:
    """An ordinal that meetings of two series bear gives their IRIs to choose from."""
    store = load_harbour()
    store.add(
        Quad(NamedNode(BASE + "meeting/lagoon-summit"), NamedNode(str(MEET.ordinal)), Literal(2), NamedNode(BASE + "graph/facts"))
    )

    with pytest.raises(QuestionError) as raised:
        find_parameters(store, questions["attendance"], {"meeting": "2"})

    listed = f"{BASE}meeting/harbour-plenary-2 (Harbour Commission Plenary, 2nd); {BASE}meeting/lagoon-summit (Lagoon Summit)"
    assert f"2 fit; give one of these IRIs: {listed}" in str(raised.value)
