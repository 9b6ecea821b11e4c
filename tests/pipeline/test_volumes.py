"""Sources that give several records, and records that another source gives the next time."""

from __future__ import annotations

import pytest

from memograph.pipeline import parts, run
from memograph.stores import files

MODES = {"parts": {"parts": True, "formats": ("nquads",)}, "files": {}}
READER = """
from dataclasses import replace
from memograph.readers.transcript import TranscriptReader

class Volume:
    name = "volume"
    def sniff(self, source):
        return 1.0
    def read(self, source):
        for part in source.data.split(b"=====\\n"):
            slug, _, text = part.partition(b"\\n")
            for record in TranscriptReader().read(replace(source, data=text)):
                document = replace(record.document, slug=slug.decode())
                yield replace(record, document=document)

readers = {"volume": Volume()}
"""
HEAD = "Title: Talk\nDate: 3 May 1961\n\nAna Prifti: Well?\nJohn Banda: "


@pytest.fixture(params=MODES)
def options(request, plugged):
    return {"plugins": (str(plugged(READER)),), **MODES[request.param]}


@pytest.fixture
def volume(tmp_path):
    """Write a source that holds records, each of which says its own identifier."""

    def write(name, *slugs):
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        records = (f"{slug}\n{HEAD}My name is {slug}.\n" for slug in slugs)
        path.write_text("=====\n".join(records), encoding="utf-8")
        return path

    return write


def graphs(output):
    """Return the graphs in all parts, once for each time that one begins."""
    found, last = [], b""
    for path in sorted(output.path.glob("parts/*")):
        for line in files.read(path).splitlines():
            graph = line.rsplit(b" ", 2)[-2]
            found += [graph] if graph != last else []
            last = graph
    return found


def whole(output):
    """Tell whether each document that is listed stands in the folder, as it is listed, once."""
    from memograph.mappers.entries import entries_of
    from memograph.pipeline import stages

    entries = entries_of(stages.load_quads(output.path / "dataset.ttl"))
    names = {name for each in entries for name in each.files}
    there = {str(path.relative_to(output.path)) for path in output.path.rglob("*.*")}
    there = {name for name in there if name.endswith((".nq", ".ttl")) and name != "dataset.ttl"}
    known = {f"<{each.graph}>".encode() for each in entries}
    found = graphs(output)
    sums = {f'"{each.sha256}"' for each in entries} == _sums(output)
    in_parts = sorted(found) == sorted(known) and sums
    return names == there and (in_parts or not found)


def _sums(output):
    import hashlib

    texts = {}
    for path in sorted(output.path.glob("parts/*")):
        for line in files.read(path).splitlines(keepends=True):
            graph = line.rsplit(b" ", 2)[-2]
            texts[graph] = texts.get(graph, b"") + line
    return {f'"{hashlib.sha256(text).hexdigest()}"' for text in texts.values()}


def test_sources_that_swap_their_records_give_each_of_them_once(volume, output, options):
    volume("x.txt", "one")
    folder = volume("y.txt", "two").parent
    output.export(folder, **options)
    volume("x.txt", "two")
    volume("y.txt", "one")
    done = output.export(folder, **options)
    assert [each.slug for each in done] == ["two", "one"]
    assert whole(output)
    assert {each.status for each in output.export(folder, **options)} == {"unchanged"}


def test_record_that_moves_to_another_source_stands_there_alone(volume, output, options):
    volume("x.txt", "one", "two")
    folder = volume("y.txt", "three").parent
    output.export(folder, **options)
    volume("x.txt", "one")
    volume("y.txt", "two", "three")
    output.export(folder, **options)
    assert whole(output)
    assert len(output.listed()) == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_records_that_move_between_parts_stand_in_one(jobs, volume, output, options, monkeypatch):
    monkeypatch.setattr(parts, "SOURCES", 2)
    monkeypatch.setattr(run, "_FEW", 0)
    for number in range(6):
        folder = volume(f"{number}.txt", f"record-{number}").parent
    output.export(folder, jobs=jobs, **options)
    for number in range(6):
        volume(f"{number}.txt", f"record-{(number + 3) % 6}")
    done = output.export(folder, jobs=jobs, **options)
    assert {each.status for each in done} == {"written"}
    assert whole(output)
    assert len(output.listed()) == 6
    assert {each.status for each in output.export(folder, **options)} == {"unchanged"}


@pytest.mark.parametrize("few", [0, 64])
def test_copies_are_written_once_though_no_name_was_foreseen(
    few, talk, output, options, monkeypatch
):
    monkeypatch.setattr(run, "_FEW", few)
    first, second = talk("in/a/memo.txt"), talk("in/b/memo.txt")
    options.pop("plugins")
    output.export(first.parent.parent, **options)
    assert whole(output)
    assert len(output.listed()) == 1
    found = {each.source: each.status for each in output.export(first, second, **options)}
    assert found == {str(first): "unchanged", str(second): "duplicate"}


@pytest.mark.parametrize("few", [0, 64])
def test_name_that_a_hash_makes_is_not_given_to_whoever_asks_for_it(
    few, talk, output, options, monkeypatch
):
    import hashlib

    monkeypatch.setattr(run, "_FEW", few)
    first, second = talk("in/a/memo.txt"), talk("in/b/memo.txt", "No.")
    name = f"memo-{hashlib.sha256(first.read_bytes()).hexdigest()[:8]}"
    third = talk(f"in/c/{name}.txt", "Perhaps.")
    options.pop("plugins")
    with_names = {each.source: each for each in output.run(second, third, first, **options)[0]}
    slugs = {with_names[str(path)].slug for path in (first, second, third)}
    assert len(slugs) == len(output.listed()) == 3
    assert with_names[str(first)].slug == name
    assert [found.code for found in with_names[str(third)].problems] == ["MG502"]
    assert whole(output)


def test_record_that_its_source_lost_is_pruned(volume, output, options):
    volume("x.txt", "one", "two", "three")
    folder = volume("y.txt", "four").parent
    output.export(folder, **options)
    volume("x.txt", "one", "three")
    output.export(folder, **options)
    assert len(output.listed()) == 4
    _, _, removed = output.run(folder, prune=True, **options)
    assert [name.partition(": ")[2] or name for name in removed] in (["two"], ["two.ttl"])
    assert len(output.listed()) == 3
    assert whole(output)


def test_pruning_that_was_killed_is_gone_on_with(volume, output, options, monkeypatch):
    from memograph.pipeline import committing

    monkeypatch.setattr(parts, "SOURCES", 1)
    gone = volume("x.txt", "one", "two")
    folder = volume("y.txt", "three").parent
    output.export(folder, **options)
    gone.unlink()

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files, "remove", killed)
        patched.setattr(committing, "commit", killed)
        with pytest.raises(KeyboardInterrupt):
            output.run(folder, prune=True, **options)
    output.run(folder, prune=True, **options)
    assert len(output.listed()) == 1
    assert whole(output)
