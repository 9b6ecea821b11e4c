"""Push into real stores while things go wrong at random moments, and look what is left.

python tests/faults/push.py [TIMES] [SEED] [STORE...]    ends with 1 if something was lost

After each fault every graph is the old one or the new one, and whatever the store tells of a graph
is so; after the same push without faults it is as if nothing had gone wrong.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

# The tests are no package, but what they share is beside them.
sys.path.insert(0, str(Path(__file__).parents[1] / "stores"))

import servers
from pushed import Made, Remote

from memograph.problems import MemographError

FAULTS = (
    "cut", "lost", "429", "503", "500", "500 after", "html", "latin", "redirect", "401", "403",
    "truncated", "count",
)  # fmt: skip
HEAD = "Title: Talk\nDate: 3 May 1961\nPlace: Lusaka\n\nAna Prifti: Welcome. Shall we begin?\n"


def write(folder: Path, chance: random.Random) -> None:
    """Write, change and remove some talks."""
    folder.mkdir(exist_ok=True)
    for number in range(8):
        path = folder / f"{number}.txt"
        if chance.random() < 0.2:
            path.unlink(missing_ok=True)
        elif chance.random() < 0.5 or number < 2:
            words = "".join(
                f"John Banda: Yes, {chance.randrange(1000)} of them.\nAna Prifti: Good.\n"
                for _ in range(chance.randint(1, 9))
            )
            path.write_text(f"{HEAD}{words}", encoding="utf-8")


class Trial(NamedTuple):
    """Whether a fault struck, and what is wrong."""

    struck: bool
    wrong: list[str]


def trial(remote: Remote, place: Path, chance: random.Random) -> Trial:
    """Push twice, the second time with a fault, then without."""
    made = Made(place / "in", place / "out", chance.choice(["turtle", "parts", "parts-gz"]))
    write(made.given, chance)
    made.export()
    remote.clear()
    if chance.random() < 0.8:
        remote.push(made)
    old = remote.documents()
    write(made.given, chance)
    made.export(prune=True)
    new, hashes = made.graphs(), made.hashes()
    fault, first, times = chance.choice(FAULTS), chance.randrange(14), chance.choice([1, 2, 99])
    remote.retries = chance.choice([0, 2])
    with remote.behind_a_proxy() as between, suppress(MemographError):
        between.fault = lambda call: fault if first <= call.number < first + times else None
        remote.push(made, prune=True)
    wrong = [
        f"{fault}: {graph} is neither old nor new"
        for graph, lines in remote.documents().items()
        if lines not in (old.get(graph), new.get(graph))
    ]
    told, there = remote.hashes(), remote.documents()
    wrong += [f"{fault}: {graph} is gone" for graph in sorted((old.keys() & new) - there.keys())]
    wrong += [
        f"{fault}: {graph} is told of and is not there"
        for graph, digest in hashes.items()
        if told.get(graph) == digest and there.get(graph) != new[graph]
    ]
    remote.push(made, prune=True)
    if remote.documents() != new or remote.hashes() != hashes or remote.staged():
        wrong.append(f"{fault}: it is not whole in the end")
    return Trial(bool(between.struck), wrong)


def main(times: int, seed: int, names: list[str]) -> int:
    """Run so many trials in all; returns 1 if something was wrong."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    count: Counter[str] = Counter()
    bad = 0
    for name in names:
        with servers.running(name, Path(tempfile.mkdtemp(prefix="push-"))) as server:
            while count[name] < times // len(names):
                place = Path(tempfile.mkdtemp(prefix="push-"))
                done = trial(Remote(server), place, chance)
                shutil.rmtree(place)
                # A push may need fewer calls than the one that was to go wrong.
                count[name] += done.struck
                bad += bool(done.wrong)
                for each in done.wrong:
                    sys.stdout.write(f"{name}: {each}\n")
                    sys.stdout.flush()
        sys.stdout.write(f"{name}: {count[name]} faults, {bad} with a difference so far\n")
        sys.stdout.flush()
    return 1 if bad else 0


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    stores = [each for each in sys.argv[1:] if not each.isdecimal()]
    times, seed = (*numbers, *[60, 1][len(numbers) :])
    sys.exit(main(times, seed, stores or ["oxigraph", "fuseki", "rdf4j", "virtuoso"]))
