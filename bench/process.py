"""A command in a process of its own, and what it cost."""

import os
import subprocess
import time
from dataclasses import dataclass

MEBI = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system), wall seconds, and the largest resident set in MiB."""

    cpu: float
    wall: float
    peak: float

    def __add__(self, other):
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


def cost(command, *, log):
    """Run a command to its end and return its cost; raises if it fails.

    wait4 gives the resources of this one child and of those that it waited for; RUSAGE_CHILDREN
    would add up all contestants, and keep the peak of the largest.
    """
    settings = {name: value for name, value in os.environ.items() if "MEMOGRAPH" not in name}
    settings |= {"NO_COLOR": "1", "PYTHONHASHSEED": "0"}
    begun = time.perf_counter()
    with log.open("wb") as told:
        child = subprocess.Popen(command, stdout=told, stderr=told, env=settings)
        _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{end}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / MEBI)
