"""A folder of exported files, read into memory to be asked.

Formats that cannot name graphs hold one document each, whose graph is `{doc}/graph`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.problems import UnreadableSource, Where, problem, reason_of
from memograph.rdf.terms import Triple
from memograph.rdf.vocab import MEMO
from memograph.stores import files

if TYPE_CHECKING:
    import pyoxigraph

_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_NAMING: Final = frozenset({".nq", ".trig", ".jsonld"})
"""The endings of formats that name graphs."""
_PART: Final = re.compile(r"[0-9]{4,}\.nq(?:\.gz|\.zst)?")


def parts(folder: Path) -> Iterator[Path]:
    """Yield the parts of a corpus, in order."""
    place = folder / "parts"
    if place.is_dir():
        yield from sorted(each for each in place.iterdir() if _PART.fullmatch(each.name))


def in_memory(paths: Iterable[Path], *, otherwise: Callable[[Path], bytes]) -> pyoxigraph.Store:
    """Return a store with the graphs of files, and all they say in its default graph, once.

    Raises UnreadableSource if a file cannot be read.
    `otherwise` gives the N-Quads of a file that pyoxigraph cannot read, or says what is wrong.
    """
    from pyoxigraph import RdfFormat, Store

    store = Store()
    for path in paths:
        try:
            _load(store, path)
        except (SyntaxError, ValueError):
            store.load(otherwise(path), RdfFormat.N_QUADS)
        except files.damage() as error:
            found = problem("MG500", Where(source=str(path)), path=path, reason=reason_of(error))
            raise UnreadableSource(found) from error
    # A union that is made while a question is answered repeats what several graphs say.
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


def graph_of(triples: Iterable[Triple[str]]) -> str:
    """Return the name of the graph of the document that triples are of, "" if they are of none.

    >>> graph_of([("<http://e/doc/a>", f"<{_TYPE}>", f"<{MEMO.Document}>")])
    '<http://e/doc/a/graph>'
    """
    kind = f"<{_TYPE}>", f"<{MEMO.Document}>"
    found = (subject for subject, *rest in triples if tuple(rest) == kind)
    subject = next(found, "")
    return f"{subject[:-1]}/graph>" if subject.startswith("<") else ""


def _load(store: pyoxigraph.Store, path: Path) -> None:
    from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

    suffix = Path(files.plain_name(path.name)).suffix
    form = RdfFormat.from_extension(suffix.removeprefix("."))
    with files.open_plain(path) as stream:
        if suffix in _NAMING:
            store.bulk_load(input=stream, format=form)
            return
        quads = list(parse(input=stream, format=form))
    kind, document = NamedNode(_TYPE), NamedNode(MEMO.Document)
    subjects = (each.subject for each in quads if (each.predicate, each.object) == (kind, document))
    found = next(subjects, None)
    graph = NamedNode(f"{found.value}/graph") if isinstance(found, NamedNode) else DefaultGraph()
    store.bulk_extend(Quad(each.subject, each.predicate, each.object, graph) for each in quads)
