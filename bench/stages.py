"""Show where the time of a conversion goes: CPU time by stage, and of each stage by module.

python -m bench.stages FOLDER [--files 200] [--runs 5] [--modules 8]

FOLDER holds sources of one kind, such as Record JSON or TEI. The stages are timed without a
profiler, the best of several runs; the shares of the modules are those of their own time under
cProfile, which makes small functions look more expensive than they are.
"""

import argparse
import cProfile
import pstats
import time
from collections import Counter
from pathlib import Path

from bench.tei import chosen
from bench.vocabulary import BASE
from memograph.pipeline import stages
from memograph.settings import Settings

SETTINGS = Settings(base=BASE, formats=("nquads",))
PACKAGE = Path(stages.__file__).parents[1]


def options():
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("where", type=Path, help="a folder of sources")
    parser.add_argument("--files", type=int, default=200, help="how many files to read")
    parser.add_argument("--runs", type=int, default=5, help="how often to do everything")
    parser.add_argument("--modules", type=int, default=8, help="how many modules to show of each")
    return parser.parse_args()


def read(paths):
    """Return the records of some files."""
    return [record for path in paths for record in stages.read_all(path, settings=SETTINGS)]


def mapped(records):
    """Return the records with their graphs."""
    return [(record, stages.mapped(record, SETTINGS)[0]) for record in records]


def checked(graphs):
    """Check the graphs; return them alone."""
    for record, graph in graphs:
        stages.check(graph, record, SETTINGS)
    return [graph for _, graph in graphs]


def written(graphs):
    """Return the graphs as N-Quads."""
    return [stages.serialized(graph, "nquads", SETTINGS) for graph in graphs]


STAGES = (read, mapped, checked, written)


def timed(paths):
    """Return the CPU seconds of each stage."""
    found, given = [], paths
    for stage in STAGES:
        begun = time.process_time()
        given = stage(given)
        found.append(time.process_time() - begun)
    return found


def modules(stage, given):
    """Return the share of each module in the time of a stage, and what the stage gives."""
    profile = cProfile.Profile()
    result = profile.runcall(stage, given)
    own = Counter()
    for (file, _, name), figures in pstats.Stats(profile).stats.items():
        path = Path(file)
        known = path.is_relative_to(PACKAGE)
        own[str(path.relative_to(PACKAGE)) if known else name if file == "~" else path.name] += (
            figures[2]
        )
    whole = sum(own.values())
    return [(name, seconds / whole) for name, seconds in own.most_common()], result


def main():
    """Print the stages, and the modules of each."""
    asked = options()
    suffixes = Counter(path.suffix for path in asked.where.rglob("*") if path.is_file())
    if suffixes[".xml"]:
        paths = chosen(asked.where, asked.files)
    else:
        paths = sorted(path for path in asked.where.rglob("*") if path.is_file())[: asked.files]
    if not paths:
        raise SystemExit(f"{asked.where} holds no file")
    timed(paths[:5])  # what is loaded once is not measured
    best = [min(run) for run in zip(*(timed(paths) for _ in range(asked.runs)), strict=True)]
    given = paths
    for stage, seconds in zip(STAGES, best, strict=True):
        shares, given = modules(stage, given)
        print(
            f"\n{stage.__name__:8} {1e3 * seconds / len(paths):8.2f} ms a file "
            f"{seconds / sum(best):6.1%}"
        )
        for name, share in shares[: asked.modules]:
            print(f"    {share:6.1%}  {name}")


if __name__ == "__main__":
    main()
