"""`/api/questions`: the saved questions and their answers, as JSON and CSV."""

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.questions import Question
from communique.server.frames import Job
from communique.server.negotiation import QUESTIONS, choose_named
from communique.server.pages import find_language
from communique.server.refusals import Refusal, make_response
from communique.server.services import get_services

PATH: Final = "/api/questions"
_FORMAT, _WHY = "format", "why"
#: Parameters of the request that are none of the question.
RESERVED: Final = {_FORMAT, _WHY}
_DEFAULT_LANGUAGE: Final = "en"


async def answer_questions(request: Request) -> Response:
    """Answer with the list of all questions."""
    language = _find_language(request)
    found = [_describe(question, language) for question in get_services(request).questions.values()]
    return JSONResponse({"questions": found}, headers={"Vary": "Accept-Language"})


def _describe(question: Question, language: str) -> dict[str, object]:
    parameters = [
        {"name": item.name, "type": item.type, "label": item.label, "required": not item.optional} for item in question.parameters
    ]
    return {
        "name": question.id,
        "title": find_title(question, language),
        "description": question.description,
        "tags": question.tags,
        "parameters": parameters,
        "columns": [{"name": column.name, "type": column.type} for column in question.columns],
        "answer": f"{PATH}/{question.id}",
    }


def find_title(question: Question, language: str = _DEFAULT_LANGUAGE) -> str:
    """Return a question in plain words, in a language if it has it."""
    fallback = question.summary.get(_DEFAULT_LANGUAGE) or next(iter(question.summary.values()))
    return question.summary.get(language, fallback)


def _find_language(request: Request) -> str:
    return find_language(request.headers.get("accept-language", "")) or _DEFAULT_LANGUAGE


async def answer_question(request: Request) -> Response:
    """Answer one question, with the parameters of the address; `why=true` adds the words behind each row."""
    services = get_services(request)
    question = services.questions.get(request.path_params["name"])
    if question is None:
        raise Refusal(404, f"{request.path_params['name']}: there is no such question; {PATH} lists them")
    media = choose_named(request.query_params.get(_FORMAT), request.headers.get("accept"), QUESTIONS)
    if media is None:
        raise Refusal(406, f"no form of answer fits; these can be given: {', '.join(QUESTIONS)}")
    given, formats = _read_parameters(request), {"question": (media, QUESTIONS[media])}
    return make_response(
        await services.lanes.ask_light(Job("question", question.id, given=given, why=_read_why(request), formats=formats))
    )


def _read_parameters(request: Request) -> dict[str, str]:
    items = [(name, value) for name, value in request.query_params.multi_items() if name not in RESERVED]
    given = dict(items)
    if len(given) != len(items):
        raise Refusal(400, "a parameter is given twice; give each once")
    return given


def _read_why(request: Request) -> bool:
    value = request.query_params.get(_WHY, "false")
    if value not in {"true", "false"}:
        raise Refusal(400, f"{_WHY}={value}: expected true or false")
    return value == "true"
