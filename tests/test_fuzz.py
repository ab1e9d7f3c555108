"""A short, bounded run of the fuzzer: whatever the text, it is read honestly or refused in one line."""

import pytest
from tools.fuzz import Target, run, run_made, targets

INPUTS = 150


TARGETS = {target.name: target for target in targets()}


@pytest.fixture(params=TARGETS)
def target(request: pytest.FixtureRequest) -> Target:
    """Each reader of strangers' texts."""
    return TARGETS[request.param]


def test_mutated_inputs_are_read_or_refused(target: Target) -> None:
    """No mutated input makes anything but an error for people, and none is slow."""
    count = run(target, 20 if target.name == "releases" else INPUTS, seed=5)

    assert count.crashes == []
    assert count.slow == 0


def test_inputs_that_hypothesis_makes_are_read_or_refused(target: Target) -> None:
    """Nor does one that Hypothesis makes of its own or by mutation; what breaks is shown at its shortest."""
    count = run_made(target, 10 if target.name == "releases" else 50, 5)

    assert count.crashes == []
