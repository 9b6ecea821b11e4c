"""pyoxigraph quads by hand, written, and judged by the Rust validator `shacl`, a record at a time.

python -m bench.contestants.rust_shacl RECORDS OUT RUN

The validator takes texts alone: it is handed N-Triples, with the hierarchy of classes before them,
and what it needs to read them is part of its check. Its CPU seconds (all threads) go to facts.json.
"""

import sys
from pathlib import Path

import msgspec
import shacl
from pyoxigraph import RdfFormat, Triple, serialize

from bench import vocabulary
from bench.contestants.pyoxigraph_by_hand import quads_of
from bench.rules import hierarchy_text, shapes_text
from bench.stopwatch import Stopwatch


def compiled_shapes():
    """Return the shapes, compiled once for all records."""
    shapes = shacl.Shapes.from_text(shapes_text(), format="turtle")
    if not len(shapes):
        raise ValueError("no shape was understood")
    return shapes


def text_of(quads):
    """Return quads as N-Triples, which is what the validator can read."""
    triples = (Triple(one.subject, one.predicate, one.object) for one in quads)
    return serialize(triples, format=RdfFormat.N_TRIPLES).decode()


def main(records, out, run):
    """Judge and write the quads of a folder of records, a record at a time."""
    told, watch = vocabulary.run_from(run), Stopwatch()
    with watch:
        shapes, hierarchy = compiled_shapes(), hierarchy_text()
    with (Path(out) / "all.nq").open("wb") as target:
        for path in sorted(Path(records).glob("*.json")):
            quads = list(quads_of(msgspec.json.decode(path.read_bytes()), told))
            serialize(quads, target, format=RdfFormat.N_QUADS)
            with watch:
                text = hierarchy + text_of(quads)
                verdict = shapes.validate_text(text, format="ntriples").conforms
            watch.judged(verdict)
    watch.write(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
