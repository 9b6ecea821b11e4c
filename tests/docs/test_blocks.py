"""Every block of code in the documentation runs, and prints what the page says that it prints."""

from __future__ import annotations

import re

import pytest
import yaml

from memograph.cli import main

PAGE = """\
<!-- file: greeting.txt -->
```text
Good morning.
```

```sh
cat greeting.txt
```

```text
Good evening.
```
"""


# rdflib calls what it has deprecated itself when a Dataset is asked.
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_page_runs_and_prints_what_it_says(page, blocks, tmp_path):
    text = page.read_text(encoding="utf-8")
    if not any(block.language in blocks.RUN or block.note for block in blocks.parse(text)):
        return
    blocks.prepare(tmp_path)
    for outcome in blocks.run(text, tmp_path):
        if outcome.expected:
            place = f"{page.name}, line {outcome.expected.first}: `make docs` writes it anew"
            assert outcome.printed == outcome.expected.text, place


def test_block_that_is_not_run_only_calls_targets_that_exist(page, blocks, root):
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    for block in blocks.parse(page.read_text(encoding="utf-8")):
        if block.note == "not run":
            commands = [line.split("#")[0].split() for line in block.text.splitlines()]
            assert all(command[0] == "make" for command in commands), block.text
            assert {name for command in commands for name in command[1:]} <= targets


def test_block_for_elsewhere_has_options_that_exist_and_no_fault_of_form(page, blocks):
    """What cannot be run here: its commands of memograph, its Python and its YAML are looked at."""
    known = {option for one in main.commands["export"].params for option in one.opts}
    for block in blocks.parse(page.read_text(encoding="utf-8")):
        if block.note == "elsewhere":
            for line in re.findall(r"^memograph export (.*)$", block.text, re.MULTILINE):
                assert set(re.findall(r"(?<= )--?[a-z][a-z-]*", f" {line}")) <= known, line
            if block.language == "python":
                compile(block.text, page.name, "exec")
            elif block.language == "yaml":
                assert all(yaml.safe_load_all(block.text)), f"{page.name}, line {block.first}"


def test_page_on_clusters_has_blocks_for_elsewhere_of_each_kind(blocks, root):
    page = (root / "docs" / "how-to" / "use-a-cluster.md").read_text(encoding="utf-8")
    shown = [block for block in blocks.parse(page) if block.note == "elsewhere"]
    assert {block.language for block in shown} == {"sh", "python", "yaml"}
    assert sum("memograph export" in block.text for block in shown) >= 3


def test_block_in_an_unknown_language_is_not_there(page, blocks):
    known = {*blocks.RUN, "text", "turtle", "toml", "json", "yaml"}
    for block in blocks.parse(page.read_text(encoding="utf-8")):
        assert block.language in known, f"{page.name}, line {block.first}"
        shown = block.language in ("turtle", "toml", "json", "yaml")
        assert block.note or not shown, f"{page.name}, line {block.first} is checked by nothing"


def test_text_block_stands_behind_a_block_that_prints_it_or_is_a_file(page, blocks):
    found = blocks.parse(page.read_text(encoding="utf-8"))
    for index, block in enumerate(found):
        if block.language == "text" and not block.value("file"):
            assert index, page.name
            assert found[index - 1].language in blocks.RUN, f"{page.name}, line {block.first}"


def test_runner_finds_what_differs_and_rewrites_it(blocks, tmp_path):
    outcomes = tuple(blocks.run(PAGE, tmp_path))
    assert [(o.printed, o.expected.text) for o in outcomes] == [("Good morning.", "Good evening.")]
    told = blocks.rewritten(PAGE, outcomes)
    assert told == PAGE.replace("evening", "morning")
    assert blocks.rewritten(told, tuple(blocks.run(told, tmp_path))) == told


@pytest.mark.parametrize("note", ["", "<!-- exit: 2 -->\n"])
def test_runner_of_a_block_that_fails_raises(blocks, tmp_path, note):
    with pytest.raises(blocks.BlockError, match="exit code 3"):
        list(blocks.run(f"{note}```sh\nexit 3\n```\n", tmp_path))


def test_runner_of_a_block_that_fails_as_told_goes_on(blocks, tmp_path):
    (outcome,) = blocks.run("<!-- exit: 3 -->\n```sh\necho no; exit 3\n```\n", tmp_path)
    assert outcome.printed == "no"


def test_runner_asked_for_a_node_that_is_not_there_raises(blocks, tmp_path):
    (tmp_path / "x.ttl").write_text("a:b a a:C .\n", encoding="utf-8")
    with pytest.raises(blocks.BlockError, match="a:z"):
        list(blocks.run("<!-- nodes: x.ttl a:z -->\n```turtle\n```\n", tmp_path))
