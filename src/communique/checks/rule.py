"""What must hold, each as one query: every row of its answer is a finding.

A constraint of a shape, whether from SHACL's core or in SPARQL, and an integrity query all become a `Rule`. A rule can be asked
of a whole store, or about some nodes alone.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Store

from communique.checks.findings import Finding, Severity

_FIRST_VARIABLE: Final = re.compile(r"\?(\w+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    `head` holds the PREFIX lines and `select` the rest of a SELECT query. The column `this` of an answer is the node that is
    wrong, `value` and `path` say how; without a column `this` the first is the node and the others together are the value.

    >>> rule = Rule("CLM-01", "violation", "no subject", "", "SELECT ?this { ?this a <x:Claim> }")
    >>> rule.focus
    'this'
    >>> rule.about(["https://example.org/c1"])
    'SELECT ?this { VALUES ?this { <https://example.org/c1> }  ?this a <x:Claim> }'
    """

    check: str
    severity: Severity
    message: str
    head: str
    select: str
    component: str | None = None
    path: str | None = None

    @property
    def query(self) -> str:
        """The query over all nodes."""
        return self.head + self.select

    @property
    def focus(self) -> str:
        """The name of the column that holds the node."""
        found = _FIRST_VARIABLE.search(self.select)
        assert found, self.select
        return found[1]

    def about(self, nodes: Iterable[str]) -> str:
        """Return the query about some nodes alone, given by their IRIs."""
        listed = " ".join(f"<{node}>" for node in nodes)
        start, _, rest = self.select.partition("{")
        return f"{self.head}{start}{{ VALUES ?{self.focus} {{ {listed} }} {rest}"

    def finding(self, names: Sequence[str], row: Any) -> Finding:
        """Return what one row of an answer says; `names` are its columns."""
        told = {name: getattr(row[name], "value", str(row[name])) for name in names if row[name] is not None}
        if "this" in names:
            value, message = told.get("value"), _fill(self.message, told)
        else:
            value, message = ", ".join(filter(None, (told.get(name) for name in names[1:]))) or None, self.message
        path = told.get("path", self.path)
        return Finding(self.severity, self.check, told[self.focus], message, path, value, self.component)


def _fill(message: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        message = message.replace(f"{{${name}}}", value).replace(f"{{?{name}}}", value)
    return message


@dataclass(frozen=True, slots=True)
class Source:
    """Where rules come from: a hash of all that they are made of, and what makes them for a store, whose subclasses they name.

    `beyond` returns what finds in a store what no rule finds; None if there is no such thing.
    """

    digest: str
    rules: Callable[[Store], Sequence[Rule]]
    beyond: Callable[[], Callable[[Store], Sequence[Finding]] | None]
