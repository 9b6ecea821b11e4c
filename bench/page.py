"""The page docs/reference/benchmarks.md and its drawing, made of the results."""

from functools import partial

from bench import plot, table
from bench.contestants import BY_KEY, morph

NOTE = "<!-- Written by `make bench`; change bench/, then run it. -->"
READ_AS = """\
Read the figures as ratios: machines differ, and this one may have had other work. Every contestant
ran in a process of its own, one after the other, on the same Record JSON; CPU seconds are user and
system time of the whole process, start included, and nothing is scaled from one size to another.
`python -m bench.stages FOLDER` shows where the time of memograph goes, by stage and module.
"""
CONTESTANTS = """\
- **memograph export**: what users run. It reads, maps, checks with the compiled check and writes a
  folder with its description. **Python, no check** and **compiled check** call the same stages one
  by one (`read_all`, `mapped`, `check`, `serialized`) and write one file. No other contestant
  validates unless its row says so.
- **Morph-KGC**: an RML mapping of {rules} triples maps over six flat Parquet views that
  `bench/contestants/morph_rows.py` prepares of the same Records. Columns hold what RML does not
  compute: slugs, labels, numbers with leading zeros, the turn that follows. One row leaves that
  preparation out, one counts it. One process, N-Quads, otherwise its defaults.
- **rdflib by hand**: a plain script, one `Dataset` a record, `serialize(format="nquads")`.
- **pyoxigraph by hand**: a plain script, `pyoxigraph.serialize` over a generator of quads.
- **rdflib by hand, pyshacl**: the same script, and `pyshacl.validate` of each graph before the
  next, with shapes parsed once, the hierarchy of classes as `ont_graph`, and `inplace=True`.
- **pyoxigraph by hand, shacl (Rust)**: the same script, and `Shapes.validate_text` of each graph as
  N-Triples, with compiled shapes; it takes texts only, so reading them is part of its check.

Both scripts and the views parse JSON with msgspec, as memograph does, and know nothing but what the
made-up records hold; memograph knows the rest, too.
"""
COMPARED = """\
Each contestant writes all triples of the records, in the graph of its document. Compared are the
number of statements and the sum of their 128-bit hashes, which depend neither on order nor on the
division into files: up to 1,000 documents after pyoxigraph has read each statement and spelled it
anew (canonical N-Quads), above that line by line.
"""
CHECKS = """\
CPU seconds within the process of what judges alone, loading the shapes included. Graphs are made
before and outside of this, but for the Rust validator, which is handed texts.
"""


def number_of_triples_maps():
    """Return how many triples maps the RML mapping has."""
    return morph.MAPPING.read_text(encoding="utf-8").count("a rr:TriplesMap")


def why_not(key, size, failed=()):
    """Return why a contestant has no result with so many documents."""
    limit = BY_KEY[key].limit
    if (key, size) in failed:
        return "failed"
    return f"stops at {limit:,}" if size > limit else "not run"


def equality(every, judged):
    """Return what was compared, and how it came out."""
    wrong = sorted({BY_KEY[result.key].title for result in every if not result.equal})
    told = f"differ: {', '.join(wrong)}" if wrong else "are the same for all contestants"
    lines = [f"{COMPARED.strip()} The outputs {told}."]
    if judged:
        differ = {name: count for name, count in judged["differ"].items() if count}
        found = f"differ: {differ}" if differ else "are the same for all validators"
        lines.append(
            f"Of {judged['graphs']} small graphs that each lack or spoil one statement, "
            f"{judged['fail']} do not conform; the verdicts {found}."
        )
    return "\n\n".join(lines)


def text(every, *, about, judged, missing, failed):
    """Return the page."""
    reason = partial(why_not, failed=failed)
    sizes = sorted({result.size for result in every})
    absent = f"\nNot installed, so not run: {', '.join(missing)}.\n" if missing else ""
    parts = [
        "# Benchmarks", NOTE, "\n".join(about), READ_AS + absent,
        "## CPU seconds, as multiples of `memograph export`",
        table.ratios(every, "export", reason),
        "## CPU seconds, as multiples of memograph without a check",
        table.ratios(every, "unchecked", reason),
        "![Documents a CPU second and peak memory by their number](../images/benchmarks.svg)",
        "## Contestants", CONTESTANTS.format(rules=number_of_triples_maps()),
        "## Are the outputs the same?", equality(every, judged),
    ]  # fmt: skip
    for size in sizes:
        found = [result for result in every if result.size == size]
        parts += [f"## {size:,} documents", table.whole(found)]
        if alone := table.checks(found):
            parts += [f"Checks alone, {size:,} documents:", alone]
    parts += ["## What “checks alone” means", CHECKS]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def drawing(every):
    """Return the drawing of the results."""
    named = {}
    for title, result in table.rows(every):
        named.setdefault(title, []).append(result)
    return plot.svg(list(named.items()))
