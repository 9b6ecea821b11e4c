"""Run the contestants one after the other on the same records, and compare what they wrote.

This process stays small: a child begins as a copy of it, and its peak would count as the child's.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bench.process import Cost, cost
from bench.stopwatch import FACTS

CANONICAL_UP_TO = 1_000
"""Up to this size all outputs are read and spelled anew; above, only where lines differ."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where one run finds its records and puts what it makes."""

    build: Path
    size: int
    key: str

    @property
    def records(self):
        return self.build / f"records-{self.size}"

    @property
    def run(self):
        return self.build / "run.json"

    @property
    def out(self):
        return self.build / f"out-{self.key}"

    @property
    def views(self):
        return self.build / "views"

    def cleared(self):
        """Make the folders anew, so that nothing of another run is found there."""
        for folder in (self.out, self.views):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a contestant needed for so many documents, and whether it wrote the same."""

    key: str
    size: int
    cost: Cost
    preparation: Cost | None
    triples: int
    equal: bool
    facts: dict


def prepare(build, sizes):
    """Make the records of all sizes."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.corpus", build, *map(str, sizes)], check=False
    )
    if done.returncode:
        raise RuntimeError("the records could not be made")


def asked(module, *rest):
    """Return what a module of this package prints, run as a process of its own."""
    command = [sys.executable, "-m", f"bench.{module}", *rest]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def measured(contestant, at):
    """Run a contestant once; returns what it cost, and what its preparation did."""
    at.cleared()
    before = None
    if contestant.prepare:
        before = cost(contestant.prepare(at), log=at.build / f"{at.key}-preparation.log")
    return cost(contestant.command(at), log=at.build / f"{at.key}.log"), before


def same(at, reference):
    """Tell whether a contestant wrote what memograph wrote; returns the number of lines too."""
    mine = reference[""] if at.out == reference["at"] else asked("equality", at.out)
    if not mine["lines"]:
        return False, 0
    if at.out == reference["at"]:
        return True, mine["lines"]
    if at.size <= CANONICAL_UP_TO or mine != reference[""]:
        spelled = asked("equality", at.out, "--canonical")
        if "--canonical" not in reference:
            reference["--canonical"] = asked("equality", reference["at"], "--canonical")
        return spelled == reference["--canonical"], spelled["lines"]
    return True, mine["lines"]


def results(contestants, build, size, *, runs, failed):
    """Yield the results of all contestants with this many records; the first is the reference.

    `failed` gets what a contestant says that does not come to its end, by its key and the size.
    """
    reference = {}
    for contestant in contestants:
        at = Places(build, size, contestant.key)
        try:
            tries = [measured(contestant, at) for _ in range(runs)]
        except RuntimeError as fault:  # one that fails costs its row, not the hours of the others
            failed[contestant.key, size] = str(fault)
            continue
        best, preparation = min(tries, key=lambda pair: pair[0].cpu)
        if not reference:
            reference = {"at": at.out, "": asked("equality", at.out)}
        equal, triples = same(at, reference)
        yield Result(
            key=contestant.key,
            size=size,
            cost=best,
            preparation=preparation,
            triples=triples,
            equal=equal,
            facts=facts(at.out),
        )
        if at.out != reference["at"]:
            shutil.rmtree(at.out)
    if reference:
        shutil.rmtree(reference["at"])


def facts(out):
    """Return what a contestant says of its checks, if it says anything."""
    told = out / FACTS
    return json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}


def with_preparation(result):
    """Return a result that counts its preparation."""
    return replace(result, cost=result.cost + result.preparation, preparation=None)
