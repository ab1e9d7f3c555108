"""`/id/…`, `/data/…` and `/page/…`: a thing, the data about it, and the page about it.

A thing's address answers 303 with the address of a document about it, whose form the `Accept` header chooses.
"""

import html
import json
from typing import Final

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique.server.frames import Job, Reply
from communique.server.negotiation import GRAPHS, choose
from communique.server.pages import find_page
from communique.server.refusals import Refusal, make_response
from communique.server.services import check_iri, get_services, quote_path
from communique.terms import PROV, RDF, RDFS

#: The forms of data, by the ending of the address.
FORMS: Final = {name: media for media, name in reversed(list(GRAPHS.items()))}
_HTML: Final = "text/html"
#: What points at a thing without saying anything of it: the claims that were read about it, and the runs that used it.
_NOT_SHOWN: Final = ", ".join(f"<{iri}>" for iri in (RDF.subject, RDF.predicate, RDF.object, PROV.used))
_DESCRIPTION: Final = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ VALUES ?s {{ {thing} }} ?s ?p ?o }}
  UNION {{ VALUES ?o {{ {thing} }} ?s ?p ?o FILTER(?p NOT IN ({not_shown})) }}
  UNION {{ {thing} ?out ?s . ?s ?p ?o VALUES ?p {{ {label} }} }}
  UNION {{ ?s ?in {thing} ; ?p ?o VALUES ?p {{ {label} }} FILTER(?in NOT IN ({not_shown})) }}
}}"""


async def answer_id(request: Request) -> Response:
    """Send a client on to the page or the data about a thing."""
    path = quote_path(request.path_params["path"])
    media = choose(request.headers.get("accept"), [_HTML, *GRAPHS])
    if media is None:
        raise Refusal(406, f"no form of answer fits; these can be given: {', '.join((_HTML, *GRAPHS))}")
    target = f"/page/{path}" if media == _HTML else f"/data/{path}.{GRAPHS[media]}"
    return RedirectResponse(target, 303, {"Vary": "Accept"} | _link_alternates(path))


async def answer_data(request: Request) -> Response:
    """Answer with the data about a thing, in the form that the address ends with, or that `Accept` chooses."""
    path, dot, ending = request.path_params["path"].rpartition(".")
    if not dot or ending not in FORMS:
        path, ending = request.path_params["path"], GRAPHS.get(choose(request.headers.get("accept"), GRAPHS) or "", "")
    if not ending:
        raise Refusal(406, f"no form of answer fits; these can be given: {', '.join(GRAPHS)}")
    iri = _find_iri(request, path)
    response = make_response(await _describe(request, iri, (FORMS[ending], ending)))
    quoted = quote_path(path)
    response.headers["Content-Location"] = f"/data/{quoted}.{ending}"
    response.headers.update(_link_alternates(quoted, about=iri))
    return response


def _find_iri(request: Request, path: str) -> str:
    return check_iri(get_services(request).settings.base + quote_path(path))


async def _describe(request: Request, iri: str, form: tuple[str, str]) -> Reply:
    text = _DESCRIPTION.format(thing=NamedNode(iri), not_shown=_NOT_SHOWN, label=f"<{RDFS.label}>")
    return await get_services(request).lanes.ask_light(Job("query", text, thing=iri, formats={"graph": form}))


def _link_alternates(path: str, about: str = "") -> dict[str, str]:
    """Return the header that names the other documents about a thing, and the thing itself."""
    links = [f'</data/{path}.{ending}>; rel="alternate"; type="{media}"' for ending, media in FORMS.items()]
    links.append(f'</page/{path}>; rel="alternate"; type="{_HTML}"')
    return {"Link": ", ".join([*links, f'<{about}>; rel="describes"'] if about else links)}


async def answer_thing_page(request: Request) -> Response:
    """Answer with the page about a thing; without pages, with a plain table of its data."""
    path = request.path_params["path"]
    response = await find_page(request, f"page/{path}")
    if response is None:
        response = await _make_table(request, path)
    response.headers.update(_link_alternates(quote_path(path)))
    return response


async def _make_table(request: Request, path: str) -> Response:
    iri = _find_iri(request, path)
    reply = await _describe(request, iri, (FORMS["jsonld"], "jsonld"))
    if reply.failed:
        return make_response(reply)
    known = next(node for node in json.loads(reply.body) if node["@id"] == iri)
    rows = "".join(f"<tr><th>{_escape(name)}<td>{_escape(value)}" for name, value in known.items())
    return HTMLResponse(f"<!doctype html><title>{_escape(iri)}</title><h1>{_escape(iri)}</h1><table>{rows}</table>\n")


def _escape(value: object) -> str:
    return html.escape(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
