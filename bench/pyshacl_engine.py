"""Judge made-up records with pyshacl as it is documented and as memograph prepares it, in turns.

python bench/pyshacl_engine.py [DOCUMENTS]    prints documents a second, and the ratios
"""

import logging
import random
import sys
import time

import pyshacl

from memograph import resources
from memograph.pipeline import stages
from memograph.serialization import to_rdflib
from memograph.settings import Settings
from memograph.validation import load_ontology, load_shapes, pyshacl_engine, tuned
from validation import records

SETTINGS = Settings(engine="pyshacl")
RULES = load_shapes(resources.shapes()), load_ontology([("memo.ttl", resources.ontology())])
SPOILT = 10
"""One document in so many lacks some statements in the second table."""


def stock(graph, shapes, ontology):
    """Return pyshacl's own report, in the fastest way that it documents: the graph is changed."""
    return pyshacl.validate(
        graph,
        shacl_graph=shapes.graph,
        ont_graph=ontology,
        advanced=False,
        inference="none",
        inplace=True,
    )


def graph_of(quads):
    """Return the graph of a document."""
    return next(graph for graph in to_rdflib(quads).graphs() if len(graph))


def seconds(step, *given):
    """Return the CPU seconds that a step takes."""
    begun = time.process_time()
    step(*given)
    return time.process_time() - begun


def measure(documents):
    """Return the seconds of each way, one document after the other in all of them."""
    shapes, ontology = RULES
    spent = dict.fromkeys(("stock", "prepared", "graph", "whole"), 0.0)
    for record, quads in documents:
        graph = graph_of(quads)
        spent["stock"] += seconds(stock, graph_of(quads), shapes, ontology)
        spent["prepared"] += seconds(
            lambda one=graph: pyshacl_engine.run(one, ontology=ontology, shapes=shapes)
        )
        spent["graph"] += seconds(graph_of, quads)
        spent["whole"] += seconds(stages.check, quads, record, SETTINGS)
    return spent


def shown(title, count, spent):
    """Print a table."""
    print(f"{title}; documents a second of one core, and how many times as fast as pyshacl:")
    names = {
        "stock": "pyshacl.validate on the graph",
        "prepared": "the engine on the graph",
        "whole": "check: make the graph, judge, report",
        "graph": "  of which: make the graph",
    }
    for name, told in names.items():
        print(f"  {told:<38} {count / spent[name]:7.1f} {spent['stock'] / spent[name]:7.1f}")


def main(count):
    """Measure documents without fault, and documents of which some are spoilt."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    if not tuned.tried():
        print("these releases of pyshacl and rdflib were not tried: both ways are the same")
    found = [(record, stages.mapped(record, SETTINGS)[0]) for record in records(count)]
    measure(found[:1])  # the first document loads the shapes
    triples = sum(len(quads) for _, quads in found) / count
    print(f"{count} documents, {triples:.0f} triples each, {pyshacl_engine.engine_name()}")
    shown("without fault", count, measure(found))
    chance = random.Random(1)
    spoilt = [
        (record, quads if n % SPOILT else chance.sample(quads, len(quads) - 20))
        for n, (record, quads) in enumerate(found)
    ]
    shown(f"one in {SPOILT} spoilt", count, measure(spoilt))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
