"""The documentation cannot drift: what there is, is in it, and what is generated is current."""

from __future__ import annotations

import importlib.util

import pytest

from memograph import cli, settings
from memograph.cli.options import OPTIONS
from memograph.problems import catalogue


@pytest.fixture(scope="module")
def generator(root):
    path = root / "docs" / "generate.py"
    spec = importlib.util.spec_from_file_location("docs_generate", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "settings.md", "problems.md"])
def test_reference_page_is_current(name, root, generator):
    page = root / "docs" / "reference" / name
    assert page.read_text(encoding="utf-8") == generator.pages()[name], "run `make docs`"


def test_every_command_and_option_is_documented(root):
    page = (root / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for command in cli.commands():
        assert f"## memograph {command.name}\n" in page
        for parameter in command.params:
            for option in parameter.opts:
                assert option in page or not option.startswith("-"), option


def test_every_command_and_option_has_help():
    for command in cli.commands():
        assert command.help, command.name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert parameter.help, f"{command.name} {parameter.name}"


def test_every_setting_is_an_option_of_config_and_documented(root):
    page = (root / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert set(OPTIONS) == set(settings.names())
    for name in settings.names():
        assert f"| `{name}` |" in page
        assert f"`MEMOGRAPH_{name.upper()}`" in page


def test_every_problem_code_is_documented(root):
    page = (root / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    for code, entry in catalogue().items():
        assert f"## {code}\n\n**{entry.title}**" in page


def test_catalogue_is_in_order_and_whole(root):
    import re
    import string

    text = (root / "src" / "memograph" / "catalogue.toml").read_text(encoding="utf-8")
    codes = re.findall(r"^\[(MG\d+)\]$", text, re.MULTILINE)
    assert codes == sorted(set(codes))
    for code, entry in catalogue().items():
        for part in (entry.title, entry.message, entry.hint, entry.explanation):
            assert part.strip(), code
        fields = {name for _, name, _, _ in string.Formatter().parse(entry.message) if name}
        asked = {name for _, name, _, _ in string.Formatter().parse(entry.hint) if name}
        assert all(name.isidentifier() for name in fields | asked), code


def test_every_code_in_the_sources_is_in_the_catalogue_and_every_code_is_used(root):
    import re

    sources = [*(root / "src").rglob("*.py"), *(root / "shapes").rglob("*.ttl")]
    used = {
        code
        for path in sources
        for code in re.findall(r"\bMG\d{3}\b", path.read_text(encoding="utf-8"))
    }
    assert used - set(catalogue()) == set()
    assert set(catalogue()) - used == set()
