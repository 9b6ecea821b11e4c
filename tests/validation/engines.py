"""The engine in both ways: pyshacl as it is documented, and as memograph asks it."""

from __future__ import annotations

import warnings
from dataclasses import astuple

import pyshacl
from rdflib import SH, Graph, URIRef

from memograph.validation import pyshacl_engine
from memograph.validation.comparison import compare, without_comparisons

NOT_JUDGED = "not judged"
"""The outcome where an engine raises; no document is passed with it."""


def graph_of(triples):
    """Return the graph of some N-Triples spellings, as rdflib reads a file."""
    lines = (f"{' '.join(triple[:3])} ." for triple in triples)
    return Graph().parse(data="\n".join(lines), format="nt")


def called(graph, ontology, shapes):
    """Return whether a graph conforms and the results, from pyshacl itself.

    Its own messages are written with the prefixes of a graph, so that the copy has none.
    """
    copy = Graph(bind_namespaces="none")
    copy.addN((*triple, copy) for triple in graph)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", "NotImplemented should not", DeprecationWarning)
        conforms, report, text = pyshacl.validate(
            copy, shacl_graph=shapes, ont_graph=ontology, advanced=False, inference="none"
        )
    if not isinstance(report, Graph):
        # A TypeError would be taken for values that cannot be ordered.
        raise ValueError(text)  # noqa: TRY004
    verbs = (
        SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.sourceShape,
        SH.resultSeverity,
    )  # fmt: skip
    found = [
        (*(report.value(node, verb) for verb in verbs), set(report.objects(node, SH.resultMessage)))
        for node in report.objects(None, SH.result)
    ]
    return conforms, found


def stock(graph, bundle, ontology):
    """Return the verdict and the results of pyshacl as memograph keeps them."""
    try:
        conforms, found = called(graph, ontology, bundle.graph)
        compared = []
    except (TypeError, DeprecationWarning):
        rest = without_comparisons(bundle.graph)
        conforms, found = called(graph, ontology, rest)
        compared = [astuple(result) for result in compare(graph + ontology, bundle)]
    results = []
    for focus, path, value, component, shape, severity, messages in found:
        own = min(str(message).partition("\n")[0] for message in messages)
        results.append((
            focus.n3(),
            path.n3() if isinstance(path, URIRef) else "",
            "" if value is None else value.n3(),
            component.n3(), shape.n3(), severity.n3(),
            bundle.rule(str(shape)).message or own,
        ))  # fmt: skip
    return conforms and not compared, sorted(results + compared)


def ours(graph, bundle, ontology):
    """Return the verdict and the results of the engine as memograph asks it."""
    results = pyshacl_engine.run(graph, ontology=ontology, shapes=bundle)
    return not results, [astuple(result) for result in results]


def outcome(judge, *given):
    """Return what is found, or that nothing could be."""
    try:
        return judge(*given)
    except Exception:  # noqa: BLE001 - which one it is differs; that there is one must not
        return NOT_JUDGED


def kind(found):
    """Return in one word what an outcome says of a document."""
    if found == NOT_JUDGED:
        return found
    return "passed" if found[0] else "refused"
