"""Fuzz one reader: bytes that grow from real files, guided by coverage, and what a reader promises.

    python tests/fuzz/run.py tei 600        # ten minutes; what is found stays in build/fuzz/tei/

Every input must be read or refused with UnreadableSource, within seconds; spans must reproduce
their text and ids be unique. Needs atheris (`pip install atheris`). The seeds are the examples,
and the files of the corpus where it is there.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACES = (ROOT / "examples", ROOT.parent / "shared" / "corpus")
LARGEST_SEED, LARGEST_INPUT = 40_000, 30_000
LONGEST = 20.0


def seeds(reader, folder: Path) -> int:
    """Copy the files that the reader takes for its own into a folder; return how many there are."""
    from memograph.readers import open_source

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for place in PLACES:
        for path in sorted(place.rglob("*")):
            if not path.is_file() or path.stat().st_size > LARGEST_SEED * 8:
                continue
            source = open_source(path)
            if reader.sniff(source) >= 0.3:
                (folder / f"{count:03}").write_bytes(source.data[:LARGEST_SEED])
                count += 1
    return count


def check(record) -> None:
    """Raise AssertionError if a record breaks a promise."""
    for segment in record.segments():
        assert segment.span.cut(record.full_text) == segment.text, segment.span
    ids = [agent.id for agent in record.everyone()]
    assert len(ids) == len(set(ids)), sorted(each for each in ids if ids.count(each) > 1)
    spans = [each.span for each in record.statements]
    assert all(one.end <= other.start for one, other in pairwise(spans)), spans
    for found in record.problems:
        str(found)


def main() -> None:
    name, seconds = sys.argv[1], int(sys.argv[2])
    import atheris

    with atheris.instrument_imports(include=["memograph"]):
        from memograph import plugins
        from memograph.problems import MissingExtra, UnreadableSource
        from memograph.readers import Source

        reader = plugins.load("readers").objects[name]
        for module in ("conversation", "reported", "marked", "composition"):
            try:
                __import__(f"memograph.text.{module}")
            except ImportError:
                continue

    folder = ROOT / "build" / "fuzz" / name
    count = seeds(reader, folder / "corpus")
    sys.stderr.write(f"{name}: {count} seeds\n")
    slowest = [0.0]

    def one(data: bytes) -> None:
        source = Source(name="fuzz", stem="fuzz", data=data)
        began = time.monotonic()
        assert 0 <= reader.sniff(source) <= 1
        try:
            for record in reader.read(source):
                check(record)
        except (UnreadableSource, MissingExtra):
            pass
        took = time.monotonic() - began
        slowest[0] = max(slowest[0], took)
        assert took < LONGEST, f"{took:.1f} s for {len(data)} bytes"

    arguments = [
        sys.argv[0], str(folder / "corpus"), f"-artifact_prefix={folder}/", "-rss_limit_mb=6000",
        f"-max_total_time={seconds}", f"-max_len={LARGEST_INPUT}", "-timeout=60", "-verbosity=0",
        "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
