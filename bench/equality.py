"""Whether two folders of N-Quads hold the same statements, in flat memory.

python -m bench.equality FOLDER [--canonical]    prints a fingerprint as JSON

A fingerprint is the number of lines and the sum of their hashes (128 bits each), so that neither
order nor the division into files plays a part, but a line more, less or twice does. With
--canonical each line is read by pyoxigraph and spelled anew, so that spelling plays none either.
"""

import hashlib
import json
import sys
from pathlib import Path

from pyoxigraph import RdfFormat, parse

SIZE = 16
WHOLE = 1 << (8 * SIZE)


def lines(folder):
    """Yield the statements of all N-Quads files as they are spelled."""
    for path in sorted(Path(folder).rglob("*.nq")):
        with path.open("rb") as source:
            yield from (line.rstrip(b"\r\n") for line in source if not line.isspace())


def canonical_lines(folder):
    """Yield the statements of all N-Quads files in their canonical spelling."""
    for path in sorted(Path(folder).rglob("*.nq")):
        for quad in parse(path=str(path), format=RdfFormat.N_QUADS):
            yield f"{quad} .".encode()


def fingerprint(found):
    """Return the number of lines and the sum of their hashes."""
    count = total = 0
    for line in found:
        count += 1
        total += int.from_bytes(hashlib.blake2b(line, digest_size=SIZE).digest(), "big")
    return {"lines": count, "sum": f"{total % WHOLE:032x}"}


def main(folder, how=""):
    found = canonical_lines(folder) if how == "--canonical" else lines(folder)
    print(json.dumps(fingerprint(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
