"""What the figures were measured on: the kind of machine and the versions, and no names of it."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.contestants import morph

GIBI = 2**30
HERE = ("memograph", "msgspec", "rdflib", "pyshacl", "pyoxigraph", "shacl")
THERE = ("morph-kgc", "pandas", "pyarrow", "rdflib")


def described():
    """Return lines that describe machine, Python, libraries and day."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBI
    own = ", ".join(f"{name} {found}" for name in HERE if (found := own_version(name)))
    kind = f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory"
    return (
        f"Machine: {kind}, {platform.system()}.",
        f"Python {platform.python_version()}; {own}. Morph-KGC's own environment: {of_morph()}.",
        f"Day: {datetime.now(UTC).date().isoformat()}.",
    )


def processor():
    """Return the model of the processor."""
    known = Path("/proc/cpuinfo")
    told = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    models = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def own_version(name):
    """Return the version of a package here, "" if it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def of_morph():
    """Return the versions in the environment of Morph-KGC."""
    if not morph.PYTHON.exists():
        return "none"
    code = f"from importlib.metadata import version as v\nfor n in {THERE!r}: print(n, v(n))"
    told = subprocess.run([morph.PYTHON, "-c", code], capture_output=True, text=True, check=True)
    return ", ".join(told.stdout.splitlines())
