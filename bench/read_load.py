"""Read every text of the load archives and print what was found in them, as a table.

python bench/read_load.py FOLDER    where FOLDER holds mrp.tar.gz and parlamint-at.tar.gz
"""

import resource
import sys
import tarfile
import time
from collections import Counter
from pathlib import Path, PurePosixPath

from memograph.readers.source import Source
from memograph.readers.tei.reader import TeiReader

ARCHIVES = ("mrp.tar.gz", "parlamint-at.tar.gz")
ROWS = (
    "files", "Records", "Documents", "Records without turns", "turns", "statements",
    "stage directions", "participants", "participants who speak", "absent", "failures",
)  # fmt: skip


def sources(archive):
    """Yield the texts of an archive, one at a time; lists that texts share are none."""
    with tarfile.open(archive) as packed:
        for entry in packed:
            path = PurePosixPath(entry.name)
            if entry.isfile() and path.suffix == ".xml" and "indices" not in path.parts:
                yield Source(name=path.name, stem=path.stem, data=packed.extractfile(entry).read())


def count(record, found):
    """Add what one Record holds to the figures of its archive."""
    talk = bool(record.meetings)
    absent = sum("absent" in one.attestation for one in record.participations)
    found["Records" if talk else "Documents"] += 1
    found["Records without turns"] += talk and not record.turns
    found["turns"] += len(record.turns)
    found["statements"] += len(record.statements)
    found["stage directions"] += len(record.stage_directions)
    found["participants"] += len(record.participations) - absent
    found["participants who speak"] += sum("speaks" in p.attestation for p in record.participations)
    found["absent"] += absent
    found.update(one.code for one in record.problems)


def measure(archive):
    """Return the figures of an archive; whatever is raised is named on stderr and counted."""
    found = Counter()
    begun = time.perf_counter()
    for source in sources(archive):
        found["files"] += 1
        try:
            for record in TeiReader().read(source):
                count(record, found)
        except Exception as fault:  # noqa: BLE001 - the point is to see each
            found["failures"] += 1
            print(f"{source.name}: {fault!r}", file=sys.stderr)
    found["seconds"] = round(time.perf_counter() - begun)
    found["peak MiB so far"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def main(folder):
    """Print a column for each archive."""
    columns = [measure(folder / name) for name in ARCHIVES]
    codes = sorted({key for one in columns for key in one if key.startswith("MG")})
    print(f"| {'':24} |" + "".join(f" {name:>20} |" for name in ARCHIVES))
    print(f"|{'-' * 26}|" + f"{'-' * 21}:|" * len(columns))
    for row in (*ROWS, *codes, "seconds", "peak MiB so far"):
        print(f"| {row:24} |" + "".join(f" {one[row]:>20,} |" for one in columns))


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
