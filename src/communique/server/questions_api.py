"""`/api/questions`: the saved questions and their answers, as JSON and CSV."""

import asyncio
import csv
import io
import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from communique.errors import QuestionError
from communique.server.frames import Reply
from communique.server.negotiation import QUESTIONS, choose_named
from communique.server.refusals import Refusal, make_response
from communique.server.services import get_services
from communique.server.settings import Catalogue, Question, Row

PATH: Final = "/api/questions"
_FORMAT: Final = "format"


async def answer_questions(request: Request) -> Response:
    """Answer with the list of all questions."""
    return JSONResponse({"questions": [_describe(question) for question in _catalogue(request).list()]})


def _catalogue(request: Request) -> Catalogue:
    catalogue = get_services(request).settings.questions
    if catalogue is None:
        raise Refusal(404, "this data set has no saved questions")
    return catalogue


def _describe(question: Question) -> dict[str, object]:
    parameters = [{"name": item.name, "type": item.type, "label": item.label} for item in question.parameters]
    described: dict[str, object] = {"name": question.name, "title": question.title, "description": question.description}
    return described | {"parameters": parameters, "answer": f"{PATH}/{question.name}"}


async def answer_question(request: Request) -> Response:
    """Answer one question, with the parameters of the address."""
    name = request.path_params["name"]
    question = next((found for found in _catalogue(request).list() if found.name == name), None)
    if question is None:
        raise Refusal(404, f"{name}: there is no such question; {PATH} lists them")
    media = choose_named(request.query_params.get(_FORMAT), request.headers.get("accept"), QUESTIONS)
    if media is None:
        raise Refusal(406, f"no form of answer fits; these can be given: {', '.join(QUESTIONS)}")
    given = _read_parameters(request)
    columns, rows = await _ask(request, name, given)
    body = write_csv(columns, rows) if media == "text/csv" else _write_json(question, given, columns, rows)
    return make_response(_bound(request, Reply(200, media, body)))


def _read_parameters(request: Request) -> dict[str, str]:
    items = [(name, value) for name, value in request.query_params.multi_items() if name != _FORMAT]
    given = dict(items)
    if len(given) != len(items):
        raise Refusal(400, "a parameter is given twice; give each once")
    return given


async def _ask(request: Request, name: str, given: Mapping[str, str]) -> tuple[Sequence[str], Sequence[Row]]:
    services = get_services(request)
    seconds = services.settings.limits.query_seconds
    asked = partial(_catalogue(request).ask, name, given)
    try:
        async with asyncio.timeout(seconds):
            return await to_thread.run_sync(asked, abandon_on_cancel=True, limiter=services.threads)
    except TimeoutError as error:
        raise Refusal(503, f"the question was not answered within {seconds:g} seconds; try again") from error
    except QuestionError as error:
        raise Refusal(400, str(error)) from error


def write_csv(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    r"""Write rows as CSV (RFC 4180); what is not known is empty.

    >>> write_csv(["name", "year"], [["García, Ana", None]])
    b'name,year\r\n"Garc\xc3\xada, Ana",\r\n'
    """
    out = io.StringIO()
    csv.writer(out).writerows([columns, *rows])
    return out.getvalue().encode()


def _write_json(question: Question, given: Mapping[str, str], columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    named = [dict(zip(columns, row, strict=True)) for row in rows]
    answer = {"question": question.name, "title": question.title, "parameters": given, "columns": columns, "rows": named}
    return json.dumps(answer, ensure_ascii=False, default=str).encode()


def _bound(request: Request, reply: Reply) -> Reply:
    limit = get_services(request).settings.limits.answer_bytes
    return reply if len(reply.body) <= limit else Reply.refuse(403, f"the answer is larger than {limit:,} bytes")
