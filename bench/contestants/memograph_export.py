"""memograph as its users run it: `memograph export`, the compiled check included."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from bench.vocabulary import BASE

CORPUS_MODE = ("--parts",)
"""What is added for many documents, if this memograph knows it."""


def command(records, out, engine="compiled"):
    """Return the command that exports a folder of records as N-Quads."""
    program = Path(sys.executable).with_name("memograph")
    options = [*corpus_mode(program), "-f", "nquads", "--base", BASE, "--engine", engine]
    return [program, "export", records, "-o", out, *options]


@cache
def corpus_mode(program):
    """Return the options of the corpus mode, none where it does not exist."""
    told = subprocess.run([program, "export", "--help"], capture_output=True, text=True, check=True)
    return CORPUS_MODE if all(option in told.stdout for option in CORPUS_MODE) else ()
