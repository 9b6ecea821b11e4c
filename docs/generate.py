"""Write what follows from the code: pages of docs/reference/, and what the documented blocks print.

`python docs/generate.py` writes it; with `--check` it only says which pages are out of date.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from memograph import cli, settings
from memograph.cli.options import OPTIONS
from memograph.problems import catalogue

# The other pages stand beside this script, which may be loaded by its path.
sys.path.append(str(Path(__file__).parent))

import blocks
from page_ontology import ontology_page
from page_python import python_page, record_page
from page_quality import quality_page
from page_stores import stores_page

REFERENCE = Path(__file__).parent / "reference"
_NOTE = "<!-- Written by docs/generate.py; change the code, then run `make docs`. -->"


def commands() -> Iterator[str]:
    """Yield the page on the command line, line by line."""
    yield from ("# Commands", "", _NOTE, "")
    yield "Data go to standard output, talk to standard error; `-` is standard input. Exit codes:"
    yield from (
        "",
        "| code | means |",
        "|---|---|",
        "| 0 | all is good; notices and warnings are possible |",
        "| 1 | errors were found, or the output cannot be written; what is good was written |",
        "| 2 | the command, a setting or a plug-in was given wrongly |",
        "| 3 | nothing at all could be read |",
        "| 4 | a server failed, and nothing else could be read |",
        "| 130 | the export was stopped with Ctrl-C; what was written is whole and listed |",
        "",
    )
    above = click.Context(cli.main, info_name="memograph", **cli.main.context_settings)
    for command in cli.commands():
        context = click.Context(command, info_name=command.name, parent=above, terminal_width=400)
        yield from (f"## memograph {command.name}", "", command.help or "", "")
        yield from (f"    {' '.join(command.get_usage(context).split()[1:])}", "")
        yield from ("| option | does |", "|---|---|")
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option) and (row := parameter.get_help_record(context)):
                name, says = (_cell(part) for part in row)
                yield f"| `{name}` | {says} |"
        yield ""


def settings_page() -> Iterator[str]:
    """Yield the page on the settings, line by line."""
    yield from ("# Settings", "", _NOTE, "")
    yield "An option counts before an environment variable, that before `memograph.toml` (of the"
    yield "working folder or the nearest above it, or the file named with `--config` or"
    yield "`MEMOGRAPH_CONFIG`), that before the default. `memograph config` shows each value and"
    yield "where it came from. A key that is no setting is refused ([MG903](problems.md#mg903))."
    yield from ("", "| setting | option | environment | default | says |", "|---|---|---|---|---|")
    default = settings.as_json(settings.Settings())
    options = {
        parameter.name: parameter.opts[-1]
        for command in cli.commands()
        for parameter in command.params
        if parameter.name in OPTIONS
    }
    for name in settings.names():
        value = "" if default[name] is None else f"`{json.dumps(default[name])}`"
        variable = f"{settings.PREFIX}{name.upper()}"
        says = _cell(settings.says(name))
        yield f"| `{name}` | `{options[name]}` | `{variable}` | {value} | {says} |"
    yield ""


def problems() -> Iterator[str]:
    """Yield the page on the problem codes, line by line."""
    yield from ("# Problems", "", _NOTE, "")
    yield "Everything that can be found in the material or go wrong, by code: MG1xx reading, MG2xx"
    yield "linking, MG3xx mapping, MG4xx validating, MG5xx writing and loading, MG9xx plug-ins and"
    yield "settings. An error makes the exit code 1; a warning or a notice does not. `memograph"
    yield "explain CODE` shows the same."
    yield ""
    for entry in catalogue().values():
        yield from (f"## {entry.code}", "", f"**{entry.title}** ({entry.severity.value})", "")
        yield from (f"> {entry.message}", "", entry.explanation, "", f"*Hint*: {entry.hint}", "")


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "commands.md": commands,
    "settings.md": settings_page,
    "problems.md": problems,
    "ontology.md": lambda: ontology_page(_NOTE),
    "python.md": lambda: python_page(_NOTE),
    "quality.md": lambda: quality_page(_NOTE),
    "stores.md": lambda: stores_page(_NOTE),
    "record-json.md": lambda: record_page(_NOTE),
}


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    return {name: "\n".join(make()).rstrip() + "\n" for name, make in PAGES.items()}


def main() -> int:
    """Write the pages, or with --check say which are out of date; return the exit code."""
    check = "--check" in sys.argv[1:]
    written = {**{REFERENCE / name: text for name, text in pages().items()}, **printed()}
    stale = [
        path
        for path, text in written.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        name = path.relative_to(blocks.ROOT)
        print(f"{name} is out of date: make docs" if check else f"written: {name}")
        if not check:
            path.write_text(written[path], encoding="utf-8")
    return 1 if check and stale else 0


def printed() -> dict[Path, str]:
    """Return each page that has blocks, with what they print now."""
    found: dict[Path, str] = {}
    for page in blocks.documents():
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            blocks.prepare(Path(folder))
            try:
                found[page] = blocks.rewritten(text, tuple(blocks.run(text, Path(folder))))
            except Exception as error:
                error.add_note(f"in {page}")
                raise
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
