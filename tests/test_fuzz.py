"""A short, bounded run of the fuzzer: whatever the text, it is read honestly or refused in one line."""

import pytest
from tools.fuzz import run, targets

INPUTS = 150


@pytest.mark.parametrize("name", [target.name for target in targets()])
def test_mutated_inputs_are_read_or_refused(name: str) -> None:
    """No mutated input makes anything but an error for people, and none is slow."""
    (target,) = (one for one in targets() if one.name == name)

    count = run(target, 20 if name == "releases" else INPUTS, seed=5)

    assert count.crashes == []
    assert count.slow == 0
