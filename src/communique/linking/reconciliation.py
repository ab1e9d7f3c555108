"""A service that speaks the Reconciliation API 0.2 as a target.

    form = "reconciliation"
    name = "register"
    prefix = "register"
    space = "https://…/id/"
    address = "https://…/reconcile"
    [types]                         # the service's types, and what they are here
    "Q5" = "person"
    [properties]                    # its properties for what is compared here (data extension); none: names alone
    country = "P297"                # also: region, began, ended, title, place, start, end

The service's own score is not believed: it proposes, the features here decide.
"""

import json
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from communique.errors import TargetError
from communique.linking.asking import Asker, read_bounded
from communique.linking.base import Office, Subject
from communique.linking.dates import iso_date
from communique.linking.names import country_code

NEEDED: Final = ("name", "prefix", "space", "address")
#: Candidates asked for.
LIMIT: Final = 10


class Reconciliation:
    """A reconciliation service; an implementation of `base.Target`."""

    def __init__(self, about: Mapping[str, Any], asker: Asker) -> None:
        self.name: str = about["name"]
        self.prefix: str = about["prefix"]
        self.space: str = about["space"]
        self._address: str = about["address"]
        self._types: Mapping[str, str] = about.get("types", {})
        self.kinds = frozenset(self._types.values())
        self._properties: Mapping[str, str] = about.get("properties", {})
        self._asker = asker

    def candidates(self, subject: Subject) -> Sequence[Subject]:
        """Return what the service proposes for each of the subject's names, with the values of the properties described."""
        types = [theirs for theirs, kind in self._types.items() if kind == subject.kind]
        queries = {f"q{place}": self._query(form, types) for place, form in enumerate(subject.forms)}
        found = self._posted("queries", queries, "q0")
        try:
            proposed = {str(one["id"]): one for key in queries for one in found.get(key, {}).get("result", [])}
            values = self._extended(sorted(proposed)) if proposed and self._properties else {}
            return [self._record(proposed[key], values.get(key, {})) for key in sorted(proposed)]
        except (KeyError, TypeError, AttributeError) as error:
            message = f"{self._address}: the answer is not of the API's form ({error!r}); is this a reconciliation service?"
            raise TargetError(message) from error

    def _query(self, form: str, types: list[str]) -> dict[str, Any]:
        return {"query": form, "limit": LIMIT, **({"type": types, "type_strict": "any"} if types else {})}

    def _posted(self, field: str, question: Mapping[str, Any], needs: str) -> dict[str, Any]:
        body = urllib.parse.urlencode({field: json.dumps(question, ensure_ascii=False, sort_keys=True)})
        return self._asker.answer(self._address, body, partial(_post, self._address, body, self._asker), needs)

    def _extended(self, ids: list[str]) -> dict[str, Mapping[str, list[dict[str, Any]]]]:
        wanted = [{"id": theirs} for theirs in sorted(set(self._properties.values()))]
        rows: dict[str, Any] = self._posted("extend", {"ids": ids, "properties": wanted}, "rows")["rows"]
        return rows

    def _record(self, one: Mapping[str, Any], cells: Mapping[str, list[dict[str, Any]]]) -> Subject:
        values = {ours: [_text(cell) for cell in cells.get(theirs, []) if cell] for ours, theirs in self._properties.items()}
        first = {ours: (found or [""])[0] for ours, found in values.items()}
        kinds = [self._types.get(kind["id"] if isinstance(kind, dict) else kind, "") for kind in one.get("type", [])]
        return Subject(
            id=one["id"],
            kind=next(filter(None, kinds), ""),
            label=one["name"],
            posts=tuple(
                Office(title, first.get("place", ""), "", iso_date(first.get("start", "")), iso_date(first.get("end", "")))
                for title in values.get("title", [])
            ),
            country=country_code(first.get("country", "")),
            region=first.get("region", ""),
            began=iso_date(first.get("began", "")),
            ended=iso_date(first.get("ended", "")),
            iri=self.space + one["id"],
            description=one.get("description", ""),
        )


def _text(cell: Mapping[str, Any]) -> str:
    """Return the value of a cell of data extension as text."""
    return str(next((cell[key] for key in ("str", "date", "name", "int", "float", "id") if key in cell), ""))


def _post(address: str, body: str, asker: Asker) -> bytes:
    headers = {"User-Agent": asker.agent, "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    request = urllib.request.Request(address, body.encode(), headers)  # noqa: S310 - `open_target` takes http and https alone
    with urllib.request.urlopen(request, timeout=asker.timeout) as response:  # noqa: S310 - the same
        return read_bounded(response)
