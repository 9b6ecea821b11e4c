"""Which reader a source gets."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph import plugins
from memograph.model import Document, Record, TextVersion
from memograph.problems import ConfigError, UnknownFormat, UnreadableSource
from memograph.readers import markdown, page, subtitles, table, transcript
from memograph.readers.choice import Reader, read_source
from memograph.readers.source import Source

MEMO = Source(name="memo.txt", stem="memo", data=b"Ada: Yes.")


@dataclass(frozen=True)
class Guess:
    """A reader that is as sure as it is told to be."""

    name: str
    sure: float
    records: int = 1

    def sniff(self, _source):
        return self.sure

    def read(self, source):
        for number in range(self.records):
            yield Record(
                source=source.name,
                reader=self.name,
                document=Document(slug=str(number)),
                text_versions=(TextVersion(full_text="Ada: Yes."),),
            )


def read(*readers, source=MEMO, reader=None):
    return list(read_source(source, readers={r.name: r for r in readers}, reader=reader))


def test_surest_reader_reads():
    (record,) = read(Guess("a", 0.3), Guess("b", 0.8), Guess("c", 0.5))
    assert (record.reader, record.problems) == ("b", ())


def test_reader_that_is_named_reads_however_unsure():
    (record,) = read(Guess("a", 0.9), Guess("b", 0.0), reader="b")
    assert (record.reader, record.problems) == ("b", ())


def test_reader_of_unknown_name_is_a_config_error_that_names_the_known():
    with pytest.raises(ConfigError) as caught:
        read(Guess("b", 0.9), Guess("a", 0.9), reader="c")
    assert caught.value.problem.code == "MG904"
    assert "one of a, b" in f"{caught.value.problem.message} {caught.value.problem.hint}"


def test_runners_up_are_noticed():
    (record,) = read(Guess("a", 0.55), Guess("b", 0.6), Guess("c", 0.2), Guess("d", 0.58))
    (notice,) = record.problems
    assert (notice.code, notice.severity.value) == ("MG124", "notice")
    assert notice.where.source == "memo.txt"
    assert notice.message == "read by b (0.60); almost as likely: d (0.58), a (0.55)"


def test_tie_goes_to_the_first_in_the_alphabet_and_is_noticed():
    (record,) = read(Guess("b", 0.5), Guess("a", 0.5))
    assert record.reader == "a"
    assert [p.code for p in record.problems] == ["MG124"]


def test_reader_far_behind_is_not_noticed():
    assert read(Guess("a", 0.5), Guess("b", 0.39))[0].problems == ()


def test_every_record_of_a_close_choice_bears_the_notice():
    records = read(Guess("a", 0.5, records=2), Guess("b", 0.45))
    assert [[p.code for p in record.problems] for record in records] == [["MG124"], ["MG124"]]


@pytest.mark.parametrize("readers", [(), (Guess("a", 0.0),), (Guess("a", 0.05), Guess("b", 0.09))])
def test_source_that_no_reader_knows_is_refused(readers):
    with pytest.raises(UnknownFormat) as caught:
        read(*readers)
    assert caught.value.problem.code == "MG123"
    assert caught.value.problem.where.source == "memo.txt"


def test_source_that_is_no_text_is_refused_as_such():
    with pytest.raises(UnreadableSource) as caught:
        read(Guess("a", 0.0), source=Source(name="a.pdf", stem="a", data=b"%PDF-1.7"))
    assert caught.value.problem.code == "MG102"


def test_nothing_is_read_before_the_first_record_is_asked_for():
    assert read_source(MEMO, readers={}, reader="none") is not None


@pytest.mark.parametrize("name", ["markdown", "page", "record_json", "transcript"])
def test_built_in_reader_is_a_reader_of_its_name(name):
    reader = plugins.load("readers").objects[name]
    assert isinstance(reader, Reader)
    assert reader.name == name


@pytest.mark.parametrize("data", [b"", b"%PDF", b"\xff\xfe\x00", bytes(range(256)), b"{", b"<a>"])
@pytest.mark.parametrize("name", ["markdown", "page", "record_json", "transcript"])
def test_built_in_reader_guesses_without_a_failure(name, data):
    reader = plugins.load("readers").objects[name]
    assert 0 <= reader.sniff(Source(name="x", stem="x", data=data)) <= 1


MARKED_UP = st.lists(
    st.sampled_from([
        "<p>", "</p>", "<!-- a -->", "00:00:01.000 --> 00:00:02.000\n", "\u0661:00.000 --> ",
        "\u00a0", "\n\n", "\r\n", "WEBVTT", "Ada: Yes.", "---\n", "# Talks\n", "**Ada**", "a,b\n",
    ]),
    max_size=8,
)  # fmt: skip


@given(st.sampled_from(["", "\ufeff", "\n "]), MARKED_UP)
def test_guesses_at_mark_up_are_the_same_without_decoding_it(before, pieces):
    marked = Source(name="a", stem="a", data=f"{before}<{''.join(pieces)}".encode())
    readers = plugins.load("readers").objects
    quick = {name: reader.sniff(marked) for name, reader in readers.items()}
    with pytest.MonkeyPatch.context() as patched:
        for module in (markdown, page, subtitles, table, transcript):
            patched.setattr(module, "is_markup", lambda _: False)
        assert {name: reader.sniff(marked) for name, reader in readers.items()} == quick
