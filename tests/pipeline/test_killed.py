"""A run that is killed and begun again leaves what one that nobody disturbed leaves."""

from __future__ import annotations

import random
import runpy
import sys

import pytest


@pytest.fixture(scope="module")
def kill(root):
    return runpy.run_path(str(root / "tests" / "faults" / "kill.py"))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL needs a POSIX system")
@pytest.mark.parametrize("number", range(5))
def test_export_that_was_killed_ends_as_if_it_had_not_been(number, kill, tmp_path):
    chance = random.Random(number)  # noqa: S311 - moments, no secrets
    done = kill["trial"](number, tmp_path, chance)
    assert done.kills > 0
    assert done.odd == ()
    assert len(done.names) > 2
