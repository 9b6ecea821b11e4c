"""memograph as its users run it: `memograph export`, the compiled check included."""

import sys
from pathlib import Path

from bench.vocabulary import BASE


def command(records, out, engine="compiled"):
    """Return the command that exports a folder of records as N-Quads."""
    program = Path(sys.executable).with_name("memograph")
    options = ["--parts", "-f", "nquads", "--base", BASE, "--engine", engine]
    return [program, "export", records, "-o", out, *options]
