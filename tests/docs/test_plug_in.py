"""The reader of the how-to, installed as its own project says, is found by its entry point."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib

PAGE = "docs/how-to/write-a-reader.md"


def test_documented_reader_is_found_by_its_entry_point(root, blocks, tmp_path):
    found = blocks.parse((root / PAGE).read_text(encoding="utf-8"))
    files = {block.value("file"): block.text for block in found}
    project = tomllib.loads(files["pyproject.toml"])["project"]
    (slot,) = project["entry-points"]
    about = tmp_path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir()
    name, version = project["name"], project["version"]
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    points = [f"{key} = {value}" for key, value in project["entry-points"][slot].items()]
    (about / "entry_points.txt").write_text("\n".join([f"[{slot}]", *points, ""]))
    (tmp_path / "tabbed.py").write_text(files["tabbed.py"], encoding="utf-8")
    (tmp_path / "pier.tab").write_text(files["cases/pier.tab"] + "\n", encoding="utf-8")

    assert f"readers  tabbed           {name} {version}" in memograph("plugins", within=tmp_path)
    assert "(reader tabbed)" in memograph("read", "pier.tab", within=tmp_path)


def memograph(*words: str, within) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "memograph", *words],
        cwd=within,
        env={**os.environ, "PYTHONPATH": str(within), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout
