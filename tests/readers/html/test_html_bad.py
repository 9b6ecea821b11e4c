"""Pages that are broken, hostile, empty, or no record at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memograph import plugins
from memograph.problems import MemographError, UnreadableSource
from memograph.readers.choice import read_source
from memograph.readers.html.reader import HtmlReader
from memograph.readers.source import Source

READER = HtmlReader()
TURNS = (
    "<p>Mr. Fels: The tram is late.</p>"
    "<p>Mrs. Kohl: It is always late.</p><p>Mr. Fels: Not on Sundays.</p>"
)
TALK = "<p>Present: Mr. Arno Fels, Mrs. Rita Kohl</p>" + TURNS
SECONDS = 60


def source(page, **given_):
    data = page if isinstance(page, bytes) else page.encode()
    return Source(name="tram.html", stem="tram", data=data, **given_)


def read(page):
    (record,) = READER.read(source(page))
    return record


def codes(record):
    return {found.code for found in record.problems}


def said(record):
    return [" ".join(one.text.split()) for one in record.statements]


SPOKEN = ["The tram is late.", "It is always late.", "Not on Sundays."]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"", "MG101"),
        (b"  \n ", "MG101"),
        (b"<html><head><title>Minutes</title></head><body></body></html>", "MG166"),
        (b"<html><body><p>&nbsp;</p><script>write('A: B')</script></body></html>", "MG166"),
        (
            b"<html><frameset cols='*,*'><frame src=a.html><frame src=b.html></frameset></html>",
            "MG166",
        ),
        (
            b"<html><body><form>Name <input name=n> <input type=password></form></body></html>",
            "MG167",
        ),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\n", "MG168"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
            "MG168",
        ),
        (b"%PDF-1.7 <html>", "MG102"),
        (b"<!-- nothing -->", "MG166"),
    ],
)
def test_page_without_words_is_refused_with_what_to_do(page, code):
    with pytest.raises(UnreadableSource) as caught:
        read(page)
    assert caught.value.problem.code == code
    assert caught.value.problem.hint


def test_reason_why_a_page_is_empty_is_told():
    with pytest.raises(UnreadableSource) as caught:
        read("<html><body><div id=app></div><script src=app.js></script></body></html>")
    assert "script" in caught.value.problem.message


@pytest.mark.parametrize(
    "broken",
    [
        f"<html><body><div><div>{TALK}",
        f"<b><i>{TALK}</b></i></div></p></table>",
        f"<html><body><table><tr><td>{TALK}</table></td></tr>",
        f"<html><head><title>T<body>{TALK}".replace("<body>", "</title><body>"),
        TALK.replace("</p>", ""),
        f"{TALK}<p>".replace("<p>", "<P CLASS=x>"),
        f"<html>{TALK}</html><html></html>",
        TALK.replace(" ", "\r\n"),
        TALK.replace(": ", "\u00a0: ").replace("tram", "tr\u00adam\u200b"),
        TALK.replace(": ", "&nbsp;: ").replace("tram", "tr&shy;am&#8203;"),
        TALK.replace("</p>", "<!-- Mr. Fels: never --></p>"),
        TALK.replace("late.", "late.<style>p { color: red }</style>"),
    ],
)
def test_broken_page_gives_its_turns(broken):
    assert said(read(broken)) == SPOKEN


@pytest.mark.parametrize("name", ["div", "b", "span", "table><tr><td", "ul><li", "blockquote"])
def test_page_nested_beyond_bounds_is_read_flat(name):
    record = read(f"<html><body>{f'<{name}>' * 10_000}{TALK}")
    assert said(record) == SPOKEN
    assert "MG169" in codes(record)


@pytest.mark.parametrize("name", ["div", "span", "table><tr><td", "div class=label", "dl><dt"])
def test_page_nested_within_bounds_is_read_in_time(name):
    begun = time.process_time()
    record = read(f"<html><body>{f'<{name}>' * 600}{TALK}{TURNS * 300}")
    assert said(record)[:3] == SPOKEN
    assert time.process_time() - begun < SECONDS


LARGE = {
    "turns": TALK + TURNS * 500,
    "one paragraph": "<p>" + "<b>Mr. Fels</b>: Late.<br/><br/>" * 4_000,
    "rows": "<table>" + "<tr><td>Mr. Fels</td><td>Late again.</td></tr>" * 2_500,
    "fields": "<div class=field><b class=label>Source</b><i>Archive</i></div>" * 2_000 + TALK,
    "notes": TALK + "<p>So.<sup><a href='#n1'>1</a></sup></p><p id=n1>A note.</p>" * 2_000,
    "headings": "<h2>Part</h2><p>Words.</p>" * 3_000 + TALK,
    "menus": "<ul>" + "<li><a href=a>One</a></li>" * 5_000 + "</ul>" + TALK,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_page_is_read_in_time(name):
    begun = time.process_time()
    assert read(LARGE[name]).text_versions[0].full_text
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("page", "codes_"),
    [
        ('<meta charset="windows-1251"><p>Да</p>'.encode("cp1251"), {"MG108"}),
        ('<meta charset="windows-1251"><p>Да</p>'.encode(), set()),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><html><p>D\xe4</p></html>', {"MG108"}),
        (b'<meta http-equiv="x" content="text/html; charset=utf-8"><p>D\xe4 </p>', {"MG165"}),
        (b'<meta charset="klingon"><p>D\xe4 </p>', {"MG107"}),
        (b'<meta charset="rot13"><p>D\xe4 </p>', {"MG107"}),
        (b'<meta charset="big5"><p>D\xff\xff\xe4</p>', {"MG165"}),
        ("<meta charset=utf-16><p>D\u00e4</p>".encode("utf-16"), {"MG108"}),
        ("\ufeff<meta charset=latin1><p>D\u00e4</p>".encode(), set()),
    ],
)  # fmt: skip
def test_encoding_is_that_of_the_mark_then_of_the_page_then_a_guess(page, codes_):
    record = read(page)
    assert record.text_versions[0].full_text.strip() in ("Да", "Dä", "Dÿÿä")
    assert {code for code in codes(record) if code in ("MG107", "MG108", "MG165")} == codes_


NO_RECORDS = {
    "article": (
        "<article><h1>Harbour reopens after the storm</h1><p>The harbour opened on "
        "Monday, the mayor said. “We waited long enough,” she told "
        "reporters.</p><p>Ships: four. Boats: nine.</p><p>Related: storms of the last "
        "century.</p></article>"
    ),
    "letter": (
        "<main><h1>Letter from Konrad Lade to Emma Post</h1><p>Lund, 5 May "
        "1920</p><p>Dear Emma,</p><p>The conversation with your father did me "
        "good.</p><p>Yours, Konrad</p></main>"
    ),
    "index": (
        "<main><h1>Search results</h1><ul><li><a href=1>Memorandum of Conversation "
        "between Ash and Birch</a> 4 May 1961</li><li><a href=2>Minutes of the talks</a> "
        "5 May 1961</li></ul></main>"
    ),
    "telegram": (
        "<main><h1>Telegram from the Legation to the Ministry</h1><p>To: "
        "Ministry</p><p>From: Legation</p><p>Subject: Coal</p><p>Send coal.</p></main>"
    ),
    "directory": (
        "<main><h1>Members of the Marsh Board</h1><p><b>Ann Rowe</b> is chairwoman since "
        "1999.</p><p><b>Basil Stone</b> keeps the accounts.</p><p><b>Cora Venn</b> keeps "
        "bees.</p></main>"
    ),
    "comments": (
        "<main><h1>My holiday</h1><p>I saw the sea.</p></main><div "
        "class=comments><p><b>Jo:</b> Nice.</p><p><b>Al:</b> Very.</p><p><b>Jo:</b> "
        "Yes.</p></div>"
    ),
    "collection": (
        "<main><h1>Papers on the canal</h1><dl><dt>Authors</dt><dd>Ash, "
        "Carl</dd><dt>Associated People</dt><dd>Brown, Ada; Green, Tom</dd><dt>Record "
        "ID</dt><dd>112</dd></dl><p>The papers tell of the canal.</p></main>"
    ),
}


@pytest.mark.parametrize("name", NO_RECORDS)
def test_page_that_is_no_record_gives_a_document_without_meeting(name):
    record = read(f"<!DOCTYPE html><html><body>{NO_RECORDS[name]}</body></html>")
    assert record.meetings == ()
    assert record.turns == record.statements == record.participations == ()
    assert record.document.kind == "Document"
    assert record.document.title


@pytest.mark.parametrize(
    ("data", "html"),
    [
        (b"<!DOCTYPE html><html><p>Hello", True),
        (b"\xef\xbb\xbf\n<HTML><BODY>Hello", True),
        ("<!DOCTYPE html><html><p>Hello".encode("utf-16"), True),
        (TALK.encode(), True),
        (b"From: <Saved by WebKit>\nSubject: x", True),
        (
            b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>A</p></body></text></TEI>",
            False,
        ),
        (b"<div xmlns='http://www.tei-c.org/ns/1.0'>" + TALK.encode() + b"</div>", False),
        (b"<?xml version='1.0'?><akomaNtoso><p>A</p><p>B</p><p/><p/><p/><p/></akomaNtoso>", False),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p/></html>", True),
        (b"# Minutes\n\nAda: Use <br> here, and <b>bold</b>.\n\nBen: I will.\n", False),
        (b"Ada: The page began with <html> and ended.\n\nBen: So?\n", False),
        (b'{"html": "<p>a</p>"}', False),
        (b"", False),
        (b"%PDF", False),
        (b"From: Ada\nTo: Ben\n\nMinutes follow.", False),
    ],
)
def test_page_is_told_by_its_content(data, html):
    assert (READER.sniff(source(data)) > 0.5) is html


def test_page_is_chosen_before_other_readers():
    readers = plugins.load("readers").objects
    (record,) = read_source(source(f"<!DOCTYPE html><html><body>{TALK}"), readers=readers)
    assert record.reader == "html"
    assert "MG124" not in codes(record)


def test_media_type_is_that_of_a_page():
    assert read(TALK).text_versions[0].source.media_type == "text/html"
    given_ = source(TALK, media_type="application/xhtml+xml")
    assert next(READER.read(given_)).text_versions[0].source.media_type == "application/xhtml+xml"


NAMES = (
    *("p", "div", "b", "br", "table", "tr", "td", "th", "dl", "dt", "dd", "ul", "li", "h2", "sup"),
    *("a", "i", "span", "aside", "nav", "main", "script", "pre", "form"),
)
TAGS = st.sampled_from(
    [
        *(f"<{name}>" for name in NAMES),
        *(f"</{name}>" for name in NAMES),
        *("<a href='#n1'>", "<i id=n1>", "<span class=speaker>", "<div class=label>", "<!-- -->"),
        *("&", "&lt;"),
    ]
)
PIECES = st.one_of(
    TAGS,
    st.sampled_from(["Mr. Fels: Late.", "Present:", "Ada", "1", "\n", "Record ID"]),
    st.text(max_size=5),
)


@settings(deadline=None)
@given(pieces=st.lists(PIECES, max_size=60))
def test_any_tags_give_a_record_or_a_problem(pieces):
    page = source("<html><body>" + " ".join(pieces).encode("utf-8", "replace").decode())
    try:
        records = list(READER.read(page))
    except MemographError:
        return
    for record in records:
        text = record.text_versions[0].full_text
        assert all(one.text == text[one.span.start : one.span.end] for one in record.segments())


@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_guess_and_a_record_or_a_problem(data):
    page = source(b"<html>" + data)
    assert 0 <= READER.sniff(page) <= 1
    try:
        list(READER.read(page))
    except MemographError:
        return
