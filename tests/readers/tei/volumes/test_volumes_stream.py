"""Volumes of any size and any breakage: flat memory, every document, each fault at its place."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from volumes_of import LETTER, NOTE, SPOKEN, TALK, TOLD, mixed, volume

from memograph.problems import UnreadableSource
from memograph.readers.source import Source
from memograph.readers.tei import volumes
from memograph.readers.tei.volume.stream import may_start, starts

LARGE = 20_000_000


def source(data):
    return Source(name="v.xml", stem="v", data=data)


def read(documents):
    return tuple(volumes.read(source(volume(documents)), "tei"))


def ids(records):
    return [record.document.slug.removeprefix("frus1958-60v99-") for record in records]


def talk(n, body=None):
    return TALK.format(n=n, day=n, body=body or SPOKEN.format(i=1))


def letter(n):
    return LETTER.format(n=n, day=n, body=TOLD.format(i=1))


MEASURED = """
import sys
from pathlib import Path
from memograph.readers.source import Source
from memograph.readers.tei import volumes
from memograph.readers.tei.volume.stream import Stream, may_start, starts

def used():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

source = Source(name="v.xml", stem="v", data=Path(sys.argv[1]).read_bytes())
next(volumes.read(source, "tei"))
sizes = []
for number, _ in enumerate(Stream(source), 1):
    if number % 30 == 0:
        sizes.append(used())
print(number, max(sizes) - sizes[0])
"""


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(),
    reason="/proc, which tells the memory of a process, needs Linux",
)
def test_large_volume_is_streamed_in_flat_memory(tmp_path):
    file = tmp_path / "volume.xml"
    file.write_bytes(volume("".join(mixed(300, 370))))
    assert file.stat().st_size > LARGE
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, text=True, check=True
    )
    documents, grown = map(int, run.stdout.split())
    assert documents == 300
    assert grown < LARGE / 10


def test_kinds_of_a_mixed_volume_are_told_apart():
    records = tuple(volumes.read(source(volume("".join(mixed(9, 2)))), "tei"))
    assert ids(records) == [f"d{n}" for n in range(1, 10)]
    assert [len(record.turns) for record in records] == [4, 0, 0] * 3
    assert [len(record.participations) for record in records] == [2, 0, 0] * 3


@pytest.mark.parametrize(
    "broken",
    [
        "<p>an <hi>open mark</p>",
        "<p>a < b</p>",
        "<p>a & b &nbsp; c</p>",
        "<p foo>no value</p>",
        "</p><p>an end too many</p>",
        "<p>\x01 forbidden</p>",
        "<p>" + "<hi>" * 300 + "deep</p>",
        "<p>&lt;!-- <!-- -- --></p>",
        "<frus2:x>unknown prefix</frus2:x>",
        "<head>no end",
    ],
)
def test_broken_document_costs_no_other_its_reading(broken):
    records = read(talk(1) + talk(2, broken + SPOKEN.format(i=2)) + letter(3) + talk(4))
    assert ids(records) == ["d1", "d2", "d3", "d4"]
    assert [len(records[at].turns) for at in (0, 2, 3)] == [2, 0, 2]
    assert all(record.locate(record.statements[0].span.start).line for record in records[::3])
    told = {problem.code for record in records for problem in record.problems}
    assert "MG126" in told
    assert not any(p.code == "MG126" for p in records[0].problems)


def test_document_without_its_end_ends_where_the_next_begins():
    whole = talk(2)
    records = read(talk(1) + whole[: whole.rindex("</div>")] + letter(3) + talk(4))
    assert ids(records) == ["d1", "d2", "d3", "d4"]
    assert [len(record.turns) for record in records] == [2, 2, 0, 2]
    assert "dear" not in records[1].full_text.lower()


def test_lines_are_right_after_the_parser_gave_up():
    data = volume(talk(1) + talk(2, "<p>a < b</p>") + "\n\n" + talk(3))
    *_, last = volumes.read(source(data), "tei")
    line = last.locate(last.statements[0].span.start).line
    assert "The quay 1" in data.decode().split("\n")[line - 1]


def test_volume_cut_off_gives_what_there_is():
    data = volume(talk(1) + talk(2) + talk(3))
    records = tuple(volumes.read(source(data[: data.index(b"d3fn1")]), "tei"))
    assert ids(records) == ["d1", "d2", "d3"]
    assert [len(record.turns) for record in records] == [2, 2, 0]


def test_volume_without_any_document_is_unreadable():
    with pytest.raises(UnreadableSource) as caught:
        tuple(volumes.read(source(b"<TEI><text><body></body></text></TEI>"), "tei"))
    assert caught.value.problem.code == "MG127"


def test_document_without_id_is_called_by_its_number_or_place():
    one = talk(1).replace(' xml:id="d1"', "")
    other = letter(2).replace('n="2" xml:id="d2"', "")
    records = read(one + other)
    assert ids(records) == ["d1", "document-2"]
    assert all(any(p.code == "MG153" for p in record.problems) for record in records)


def test_id_used_twice_is_told_and_has_one_address():
    records = read(talk(1) + letter(1))
    assert ids(records) == ["d1", "d1"]
    assert [len(record.document.identifier) for record in records] == [1, 0]
    assert [any(p.code == "MG154" for p in r.problems) for r in records] == [False, True]


def test_documents_of_nested_volumes_bear_the_id_of_their_own():
    inner = "".join(f'<TEI xml:id="v{n}"><text><body>{talk(n)}</body></text></TEI>' for n in (1, 2))
    data = f'<teiCorpus xmlns:frus="http://x/">{inner}</teiCorpus>'.encode()
    slugs = [record.document.slug for record in volumes.read(source(data), "tei")]
    assert slugs == ["v1-d1", "v2-d2"]


def test_entities_are_not_followed():
    data = volume(talk(1)).replace(
        b"<TEI", b'<!DOCTYPE TEI [<!ENTITY f SYSTEM "file:///etc/hostname">]><TEI', 1
    )
    (record,) = volumes.read(source(data.replace(b"too short", b"too &f; short")), "tei")
    assert "too short" in record.statements[0].text
    assert any(problem.code == "MG128" for problem in record.problems)


@pytest.mark.parametrize(
    "piece", [b"<!-- ", b"<![CDATA[", b'<div type="document"', b"<div " + b" " * 90]
)
def test_hostile_bytes_are_looked_through_in_no_time(piece):
    data = b"<TEI>" + piece * (3_000_000 // len(piece))
    # None of the elements comes to its end.
    assert not volumes.is_volume(source(data))


def test_long_lists_and_many_keys_are_read_in_no_time():
    names = ["Arden" + "".join(one) for one in islice(product("aeiou", "lmnrst", repeat=3), 1500)]
    items = "".join(f"<item>Mr. <persName>{name}</persName>, clerk</item>" for name in names)
    keys = "".join(f"<p>PLACE: House {i}</p>" for i in range(1500))
    said = "".join(SPOKEN.format(i=i) for i in range(20))
    talk = TALK.format(n=1, day=3, body=keys + said)
    talk = talk.replace("</item></list>", f"</item>{items}</list>")
    (record,) = volumes.read(source(volume(talk)), "tei")
    assert len(record.turns) >= 20
    assert set(names) <= {agent.name for agent in record.everyone()}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([TALK, LETTER, NOTE]), min_size=1, max_size=4),
    st.integers(0, 4000),
    st.sampled_from(
        [b"", b"<", b"</div>", b"<p>", b"&", b"<!--", b"\xff", b'<div type="document">']
    ),
)
def test_whatever_is_put_in_anywhere_nothing_raises_and_spans_hold(forms, at, piece):
    body = SPOKEN.format(i=1)
    text = "".join(form.format(n=n, day=n, body=body) for n, form in enumerate(forms, 1))
    data = volume(text)
    data = data[: at % len(data)] + piece + data[at % len(data) :]
    if not volumes.is_volume(source(data)):
        return
    try:
        records = tuple(volumes.read(source(data), "tei"))
    except UnreadableSource:
        return
    for record in records:
        for segment in record.segments():
            assert record.full_text[slice(*segment.span)] == segment.text


PARTS = st.lists(
    st.sampled_from([
        b"<div", b"<x:div2", b" ", b"type", b"subtype", b"=", b'"', b"'", b"document",
        b"editorial-note", b"historical-document", b'<div type="document">',
        b"<div n='1' subtype='editorial-note'",
        b"<!--", b"-->", b"<![CDATA[", b"]]>", b">",
    ]),
    max_size=12,
)  # fmt: skip


@given(PARTS)
def test_documents_begin_only_where_they_may(parts):
    data = b"".join(parts)
    assert may_start(data) or not list(starts(data))
