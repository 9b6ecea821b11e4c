"""Sources: opening them, and the text that their bytes are."""

from __future__ import annotations

import hashlib
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import UnreadableSource
from memograph.readers.source import Source, decode, is_markup, open_source

WORDS = "Zoë Müller: Good morning, said the chair.\nŽofie: Yes.\n"


def source(data, name="memo.txt"):
    return Source(name=name, stem="memo", data=data)


def decoded(data):
    return decode(source(data))


def codes(data):
    return [problem.code for problem in decoded(data).problems]


def refused(data):
    with pytest.raises(UnreadableSource) as caught:
        decoded(data)
    return caught.value.problem


def test_utf_8_is_read_without_a_problem():
    found = decoded(WORDS.encode())
    assert (found.text, found.encoding, found.problems) == (WORDS, "utf-8", ())


def test_utf_8_with_a_mark_is_read_without_it():
    found = decoded(b"\xef\xbb\xbf" + WORDS.encode())
    assert (found.text, found.encoding, found.problems) == (WORDS, "utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_encoding_that_a_mark_names_is_noticed(encoding):
    found = decoded(("\ufeff" + WORDS).encode(encoding))
    assert (found.text, found.encoding) == (WORDS, encoding)
    assert [(p.code, p.severity.value) for p in found.problems] == [("MG108", "notice")]
    assert encoding in found.problems[0].message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(encoding):
    found = decoded(WORDS.encode(encoding))
    assert (found.text, found.encoding) == (WORDS, encoding)
    assert [p.code for p in found.problems] == ["MG107"]


def test_windows_1252_is_guessed():
    found = decoded("“Zoë” – Müller’s".encode("windows-1252"))
    assert (found.text, found.encoding) == ("“Zoë” – Müller’s", "windows-1252")
    assert [(p.code, p.severity.value) for p in found.problems] == [("MG107", "warning")]


def test_bytes_that_windows_1252_has_not_are_latin_1():
    found = decoded(b"Zo\xeb M\xfcller said \x81 yes, and went on and on until the evening came. "
                    b"It was late when they left the town hall, and nobody was there.")  # fmt: skip
    assert found.encoding == "iso-8859-1"
    assert found.text.startswith("Zoë Müller said")
    assert [p.code for p in found.problems] == ["MG107"]


def test_broken_utf_16_is_guessed_and_a_bad_unit_replaced():
    found = decoded(("\ufeff" + WORDS).encode("utf-16-le") + b"\x00")
    assert found.text.startswith(WORDS)
    assert "MG107" in [p.code for p in found.problems]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds(end):
    assert decoded(f"One.{end}{end}Two.{end}".encode()).text == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    "data", [b"", b" ", b"\n\r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00\x00", b"\xc2\xa0\n"]
)
def test_source_without_print_is_refused_as_empty(data):
    found = refused(data)
    assert (found.code, found.where.source) == ("MG101", "memo.txt")


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP, DOCX or ODT file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"\xd0\xcf\x11\xe0", "an old Word file"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\x00", "a database"),
    ],
)
def test_file_of_another_kind_is_refused_by_what_it_is(head, what):
    found = refused(head + b"and more text after it")
    assert found.code == "MG102"
    assert what in found.message


def test_bytes_full_of_control_characters_are_refused():
    assert refused(bytes(range(32)) * 20).code == "MG102"


def test_forbidden_characters_are_replaced_and_told_where():
    found = decoded(b"One.\nTwo\x01 and \x02three, as they said. " + b"It was late. " * 20)
    assert found.text.startswith("One.\nTwo\ufffd and \ufffdthree")
    (problem,) = found.problems
    assert (problem.code, problem.where.line, problem.where.column) == ("MG109", 2, 4)
    assert "2" in problem.message
    assert "U+0001" in problem.message


def test_form_feed_of_a_page_is_forbidden_too():
    found = decoded(b"One page.\x0cAnother page.")
    assert found.text == "One page.\ufffdAnother page."
    assert [p.code for p in found.problems] == ["MG109"]


@pytest.mark.parametrize("wrong", ["ZoÃ«", "donâ€™t", "Ð¼Ð¸Ñ€", "nineÂ\u00a0francs"])
def test_text_decoded_twice_is_told_where_and_kept(wrong):
    text = f"Good.\n\nSaid {wrong} then."
    found = decoded(text.encode())
    assert found.text == text
    (problem,) = found.problems
    assert (problem.code, problem.where.line) == ("MG111", 3)


@pytest.mark.parametrize("text", ["Ã is a letter.", "São Paulo", "À bientôt", "Привет", "€5"])
def test_rare_letters_alone_are_not_decoded_twice(text):
    assert codes(text.encode()) == []


def test_offsets_count_characters():
    text = "𝄞 Zoë: Yes."
    assert len(decoded(text.encode()).text) == len(text)


def test_file_is_opened_by_its_path(tmp_path):
    path = tmp_path / "talks.1961.txt"
    path.write_bytes(b"Ada: Yes.")
    found = open_source(path)
    assert (found.name, found.stem, found.data) == (str(path), "talks", b"Ada: Yes.")
    assert found.sha256 == hashlib.sha256(b"Ada: Yes.").hexdigest()
    assert (found.file.file_name, found.file.sha256) == ("talks.1961.txt", found.sha256)


def test_name_that_begins_with_a_stop_is_its_own_stem(tmp_path):
    path = tmp_path / ".talks"
    path.write_bytes(b"x")
    assert open_source(path).stem == ".talks"


def test_dash_is_the_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ada: Yes.")))
    found = open_source("-")
    assert (found.name, found.stem, found.data) == ("stdin", "stdin", b"Ada: Yes.")


def test_standard_input_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 20)))
    with pytest.raises(UnreadableSource) as caught:
        open_source("-", max_bytes=10)
    assert caught.value.problem.code == "MG106"


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableSource) as caught:
        open_source(tmp_path / "none.txt")
    assert caught.value.problem.code == "MG103"
    assert caught.value.problem.where.source.endswith("none.txt")


def test_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableSource) as caught:
        open_source(tmp_path)
    assert caught.value.problem.code == "MG104"


def test_file_that_may_not_be_opened_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "talks.txt"
    path.write_bytes(b"x")

    def deny(*_arguments, **_given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", deny)
    with pytest.raises(UnreadableSource) as caught:
        open_source(path)
    assert caught.value.problem.code == "MG105"
    assert "Permission denied" in caught.value.problem.message


@pytest.mark.parametrize(("size", "refused_"), [(10, False), (11, True)])
def test_file_larger_than_the_limit_is_refused(tmp_path, size, refused_):
    path = tmp_path / "talks.txt"
    path.write_bytes(b"x" * size)
    if not refused_:
        assert len(open_source(path, max_bytes=10).data) == size
        return
    with pytest.raises(UnreadableSource) as caught:
        open_source(path, max_bytes=10)
    assert caught.value.problem.code == "MG106"


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_that_xml_can_hold_or_refused(data):
    try:
        found = decoded(data)
    except UnreadableSource as refusal:
        assert refusal.problem.code in {"MG101", "MG102"}  # noqa: PT017 - either is right
        return
    assert "\r" not in found.text
    assert not any(c < " " and c not in "\t\n" for c in found.text)
    found.text.encode()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=100))
def test_text_without_controls_is_read_as_it_was_written(text):
    data = ("Ada: " + text).encode()
    assert decoded(data).text == "Ada: " + text.replace("\ufffe", "\ufffd").replace(
        "\uffff", "\ufffd"
    )


BEGINNINGS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n\t ", b"\xa0", b"\x00"])
HEADS = st.sampled_from(
    [b"<", b"<\x00", b"<?xml?>", b"---\n", b"{", b"", b"00:01.000 --> 00:02.000\n"]
)


@given(BEGINNINGS, BEGINNINGS, HEADS, st.binary(max_size=40))
def test_mark_up_is_known_before_it_is_decoded(mark, blanks, head, rest):
    given_bytes = source(mark + blanks + head + rest)
    try:
        text = decode(given_bytes).text
    except UnreadableSource:
        return
    if is_markup(given_bytes):
        assert text.lstrip()[:1] == "<"
