"""The examples exported anew, as `make golden` does it, and once more from their Record JSON."""

from __future__ import annotations

import json
import re

import pytest


@pytest.fixture(scope="session")
def committed(root):
    return root / "output"


@pytest.fixture(scope="session")
def made(root, run_memograph, tmp_path_factory):
    """The folder that exporting examples/ makes, with the formats that the Makefile names."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    formats = re.search(r"^FORMATS := (.+)$", makefile, re.MULTILINE)
    assert formats is not None
    folder = tmp_path_factory.mktemp("golden")
    result = run_memograph("export", "examples", "-o", folder, *formats[1].split())
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def written(made):
    """The documents that were written: source and slugs, in the order of the records."""
    report = json.loads((made / "report.json").read_text(encoding="utf-8"))
    found = {}
    for each in report["documents"]:
        if each["status"] == "written":
            found.setdefault(each["source"], []).append(each["slug"])
    return found


@pytest.fixture(scope="session")
def made_from_json(root, written, run_memograph, tmp_path_factory):
    """The folder that exporting the Records of the examples makes, each as JSON beforehand."""
    records = tmp_path_factory.mktemp("records")
    for source in written:
        result = run_memograph("read", source, "--json")
        assert result.exit_code == 0, result.output
        stem = (root / source).stem
        for number, text in enumerate(result.stdout.split("\n}\n")[:-1]):
            name = f"{stem}-{number}.json" if len(written[source]) > 1 else f"{stem}.json"
            (records / name).write_text(f"{text}\n}}\n", encoding="utf-8")
    folder = tmp_path_factory.mktemp("from-json")
    result = run_memograph("export", records, "-o", folder, "-f", "nquads")
    assert result.exit_code == 0, result.output
    return folder
