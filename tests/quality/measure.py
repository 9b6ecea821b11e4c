"""Everything that is measured about reading, in sets, with the floors below which none may fall.

    python tests/quality/measure.py            # the table: F1, precision, recall, floors
    python tests/quality/measure.py --raise    # lifts floors to what is reached, lowers none

The sets: `examples` are the project's own texts, whose facts were read by hand; `seed` and `corpus`
are real records with facts read by hand; `rendered` are records with marked speakers, printed as
transcripts in several styles of label and read back; `reader: x` is all of the first three that one
reader reads.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
FLOORS = HERE / "floors.json"
MARKED = (
    "tei/parlamint-at/ParlaMint-AT_1998-03-26-020-XX-NRSITZ-00114.xml",
    "tei/siparl/KPZONOJFSPD-Redna-021-1998-11-25.xml",
    "tei/siparl/OZKSIS-Redna-034-2000-05-18.xml",
    "akn/ke_Debate_Bungeni_2011-06-10.xml",
)
"""Records of the corpus that mark their speakers and name them."""

Scores: TypeAlias = Mapping[str, Any]
"""A Score for each kind."""


def _module(name: str) -> Any:
    """Load a module of this folder by its path: tests are no package."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name.partition('_')[2]}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


score = _module("quality_score")
gold = _module("quality_gold")
render = _module("quality_render")


def examples() -> Iterator[tuple[str, Path, Mapping[str, Any]]]:
    """Yield name, path and facts of the project's own texts.

    A source with several records has facts for each, whose key `record` is the slug.
    """
    for path in sorted((HERE / "examples").glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        for facts in told.get("records", (told,)):
            yield path.stem, ROOT / told["path"], facts


def entries(corpus: Path) -> Iterator[tuple[str, Path, Mapping[str, Any]]]:
    """Yield name, path and facts of the records of the corpus, the seed's apart."""
    for facts in json.loads((corpus / "gold-dev.json").read_text(encoding="utf-8")):
        path = corpus / facts["path"]
        yield path.stem, path, facts


def readers() -> tuple[str, ...]:
    """Return the names of the built-in readers."""
    from memograph import plugins

    return tuple(plugins.BUILT_IN["readers"])


def measured(corpus: Path | None) -> dict[str, dict[str, Scores]]:
    """Return the scores of every record of every set."""
    found: dict[str, dict[str, Scores]] = {"examples": {}}
    for name, path, facts in examples():
        record = _read(path, facts.get("record"))
        slug = facts.get("record") or name
        _add(found, "examples", slug, record, score.scores(record, facts))
    own = ("deichverband-1958.xml", "quay-debate-1974.xml")
    if corpus is not None and corpus.is_dir():
        for name, path, facts in entries(corpus):
            record = _read(path)
            if "statement_sequence" in facts:
                _add(found, "seed", name, record, score.scores(record, facts))
            else:
                pairs = gold.pairs(record, facts)
                scores = {kind: score.compared(*pair) for kind, pair in pairs.items()}
                _add(found, "corpus", name, record, scores)
        found["rendered"] = _rendered([corpus / path for path in MARKED])
    found["rendered examples"] = _rendered([ROOT / "examples" / name for name in own])
    return dict(sorted(found.items()))


def _read(path: Path, slug: str | None = None) -> Any:
    from memograph import pipeline

    records = pipeline.read_all(path)
    return next(one for one in records if slug in (None, one.document.slug))


def _add(
    found: dict[str, dict[str, Scores]], name: str, stem: str, record: Any, scores: Scores
) -> None:
    found.setdefault(name, {})[stem] = scores
    found.setdefault(f"reader: {record.reader}", {})[stem] = scores


def _rendered(paths: list[Path]) -> dict[str, Scores]:
    """Return for each style of label how records come back that were printed in it."""
    from memograph import pipeline
    from memograph.readers import Source

    found: dict[str, Scores] = {}
    records = [_read(path) for path in paths]
    for style, rendered in sorted(render.STYLES.items()):
        whole = score.Score()
        for record in records:
            print_out = rendered(record)
            source = Source(name="print.txt", stem="print", data=print_out.text.encode())
            right, read, printed = render.compared(print_out, pipeline.read(source))
            whole += score.Score(right, read, printed)
        found[style] = {"turns": whole}
    return found


def total(of_each: Mapping[str, Scores]) -> dict[str, Any]:
    """Return the scores of several records as one."""
    kinds = dict.fromkeys(kind for each in of_each.values() for kind in each)
    return {
        kind: sum((each[kind] for each in of_each.values() if kind in each), score.Score())
        for kind in kinds
    }


def floors() -> dict[str, dict[str, float]]:
    """Return the F1 below which no kind of any set may fall."""
    known: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return known


def lifted(reached: float) -> float:
    """Return what a floor may be lifted to: the F1 reached, cut to three digits."""
    return int(reached * 1000 + 1e-6) / 1000


def table(found: Mapping[str, Mapping[str, Scores]]) -> Iterator[str]:
    """Yield the lines of a table of all sets."""
    known = floors()
    for name, of_each in found.items():
        whole = total(of_each)
        width = max(map(len, (*of_each, "precision"))) + 2
        yield f"{name}".ljust(width) + "".join(f"{kind[:12]:>13}" for kind in whole)
        if not name.startswith("reader: "):
            for stem, of_kind in of_each.items():
                yield f"  {stem}".ljust(width) + "".join(_cell(of_kind.get(k)) for k in whole)
        for word in ("f1", "precision", "recall"):
            cells = (f"{getattr(whole[kind], word):13.3f}" for kind in whole)
            yield f"  {word}".ljust(width) + "".join(cells)
        floor = known.get(name, {})
        yield "  floor".ljust(width) + "".join(f"{floor.get(kind, 0.0):13.3f}" for kind in whole)
        yield ""


def _cell(one: Any) -> str:
    """Return the F1 of a score, blank where there was nothing to find and nothing found."""
    return f"{one.f1:13.3f}" if one and (one.found or one.expected) else " " * 13


def _raise(found: Mapping[str, Mapping[str, Scores]]) -> None:
    known = floors()
    for name, of_each in found.items():
        before = known.get(name, {})
        known[name] = {
            kind: max(before.get(kind, 0.0), lifted(one.f1))
            for kind, one in total(of_each).items()
            if one.found or one.expected
        }
    text = json.dumps(dict(sorted(known.items())), indent=2)
    FLOORS.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Print the table; with --raise lift the floors first."""
    found = measured(CORPUS)
    if "--raise" in sys.argv[1:]:
        _raise(found)
    sys.stdout.write("\n".join(table(found)) + "\n")


if __name__ == "__main__":
    main()
