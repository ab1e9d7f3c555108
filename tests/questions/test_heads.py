"""The head of a saved question is read strictly, and every fault is told with its file and line."""

from pathlib import Path

import pytest

from communique.errors import QuestionError
from communique.questions.base import ITSELF, Column, Parameter, Pattern
from communique.questions.heads import read_question

GOOD = """\
#+ summary:
#+   en: Who is at a meeting?
#+   es: ¿Quién está en una reunión?
#+ description: One row for each person.
#+ tags: [people]
#+ params:
#+   meeting: {type: meeting, label: the meeting}
#+   since: {type: date, label: not before, optional: false}
#+ columns:
#+   person: iri
#+   names: texts
#+ why:
#+   - [meeting, meet:attendedBy, person]
#+   - [person]

PREFIX meet: <https://w3id.org/communique/meet#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

SELECT ?person (GROUP_CONCAT(?name) AS ?names)
WHERE {
  VALUES (?meeting ?since) { (UNDEF "2030-01-01"^^xsd:date) } # a comment with VALUES (?meeting) { (1) }
  ?meeting meet:attendedBy ?person ; meet:startDate ?day .
  ?person meet:name ?name .
  FILTER(?day >= ?since)
}
GROUP BY ?person
"""

#: What is replaced in the good file, by what, on which line the fault then is, and words of the message.
FAULTS = [
    ("#+ tags: [people]", "#+ tag: [people]", 5, "unknown key 'tag' in the head; known are summary, description"),
    ("#+ tags: [people]", "#+ on: [people]", 5, "unknown key 'on' in the head"),
    ("#+ description: One row for each person.\n", "", 1, "lacks 'description'"),
    ("#+ description: One row for each person.", "#+ description: [", 6, "not YAML"),
    ("#+ description: One row for each person.", "#+ tags: [people]", 5, "'tags' stands twice"),
    ("#+   es: ¿Quién está en una reunión?\n", "", 1, "as 'en:' and 'es:'"),
    ("[people]", "people", 5, "expected a list of words"),
    ("{type: meeting, label: the meeting}", "{type: meetin, label: the meeting}", 6, "the type 'meetin'; known are body"),
    ("{type: meeting, label: the meeting}", "{type: meeting}", 6, "expected type and label"),
    ("{type: meeting, label: the meeting}", "{type: meeting, label: the meeting, default: 1}", 6, "parameter 'meeting'"),
    ("{type: meeting, label: the meeting}", "{type: code, label: the meeting}", 6, "the type code needs it"),
    ("label: the meeting}", "label: the meeting, split: true}", 6, "'split' needs the type property"),
    ("type: meeting, label: the meeting}", "type: property, label: of what, split: true}", 6, "optional and a column as well"),
    ("#+   meeting: {type", "#+   Meeting: {type", 6, "not of small letters"),
    ("{type: meeting, label: the meeting}", "{type: [meeting], label: the meeting}", 6, "the type ['meeting']; known are"),
    ("person: iri", "person: [iri]", 9, "the type ['iri']; known are"),
    ("person: iri", "person: uri", 9, "the type 'uri'; known are boolean"),
    ("#+   names: texts\n", "", 9, "columns are person; the query gives person, names"),
    ("[meeting, meet:attendedBy, person]", "[meeting, meet:attendedBy, nobody]", 12, "columns, parameters or '*'"),
    ("[meeting, meet:attendedBy, person]", "['*', meet:attendedBy, '*']", 12, "not both '*'"),
    ("[meeting, meet:attendedBy, person]", "[meeting, foo:attendedBy, person]", 12, "one of the prefixes"),
    ("[meeting, meet:attendedBy, person]", "[meeting, meet:attendedBy]", 12, "expected [claims], or three"),
    ("VALUES (?meeting ?since)", "VALUES (?meeting ?until)", 21, "VALUES has meeting, until; params are meeting, since"),
    ("#+ description: One row", "#+ description: &a One row", 4, "has an anchor, an alias or a tag"),
    ("#+ description: One row for each person.", "#+ description: *a", 4, "has an anchor, an alias or a tag"),
    ("#+ tags: [people]", "#+ tags: !!set [people]", 5, "has an anchor, an alias or a tag"),
    ("#+ tags: [people]", "#+ tags: 2021-99-99", 1, "not YAML"),
    ("#+ tags: [people]", "#+ tags: " + "[" * 3000 + "]" * 3000, 1, "not YAML"),
    ("FILTER(?day >= ?since)", "FILTER(<http://example.org/f>(?day))", 1, "not supported"),
    ("VALUES (?meeting ?since)", "VALUES ((?meeting ?since)", 21, "does not parse ("),
    ('{ (UNDEF "2030-01-01"^^xsd:date) }', "{ }", 21, "a default for each of meeting, since"),
    ('(UNDEF "2030-01-01"^^xsd:date)', "(UNDEF) ", 21, "does not parse (expected UNDEF)"),
    ('(UNDEF "2030-01-01"^^xsd:date)', "(UNDEF UNDEF) (UNDEF UNDEF)", 21, "one row with a default for each"),
    ('VALUES (?meeting ?since) { (UNDEF "2030-01-01"^^xsd:date) }', "", 6, "no 'VALUES (?a …) { (UNDEF …) }' row"),
    ("  FILTER(?day >= ?since)\n", "", 21, "does not use the parameter 'since'"),
    ("GROUP BY ?person", "GROUP BYE ?person", 27, "does not parse"),
]


def _write(folder: Path, text: str) -> Path:
    path = folder / "who.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_head_is_read(tmp_path: Path) -> None:
    """Parameters, columns, patterns and defaults come as the head and the query give them."""
    question = read_question(_write(tmp_path, GOOD))

    assert question.id == "who"
    assert question.form == "select"
    assert question.parameters == (
        Parameter("meeting", "meeting", "the meeting"),
        Parameter("since", "date", "not before", optional=False),
    )
    assert question.columns == (Column("person", "iri"), Column("names", "texts"))
    assert question.why == (
        Pattern("meeting", "https://w3id.org/communique/meet#attendedBy", "person"),
        Pattern("person", ITSELF, "*"),
    )
    assert question.defaults == (("meeting", "UNDEF"), ("since", '"2030-01-01"^^xsd:date'))
    assert question.text[slice(*question.values)] == '(UNDEF "2030-01-01"^^xsd:date)'


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    """One change to a good file gives an error that names the file, the line and the fault."""
    assert old in GOOD
    path = _write(tmp_path, GOOD.replace(old, new, 1))

    with pytest.raises(QuestionError) as raised:
        read_question(path)

    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert message in str(raised.value)


def test_a_file_without_a_head_is_refused(tmp_path: Path) -> None:
    """A bare query says what a head begins with."""
    with pytest.raises(QuestionError, match=r"who\.rq:1: no head; begin the file with"):
        read_question(_write(tmp_path, "ASK { ?s ?p ?o }"))


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 give one plain line."""
    path = tmp_path / "who.rq"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(QuestionError, match="not text in UTF-8"):
        read_question(path)


@pytest.mark.parametrize(
    ("query", "form", "columns"),
    [
        ("ASK { ?s ?p ?o }", "ask", ["answer"]),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "construct", ["subject", "predicate", "object"]),
    ],
)
def test_ask_and_construct_have_columns_of_their_own(tmp_path: Path, query: str, form: str, columns: list[str]) -> None:
    """A yes-or-no question answers in one column, a graph in three."""
    head = '#+ summary: {en: "What?", es: "¿Qué?"}\n#+ description: All.\n#+ tags: [all]\n#+ columns:\n'
    lines = "".join(f"#+   {name}: {'boolean' if name == 'answer' else 'text'}\n" for name in columns)

    question = read_question(_write(tmp_path, head + lines + query))

    assert question.form == form
    assert [column.name for column in question.columns] == columns
