"""What the suite promises of itself: where everything must run, nothing is skipped unseen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

TESTS = """
import pytest

def test_that_runs():
    pass

def test_that_skips():
    pytest.skip("for a test")

@pytest.mark.skipif(True, reason="for a test")
def test_that_is_marked():
    pass

@pytest.mark.xfail(strict=True, reason="for a test")
def test_that_is_known_to_fail():
    raise ValueError
"""
MODULE = "import pytest\npytest.importorskip('no_such_module_anywhere', reason='for a test')\n"


@pytest.fixture
def outcomes(root, tmp_path):
    """Run a small suite with the settings of this one; returns the last line of its report."""
    shutil.copy(root / "tests" / "conftest.py", tmp_path)

    def run(source, **setting):
        (tmp_path / "test_small.py").write_text(source, encoding="utf-8")
        bare = {name: value for name, value in os.environ.items() if name != "NO_SKIPS"}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull,
             "--rootdir", tmp_path, tmp_path],
            capture_output=True, text=True, check=False, cwd=tmp_path, env=bare | setting,
        )  # fmt: skip
        return done.stdout.strip().splitlines()[-1]

    return run


def test_skipped_tests_fail_where_everything_must_run(outcomes):
    assert outcomes(TESTS).startswith("1 passed, 2 skipped, 1 xfailed")
    assert outcomes(TESTS, NO_SKIPS="1").startswith("1 failed, 1 passed, 1 xfailed, 1 error")


def test_skipped_modules_fail_where_everything_must_run(outcomes):
    assert outcomes(MODULE).startswith("1 skipped")
    assert outcomes(MODULE, NO_SKIPS="1").startswith("1 error")


def test_checks_of_every_change_skip_nothing(root):
    assert "export NO_SKIPS=1" in (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
