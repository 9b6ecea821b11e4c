"""Kill exports at random moments, go on, and compare with one that nobody disturbed.

python tests/faults/kill.py [TIMES] [SEED]    prints each difference; ends with 1 if there is one
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HEAD = "Title: Talk\nDate: 3 May 1961\n\nAna Prifti: Well?\n"
PROGRAM = """
from memograph import cli
from memograph.pipeline import parts

if __name__ == "__main__":
    parts.SOURCES = 20  # so that there are several
    cli.main()
"""
MODES = (
    ("--parts",),
    ("-f", "turtle", "-f", "nquads"),
    ("--parts", "--compress", "gz", "-j", "2"),
    ("-f", "jsonld", "-j", "2"),
    ("--parts", "--state"),  # into a store
)


def sources(folder: Path, count: int) -> None:
    """Write talks, some of which share a name or their bytes."""
    for number in range(count):
        path = folder / f"{number % 7}" / f"{number if number % 5 else number % 10}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = "".join(f"John Banda: Yes, {number % 90}, {line}.\n" for line in range(number % 9))
        path.write_text(f"{HEAD}{words}", encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files but the lock and the manifest, which tells the same in other pages."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".memograph" not in path.parts
    }


def command(given: Path, out: Path, mode: tuple[str, ...]) -> list[str]:
    base = ("--base", "https://example.org/id/")
    where = (str(out), *base, *mode)
    if mode[-1] == "--state":
        where = (out.as_uri(), *base, *mode, str(state_of(out)))
    return [sys.executable, "-c", PROGRAM, "export", str(given), "-o", *where]


def state_of(out: Path) -> Path:
    """Return where an export into a store keeps what is known of it."""
    return out.with_name(f"{out.name}-state")


def run(line: list[str], *, seconds: float | None = None, group: bool = True) -> bool:
    """Run a command, killed after some seconds if it takes so long; tell whether it was killed."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(line, start_new_session=True, **quiet)
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        kill = os.killpg if group else os.kill
        kill(running.pid, signal.SIGKILL)
        running.wait()
        return True
    return False


class Trial(NamedTuple):
    """How often an export was killed, the files that it left in the end, and those that differ."""

    kills: int
    names: tuple[str, ...]
    odd: tuple[str, ...]


def trial(number: int, place: Path, chance: random.Random) -> Trial:
    """Kill an export once or more, go on, and compare it with one that nobody disturbed."""
    mode, given = MODES[number % len(MODES)], place / "in"
    sources(given, 60 + number % 3 * 40)
    whole, torn = place / "whole", place / "torn"
    begun = time.monotonic()
    run(command(given, whole, mode))
    taken = time.monotonic() - begun
    line = command(given, torn, mode)
    # Machines are not equally fast at all times: what came to its end was no trial.
    while not run(line, seconds=taken * chance.uniform(0.3, 1.0), group=chance.random() < 0.7):
        shutil.rmtree(torn)
        shutil.rmtree(state_of(torn), ignore_errors=True)
        taken *= 0.9
    kills = 1
    for _ in range(chance.randint(0, 2)):
        moment = taken * chance.uniform(0.3, 1.0)
        kills += run(line, seconds=moment, group=chance.random() < 0.7)
    run(line)
    expected, found = contents(whole), contents(torn)
    names = tuple(sorted(expected.keys() | found.keys()))
    odd = tuple(name for name in names if expected.get(name) != found.get(name))
    told = f"{number}: {' '.join(mode)}: {kills} kills, {len(names)} files, odd: {odd[:5]}"
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()
    return Trial(kills, names, odd)


def main(times: int, seed: int) -> int:
    """Run so many trials; returns 1 if something differed."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    odd = kills = 0
    for number in range(times):
        place = Path(tempfile.mkdtemp(prefix="kill-"))
        done = trial(number, place, chance)
        odd, kills = odd + bool(done.odd), kills + done.kills
        shutil.rmtree(place)
    sys.stdout.write(f"{times} trials, {kills} kills, {odd} with a difference\n")
    return 1 if odd else 0


if __name__ == "__main__":
    arguments = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(arguments or [10]), *([1] if len(arguments) < 2 else [])))
