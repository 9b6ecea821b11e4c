"""What a test needs that not every machine has. Where NO_SKIPS is set, to lack it is a failure."""

from __future__ import annotations

import pytest
import servers


def needed(name: str) -> str:
    """Return the name of a store, or skip the test with the reason why this machine has none."""
    if reason := servers.available()[name]:
        pytest.skip(f"{name}: {reason}")
    return name
