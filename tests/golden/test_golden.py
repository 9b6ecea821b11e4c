"""`output/` is what exporting `examples/` gives; `make golden` writes it anew."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path.name for path in (ROOT / "output").iterdir() if path.is_file())
SLUGS = sorted(path.stem for path in (ROOT / "output").glob("*.nq"))
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.*") if path.stem != "README")
SHOWN = 40

_ENGINE = re.compile(r'"engine": "pyshacl [^"]+"')


def text(path):
    """Return a file's text; which pyshacl checked the documents is no matter of the record."""
    if not path.is_file():
        return ""
    return _ENGINE.sub('"engine": "pyshacl"', path.read_bytes().decode())


def difference(before, after, name):
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"output/{name}", "exported now", lineterm="", n=1
    )
    shown = [line[:200] for line in lines]
    more = [f"… and {len(shown) - SHOWN} lines more"] if len(shown) > SHOWN else []
    return "\n".join(["`make golden` writes output/ anew", *shown[:SHOWN], *more])


def quads(folder, slug, read_quads):
    path = folder / f"{slug}.nq"
    return read_quads(path) if path.is_file() else frozenset()


def apart(expected, found, slug):
    """Return the message that names the quads by which two graphs differ."""
    missing, extra = sorted(expected - found), sorted(found - expected)
    lines = [f"{slug}: {len(missing)} quads are missing, {len(extra)} are new"]
    lines += [f"- {quad[:240]}" for quad in missing[:SHOWN]]
    lines += [f"+ {quad[:240]}" for quad in extra[:SHOWN]]
    return "\n".join(lines)


def test_export_makes_the_files_of_output_and_no_others(made):
    assert sorted(path.name for path in made.iterdir() if path.is_file()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_export_gives_the_bytes_of_output(name, made, committed):
    before, after = text(committed / name), text(made / name)
    if before != after:
        pytest.fail(difference(before, after, name), pytrace=False)


@pytest.mark.parametrize("slug", SLUGS)
def test_export_gives_the_graph_of_output(slug, made, committed, read_quads):
    before, after = (quads(folder, slug, read_quads) for folder in (committed, made))
    if before != after:
        pytest.fail(apart(before, after, slug), pytrace=False)


@pytest.mark.parametrize("slug", SLUGS)
def test_formats_of_output_hold_one_graph(slug, committed, read_quads):
    dataset = read_quads(committed / f"{slug}.nq")
    assert read_quads(committed / f"{slug}.jsonld") == dataset
    assert read_quads(committed / f"{slug}.ttl") == read_quads(
        committed / f"{slug}.nq", triples=True
    )
    assert {quad.rsplit(" ", 1)[-1] for quad in dataset} == {
        f"<https://w3id.org/memograph/id/doc/{slug}/graph>"
    }
    assert not any("_:" in quad.split('"')[0] for quad in dataset)


def test_every_example_is_written_and_listed(written, committed):
    assert sorted(Path(source).name for source in written) == EXAMPLES
    assert sorted(slug for slugs in written.values() for slug in slugs) == SLUGS
    dataset = (committed / "dataset.ttl").read_text(encoding="utf-8")
    for slug in SLUGS:
        for suffix in ("ttl", "jsonld", "nq"):
            assert f"{slug}.{suffix}" in dataset


def test_report_of_output_tells_of_no_error(committed):
    report = json.loads((committed / "report.json").read_text(encoding="utf-8"))
    assert report["totals"]["problems"]["error"] == 0
    assert all(each["source"].startswith("examples/") for each in report["documents"])


# A Record keeps the name and hash of the file that it was read from, and the run is that of version
# and settings: so there is no quad by which the graph of the JSON may differ from that of the text.
@pytest.mark.parametrize("slug", SLUGS)
def test_record_json_gives_the_graph_of_the_text(slug, made, made_from_json, read_quads):
    of_text, of_json = (quads(folder, slug, read_quads) for folder in (made, made_from_json))
    if of_text != of_json:
        pytest.fail(apart(of_text, of_json, slug), pytrace=False)
    assert of_text, f"{slug} is not written"
    assert (made / f"{slug}.nq").read_bytes() == (made_from_json / f"{slug}.nq").read_bytes()
