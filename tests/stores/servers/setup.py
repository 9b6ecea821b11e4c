"""Fetch what this machine lacks of the stores: by name, through its own Maven and apt-get.

Exit code 1 if one is lacking in the end, with the reason. Debian's packages are installed for
root, and for others if STORES_APT=1 says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import available
from .java import java_version
from .pins import FUSEKI, FUSEKI_JAR, JARS, JAVA, JETTY, JETTY_JAR, RDF4J, RDF4J_WAR, VIRTUOSO


def main() -> int:
    """Fetch what is lacking and say what there is; return the exit code."""
    before = available()
    if before["fuseki"]:
        _say("fuseki", _fetch(FUSEKI, FUSEKI_JAR))
    if before["rdf4j"]:
        _say("rdf4j", _fetch(RDF4J, RDF4J_WAR) or _fetch(JETTY, JETTY_JAR))
    if before["virtuoso"]:
        _say("virtuoso", _install_virtuoso())
    reasons = {name: why for name, why in available().items() if "-" not in name}
    for name, why in reasons.items():
        print(f"{name}: {why or 'can be started'}")
    return 1 if any(reasons.values()) else 0


def _say(name: str, trouble: str) -> None:
    if trouble:
        print(f"{name}: {trouble}", file=sys.stderr)


def _fetch(artifact: str, jar: Path) -> str:
    """Fetch what Java runs; return what kept us from it."""
    if java_version() < JAVA:
        return f"install Java {JAVA} or newer"
    if jar.is_file():
        return ""
    if not shutil.which("mvn"):
        return f"install Maven, or put {jar.name} into build/stores"
    JARS.mkdir(parents=True, exist_ok=True)
    return _run("mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}",
                f"-DoutputDirectory={JARS}")  # fmt: skip


def _install_virtuoso() -> str:
    """Install Debian's packages; return what kept us from it."""
    packages = " ".join(VIRTUOSO)
    if not shutil.which("apt-get"):
        return f"this machine has no apt-get for {packages}; install Virtuoso 7 by other means"
    root = os.geteuid() == 0
    if not root and os.environ.get("STORES_APT") != "1":
        return f"as root: apt-get install --no-install-recommends {packages} (or set STORES_APT=1)"
    apt = [*([] if root else ["sudo"]), "apt-get"]
    install = [*apt, "-q", "-y", "--no-install-recommends", "install", *VIRTUOSO]
    return _run(*apt, "-q", "update") or _run(*install)


def _run(*command: str) -> str:
    """Run a command with nobody to answer it; return how it ended unless it was well."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return ""
    said = (done.stderr or done.stdout).strip().splitlines()[-5:]
    return "\n  ".join([f"{' '.join(command)} ended with {done.returncode}", *said])


if __name__ == "__main__":
    sys.exit(main())
