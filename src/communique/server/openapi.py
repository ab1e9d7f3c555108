"""The description of the server's interface as OpenAPI 3.1, made from the routes' own tables and the saved questions."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from communique import __version__
from communique.questions import Question
from communique.questions.base import Parameter
from communique.server.negotiation import GRAPHS, QUESTIONS, ROWS, Table
from communique.server.questions_api import find_title
from communique.server.settings import ServerSettings

Node = dict[str, Any]

#: How the types of parameters are written in JSON Schema; others are plain texts.
_TYPES: Final[Mapping[str, Node]] = {
    "integer": {"type": "integer"},
    "date": {"type": "string", "format": "date"},
}
_REASONS: Final = {
    "400": "The request cannot be understood.",
    "403": "The request asks for what is not allowed, or for too large an answer.",
    "404": "There is no such thing.",
    "406": "No form of answer is acceptable.",
    "408": "The request arrived too slowly.",
    "413": "The request is too large.",
    "415": "The request's media type is not understood.",
    "429": "Too many requests.",
    "503": "The answer took too long, or the server is busy.",
}


def make_openapi(settings: ServerSettings, questions: Iterable[Question] = ()) -> Node:
    """Return the description of the interface of a server with some saved questions."""
    return {
        "openapi": "3.1.0",
        "info": {"title": settings.title, "description": settings.description, "version": __version__},
        "paths": {
            "/sparql": _describe_sparql(writable=settings.writable),
            "/graphs": _describe_graphs(writable=settings.writable),
            "/id/{path}": {"parameters": [_PATH], "get": _describe_id()},
            "/data/{path}": {"parameters": [_PATH], "get": _operation("data", "The data about a thing", (), GRAPHS)},
            "/api/questions": {"get": _operation("questions", "All saved questions", (), {"application/json": "json"})},
            **{f"/api/questions/{question.id}": {"get": _describe_question(question)} for question in questions},
        },
        "components": {"responses": {status: _describe_reason(reason) for status, reason in _REASONS.items()}},
    }


def _describe_reason(reason: str) -> Node:
    problem = {"type": "object", "properties": {"status": {"type": "integer"}, "error": {"type": "string"}}}
    return {
        "description": reason,
        "content": {"text/plain": {"schema": {"type": "string"}}, "application/json": {"schema": problem}},
    }


def _operation(name: str, summary: str, parameters: Iterable[Node], media: Table) -> Node:
    content = {kind: {"schema": {"type": "string"} if kind.startswith("text/") else {}} for kind in media}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": {"200": {"description": "The answer.", "content": content}, **_refusals(_REASONS)},
    }


def _refusals(statuses: Iterable[str]) -> Node:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _parameter(name: str, description: str, schema: Node, where: str = "query") -> Node:
    return {"name": name, "in": where, "description": description, "required": where == "path", "schema": schema}


_TEXT: Final[Node] = {"type": "string"}
_PATH: Final = _parameter("path", "The thing's path below the data set's base address, as 'person/…'.", _TEXT, "path")
_IRIS: Final[Node] = {"type": "array", "items": {"type": "string", "format": "iri"}}


def _describe_sparql(*, writable: bool) -> Node:
    graphs = [_parameter(f"{kind}-graph-uri", f"A {kind} graph of the query's data set.", _IRIS) for kind in ("default", "named")]
    query = _parameter("query", "The query; without it, the answer describes the service.", _TEXT)
    described = {
        "get": _operation("query", "Ask a SPARQL 1.1 query", [query, _format(ROWS | GRAPHS), *graphs], ROWS | GRAPHS),
        "post": _operation("queryByPost", "Ask a SPARQL 1.1 query", graphs, ROWS | GRAPHS),
    }
    form = {"type": "object", "properties": {"query": _TEXT} | ({"update": _TEXT} if writable else {})}
    bare = {"application/sparql-query": {"schema": _TEXT}} | ({"application/sparql-update": {"schema": _TEXT}} if writable else {})
    content = {"application/x-www-form-urlencoded": {"schema": form}, **bare}
    described["post"]["requestBody"] = {"required": True, "content": content}
    if writable:
        described["post"]["responses"]["204"] = {"description": "The update is done."}
    return described


def _describe_graphs(*, writable: bool) -> Node:
    graph = _parameter("graph", "The IRI of a graph; without it, the answer lists the graphs.", {"type": "string", "format": "iri"})
    default = _parameter("default", "The default graph.", _TEXT)
    described = {"get": _operation("readGraph", "Read a graph", [graph, default, _format(GRAPHS)], GRAPHS)}
    body = {"required": True, "content": {"text/turtle": {"schema": _TEXT}, "application/n-triples": {"schema": _TEXT}}}
    for method, name, summary in (("put", "replaceGraph", "Replace a graph"), ("post", "extendGraph", "Add to a graph")):
        if writable:
            described[method] = _change(name, summary, [graph, default]) | {"requestBody": body}
    if writable:
        described["delete"] = _change("dropGraph", "Remove a graph", [graph, default])
    return described


def _change(name: str, summary: str, parameters: list[Node]) -> Node:
    done = {"201": {"description": "The graph is new."}, "204": {"description": "It is done."}}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": done | _refusals(_REASONS)}


def _describe_id() -> Node:
    see = {"description": "The page or the data about the thing.", "headers": {"Location": {"schema": _TEXT}}}
    return {"operationId": "thing", "summary": "A thing", "responses": {"303": see, **_refusals(("404", "406", "429"))}}


def _describe_question(question: Question) -> Node:
    why = _parameter("why", "Whether to add the words behind each row.", {"type": "boolean"})
    parameters = [*map(_describe_parameter, question.parameters), why, _format(QUESTIONS)]
    described = _operation(f"ask-{question.id}", find_title(question), parameters, QUESTIONS)
    return described | {"description": question.description, "tags": list(question.tags)}


def _describe_parameter(parameter: Parameter) -> Node:
    among = {"enum": list(parameter.among)} if isinstance(parameter.among, tuple) and parameter.among else {}
    described = _parameter(parameter.name, parameter.label, {**_TYPES.get(parameter.type, _TEXT), **among})
    return described | {"required": not parameter.optional}


def _format(media: Table) -> Node:
    names = list(dict.fromkeys(media.values()))
    return _parameter("format", "The form of the answer; it goes before 'Accept'.", {"type": "string", "enum": names})
