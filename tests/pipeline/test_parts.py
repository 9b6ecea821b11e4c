"""Many documents in one file: the same graphs, wherever, whenever and in whatever order."""

from __future__ import annotations

import gzip

import pytest

from memograph import pipeline
from memograph.pipeline import parts
from memograph.problems import ConfigError
from memograph.stores import files

PARTS = {"parts": True, "formats": ("nquads",)}


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    monkeypatch.setattr(parts, "SOURCES", 3)


@pytest.fixture
def eight(talk):
    return [talk(f"in/{number}.txt", f"Yes, {number}.") for number in range(8)]


def contents(output):
    """Return the content of every part."""
    folder = output.path / "parts"
    return {path.name: files.read(path) for path in sorted(folder.iterdir())}


def lines(output):
    return sorted(line for data in contents(output).values() for line in data.splitlines())


def test_parts_hold_what_single_files_hold(eight, output, tmp_path):
    output.export(*eight, **PARTS)
    assert list(contents(output)) == ["0001.nq", "0002.nq", "0003.nq"]
    single = tmp_path / "single"
    settings = {"formats": ("nquads",), "base": "https://example.org/id/"}
    work = pipeline.plan(eight, to=single, settings=pipeline.run.Settings(**settings))
    list(pipeline.carry_out(work))
    expected = [line for path in single.glob("*.nq") for line in path.read_bytes().splitlines()]
    assert lines(output) == sorted(expected)
    assert output.listed()["https://example.org/id/doc/0"] == ("parts/0001.nq",)


def test_parts_are_the_same_whatever_the_order_of_the_sources_and_the_processes(eight, output):
    output.export(*eight, **PARTS)
    first = {path.name: path.read_bytes() for path in output.path.rglob("*") if path.is_file()}
    for number, (order, jobs) in enumerate([(eight[::-1], 1), (eight[::2] + eight[1::2], 2)]):
        other = type(output)(output.path.with_name(f"other-{number}"))
        other.export(*order, jobs=jobs, **PARTS)
        found = {path.name: path.read_bytes() for path in other.path.rglob("*") if path.is_file()}
        assert found == first


def test_part_in_which_one_document_changed_is_written_with_the_others_as_they_were(
    eight, output, talk, monkeypatch
):
    output.export(*eight, **PARTS)
    before = contents(output)
    made = []
    mapped = pipeline.stages.mapped
    monkeypatch.setattr(
        pipeline.stages, "mapped", lambda r, s: made.append(r.document.slug) or mapped(r, s)
    )
    talk("in/4.txt", "No.")
    done = output.export(*eight, **PARTS)
    assert made == ["4"]
    assert [each.status for each in done].count("unchanged") == 7
    after = contents(output)
    assert [name for name in after if after[name] != before[name]] == ["0002.nq"]
    fresh = type(output)(output.path.with_name("fresh"))
    fresh.export(*eight, **PARTS)
    assert contents(fresh) == after


def test_new_documents_go_into_new_parts(eight, output):
    output.export(*eight[:4], **PARTS)
    before = contents(output)
    output.export(*eight, **PARTS)
    after = contents(output)
    assert {name: after[name] for name in before} == before
    assert len(after) == 4
    assert len(output.listed()) == 8


@pytest.mark.parametrize("compress", ["gz", "zst"])
def test_parts_that_are_compressed_are_copied_from_too(compress, eight, output, talk):
    output.export(*eight, compress=compress, **PARTS)
    plain = type(output)(output.path.with_name("plain"))
    plain.export(*eight, **PARTS)
    assert lines(output) == lines(plain)
    talk("in/1.txt", "No.")
    output.export(*eight, compress=compress, **PARTS)
    plain.export(*eight, **PARTS)
    assert lines(output) == lines(plain)
    assert all(name.endswith(f".nq.{compress}") for name in contents(output))


def test_parts_asked_for_in_another_compression_replace_the_others(eight, output):
    output.export(*eight, **PARTS)
    before = lines(output)
    output.export(*eight, compress="gz", **PARTS)
    assert [name[-3:] for name in contents(output)] == [".gz"] * 3
    assert lines(output) == before
    assert gzip.decompress((output.path / "parts" / "0001.nq.gz").read_bytes())


def test_sources_with_one_name_get_the_hash_of_each_in_parts_too(talk, output):
    for number in range(70):
        talk(f"in/{number}/memo.txt", f"Yes, {number}.")
    done = output.export(output.path.with_name("in"), **PARTS)
    final = {each.source: each for each in done}
    assert len(final) == 70
    assert all(each.slug.startswith("memo-") for each in final.values())
    assert len(output.listed()) == 70
    assert b"/doc/memo/" not in b"".join(contents(output).values())


def test_copies_are_written_once_in_parts_too(talk, output):
    for number in range(70):
        talk(f"in/{number}/memo.txt")
    done = {
        each.source: each.status for each in output.export(output.path.with_name("in"), **PARTS)
    }
    assert sorted(set(done.values())) == ["duplicate", "written"]
    assert list(output.listed()) == ["https://example.org/id/doc/memo"]
    data = lines(output)
    assert len(data) == len(set(data))


def test_document_that_moves_is_in_one_part_only(eight, output):
    output.export(*eight, **PARTS)
    moved = eight[1].rename(eight[1].with_name("1-moved.txt"))
    output.export(*(path for path in eight if path != eight[1]), moved, slug="{slug}", **PARTS)
    moved.rename(eight[1])
    output.export(*eight, prune=True, **PARTS)
    data = lines(output)
    assert len(data) == len(set(data))
    assert len(output.listed()) == 8


def test_prune_takes_documents_out_of_parts_and_empty_parts_away(eight, output):
    output.export(*eight, **PARTS)
    _, problems, removed = output.run(*eight[:4], **PARTS)
    assert (problems, removed) == ([], ())
    _, _, removed = output.run(*eight[:4], prune=True, **PARTS)
    assert removed == tuple(f"parts/000{2 if n < 6 else 3}.nq: {n}" for n in range(4, 8))
    assert list(contents(output)) == ["0001.nq", "0002.nq"]
    assert len(output.listed()) == 4
    fresh = type(output)(output.path.with_name("fresh"))
    fresh.export(*eight[:4], **PARTS)
    assert contents(fresh) == contents(output)


def test_folder_that_is_searched_tells_of_documents_whose_sources_are_gone(eight, output, codes_of):
    output.export(eight[0].parent, **PARTS)
    eight[2].unlink()
    _, problems, _ = output.run(eight[0].parent, **PARTS)
    assert codes_of(problems) == ["MG522"]
    assert "in/2.txt" in problems[0].message
    assert len(output.listed()) == 8


def test_document_that_no_longer_conforms_stays_as_it_was(eight, output, monkeypatch):
    output.export(*eight, **PARTS)
    before = contents(output)
    monkeypatch.setattr(pipeline.stages, "mapped", lambda *_: 1 / 0)
    eight[4].write_text(eight[4].read_text() + "Ana Prifti: More.\n")
    done = output.export(*eight, **PARTS)
    assert [each.status for each in done].count("failed") == 1
    assert contents(output) == before
    assert len(output.listed()) == 8


def test_folder_holds_files_or_parts_but_not_both(eight, output):
    output.export(*eight, **PARTS)
    with pytest.raises(ConfigError) as told:
        output.export(*eight)
    assert told.value.problem.code == "MG521"


def test_parts_are_nquads(eight, output):
    with pytest.raises(ConfigError) as told:
        output.export(*eight, parts=True)
    assert told.value.problem.code == "MG904"


def test_part_that_is_gone_or_cut_short_is_made_again(eight, output):
    output.export(*eight, **PARTS)
    before = contents(output)
    (output.path / "parts" / "0002.nq").unlink()
    short = output.path / "parts" / "0003.nq"
    short.write_bytes(short.read_bytes()[:-10])
    done = output.export(*eight, **PARTS)
    assert [each.status for each in done].count("written") == 5
    assert contents(output) == before


def test_parts_compressed_anew_by_a_run_that_was_killed_stand_there_once(
    eight, output, monkeypatch
):
    output.export(*eight, **PARTS)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            output.export(*eight, compress="gz", **PARTS)
    output.export(*eight, compress="gz", **PARTS)
    assert list(contents(output)) == ["0001.nq.gz", "0002.nq.gz", "0003.nq.gz"]
