"""rdflib graphs by hand, judged by pyshacl as it comes, one graph a record, then written.

python -m bench.contestants.stock_pyshacl RECORDS OUT RUN

pyshacl gets the shapes parsed once and of the ontology the hierarchy of classes alone, as memograph
hands it over. It may write into the data graph, which is serialized before and dropped after, so it
need not copy it. CPU seconds of loading the shapes and of `pyshacl.validate` go to
facts.json.
"""

import logging
import sys
from pathlib import Path

import msgspec
import pyshacl
from rdflib import Dataset, Graph

from bench import vocabulary
from bench.contestants.rdflib_by_hand import graph_of
from bench.rules import hierarchy_text, shapes_text
from bench.stopwatch import Stopwatch


def rules():
    """Return the graph of the shapes and that of the class hierarchy."""
    shapes = Graph().parse(data=shapes_text(), format="turtle")
    return shapes, Graph().parse(data=hierarchy_text(), format="nt")


def conforms(graph, shapes, hierarchy):
    """Tell whether a graph conforms; the graph may be changed."""
    verdict, _, _ = pyshacl.validate(
        graph, shacl_graph=shapes, ont_graph=hierarchy, inference="none", inplace=True
    )
    return verdict


def main(records, out, run):
    """Judge and write the graphs of a folder of records, a record at a time."""
    # rdflib logs every literal that is not of its datatype; no contestant is timed writing logs.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    told, watch = vocabulary.run_from(run), Stopwatch()
    with watch:
        shapes, hierarchy = rules()
    with (Path(out) / "all.nq").open("wb") as target:
        for path in sorted(Path(records).glob("*.json")):
            dataset = Dataset()
            graph = graph_of(msgspec.json.decode(path.read_bytes()), told, dataset)
            dataset.serialize(target, format="nquads", encoding="utf-8")
            with watch:
                verdict = conforms(graph, shapes, hierarchy)
            watch.judged(verdict)
    watch.write(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
