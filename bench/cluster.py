"""Measure what a cluster costs: the same corpus with processes and with Dask, in turns in one run.

python -m bench.cluster [DOCUMENTS] [ROUNDS]

Both share out the same chunks among two processes. What Dask costs is what it computes itself: the
processes of its workers, which only listen, and what the coordinator, in which the scheduler runs,
computes more than with processes. It is told for each document.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

import distributed
import psutil

from memograph import pipeline
from memograph.pipeline import cluster as clusters
from memograph.settings import Settings

TASKS = 1000
LINES = 12


def corpus(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        lines = (
            f"{('Ana Prifti', 'John Banda')[line % 2]}: The line {number} has waited, {line}."
            for line in range(LINES)
        )
        text = "\n".join(lines)
        head = f"Title: Meeting {number}\nDate: 3 May 1961\nPlace: Lusaka\n\n"
        (folder / f"{number:06}.txt").write_text(f"{head}{text}\n", encoding="utf-8")


def cpu() -> float:
    """Return the CPU seconds of the process that is asked, without others."""
    times = psutil.Process().cpu_times()
    return times.user + times.system


def export(given: Path, place: Path, address: str | None) -> tuple[float, float, int]:
    """Return the CPU seconds of this process and the seconds of an export; the bytes written."""
    settings = Settings(
        base="https://example.org/id/", parts=True, formats=("nquads",), jobs=2, cluster=address
    )
    begun, clock = cpu(), time.perf_counter()
    work = pipeline.plan(given, to=place, settings=settings)
    for _ in pipeline.carry_out(work):
        pass
    spent, taken = cpu() - begun, time.perf_counter() - clock
    return spent, taken, sum(path.stat().st_size for path in (place / "parts").iterdir())


def nothing(number: int) -> int:
    return number


def empty_tasks(client: distributed.Client) -> None:
    begun, clock = cpu(), time.perf_counter()
    for number in range(TASKS):
        client.submit(nothing, number, pure=False).result()
    spent, taken = cpu() - begun, time.perf_counter() - clock
    print(f"{TASKS} empty tasks, one after the other: {taken:.1f} s, {spent:.1f} s CPU here")


def measure(client: distributed.Client, folder: Path, count: int, rounds: int) -> None:
    given, address = folder / "in", client.scheduler.address
    corpus(given, count)
    shares, ratios = [], []
    for number in range(rounds):
        own, taken, written = export(given, folder / f"processes-{number}", None)
        before = sum(client.run(cpu).values())
        ours, longer, as_much = export(given, folder / f"cluster-{number}", address)
        listening = sum(client.run(cpu).values()) - before

        shares.append((listening + max(0.0, ours - own)) / count)
        ratios.append(longer / taken)
        print(
            f"  {count} documents: {taken:.1f} s with processes, {longer:.1f} s on the cluster;"
            f" coordinator {own:.1f} and {ours:.1f} s CPU, workers {listening:.1f} s CPU;"
            f" the same bytes: {written == as_much}",
            flush=True,
        )
    print(f"Dask costs {1000 * statistics.median(shares):.2f} ms CPU a document")
    print(f"whole run, start included: {statistics.median(ratios):.2f} times as long")


def main() -> None:
    count, rounds = (int(each) for each in (*sys.argv[1:], "1000", "3")[:2])
    python, cores = platform.python_version(), os.cpu_count()
    print(f"{cores} cores, Python {python}, distributed {distributed.__version__}")
    with (
        tempfile.TemporaryDirectory() as folder,
        clusters._local(2) as scheduler,  # noqa: SLF001 - what --cluster local starts
        distributed.Client(scheduler) as client,
    ):
        empty_tasks(client)
        measure(client, Path(folder), count, rounds)


if __name__ == "__main__":
    main()
