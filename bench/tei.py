"""Measure how fast TEI is read, beside lxml's iterparse over the same bytes, by CPU time.

python bench/tei.py FOLDER_OR_ARCHIVE [--files 12] [--runs 5]

FOLDER holds .xml files; of an archive (.tar.gz) they are unpacked to a folder that is removed at
the end. The files are chosen evenly by name; both ways take turns, and the best run of each counts.
"""

import argparse
import tarfile
import tempfile
import time
from pathlib import Path

from lxml import etree

from memograph.pipeline.stages import read_all


def options():
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("where", type=Path, help="a folder of .xml files, or a .tar.gz of some")
    parser.add_argument("--files", type=int, default=12, help="how many files to read")
    parser.add_argument("--runs", type=int, default=5, help="how often to read each")
    return parser.parse_args()


def chosen(folder, count):
    """Return so many files of a folder, spread evenly; lists that texts share are none."""
    found = sorted(path for path in folder.rglob("*.xml") if "indices" not in path.parts)
    return found[:: max(1, len(found) // count)][:count]


def parsed(path):
    """Go through all elements of a file, as the fastest reader of it could."""
    for _, element in etree.iterparse(path):
        element.clear()


def understood(path):
    """Read a file as memograph does."""
    for _ in read_all(path):
        pass


def cpu(work, paths):
    """Return the CPU seconds that some work on all files takes."""
    begun = time.process_time()
    for path in paths:
        work(path)
    return time.process_time() - begun


def measure(folder, wanted):
    """Print the speed of both ways and their ratio."""
    paths = [str(path) for path in chosen(folder, wanted.files)]
    if not paths:
        raise SystemExit(f"{folder} holds no .xml file")
    size = sum(Path(path).stat().st_size for path in paths) / 1e6
    cpu(understood, paths[:2])
    turns = [(cpu(parsed, paths), cpu(understood, paths)) for _ in range(wanted.runs)]
    least, most = (min(times) for times in zip(*turns, strict=True))
    print(f"{len(paths)} files, {size:.1f} MB, best of {wanted.runs}")
    print(f"iterparse  {size / least:8.1f} MB/s  {least:8.3f} CPU s")
    print(f"memograph  {size / most:8.1f} MB/s  {most:8.3f} CPU s")
    print(f"ratio      {most / least:8.2f}")


def main():
    """Measure a folder, or what an archive holds."""
    wanted = options()
    if wanted.where.is_dir():
        measure(wanted.where, wanted)
        return
    with tempfile.TemporaryDirectory() as folder, tarfile.open(wanted.where) as packed:
        packed.extractall(folder, filter="data")
        measure(Path(folder), wanted)


if __name__ == "__main__":
    main()
