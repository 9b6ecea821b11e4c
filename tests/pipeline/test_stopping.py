"""A run that is stopped leaves whole documents, and a folder that says which."""

from __future__ import annotations

import shutil
import signal
from contextlib import closing

import pytest

from memograph import pipeline
from memograph.stores import files


@pytest.fixture
def four(talk):
    return [talk(f"{number}.txt", f"Yes, {number}.") for number in range(4)]


def test_stream_that_is_closed_early_describes_what_was_written(four, output):
    with closing(pipeline.carry_out(output.plan(*four))) as stream:
        next(stream)
        next(stream)
    assert sorted(output.listed().values()) == [("0.ttl",), ("1.ttl",)]
    report = output.report()
    assert [found["code"] for found in report["problems"]] == ["MG518"]
    assert "2 of 4" in report["problems"][0]["message"]
    assert list(report["origins"]) == ["0", "1"]


def test_interrupt_in_the_middle_of_a_document_leaves_the_ones_before(four, output, monkeypatch):
    mapped = pipeline.stages.mapped

    def interrupted(record, settings):
        if record.document.slug == "2":
            raise KeyboardInterrupt
        return mapped(record, settings)

    monkeypatch.setattr(pipeline.stages, "mapped", interrupted)
    with pytest.raises(KeyboardInterrupt):
        output.export(*four)
    assert output.names() == {"0.ttl", "1.ttl", "dataset.ttl", "report.json"}
    assert len(output.listed()) == 2


def test_stream_of_several_processes_closed_early_lists_all_that_they_wrote(four, output):
    with closing(pipeline.carry_out(output.plan(*four, jobs=2))) as stream:
        next(stream)
    written = {name for name in output.names() if name[0].isdigit()}
    assert written
    assert {file for names in output.listed().values() for file in names} == written
    assert set(output.report()["origins"]) == {name.removesuffix(".ttl") for name in written}


def test_run_that_is_stopped_prunes_nothing(four, output):
    output.export(*four, formats=("nquads",))
    with closing(pipeline.carry_out(output.plan(*four[:2], prune=True))) as stream:
        next(stream)
    assert {"0.nq", "1.nq", "2.nq", "3.nq", "0.ttl"} <= output.names()


def test_run_that_is_carried_out_is_not_called_stopped(four, output):
    with pipeline.running(output.plan(*four)) as run:
        list(run.results())
    assert run.complete
    assert run.problems == []


@pytest.fixture
def _heeding_interrupts():
    # A suite started in the background inherits a shell's order to ignore them.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heeding_interrupts")
def test_files_of_one_document_are_all_renamed_before_an_interrupt_counts(tmp_path, monkeypatch):
    from pathlib import Path

    replace = Path.replace

    def interrupted(self, target):
        signal.raise_signal(signal.SIGINT)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    contents = tuple((tmp_path / name, b"new") for name in ("a.ttl", "a.nq"))
    with pytest.raises(KeyboardInterrupt):
        files.write_all(contents)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.nq", "a.ttl"]


def test_files_of_one_document_are_none_if_one_cannot_be_written(talk, output):
    memo = talk("memo.txt")
    (output.path / "memo.nq").mkdir(parents=True)
    (result,) = output.export(memo, formats=("turtle", "nquads"))
    assert result.status == "failed"
    assert "memo.ttl" not in output.names()


def test_file_of_the_user_stays_though_a_run_that_was_stopped_is_gone_on_with(
    talk, output, monkeypatch
):
    monkeypatch.setattr(pipeline.run, "_FEW", 0)
    first, second = talk("a/memo.txt"), talk("b/memo.txt", "No.")
    output.path.mkdir()
    (output.path / "memo.ttl").write_text("@prefix my: <https://example.net/> . my:own a my:File .")
    pipeline.carry_out(output.plan(first, second)).close()
    with closing(pipeline.carry_out(output.plan(first, second))) as stream:
        next(stream)
    done = output.export(first, second)
    assert "memo" not in {each.slug for each in done}
    assert "my:own" in output.text("memo.ttl")


def test_document_that_a_killed_run_had_at_hand_is_unchanged_if_nothing_of_it_changed(
    four, talk, output, monkeypatch
):
    from memograph.pipeline import committing

    output.export(*four)
    talk("2.txt", "Changed.")
    other = type(output)(output.path.with_name("other"))
    shutil.copytree(output.path, other.path)
    other.export(*four)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(committing, "commit", killed)
        with pytest.raises(KeyboardInterrupt):
            output.export(*four)
    done = output.export(*four)
    assert [each.status for each in done] == ["unchanged", "unchanged", "written", "unchanged"]
    assert {name: output.text(name) for name in output.names()} == {
        name: other.text(name) for name in other.names()
    }


def test_dry_run_after_a_run_that_was_stopped_tells_only_what_is_left(four, output):
    with closing(pipeline.carry_out(output.plan(*four))) as stream:
        next(stream)
    with pipeline.running(output.plan(*four, dry_run=True)) as run:
        done = [each.status for each in run.results()]
        assert done == [each.status for each in run.final()]
        assert run.totals()["status"] == {"planned": 3, "unchanged": 1}
    assert done == ["unchanged", "planned", "planned", "planned"]
