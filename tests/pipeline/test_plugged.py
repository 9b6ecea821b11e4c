"""Plug-ins take part in an export; one that fails is named, and stops nothing else."""

from __future__ import annotations

import pytest

import memograph
from memograph import pipeline, plugins
from memograph.problems import UnreadableSource
from memograph.settings import Settings

RAISES = "raise ZeroDivisionError('planted')"


def test_linker_works_between_reading_and_mapping(talk, output, plugged):
    file = plugged("""
        from dataclasses import replace
        class Titles:
            name = "titles"
            def link(self, record):
                title = f"{record.document.title}, linked"
                return replace(record, document=replace(record.document, title=title))
        linkers = {"titles": Titles}
    """)
    (result,) = output.export(talk("memo.txt"), plugins=(str(file),))
    assert result.status == "written"
    assert '"Talk, linked"' in output.text("memo.ttl")


def test_linker_cannot_change_the_slug_that_was_assigned(talk, output, plugged):
    file = plugged("""
        from dataclasses import replace
        class Slugs:
            name = "slugs"
            def link(self, record):
                return replace(record, document=replace(record.document, slug="mine"))
        linkers = {"slugs": Slugs}
    """)
    (result,) = output.export(talk("memo.txt"), plugins=(str(file),))
    assert result.files == ("memo.ttl",)


@pytest.mark.parametrize("body", [RAISES, "return None"])
def test_linker_that_fails_is_named_and_siblings_are_written(body, talk, output, plugged, codes_of):
    file = plugged(f"""
        class Bad:
            name = "bad"
            def link(self, record):
                if record.document.slug == "memo":
                    {body}
                return record
        linkers = {{"bad": Bad()}}
    """)
    done = output.export(talk("memo.txt"), talk("other.txt", "No."), plugins=(str(file),))
    assert [each.status for each in done] == ["failed", "written"]
    assert codes_of(done[0].problems) == ["MG911"]
    assert 'linkers plug-in "bad"' in done[0].problems[0].message
    assert str(file) in done[0].problems[0].message


def test_mapper_that_fails_is_named(talk, output, plugged, codes_of):
    file = plugged(f"""
        def bad(record, context):
            {RAISES}
            yield
        mappers = {{"bad": bad}}
    """)
    (result,) = output.export(talk("memo.txt"), plugins=(str(file),))
    assert (result.status, codes_of(result.problems)) == ("failed", ["MG911"])
    assert "ZeroDivisionError: planted" in result.problems[0].message


@pytest.mark.parametrize("triple", ["'abcd'", "('<urn:a>', '<urn:b>')", "None"])
def test_mapper_that_gives_no_triple_is_named(triple, talk, output, plugged, codes_of):
    file = plugged(f"""
        def bad(record, context):
            yield {triple}
        mappers = {{"bad": bad}}
    """)
    (result,) = output.export(talk("memo.txt"), plugins=(str(file),))
    assert (result.status, codes_of(result.problems)) == ("failed", ["MG911"])
    assert 'mappers plug-in "bad"' in result.problems[0].message


def test_reader_that_fails_to_read_is_named_and_siblings_are_written(
    talk, output, plugged, codes_of, tmp_path
):
    file = plugged(f"""
        class Bad:
            name = "bad"
            def sniff(self, source):
                return 1.0 if source.data.startswith(b"BAD") else 0.0
            def read(self, source):
                {RAISES}
        readers = {{"bad": Bad}}
    """)
    bad = tmp_path / "bad.txt"
    bad.write_text("BAD", encoding="utf-8")
    done = output.export(bad, talk("memo.txt"), plugins=(str(file),))
    assert [each.status for each in done] == ["unreadable", "written"]
    assert codes_of(done[0].problems) == ["MG911"]
    with pytest.raises(UnreadableSource) as caught:
        memograph.read(bad, settings=Settings(plugins=(str(file),)))
    assert caught.value.problem.code == "MG911"


def test_reader_that_fails_to_guess_is_not_chosen_and_told(
    talk, output, plugged, codes_of, tmp_path
):
    file = plugged(f"""
        class Bad:
            name = "bad"
            def sniff(self, source):
                {RAISES}
            def read(self, source):
                yield
        readers = {{"bad": Bad}}
    """)
    (result,) = output.export(talk("memo.txt"), plugins=(str(file),))
    assert (result.status, codes_of(result.problems)) == ("written", ["MG911"])
    assert not result.good
    odd = tmp_path / "folder" / "odd.bin"
    odd.parent.mkdir()
    odd.write_bytes(bytes(range(256)) * 4)
    (passed_over,) = output.export(odd.parent, plugins=(str(file),))
    assert (passed_over.status, codes_of(passed_over.problems)) == ("skipped", ["MG911"])


@pytest.mark.parametrize("slot", ["readers", "linkers", "mappers"])
def test_plug_in_that_does_not_load_is_told_for_every_slot(slot, talk, output, plugged, codes_of):
    file = plugged(f"""
        class Bad:
            def __init__(self):
                {RAISES}
        {slot} = {{"bad": Bad}}
    """)
    work = output.plan(talk("memo.txt"), plugins=(str(file),))
    assert codes_of(work.problems) == ["MG901"]
    assert [each.status for each in pipeline.carry_out(work)] == ["written"]


def test_run_is_another_with_another_plug_in_or_another_version_of_it(plugged):
    plain = pipeline.stages.run_of(Settings())
    one = plugged("mappers = {'none': lambda record, context: iter(())}")
    two = plugged("mappers = {'none': lambda record, context: iter([])}")
    copy = plugged("mappers = {'none': lambda record, context: iter(())}")
    runs = [pipeline.stages.run_of(Settings(plugins=(str(each),))) for each in (one, two, copy)]
    assert len({plain, *runs}) == 3
    assert runs[0] == runs[2], "where the file lies is of no matter"
    assert plain.settings_digest == Settings().digest()


def test_run_is_the_same_with_a_plug_in_that_shapes_no_graph(plugged):
    file = plugged("stores = {'mine': object()}")
    assert pipeline.stages.run_of(Settings(plugins=(str(file),))) == pipeline.stages.run_of(
        Settings()
    )


def test_fingerprint_of_a_distribution_holds_its_version(monkeypatch):
    from importlib.metadata import EntryPoint

    class Distribution:
        name = "memograph-more"
        version = "1.2"

    entry = EntryPoint("more", "memograph_more:reader", "memograph.readers")
    vars(entry).update(dist=Distribution())
    monkeypatch.setattr(
        plugins, "entry_points", lambda group: [entry] if "readers" in group else []
    )
    assert plugins.fingerprints() == ("readers more memograph-more 1.2",)


def test_report_of_an_export_names_the_digest_that_the_run_has(talk, output, plugged):
    file = plugged("mappers = {'none': lambda record, context: iter(())}")
    output.export(talk("memo.txt"), plugins=(str(file),))
    digest = output.report()["settings"]
    assert f'memo:settingsDigest "{digest}"' in output.text("memo.ttl")
