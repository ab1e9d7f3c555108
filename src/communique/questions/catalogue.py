"""The saved questions: read from folders, and published as part of the data set."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from communique.errors import QuestionError
from communique.questions.base import Form, Question
from communique.questions.heads import read_question
from communique.terms import RDF, RDFS, SDO, SH

_TYPE, _LABEL, _COMMENT, _KEYWORDS = (NamedNode(str(term)) for term in (RDF.type, RDFS.label, RDFS.comment, SDO.keywords))
_EXECUTABLE: Final = NamedNode(str(SH.SPARQLExecutable))
#: The class and the property that hold a query of each form.
_FORMS: Final[Mapping[Form, tuple[NamedNode, NamedNode]]] = {
    "select": (NamedNode(str(SH.SPARQLSelectExecutable)), NamedNode(str(SH["select"]))),
    "ask": (NamedNode(str(SH.SPARQLAskExecutable)), NamedNode(str(SH.ask))),
    "construct": (NamedNode(str(SH.SPARQLConstructExecutable)), NamedNode(str(SH.construct))),
}


def load_questions(*folders: Path) -> Mapping[str, Question]:
    """Read the saved questions of all folders, by id.

    Raises:
        QuestionError: a folder is missing, a file is not what it should be, or two files have one id.

    >>> from communique.resources import stock
    >>> load_questions(stock("queries") / "questions")["meetings"].columns[0]
    Column(name='meeting', type='iri')
    """
    found: dict[str, Question] = {}
    for folder in folders:
        if not folder.is_dir():
            raise QuestionError(f"{folder}: no such folder; saved questions are looked for there")
        for path in sorted(folder.glob("*.rq")):
            if path.stem in found:
                raise QuestionError(
                    f"{path}: the question {path.stem!r} stands in {found[path.stem].path} too; rename one of the files"
                )
            found[path.stem] = read_question(path)
    return dict(sorted(found.items()))


def catalogue_quads(questions: Iterable[Question], base: str) -> Iterator[Quad]:
    """Yield the catalogue for the graph `questions` below the base: each question as a SHACL executable with its query.

    >>> from communique.resources import stock
    >>> stored = load_questions(stock("queries") / "questions")
    >>> {quad.graph_name.value for quad in catalogue_quads(stored.values(), "https://example.org/x/")}
    {'https://example.org/x/graph/questions'}
    """
    graph = NamedNode(f"{base}graph/questions")
    for question in questions:
        node = NamedNode(f"{base}question/{question.id}")
        kind, holds = _FORMS[question.form]
        yield Quad(node, _TYPE, _EXECUTABLE, graph)
        yield Quad(node, _TYPE, kind, graph)
        for language, summary in sorted(question.summary.items()):
            yield Quad(node, _LABEL, Literal(summary, language=language), graph)
        yield Quad(node, _COMMENT, Literal(question.description, language="en"), graph)
        yield Quad(node, holds, Literal(question.text), graph)
        for tag in question.tags:
            yield Quad(node, _KEYWORDS, Literal(tag), graph)
