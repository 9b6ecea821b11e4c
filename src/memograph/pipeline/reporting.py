"""report.json: what came of a run, written from the manifest as a stream.

It does not depend on the order of the sources, nor on how many processes shared the work.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline.origins import Origin, origin_json
from memograph.pipeline.results import Exported, document_json, problem_json
from memograph.problems import Problem, Severity

if TYPE_CHECKING:
    from memograph.pipeline.document import Target
    from memograph.pipeline.manifest import Manifest

OF_THE_RUN: Final = (
    "input JOIN source ON source.id = input.source JOIN document ON document.source = source.id"
)
_STATUS: Final = (
    "CASE WHEN document.status = 'written' AND source.session < ?1 THEN ?2 ELSE document.status END"
)


def results(
    manifest: Manifest, *, order: str = "input.position", older: str = "unchanged"
) -> Iterator[Exported]:
    """Yield the results of a run's sources, in their order; what is `older` bears that status."""
    import msgspec

    decoder = msgspec.json.Decoder(Exported)
    query = (
        f"SELECT {_STATUS}, document.result FROM {OF_THE_RUN}"  # noqa: S608 - our own words
        f" ORDER BY {order}, document.place"
    )
    for status, blob in manifest.rows.execute(query, (manifest.since, older)):
        result = decoder.decode(blob)
        yield result if result.status == status else _as(result, status)


def results_of(manifest: Manifest, source: int) -> Iterator[Exported]:
    """Yield the results of one source of this run, as `results` does."""
    import msgspec

    query = (
        f"SELECT {_STATUS}, document.result FROM {OF_THE_RUN}"  # noqa: S608 - our own words
        " WHERE source.id = ?3 ORDER BY document.place"
    )
    values = (manifest.since, "unchanged", source)
    for status, blob in manifest.rows.execute(query, values).fetchall():
        yield _as(msgspec.json.decode(blob, type=Exported), status)


def totals(
    manifest: Manifest, problems: Sequence[Problem], *, older: str = "unchanged"
) -> dict[str, Any]:
    """Return what the results of a run sum up to, the problems of the run as a whole included.

    `made` are the triples of what was written, `faulty` the results that are not good.
    """
    query = (
        f"SELECT {_STATUS}, count(*), sum(triples), sum(errors), sum(warnings), sum(notices)"  # noqa: S608 - our own words
        f" FROM {OF_THE_RUN} GROUP BY 1 ORDER BY 1"
    )
    rows = manifest.rows.execute(query, (manifest.since, older)).fetchall()
    found = {severity: sum(row[3 + at] for row in rows) for at, severity in enumerate(Severity)}
    for each in problems:
        found[each.severity] += 1
    return {
        "documents": sum(row[1] for row in rows),
        "status": {row[0]: row[1] for row in rows},
        "triples": sum(row[2] for row in rows),
        "problems": {severity.value: number for severity, number in found.items()},
        "made": sum(row[2] for row in rows if row[0] in ("written", "planned")),
        "faulty": manifest.one(
            f"SELECT count(*) FROM {OF_THE_RUN} WHERE errors > 0"  # noqa: S608 - our own words
            " OR document.status IN ('invalid', 'unreadable', 'failed')"
        ),
    }


def report(manifest: Manifest, target: Target, problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the text of report.json; `problems` are those of the run as a whole.

    It tells what became of each document, whichever run wrote it: the same command again leaves
    the same report, also after a run that was killed when all was done. Only where nothing is
    written, what would be left as it is is told apart.
    """
    from memograph.pipeline.stages import run_of

    settings, older = target.settings, "unchanged" if target.dry_run else "written"
    run = run_of(settings)
    head: dict[str, Any] = {"version": run.version, "settings": run.settings_digest}
    if settings.stamp:
        head["stamp"] = datetime.now(UTC).isoformat(timespec="seconds")
    sums = totals(manifest, problems, older=older)
    head["totals"] = {name: sums[name] for name in ("documents", "status", "triples", "problems")}
    head["problems"] = [problem_json(found) for found in problems]
    yield json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    documents = results(manifest, order="input.name, document.slug", older=older)
    yield from _members("documents", "[]", map(_indented, map(document_json, documents)))
    yield from _members("origins", "{}", _origins(manifest))
    yield "\n}\n"


def _members(name: str, brackets: str, values: Iterable[str]) -> Iterator[str]:
    """Yield a member of the report that holds many values, one behind the other."""
    yield f',\n  "{name}": {brackets[0]}'
    between = "\n"
    for value in values:
        yield f"{between}{value}"
        between = ",\n"
    yield brackets[1] if between == "\n" else f"\n  {brackets[1]}"


def _indented(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "    " + text.replace("\n", "\n    ")


def _origins(manifest: Manifest) -> Iterator[str]:
    for slug, origin in origins(manifest, "1"):
        value = _indented(origin_json(origin)).lstrip()
        yield f"    {json.dumps(slug, ensure_ascii=False)}: {value}"


def origins(manifest: Manifest, which: str, *values: object) -> Iterator[tuple[str, Origin]]:
    """Yield the slugs and the origins of documents of the folder, in the order of the slugs."""
    query = f"SELECT slug, wanted, sha256 FROM origin WHERE {which} ORDER BY slug"  # noqa: S608 - our own words
    for slug, wanted, sha256 in manifest.rows.execute(query, values):
        names = manifest.rows.execute(
            "SELECT name FROM origin_source WHERE slug = ? ORDER BY name", (slug,)
        )
        sources = tuple(name for (name,) in names)
        yield slug, Origin(slug=wanted, sources=sources, sha256=sha256)


def _as(result: Exported, status: str) -> Exported:
    from dataclasses import replace

    return replace(result, status=status)  # type: ignore[arg-type] # a status, as it was stored
