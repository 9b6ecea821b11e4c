"""`memograph validate`: check RDF files against the shapes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@setting()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talk.guarded
def validate(paths: tuple[str, ...], config: str | None, *, as_json: bool, **options: Any) -> None:
    """Check RDF files, or all RDF files of folders, against the shapes."""
    from memograph.pipeline import rdf_files

    resolved(config, options)
    results = [_checked(file) for path in paths for file in rdf_files(Path(path))]
    if as_json:
        talk.print_json(
            [{key: value for key, value in each.items() if key != "code"} for each in results]
        )
    elif results:
        good = sum(1 for each in results if each["conforms"])
        click.echo(f"{good} of {len(results)} files conform")
    codes = {each["code"] for each in results}
    only_one = codes.pop() if len(codes) == 1 else talk.PROBLEMS
    sys.exit(only_one if results else talk.UNREADABLE)


def _checked(path: Path) -> dict[str, Any]:
    """Check one file, tell its problems, and return what came of it."""
    from memograph import pipeline
    from memograph.problems import MemographError

    try:
        report = pipeline.validate(pipeline.load(path), source=str(path))
    except MemographError as error:
        talk.tell(error.problem)
        return {
            "file": str(path),
            "conforms": False,
            "problems": [pipeline.problem_json(error.problem)],
            "code": talk.exit_code(error),
        }
    for problem in report.problems:
        talk.tell(problem)
    return {
        "file": str(path),
        "conforms": report.conforms,
        "problems": [pipeline.problem_json(problem) for problem in report.problems],
        "code": talk.GOOD if report.conforms else talk.PROBLEMS,
    }
