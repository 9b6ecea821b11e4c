"""Write the records that all contestants are given: made-up talks, read once, as Record JSON.

python -m bench.corpus FOLDER SIZE...

Each size has a folder of its own (of links to the same files). Reading text costs far more than
anything that is measured here, so what was read is kept until a reader or the talks change.
"""

import compileall
import hashlib
import json
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import memograph
from bench.talks import talk
from bench.vocabulary import BASE
from memograph.pipeline import stages
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader
from memograph.settings import Settings

PACKAGE = Path(memograph.__file__).parent


def stamp():
    """Return a hash of all that decides what is read of a talk."""
    parts = ("model.py", "problems.py", "readers/record_json.py", "readers/source.py")
    found = [PACKAGE / part for part in (*parts, "readers/transcript.py")]
    words = [one for one in (PACKAGE / "text").rglob("*") if one.suffix in (".py", ".toml")]
    files = [*found, *words]
    whole = hashlib.sha256()
    for path in sorted([*files, Path(__file__).with_name("talks.py")]):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def name(number):
    """Return the stem of a record; stems sort as numbers do."""
    return f"talk-{number:06}"


def keep(number, folder):
    """Read a talk and keep its Record, unless it is there."""
    target = folder / f"{name(number)}.json"
    if target.exists():
        return
    stem = name(number)
    source = Source(name=f"{stem}.txt", stem=stem, data=talk(number).encode())
    (record,) = TranscriptReader().read(source)
    # A run that is stopped leaves no half of a file that the next would take for a whole one.
    beginning = target.with_suffix(".part")
    beginning.write_text(memograph.dumps(record), encoding="utf-8")
    beginning.rename(target)


def fill(folder, count):
    """Keep so many Records in a folder; those of before are dropped if they may differ."""
    mark, now = folder / "stamp", stamp()
    if not mark.exists() or mark.read_text(encoding="utf-8") != now:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        mark.write_text(now, encoding="utf-8")
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(keep, folder=folder), range(count), chunksize=50))


def link(folder, size, target):
    """Make a folder of the first records."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for number in range(size):
        one = f"{name(number)}.json"
        os.link(folder / one, target / one)


def compile_sources():
    """Compile memograph and these modules, as pip does with what it installs from a wheel."""
    for folder in (PACKAGE, Path(__file__).parent):
        compileall.compile_dir(folder, quiet=1)


def main(place, sizes):
    """Make a folder for each size, and the file that names the run."""
    compile_sources()
    place.mkdir(parents=True, exist_ok=True)
    fill(place / "read", max(sizes))
    for size in sizes:
        link(place / "read", size, place / f"records-{size}")
    run = stages.run_of(Settings(base=BASE, formats=("nquads",)))
    told = {"version": run.version, "digest": run.settings_digest}
    (place / "run.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
