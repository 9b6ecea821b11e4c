"""Whether all validators judge alike, on small graphs that each lack or spoil one thing.

python -m bench.verdicts    prints what was asked and found as JSON

Passing what is whole proves little; so a short record is mapped, and from its graph comes one graph
for every predicate in which a statement is missing, and one in which its value is of no use.
"""

import json
import logging
from importlib import import_module
from importlib.util import find_spec

from rdflib import Graph

from bench.contestants import stock_pyshacl
from bench.talks import talk
from bench.vocabulary import BASE
from memograph.pipeline import stages
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader
from memograph.settings import Settings

TURNS = 3
HEAD = 3
SPOILT = '"?"^^<https://example.org/nothing>'


def small_graph():
    """Return a record of a few turns, and its quads."""
    text = "\n\n".join(talk(0).split("\n\n")[: HEAD + TURNS]) + "\n"
    (record,) = TranscriptReader().read(Source(name="t.txt", stem="t", data=text.encode()))
    return record, stages.mapped(record, Settings(base=BASE))[0]


def spoilt(quads):
    """Yield the graph itself, and graphs that are wrong in one statement each."""
    yield quads
    for predicate in sorted({quad[1] for quad in quads}):
        place = next(n for n, quad in enumerate(quads) if quad[1] == predicate)
        subject, _, _, graph = quads[place]
        yield quads[:place] + quads[place + 1 :]
        yield (*quads[:place], (subject, predicate, SPOILT, graph), *quads[place + 1 :])


def judges():
    """Return the validators by name, each a function from record and quads to a verdict."""
    shapes, hierarchy = stock_pyshacl.rules()
    compiled, engine = Settings(base=BASE), Settings(base=BASE, engine="pyshacl")
    found = {
        "memograph": lambda record, quads: stages.check(quads, record, compiled).conforms,
        "engine": lambda record, quads: stages.check(quads, record, engine).conforms,
        "pyshacl": lambda _, quads: stock_pyshacl.conforms(
            Graph().parse(data=text_of(quads), format="nt"), shapes, hierarchy
        ),
    }
    if find_spec("shacl"):
        rust_shacl = import_module("bench.contestants.rust_shacl")
        rust, above = rust_shacl.compiled_shapes(), rust_shacl.hierarchy_text()
        found["rust"] = lambda _, quads: (
            rust.validate_text(above + text_of(quads), format="ntriples").conforms
        )
    return found


def text_of(quads):
    """Return quads as N-Triples."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o, _ in quads)


def main():
    """Print how many graphs were judged, how many fail, and how often each differs from pyshacl."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    record, quads = small_graph()
    graphs, asked = list(spoilt(quads)), judges()
    verdicts = {name: [judge(record, one) for one in graphs] for name, judge in asked.items()}
    stock = verdicts["pyshacl"]
    differ = {
        name: sum(a != b for a, b in zip(found, stock, strict=True))
        for name, found in verdicts.items()
    }
    print(json.dumps({"graphs": len(graphs), "fail": stock.count(False), "differ": differ}))


if __name__ == "__main__":
    main()
