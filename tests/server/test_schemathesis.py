"""The server keeps to its own description, whatever Schemathesis makes of it."""

import warnings
from typing import Any

import pytest

pytestmark = pytest.mark.slow
schemathesis = pytest.importorskip("schemathesis", reason="Schemathesis is missing; install it with 'make setup-slow'")

from hypothesis import HealthCheck, given  # noqa: E402 - only where it is installed
from hypothesis import settings as examples  # noqa: E402

from communique.server import ServerSettings, create_app  # noqa: E402
from tests.server.running_server import run_server  # noqa: E402

EXAMPLES = 60


def test_every_operation_answers_as_described(settings: ServerSettings) -> None:
    """Requests made from the description, good and bad, get a status and a media type that it names, and never a failure."""
    with run_server(create_app(settings)) as address, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        operations = [found.ok() for found in schemathesis.openapi.from_url(f"{address}/openapi.json").get_all_operations()]
        for operation in operations:
            try_operation(operation)

    assert len(operations) >= 5


def try_operation(operation: Any) -> None:
    """Send one operation requests of all sorts."""

    @examples(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(case=operation.as_strategy())
    def each(case: Any) -> None:
        case.call_and_validate(
            checks=[
                schemathesis.checks.not_a_server_error,
                schemathesis.specs.openapi.checks.status_code_conformance,
                schemathesis.specs.openapi.checks.content_type_conformance,
            ]
        )

    each()
