"""The code blocks of the documentation: found, run in a folder of their own, compared, rewritten.

A fenced block in `sh`, `python` or `sparql` is run; a `text` block right behind it is what it
prints. A comment of HTML above a block says what else is to be known:

    <!-- file: talk.txt -->             the block is the content of a file
    <!-- over: graphs -->               the folder that a query is asked of, else `output`
    <!-- exit: 1 -->                    the exit code that is expected, else 0
    <!-- nodes: output/x.ttl a:b c:d --> the block shows these nodes of a Turtle file
    <!-- not run -->                    the block is only shown
    <!-- elsewhere -->                  it is shown, for machines or stores that are not here
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memograph.pipeline import rdf_files

ROOT = Path(__file__).resolve().parents[1]
SHOWN_FOLDER = "/srv/records"
"""What the pages call the folder that the blocks are run in."""

RUN = ("sh", "python", "sparql")
SHOWN = ("not run", "elsewhere")
"""Notes of blocks that are not run."""
_FENCE = re.compile(r"^```(?P<language>[\w-]*)\s*$")
_NOTE = re.compile(r"^<!-- (?P<note>(?:file|over|exit|nodes): .+|not run|elsewhere) -->$")
_NODE = re.compile(r"^(?P<subject>[\w-]*:[\w.\-]*) .*?(?:;|\.)$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, its text, the note above it, the lines of its text."""

    language: str
    text: str
    note: str
    first: int
    end: int

    def value(self, key: str, otherwise: str = "") -> str:
        """Return what the note says of `key`."""
        found = self.note.partition(": ")
        return found[2] if found[0] == key else otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a block printed, and the block that says what it prints."""

    block: Block
    printed: str
    expected: Block | None


class BlockError(AssertionError):
    """A block did not end as the documentation says."""


def documents() -> tuple[Path, ...]:
    """Return the pages that have blocks: README.md and all of docs/ but what is generated."""
    pages = sorted((ROOT / "docs").rglob("*.md"))
    written = [page for page in pages if page.parent.name != "reference"]
    reference = [page for page in pages if page.parent.name == "reference" and parse(_text(page))]
    return (ROOT / "README.md", *written, *reference)


def parse(text: str) -> tuple[Block, ...]:
    """Return the fenced blocks of a page, in order."""
    lines = text.splitlines()
    found: list[Block] = []
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if not opening:
            at += 1
            continue
        end = next(n for n in range(at + 1, len(lines)) if lines[n].rstrip() == "```")
        note = _NOTE.match(lines[at - 1]) if at else None
        found.append(
            Block(
                language=opening["language"],
                text="\n".join(lines[at + 1 : end]),
                note=note["note"] if note else "",
                first=at + 1,
                end=end,
            )
        )
        at = end + 1
    return tuple(found)


def prepare(folder: Path) -> None:
    """Put a copy of the examples and of their graphs into a folder."""
    for name in ("examples", "output"):
        shutil.copytree(ROOT / name, folder / name)


def run(text: str, folder: Path) -> Iterator[Outcome]:
    """Run the blocks of a page in a folder, yielding what each printed.

    Python blocks of a page share their names. Raises BlockError where one fails.
    """
    lines = text.splitlines()
    found = parse(text)
    names: dict[str, Any] = {"__name__": "__main__"}
    for index, block in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following and not _belongs(lines, block, following):
            following = None
        if block.note in SHOWN:
            continue
        if name := block.value("file"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(block.text + "\n", encoding="utf-8")
        elif wanted := block.value("nodes"):
            yield Outcome(block=block, printed=_nodes(folder, wanted), expected=block)
        elif block.language in RUN:
            printed = _printed(block, folder, names)
            yield Outcome(block=block, printed=printed, expected=following)


def rewritten(text: str, outcomes: tuple[Outcome, ...]) -> str:
    """Return a page in which every block shows what is printed."""
    lines = text.splitlines()
    for outcome in reversed(outcomes):
        if outcome.expected:
            lines[outcome.expected.first : outcome.expected.end] = outcome.printed.splitlines()
    return "\n".join(lines) + "\n"


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _belongs(lines: list[str], block: Block, following: Block) -> bool:
    """Tell whether a block says what the one before it prints: nothing stands between them."""
    between = lines[block.end + 1 : following.first - 1]
    return following.language == "text" and not any(line.strip() for line in between)


def _printed(block: Block, folder: Path, names: dict[str, Any]) -> str:
    if block.language == "sh":
        printed = _shell(block, folder)
    elif block.language == "python":
        printed = _python(block, folder, names)
    else:
        printed = _rows(block.text, folder / block.value("over", "output"))
    shown = printed.replace(str(folder.resolve()), SHOWN_FOLDER).rstrip()
    return "\n".join(line.rstrip() for line in shown.splitlines())


def _shell(block: Block, folder: Path) -> str:
    """Return what a shell prints, talk and data in the order in which they come."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MEMOGRAPH_")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{own.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603 - the block is the project's own
        ["bash", "-eu", "-c", block.text],  # noqa: S607 - the shell of whoever reads
        cwd=folder,
        env={**own, "PATH": programs, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != int(block.value("exit", "0")):
        raise BlockError(f"line {block.first}: exit code {done.returncode}\n{done.stdout}")
    return done.stdout


def _python(block: Block, folder: Path, names: dict[str, Any]) -> str:
    out = io.StringIO()
    code = compile("\n" * block.first + block.text, "the documentation", "exec")
    with chdir(folder), redirect_stdout(out):
        exec(code, names)  # noqa: S102 - what the page tells the reader to run
    return out.getvalue()


def _rows(query: str, place: Path) -> str:
    """Return the rows of a query over all graphs of a folder, as a table."""
    import pyoxigraph as ox  # noqa: PLC0415 - only queries need it

    store = ox.Store()
    for path in rdf_files(place):
        known = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
        for quad in ox.parse(path=path, format=known):
            store.add(quad)
    found = store.query(query, use_default_graph_as_union=True)
    if not isinstance(found, ox.QuerySolutions):
        return str(found)
    heads = [variable.value for variable in found.variables]
    rows = [["" if value is None else value.value for value in row] for row in found]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (heads, *rows)
    )


def _nodes(folder: Path, wanted: str) -> str:
    """Return the parts of a Turtle file that describe some nodes, in the order asked for."""
    name, *subjects = wanted.split()
    parts = (folder / name).read_text(encoding="utf-8").split("\n\n")
    by_subject = {match["subject"]: part.strip() for part in parts if (match := _NODE.match(part))}
    missing = [subject for subject in subjects if subject not in by_subject]
    if missing:
        raise BlockError(f"{name} does not describe {', '.join(missing)}")
    return "\n\n".join(by_subject[subject] for subject in subjects)
