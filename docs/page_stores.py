"""The page on triplestores: what each was measured to do, from the table that the tests compare."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

MEASURED = Path(__file__).parents[1] / "tests" / "stores" / "measured.toml"
_GUARDED = {"fuseki-basic": "Fuseki, Basic", "virtuoso": "Virtuoso, Digest"}
_SURPRISES = """\
- **Fuseki with TDB2 loses triples** in a MOVE or COPY onto a graph that has content, with status
  204; a DROP in the same request does not help. A DELETE in a request of its own before it helps,
  and INSERT … WHERE loses nothing. PUT replaces a graph whole or not at all: nothing need be
  staged there.
- **Fuseki with TDB2 is damaged by a large PUT that it refuses** for an error in the text: graphs
  that are put later cannot be read after a restart (`NodeTableTRDF/Read` in its log). Send it only
  what was parsed before.
- **Fuseki takes quads sent to a graph** with 201, and keeps none that name a graph; its answer
  counts them as `quadCount`.
- **Fuseki hangs up** some time after it has refused a body: the next request on that connection
  may be cut off, and can be sent again.
- **Virtuoso loses chunked bodies** with 201, and so empties a graph that was there. Of a broken
  body it keeps what stands before the error, and of several operations those before the one that
  fails.
- **Virtuoso takes a PUT without a graph**, answers 200 with a form, and keeps nothing. Oxigraph
  and Fuseki replace the whole store by it.
- **Virtuoso and RDF4J empty the target** of a MOVE whose source is missing, and say that all went
  well. Virtuoso's DROP knows only graphs that CREATE made; CLEAR knows all.
- **RDF4J knows no missing graphs**: it answers 200 and nothing where others say 404.
- **Numbers are spelt anew** (`1.50` as `1.5`) but by RDF4J and Fuseki in memory; Virtuoso turns
  the boolean `true` into `1`.
"""


def stores_page(note: str) -> Iterator[str]:
    """Yield the page, line by line."""
    measured = tomllib.loads(MEASURED.read_text(encoding="utf-8"))
    versions = measured["versions"]
    yield from ("# Triplestores", "", note, "")
    yield (
        f"What real stores do with what is sent to them: Oxigraph {versions['oxigraph']}, Apache"
        f" Jena Fuseki {versions['fuseki']}, Eclipse RDF4J {versions['rdf4j']} (a native store, in"
        f" Jetty) and OpenLink Virtuoso {versions['virtuoso']} as Debian packages it. The tests"
        " start each of them and compare every row; other versions may do otherwise."
    )
    yield from ("", "## Start them", "")
    yield "    make stores-setup    # fetches those that are lacking, by Maven and apt-get"
    yield "    make stores          # starts all that are there, and says where; Ctrl-C stops them"
    yield '    make stores STORES="oxigraph virtuoso"'
    yield ""
    yield "Fuseki and RDF4J need Java 17. What cannot be fetched is told, and the tests of that"
    yield "store are skipped; with `NO_SKIPS=1`, as in `make ci`, they fail."
    yield from ("", "## What to beware of", "", _SURPRISES, "## What was measured", "")
    yield "Numbers behind a status are triples that were there afterwards."
    for section in measured["sections"].values():
        yield from ("", f"### {section['title']}", "")
        yield from _table(measured["titles"], section["rows"].values())
    yield from ("", "### Logins", "", *_table(_GUARDED, measured["logins"].values()), "")


def _table(titles: dict[str, str], rows: Iterable[dict[str, str]]) -> Iterator[str]:
    yield f"| | {' | '.join(titles.values())} |"
    yield f"|---|{'---|' * len(titles)}"
    for row in rows:
        memory = row.get("memory", row.get("fuseki", ""))
        cells = [_cell({"fuseki-memory": memory, **row}[store]) for store in titles]
        yield f"| {row['says']} | {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Return a value as it is, in code if Markdown would read it otherwise."""
    bare = text.replace("|", "\\|")
    return f"`{bare}`" if set(text) & set('<>[]{}_*"') else bare
