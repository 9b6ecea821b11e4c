"""`memograph query`: ask a folder, a store or an endpoint, by the name of a question."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import click

from memograph.cli import talk
from memograph.problems import ConfigError, problem

if TYPE_CHECKING:
    from memograph.pipeline.answers import Results
    from memograph.queries.declared import Query

FORMATS: Final = ("table", "csv", "tsv", "json", "sparql-json", "markdown", "turtle")

PARAMETERS: Final = {
    "person": "(Part of) a name of a person, in any language.",
    "about": "(Part of) a name of who or what is mentioned.",
    "place": "(Part of) the name of a place, or of what it lies within.",
    "word": "A word or words in the text.",
    "after": "Only what is of this year, month or day, or later: 1961, 1961-05, 1961-05-17.",
    "before": "Only what is before this year, month or day.",
    "manner": "Manner of speaking, such as jokingly.",
    "kind": "Kind of direction, such as gesture.",
    "role": "Role in the meeting, such as interpreter.",
}
"""The parameters of the named queries; `memograph query --list` tells which has which."""


def _parameters(command: Any) -> Any:
    for name, says in reversed(PARAMETERS.items()):
        metavar = "DATE" if name in ("after", "before") else "TEXT"
        command = click.option(f"--{name}", metavar=metavar, help=says)(command)
    return command


@click.command()
@click.argument("target", required=False)
@click.argument("name", required=False)
@click.option("--file", "file", metavar="Q.rq", help="Ask the query in a file.")
@click.option("--sparql", metavar="TEXT", help="Ask this query.")
@click.option("--store", "kind", metavar="KIND", help="What kind of store is at an address.")
@click.option("--list", "list_all", is_flag=True, help="List the named queries.")
@_parameters
@click.option(
    "-p",
    "--parameter",
    "own",
    multiple=True,
    metavar="NAME=VALUE",
    help="Value of a parameter that a query of your own declares; may be repeated.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Print N rows at most.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up after so many seconds.  [default: never]",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to print.  [default: table on a terminal, else csv; turtle for triples]",
)
@click.option("--update", is_flag=True, help="Let the text change the store.")
@talk.guarded
def query(  # noqa: PLR0913 - one argument for each option
    target: str | None,
    name: str | None,
    *,
    file: str | None,
    sparql: str | None,
    kind: str | None,
    list_all: bool,
    own: tuple[str, ...],
    limit: int | None,
    timeout: float | None,
    form: str | None,
    update: bool,
    **parameters: str | None,
) -> None:
    """Ask TARGET the query NAME: "memograph query output speakers --person Kinsella".

    TARGET is a folder of exported files, oxigraph:DIR for a store of Oxigraph on the disk, or the
    http address of a SPARQL endpoint, or with --store that of a store, all graphs of which are
    asked, by whom MEMOGRAPH_STORE_USER and so on say. Without NAME, the named queries are listed.
    """
    given = [each for each in (name, file, sparql) if each is not None]
    if list_all or not given:
        _list_queries()
        return
    if target is None or len(given) > 1:
        raise click.UsageError("Give a TARGET, and one of NAME, --file and --sparql.")
    from memograph.pipeline import asking

    asked = asking.Target(place=target, kind=kind, seconds=timeout, writing=update)
    question = _question(name, file, sparql)
    values = {key: value for key, value in parameters.items() if value is not None}
    values |= dict(_named_value(each) for each in own)
    with asking.answered(asked, question, values, limit=limit) as results:
        talk.tell_all(results.problems)
        _show(results, form)


def _question(name: str | None, file: str | None, sparql: str | None) -> Query:
    from memograph.pipeline import asking
    from memograph.queries.declared import declared, find

    if file is not None:
        return asking.read_question(file)
    return find(name) if name is not None else declared(sparql or "", name="--sparql")


def _named_value(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"-p takes NAME=VALUE, and this is {text}.")
    return name, value


def _list_queries() -> None:
    """Print each query with what it asks and what it can be narrowed by."""
    from memograph.queries.declared import named

    for each in named():
        click.echo(f"{each.name:<16} {each.meaning}")
        options = " ".join(f"--{one.name}" for one in each.parameters)
        click.echo(f"{'':<16} {talk.styled(f'{options} --limit'.strip(), dim=True)}")


def _show(results: Results, form: str | None) -> None:
    """Print an answer in a format, or in the one that suits it and whoever reads."""
    if results.form == "update":
        return
    if form is None and results.form in ("construct", "describe"):
        form = "turtle"
    elif form is None:
        form = "table" if sys.stdout.isatty() else "csv"
    if form == "table" and results.form == "select":
        from memograph.cli import tables

        tables.print_table(results.columns, results.terms())
        return
    if form == "table" and results.form != "ask":
        values = {"form": form, "needed": "SELECT", "given": results.form.upper()}
        raise ConfigError(problem("MG549", **values))
    _print(results.written(form))


def _print(chunks: Iterable[str]) -> None:
    """Print text as it comes, in UTF-8 and with the ends of lines that it has."""
    out = sys.stdout.buffer
    for chunk in chunks:
        out.write(chunk.encode())
    out.flush()
