"""What stands at the front agrees: README, changelog, citation, licenses, the picture."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from xml.etree import ElementTree as ET

import pytest

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def picture(root):
    return ET.parse(root / "docs" / "images" / "page-to-graph.svg").getroot()


def test_readme_is_short_and_names_the_two_commands_and_the_licenses(readme):
    assert len(readme.splitlines()) < 150
    for needed in ("make demo", "make test", "Apache-2.0", "CC BY 4.0", "CC0 1.0"):
        assert needed in " ".join(readme.split())


def test_readme_says_what_is_not_read_yet(readme):
    rows = [line.split("|") for line in readme.splitlines() if line.count("|") == 3]
    read, missing = (" ".join(row[column] for row in rows) for column in (1, 2))
    for name in ("HTML", "TEI", "Akoma Ntoso", "DOCX", "PDF", "WebVTT", "CSV", "Record JSON"):
        assert name in read
    for name in ("scanned pages", "audio"):
        assert name in missing


def test_changelog_and_citation_have_the_version(root, project):
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(project['version'])}\]", changelog, re.MULTILINE)
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    told = dict(re.findall(r"^([\w-]+): (\S.*)$", citation, re.MULTILINE))
    assert told["cff-version"] == "1.2.0"
    assert told["version"] == project["version"]
    assert told["license"] == project["license"]
    assert told["title"] == project["name"]
    assert set(re.findall(r"^  - (?!name)(.+)$", citation, re.MULTILINE)) == set(
        project["keywords"]
    )


def test_picture_quotes_the_example(picture, examples):
    page = " ".join((examples / "harbour-talks.txt").read_text(encoding="utf-8").split())
    quoted = [text.text for text in picture.iter(f"{SVG}text") if text.get("class") == "page"]
    assert " ".join(quoted) in page


def test_picture_has_the_offsets_and_the_terms_of_the_graph(picture, root):
    graph = (root / "output" / "bsp-004417.ttl").read_text(encoding="utf-8")
    shown = " ".join(text.text for text in picture.iter(f"{SVG}text"))
    for kind, offsets in re.findall(r"(passage|direction) (\d+–\d+)", shown):
        assert f"{kind}:{offsets.replace('–', '-')} a memo:" in graph
    for start, end in re.findall(r"fullText\[(\d+):(\d+)\]", shown):
        assert f"memo:startIndex {start} ;" in graph
        assert f"memo:endIndex {end} ;" in graph
    for term in re.findall(r"memo:\w+", shown):
        assert term in graph


def test_picture_needs_nothing_from_elsewhere_and_suits_dark_and_light(picture, root):
    source = (root / "docs" / "images" / "page-to-graph.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"]+", source)) == {"http://www.w3.org/2000/svg"}
    assert "prefers-color-scheme: dark" in source
    assert picture.find(f"{SVG}title").text
    assert picture.find(f"{SVG}desc").text


def test_documentation_is_spelled_right(root):
    paths = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs", "tests/docs"]
    command = [sys.executable, "-m", "codespell_lib", *paths]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
