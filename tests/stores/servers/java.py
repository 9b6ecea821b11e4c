"""The Java of this machine, which runs the stores that are written in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from .pins import JAVA


def lacks(*jars: Path) -> str:
    """Return why what is in some jars cannot be run, or nothing."""
    if java_version() < JAVA:
        return f"Java {JAVA} or newer is not installed"
    missing = [jar.name for jar in jars if not jar.is_file()]
    return f"build/stores/{missing[0]} is not there (make stores-setup)" if missing else ""


@cache
def java_version() -> int:
    """Return the number of the Java on the path, 0 if there is none."""
    if not (java := shutil.which("java")):
        return 0
    done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', done.stderr)
    return int(found[1]) if found else 0


def run(*options: str) -> list[str]:
    """Return the command that begins a Java machine of one gigabyte."""
    return ["java", "-Xmx1g", "-XX:+UseSerialGC", *options]
