"""Run memograph and its peers on the same records and write the page on it: `make bench`.

python -m bench [--sizes 100 1000] [--only export morph] [--runs 3] [--no-limits] [--no-page]
"""

import argparse
import sys
from pathlib import Path

from bench import machine, page, runner, table
from bench.contestants import BY_KEY, CONTESTANTS

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "bench"
SIZES = (100, 1_000, 5_000, 20_000)


def options():
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="numbers of documents")
    parser.add_argument("--only", nargs="+", choices=BY_KEY, default=list(BY_KEY), metavar="NAME",
                        help=f"contestants: {', '.join(BY_KEY)}")  # fmt: skip
    parser.add_argument("--runs", type=int, default=1, help="run each so often, take the best")
    parser.add_argument("--no-limits", action="store_true", help="run slow ones at all sizes too")
    parser.add_argument("--no-page", action="store_true", help="print, and write no page")
    return parser.parse_args()


def told(result):
    """Print one result as soon as it is known."""
    speed, mark = result.size / result.cost.cpu, "" if result.equal else "  OUTPUT DIFFERS"
    print(
        f"{result.size:>7,}  {BY_KEY[result.key].title:<36} {result.cost.cpu:9.2f} CPU s "
        f"{speed:9.1f} documents/s {result.cost.peak:7.0f} MiB{mark}",
        file=sys.stderr, flush=True,
    )  # fmt: skip
    return result


def measured(chosen):
    """Return the results of all contestants at all sizes, and what failed."""
    there = [each for each in CONTESTANTS if each.key in chosen.only and each.there()]
    runner.prepare(BUILD, chosen.sizes)
    found, failed = [], {}
    for size in sorted(chosen.sizes):
        running = [each for each in there if chosen.no_limits or size <= each.limit]
        run = runner.results(running, BUILD, size, runs=chosen.runs, failed=failed)
        found += map(told, run)
    for (key, size), fault in failed.items():
        print(f"{BY_KEY[key].title} with {size:,} documents: {fault}", file=sys.stderr)
    return found, failed


def write_page(every, judged, failed):
    """Write the page and its drawing."""
    missing = [each.title for each in CONTESTANTS if not each.there()]
    docs = ROOT / "docs"
    about = machine.described()
    whole = page.text(every, about=about, judged=judged, missing=missing, failed=failed)
    (docs / "reference" / "benchmarks.md").write_text(whole, encoding="utf-8")
    (docs / "images" / "benchmarks.svg").write_text(page.drawing(every), encoding="utf-8")


def main():
    """Measure, print the ratios, and write the page; exit with 1 if anything failed or differs."""
    chosen = options()
    every, failed = measured(chosen)
    validators = any(BY_KEY[result.key].checks for result in every)
    judged = runner.asked("verdicts") if validators else None
    for size in sorted(chosen.sizes):
        found = [result for result in every if result.size == size]
        print(f"\n{size:,} documents\n\n{table.whole(found)}\n\n{table.checks(found)}")
    print(f"\n{table.ratios(every, 'export', page.why_not)}\n\n{page.equality(every, judged)}")
    if not chosen.no_page:
        write_page(every, judged, failed)
    same = bool(every) and all(result.equal for result in every)
    alike = not judged or (judged["fail"] and not any(judged["differ"].values()))
    sys.exit(0 if same and alike and not failed else 1)


if __name__ == "__main__":
    main()
