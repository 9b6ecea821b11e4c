"""memograph as a library, stage by stage: read Record JSON, map, check if asked, write N-Quads.

python -m bench.contestants.memograph_api RECORDS OUT none|compiled|pyshacl

The CPU seconds of the checks alone go to facts.json.
"""

import sys
from pathlib import Path

from bench.stopwatch import Stopwatch
from bench.vocabulary import BASE
from memograph.pipeline import stages
from memograph.settings import Settings


def main(records, out, engine):
    """Write the graphs of a folder of records to one file, a record at a time."""
    chosen = Settings(
        base=BASE, formats=("nquads",), **{} if engine == "none" else {"engine": engine}
    )
    watch = Stopwatch()
    with (Path(out) / "all.nq").open("wb") as target:
        for path in sorted(Path(records).glob("*.json")):
            for record in stages.read_all(path, settings=chosen):
                data, _ = stages.mapped(record, chosen)
                if engine != "none":
                    with watch:
                        report = stages.check(data, record, chosen)
                    watch.judged(report.conforms)
                target.write(stages.serialized(data, "nquads", chosen))
    watch.write(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
