"""`memograph validate`: check RDF files against the shapes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting
from memograph.problems import MemographError, Problem, Where, problem
from memograph.settings import FormatName

if TYPE_CHECKING:
    from rdflib import Dataset

_STDIN: Final = "-"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-f", "--format", "form", type=click.Choice(get_args(FormatName)),
    help="What the files are in, in place of what their names say.",
)  # fmt: skip
@setting()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talk.guarded
def validate(
    paths: tuple[str, ...], form: str | None, config: str | None, *, as_json: bool, **options: Any
) -> None:
    """Check RDF files, all RDF files of folders, or "-", against the shapes."""
    resolved(config, options)
    results = [_checked(file, form) for path in paths for file in _files(path)]
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


def _files(path: str) -> Iterator[str]:
    """Yield the names of the files behind a path, and tell if there are none."""
    from memograph.pipeline import all_rdf_files

    if path == _STDIN:
        yield path
        return
    found = False
    for file in all_rdf_files(Path(path)):
        found = True
        yield str(file)
    if not found:
        talk.tell(problem("MG517", Where(source=path), what="RDF file", kind="folder"))


def _checked(file: str, form: str | None) -> dict[str, Any]:
    """Check one file, tell its problems, and return what came of it."""
    from memograph import pipeline

    problems: tuple[Problem, ...]
    try:
        report = pipeline.validate(_loaded(file, form), source=file)
        problems, good = report.problems, report.conforms
        code = talk.GOOD if good else talk.PROBLEMS
        for found, excerpt in report.shown():
            talk.tell(found, excerpt=excerpt, file=file)
    except MemographError as error:
        problems, good, code = (error.problem,), False, talk.exit_code(error)
        talk.tell(error.problem)
    return {
        "file": file,
        "conforms": good,
        "problems": [pipeline.problem_json(found) for found in problems],
        "code": code,
    }


def _loaded(file: str, form: str | None) -> Dataset:
    """Return the dataset of a file, or of the standard input."""
    from memograph import pipeline

    return pipeline.load_text(form=form) if file == _STDIN else pipeline.load(file, form=form)
