"""PDF files: lines become paragraphs, pages one text; what is no text of the record is left out."""

from __future__ import annotations

import builtins
import importlib.util
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from memograph import pipeline
from memograph.problems import MissingExtra, UnreadableSource
from memograph.readers import Source
from memograph.readers.pdf.reader import PdfReader
from memograph.text.names import fold


def beside(path):
    """Load a module by its path: tests are no package."""
    spec = importlib.util.spec_from_file_location(f"made_up_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


paper = beside(Path(__file__).with_name("print.py"))
made_up = beside(Path(__file__).parents[1] / "properties" / "transcripts.py")
SENTENCES = (
    "The pier was built of oak, and nobody has looked at it since the winter of the great storm.",
    "Who is to pay for the road?",
    "I have a letter here in which the council says that it will neither pay nor say who will.",
    "Ships come late at night, with heavy loads of stone, and there is one lamp for all of them.",
    "No.",
    "We ought to write down what was agreed: a lamp, two new beams, and a fence on the west side.",
    "It will be dear.",
)
NAMES = ("BRANDT", "OKAFOR", "HOLT")


def long_talk(count):
    """Return who says what, in turns of one to three paragraphs of differing length."""
    told = []
    for n in range(count):
        parts = [
            " ".join(
                SENTENCES[(n * 3 + k * 5 + j) % len(SENTENCES)] for j in range(1 + (n + k) % 5)
            )
            for k in range(1 + n % 3)
        ]
        told.append((NAMES[n % 3].title(), parts))
    return told


def marked(talk, *, bold=True):
    """Return the paragraphs of a talk in reportlab's mark-up."""
    found = []
    for name, (first, *others) in talk:
        label = f"<b>{name.upper()}:</b>" if bold else f"{name.upper()}:"
        found.extend((f"{label} {first}", *others))
    return found


def as_said(talk):
    return [(name, " ".join(parts)) for name, parts in talk]


LONG = long_talk(30)
PLAIN = [
    ("Brandt", "Shall we begin with the pier?"),
    ("Okafor", "I would rather begin with the road."),
    ("Brandt", "Then the road it is."),
]
TALK = [f"<b>{name.upper()}:</b> {words}" for name, words in PLAIN]


def source(data, name="talk.pdf"):
    return Source(name=name, stem="talk", data=data)


def read(data):
    (record,) = PdfReader().read(source(data))
    for each in record.segments():
        assert each.span.cut(record.full_text) == each.text
    return record


def said(record):
    """Return who said what, in order."""
    names = {agent.id: agent.name for agent in record.everyone()}
    words = {each.order: " ".join(each.text.split()) for each in record.statements}
    return [(names[each.speaker[0]], words.get(each.order, "")) for each in record.turns]


def speakers(record):
    return [name for name, _ in said(record)]


def codes(record):
    return [found.code for found in record.problems]


def refused(data):
    with pytest.raises(UnreadableSource) as caught:
        list(PdfReader().read(source(data)))
    return caught.value.problem


def dressed(canvas, page):
    """Draw what stands on every page: a running head, another on even pages, and numbers."""
    canvas.setFont("Helvetica", 9)
    canvas.drawString(72, 790, "Talks on the pier" if page.page % 2 else "Council: harbour papers")
    canvas.drawRightString(520, 790, f"Page {page.page} of 9")
    canvas.drawCentredString(297, 50, f"- {page.page} -")
    canvas.drawString(72, 35, "Secret: do not copy")


# Pages set as records are


def test_pdf_is_known_by_its_bytes_and_read_by_its_reader():
    data = b"\n\n" + paper.flowing(TALK)
    assert PdfReader().sniff(source(data, "talk.bin")) > 0.9
    record = pipeline.read(source(data, "talk.bin"))
    assert record.reader == "pdf"
    assert said(record) == PLAIN
    assert record.text_versions[0].source.media_type == "application/pdf"


@pytest.mark.parametrize("style", ["BODY", "INDENTED", "HANGING", "JUSTIFIED", "TIGHT"])
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("bold", [True, False])
def test_talk_over_many_pages_comes_back_whole(style, columns, bold):
    data = paper.flowing(marked(LONG, bold=bold), style=getattr(paper, style), columns=columns,
                         dressed=dressed)  # fmt: skip
    record = read(data)
    assert said(record) == as_said(LONG)
    for furniture in ("Talks on", "harbour papers", "Page", "Secret", "- 2 -"):
        assert furniture not in record.full_text
    paragraphs = record.full_text.split("\n\n")
    wanted = [" ".join(parts.split()) for _, many in LONG for parts in many]
    found = [paragraph.partition(": ")[2] or paragraph for paragraph in paragraphs]
    kept = sum(any(paragraph.endswith(want) for paragraph in found) for want in wanted)
    assert kept >= 0.9 * len(wanted)


def test_turns_lead_to_their_pages_and_one_goes_over_the_end_of_a_page():
    record = read(paper.flowing(marked(LONG)))
    at = [record.locate(each.label.start).page for each in record.turns]
    assert at == sorted(at)
    assert at[0] == 1
    assert at[-1] > 2
    spans = [each.span for each in record.statements]
    ends = [(record.locate(s.start).page, record.locate(s.end - 1).page) for s in spans]
    assert any(first < last for first, last in ends)


def test_title_is_what_is_printed_large_and_opens_no_turn():
    title = "Talks: the pier, the road and the lamp that nobody would pay for in that year"
    record = read(paper.flowing(TALK, title=title))
    assert record.document.title == title
    assert said(record) == PLAIN


def test_bold_line_that_says_something_behind_its_colon_is_no_label():
    body = ["<b>Item 1: Roads and piers</b>", *TALK[:2], "<b>Item 2: Lamps</b>", *TALK, *TALK]
    record = read(paper.flowing(body))
    assert len(record.turns) == 8
    assert set(speakers(record)) == {"Brandt", "Okafor"}


def test_words_parted_at_the_end_of_a_line_are_joined():
    page = [(72, 700 - 14 * n, line) for n, line in enumerate((
        "BRANDT: The har-", "bour is well-kept, the well-", "kept boats of the Schmidt-",
        "Holt yard were built in 1961-", "1963.", "OKAFOR: I see.", "BRANDT: You see.",
    ))]  # fmt: skip
    page = [(x, y, line, "Times-Roman", 11) for x, y, line in page]
    (_, words), *_ = said(read(paper.placed(page)))
    assert words == (
        "The harbour is well-kept, the well-kept boats of the Schmidt-Holt yard were built in "
        "1961-1963."
    )


def test_hyphen_before_and_stays_in_german():
    lines = ("BRANDT: Wir haben die Ein-", "und Ausfuhr besprochen, und das ist nicht alles, was",
             "wir mit Ihnen heute hier zu besprechen haben.", "OKAFOR: Das ist gut so.",
             "BRANDT: Ja, das ist es.")  # fmt: skip
    page = [(72, 700 - 14 * n, line) for n, line in enumerate(lines)]
    assert "die Ein- und Ausfuhr" in read(paper.placed(page)).full_text


@pytest.mark.parametrize("higher", [0, 3])
def test_footnotes_and_their_numbers_are_left_out(higher):
    body = [
        (72, 700, "BRANDT: The pier was built in 1961 of oak, as the papers of the council say."),
        (428, 704 + higher, "1", "Times-Roman", 7),
        (72, 686, "OKAFOR: It is 30 m long, and the road is longer still, as everybody knows."),
        (72, 672, "BRANDT: Let us go and see them both before it is too dark to see anything."),
        (72, 120, "1 NOTE: the papers of the council are lost.", "Times-Roman", 8),
        (72, 110, "They were in the cellar.", "Times-Roman", 8),
    ]
    more = [
        (72, 700, "OKAFOR: I am ready."),
        (72, 110, "which was flooded; see above.", "Times-Roman", 8),
    ]
    record = read(paper.placed(body, more))
    assert said(record) == [
        ("Brandt", "The pier was built in 1961 of oak, as the papers of the council say."),
        ("Okafor", "It is 30 m long, and the road is longer still, as everybody knows."),
        ("Brandt", "Let us go and see them both before it is too dark to see anything."),
        ("Okafor", "I am ready."),
    ]
    assert "cellar" not in record.full_text
    assert "flooded" not in record.full_text


def test_raised_numbers_stay_where_there_are_no_footnotes():
    body = [(72, 700, "BRANDT: We need 30 m"), (180, 704, "2", "Times-Roman", 7),
            (72, 672, "OKAFOR: Of planks?"), (72, 644, "BRANDT: Of planks.")]  # fmt: skip
    assert said(read(paper.placed(body)))[0] == ("Brandt", "We need 30 m2")


def test_small_signature_at_the_end_stays():
    page = [(72, 700 - 20 * n, f"{name}: {words}") for n, (name, words) in enumerate(PLAIN)]
    page.append((72, 500, "Recorded by Nora Weiss", "Times-Roman", 8))
    assert "Nora Weiss" in read(paper.placed(page)).full_text


def test_names_beside_speeches_are_read_row_by_row():
    page = []
    y = 740
    for n in range(8):
        page.append((72, y, f"{NAMES[n % 2]}:"))
        for line in ("We shall see what the council says of", f"the pier and of lamp number {n}."):
            page.append((200, y, line))
            y -= 14
    record = read(paper.placed(page))
    expected = "We shall see what the council says of the pier and of lamp number {}."
    assert said(record) == [(NAMES[n % 2].title(), expected.format(n)) for n in range(8)]


def test_numbers_of_lines_beside_the_text_are_left_out():
    lines = [f"{NAMES[n % 2]}: This is what I say." for n in range(12)]
    page = [(60, 740 - 20 * n, str(n + 1)) for n in range(12)]
    page += [(90, 740 - 20 * n, line) for n, line in enumerate(lines)]
    record = read(paper.placed(page))
    assert said(record)[8:10] == [
        ("Brandt", "This is what I say."),
        ("Okafor", "This is what I say."),
    ]


def test_full_lines_are_parted_by_where_they_begin():
    talk = ("ANN: It is as I have", "said and as I say it", "   here and now: we w",
            "ait for a ship soon.", "BEN: We will see it.")  # fmt: skip
    page = [(72, 740 - 14 * n, line) for n, line in enumerate(talk)]
    page = [(x + 6.6 * (len(t) - len(t.lstrip())), y, t.strip()) for x, y, t in page]
    record = read(paper.placed(page, font="Courier"))
    assert record.full_text.split("\n\n") == [
        "ANN: It is as I have said and as I say it",
        "here and now: we w ait for a ship soon.",
        "BEN: We will see it.",
    ]


def test_letters_printed_twice_are_read_once():
    page = []
    for n, (name, words) in enumerate(PLAIN):
        page += [(72 + shift, 700 - 20 * n, f"{name.upper()}:") for shift in (0, 0.4)]
        page.append((150, 700 - 20 * n, words))
    assert said(read(paper.placed(page))) == PLAIN


@pytest.mark.parametrize("angle", [90, 45, 180])
def test_rotated_letters_are_no_text(angle):
    def stamp(canvas, _):
        canvas.saveState()
        canvas.translate(250, 300)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "STATE ARCHIVE: copy")
        canvas.restoreState()

    record = read(paper.flowing(TALK, dressed=stamp))
    assert said(record) == PLAIN
    assert record.full_text.endswith("Then the road it is.")


def test_ligatures_and_unseen_letters_are_spelled_out():
    content = b"BT /F 11 Tf 72 700 Td (BRANDT: of\xa0the \x01ce.) Tj 0 -20 Td (OKAFOR: No.) Tj"
    content += b" 0 -20 Td (BRANDT: Yes.) Tj ET"
    data = paper.bare(content).replace(
        b"/Encoding/WinAnsiEncoding",
        b"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/ffi]>>",
    )
    assert said(read(data))[0][1].replace("\u00a0", " ") == "of the ffice."


def test_letter_is_no_record_and_has_nobody_in_it():
    record = read(
        paper.flowing(["Dear Mrs. Brandt,", *SENTENCES, "Yours sincerely,", "Udo Okafor"])
    )
    assert record.turns == record.statements == record.participations == ()


HEAD = ["Talk about the pier", "Date: 3 May 1961", "Participants: Nora Brandt, Udo Okafor"]
SPOKEN = [("Nora Brandt", "The pier?"), ("Udo Okafor", "(smiling) The road."),
          ("Nora Brandt", "No.")]  # fmt: skip


def test_same_record_as_text_and_as_pdf_is_the_same():
    text = "\n\n".join([*HEAD, *(f"{name}: {words}" for name, words in SPOKEN)])
    one = pipeline.read(Source(name="talk.txt", stem="talk", data=text.encode()))
    other = read(paper.flowing([*HEAD, *(f"<b>{name}:</b> {words}" for name, words in SPOKEN)]))
    for name in ("full_text", "document", "meetings", "persons", "participations", "turns",
                 "statements", "passages", "stage_directions"):  # fmt: skip
        assert getattr(one, name) == getattr(other, name), name


def test_reading_twice_gives_the_same():
    data = paper.flowing(marked(LONG), columns=2, dressed=dressed)
    assert read(data) == read(data)


# What is broken, locked, foreign or hostile


def test_pdf_without_the_library_says_how_to_install_it(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name.partition(".")[0] == "pdfminer":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert PdfReader().sniff(source(b"%PDF-1.7")) > 0.9
    with pytest.raises(MissingExtra) as caught:
        list(PdfReader().read(source(b"%PDF-1.7")))
    assert caught.value.problem.code == "MG174"
    assert caught.value.problem.hint == "pip install 'memograph[pdf]'"


def test_pictures_of_pages_need_recognition():
    told = refused(paper.pictures(3))
    assert told.code == "MG178"
    assert "OCR" in told.hint


def test_pages_without_text_are_told_with_their_numbers():
    texts = {2: [f"{name.upper()}: {words}" for name, words in PLAIN]}
    record = read(paper.pictures(4, texts))
    assert said(record) == PLAIN
    (told,) = [found for found in record.problems if found.code == "MG179"]
    assert told.message == "there is no text, only pictures: pages 1, 3, 4"
    assert told.where.page == 1


def test_pages_left_blank_are_no_matter():
    record = read(paper.placed([(72, 700, "ANN: Is it?")], [], [(72, 700, "BEN: It is.")]))
    assert "MG179" not in codes(record)
    assert len(record.turns) == 2


def locked(user):
    from reportlab.lib.pdfencrypt import StandardEncryption

    return paper.flowing(
        TALK, encrypt=StandardEncryption(user, ownerPassword="owner", strength=128)
    )


def test_pdf_that_asks_for_a_password_is_told_and_one_that_does_not_is_read():
    assert refused(locked("secret")).code == "MG177"
    assert said(read(locked(""))) == PLAIN


def test_unknown_kind_of_lock_is_told():
    told = paper.bare(b"BT ET").replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Own/V 9>>")
    assert refused(told).code == "MG177"


CONTENT = b"BT /F 11 Tf 72 700 Td (ANN: Is it?) Tj 0 -30 Td (BEN: It is.) Tj ET"
WHOLE = paper.bare(CONTENT)


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.replace(b"startxref\n", b"startxref\n9"),
        WHOLE.partition(b"xref\n")[0],
        WHOLE.replace(b" 00000 n", b"1 00000 n"),
        WHOLE[: WHOLE.index(b"trailer")],
        b"a line before it\n" + WHOLE,
    ],
)
def test_broken_table_of_objects_is_rebuilt(data):
    record = read(data)
    assert [words for _, words in said(record)] == ["Is it?", "It is."]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        b"%PDF-1.4",
        WHOLE[:60],
        WHOLE.replace(b"/Pages", b"/Sheep").replace(b"/Type/Page", b"/Type/Goat"),
        b"Ann: Yes.\nBen: No.\n",
    ],
)
def test_pdf_that_cannot_be_read_is_told(data):
    assert refused(data).code == "MG176"


def test_empty_bytes_and_empty_pages_are_empty():
    assert refused(b"").code == "MG101"
    assert refused(paper.bare(b"BT ET")).code == "MG101"


def test_broken_page_is_told_and_the_others_are_read():
    before, page, after = paper.bare(CONTENT, pages=3).rpartition(b"/Font<</F 3 0 R>>")
    assert page
    record = read(before + b"/Font<</F 9   9>>" + after)
    assert len(record.turns) == 4
    (told,) = [found for found in record.problems if found.code == "MG179"]
    assert told.message.endswith(": pages 3")


def test_scripts_and_attached_files_are_not_looked_at():
    script = (
        b"/OpenAction<</S/JavaScript/JS(app.alert\\('ANN: boo'\\))>>/Names<</EmbeddedFiles 9 0 R>>"
    )
    record = read(paper.bare(CONTENT, extra=script))
    assert "boo" not in record.full_text
    assert len(record.turns) == 2


def test_stream_that_unpacks_without_measure_is_not_unpacked():
    packed = zlib.compress(b" " * (70 * 2**20))
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    assert refused(paper.bare(stream)).code == "MG172"
    twice = stream.replace(b"/FlateDecode", b"[/FlateDecode/FlateDecode]")
    assert refused(paper.bare(twice)).code == "MG172"


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 11 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 200 + b"ET",
        b"1 " * 3000,
        b"q " * 3000,
        b"/X Do " * 6000,
    ],
)
def test_page_that_holds_more_than_text_does_is_bounded(content, monkeypatch):
    monkeypatch.setattr("memograph.readers.pdf.glyphs.MOST_GLYPHS", 1000)
    monkeypatch.setattr("memograph.readers.pdf.glyphs.MOST_OPERATIONS", 2000)
    record = read(paper.bare(CONTENT + b" " + content))
    assert "ANN: Is it?" in record.full_text
    assert "MG179" in codes(record)


def test_forms_inside_forms_end():
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 12>>"
    )
    told = paper.bare(form + b"stream\n/X Do /X Do \nendstream")
    assert refused(told).code in {"MG101", "MG176"}


def test_thousands_of_pages_are_bounded(monkeypatch):
    monkeypatch.setattr("memograph.readers.pdf.opening.MOST_PAGES", 3)
    record = read(
        paper.placed(*([(72, 700, f"ANN: {n}?"), (72, 600, "BEN: Yes.")] for n in range(6)))
    )
    assert len(record.turns) == 6
    (told,) = [found for found in record.problems if found.code == "MG179"]
    assert told.message == "only the first 3 pages are read: pages 4"


def test_library_prints_nothing(caplog):
    told = CONTENT.replace(b"Tj ET", b"Tj [(a) /b] TJ ET /None gs (x) cm /Pattern cs /N scn")
    read(paper.bare(told))
    assert caplog.records == []


SMALL = paper.placed([(72, 700, "ANN: Is it?"), (72, 670, "BEN: It is.")])


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(SMALL) - 1), flipped=st.integers(1, 255), cut=st.booleans())
@example(at=9, flipped=1, cut=True)
def test_any_byte_wrong_raises_nothing_else(at, flipped, cut):
    data = bytearray(SMALL)
    data[at] ^= flipped
    data = data[:at] if cut else data
    assert 0 <= PdfReader().sniff(source(bytes(data))) <= 1
    with suppress(UnreadableSource):
        list(PdfReader().read(source(bytes(data))))


PRINTED = {"Latin": made_up.SYLLABLES["Latin"]}


@st.composite
def talks(draw):
    """Return who said what in what order, in letters that every PDF has."""
    syllables = draw(st.permutations(PRINTED["Latin"].split()))
    people = [f"{a.title()}{b} {c.title()}{d}" for a, b, c, d in
              (syllables[0:4], syllables[4:8], syllables[8:12])]  # fmt: skip
    order = [*people[:2], *draw(st.lists(st.sampled_from(people), min_size=1, max_size=12))]
    words = made_up.paragraphs.map(lambda told: told.translate({0x201C: '"', 0x201D: '"',
                                                                0x2026: "..."}))  # fmt: skip
    return [(name, draw(st.lists(words, min_size=1, max_size=3))) for name in order]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(talk=talks(), style=st.sampled_from(["BODY", "INDENTED", "HANGING", "JUSTIFIED", "TIGHT"]),
       bold=st.booleans())  # fmt: skip
def test_made_up_talks_come_back(talk, style, bold):
    body = []
    for name, (first, *others) in talk:
        body.extend((f"<b>{name}:</b> {first}" if bold else f"{name}: {first}", *others))
    record = read(paper.flowing(body, style=getattr(paper, style)))
    assert [(fold(name), words) for name, words in said(record)] == [
        (fold(name), " ".join(parts)) for name, parts in talk
    ]
