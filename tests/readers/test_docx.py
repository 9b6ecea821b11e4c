"""Word documents: print and styles tell the turns; what is no text of the record is left out."""

from __future__ import annotations

import builtins
import datetime as dt
import importlib.util
import sys
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memograph import pipeline
from memograph.problems import MissingExtra, UnreadableSource
from memograph.readers import Source
from memograph.readers.docx.reader import DocxReader
from memograph.text.names import fold


def beside(path):
    """Load a module by its path: tests are no package."""
    spec = importlib.util.spec_from_file_location(f"made_up_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


word = beside(Path(__file__).with_name("word.py"))
made_up = beside(Path(__file__).parents[1] / "properties" / "transcripts.py")
bare, para, run, table, turn = word.bare, word.para, word.run, word.table, word.turn
TALK = (
    turn("BRANDT:", "Shall we begin with the pier?"),
    turn("OKAFOR:", "I would rather begin with the road."),
    turn("BRANDT:", "Then the road it is."),
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Tagesordnung"/>'
    '<w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fat"><w:name w:val="Speech"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/>'
    '<w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="character" w:styleId="Who"><w:name w:val="Speaker"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)


def source(data, name="talk.docx"):
    return Source(name=name, stem="talk", data=data)


def read(data):
    (record,) = DocxReader().read(source(data))
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
        list(DocxReader().read(source(data)))
    return caught.value.problem


PLAIN = [
    ("Brandt", "Shall we begin with the pier?"),
    ("Okafor", "I would rather begin with the road."),
    ("Brandt", "Then the road it is."),
]


def test_docx_is_known_by_its_bytes_and_read_by_its_reader():
    data = bare(*TALK)
    assert DocxReader().sniff(source(data, "talk.bin")) > 0.9
    record = pipeline.read(source(data, "talk.bin"))
    assert record.reader == "docx"
    assert said(record) == PLAIN
    assert record.text_versions[0].source.media_type.endswith("wordprocessingml.document")


def test_document_of_a_fraction_is_read_with_its_head_and_agenda():
    document = docx.Document()
    archive = "Landesarchiv Hof, F 12, Nr. 3. Tonband. Beginn: 9.05 Uhr"
    agenda = ("A.\tTOP 1: Bericht des Vorsitzenden", "B.\tTOP 2: Wahlen", "", "[A.]")
    for line in ("X", "Sitzung der Fraktion am 3. Mai 1966", archive, *agenda):
        document.add_paragraph(line)

    def speech(label, words):
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(words)

    speech("BRANDNER:", " Ich eröffne die Sitzung.")
    document.add_paragraph("Wir beginnen mit dem Bericht: er ist kurz.")
    speech("MÜLLER (Hof):", " Das ist, wie ich meine,")
    document.add_paragraph("(Zurufe: Doch!)")
    document.add_paragraph("ganz und gar falsch.")
    document.add_paragraph("[B.]")
    speech("BRANDNER:", " Wir haben zwei Punkte.")
    document.add_paragraph("Erster Punkt: die Kasse.", style="List Number")
    document.add_paragraph("Zweiter Punkt: die Wahl.", style="List Number")
    speech("MÜLLER (Hof):", " Ich widerspreche.")
    record = read(word.saved(document))
    assert said(record) == [
        ("Brandner", "Ich eröffne die Sitzung. Wir beginnen mit dem Bericht: er ist kurz."),
        ("Müller", "Das ist, wie ich meine, (Zurufe: Doch!) ganz und gar falsch."),
        ("Brandner", "Wir haben zwei Punkte. Erster Punkt: die Kasse. Zweiter Punkt: die Wahl."),
        ("Müller", "Ich widerspreche."),
    ]
    assert record.document.title == "Sitzung der Fraktion am 3. Mai 1966"
    assert record.meetings[0].date == "1966-05-03"
    assert "[A.]" not in record.full_text
    assert not record.editorial_insertions
    assert [told.text for told in record.stage_directions] == ["(Zurufe: Doch!)"]


@pytest.mark.parametrize("agenda", ["H", "Own"])
def test_headings_by_style_open_no_turn_and_belong_to_none(agenda):
    heading = [para(run(f"A. TOP {n}: Roads and piers"), style=agenda) for n in (1, 2)]
    talk = [heading[0], TALK[0], TALK[1], heading[1], TALK[2]]
    assert said(read(bare(*talk, styles=STYLES))) == PLAIN
    plain = [part.replace("<w:b/>", "") for part in talk]
    assert said(read(bare(*plain, styles=STYLES))) == PLAIN


def test_heading_by_style_that_names_a_speaker_is_no_label():
    headings = [para(run("BRANDT: a report on the pier"), style="H")] * 2
    plain = [part.replace("<w:b/>", "") for part in TALK]
    record = read(bare(headings[0], *plain[:2], headings[1], plain[2], styles=STYLES))
    assert said(record) == PLAIN


def test_bold_line_that_says_something_behind_its_colon_is_no_label():
    heading = para(run("Roads: the long and the short", bold=True))
    other = para(run("Piers: ", bold=True), run("wood or stone", bold=True))
    record = read(bare(heading, *TALK[:2], other, *TALK))
    assert set(speakers(record)) == {"Brandt", "Okafor"}
    assert len(record.turns) == 5


@pytest.mark.parametrize(
    "label",
    [
        run("BRANDT:", properties='<w:rStyle w:val="Who"/>'),
        run("BRAN", bold=True) + run("DT", bold=True) + run(":"),
        run("BRANDT", bold=True) + "<w:proofErr/><w:bookmarkStart w:id='1'/>" + run(" :"),
        run("Mr. ") + run("BRANDT:", bold=True),
        f"<w:smartTag>{run('BRANDT:', bold=True)}</w:smartTag>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('BRANDT:', bold=True)}</w:sdtContent></w:sdt>",
        f"<w:hyperlink r:id='rId9'>{run('BRANDT:', bold=True)}</w:hyperlink>",
    ],
)
def test_labels_are_bold_in_many_ways_and_others_are_none(label):
    false = para(run("Remember: nothing was signed, and nobody was asked."))
    asked = [para(label + run(" Why?")), false] * 4
    record = read(bare(*asked, *TALK, styles=STYLES))
    assert len(record.turns) == 7
    assert {name.lower() for name in speakers(record)} <= {"brandt", "okafor"}


def test_bold_comes_from_the_style_of_the_paragraph_and_the_run_takes_it_back():
    off = '<w:b w:val="0"/>'
    talk = [
        para(run("BRANDT:"), run(" The pier?", properties=off), style="Fat"),
        para(run("Note: the pier is old.")),
        para(run("OKAFOR:"), run(" The road.", properties=off), style="Fat"),
        para(run("BRANDT:"), run(" No."), run(" Again: no.", properties=off), style="Fat"),
        para(run("OKAFOR:"), run(" Toggle.", properties='<w:rStyle w:val="Who"/>'), style="Fat"),
    ]
    record = read(bare(*talk, styles=STYLES))
    assert said(record) == [
        ("Brandt", "The pier? Note: the pier is old."),
        ("Okafor", "The road."),
        ("Brandt", "No. Again: no."),
        ("Okafor", "Toggle."),
    ]


def test_style_based_on_itself_ends():
    assert said(read(bare(*(p.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Loop"/>') for p in TALK),
                          styles=STYLES))) == PLAIN  # fmt: skip


def test_what_was_deleted_is_out_and_what_was_inserted_is_in():
    struck = "<w:del w:id='1'><w:r><w:delText>never</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='2'>{run('elsewhere')}</w:moveFrom>"
    added = (
        f"<w:ins w:id='3'>{run('tomorrow')}</w:ins><w:moveTo w:id='4'>{run(' at dawn')}</w:moveTo>"
    )
    talk = para(run("BRANDT:", bold=True), run(" We come "), struck, moved, added, run("."))
    assert said(read(bare(talk, *TALK[1:])))[0] == ("Brandt", "We come tomorrow at dawn.")


def test_paragraphs_whose_end_was_deleted_go_on_in_the_next():
    first = para(run("BRANDT:", bold=True), run(" We will"),
                 properties="<w:rPr><w:del w:id='1'/></w:rPr>")  # fmt: skip
    record = read(bare(first, para(run(" see.")), *TALK[1:]))
    assert record.full_text.startswith("BRANDT: We will see.\n\n")


def test_rows_that_were_deleted_are_out():
    rows = table(("BRANDT:", "The pier is old."), ("OKAFOR:", "It is new."),
                 ("BRANDT:", "Who says so?"))  # fmt: skip
    struck = rows.replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>", 1)
    assert speakers(read(bare(struck))) == ["Okafor", "Brandt"]


def test_notes_comments_fields_and_hidden_words():
    note = "<w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:commentReference w:id='1'/></w:r>"
    hidden = run("secret", properties="<w:vanish/>")
    styled = run("secret", properties='<w:rStyle w:val="Gone"/>')
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        "<w:r><w:instrText>REF pier</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('the pier')}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    simple = f"<w:fldSimple w:instr='DATE'>{run('today')}</w:fldSimple>"
    body = para(run("BRANDT:", bold=True), note, run(" We see "), field, hidden, styled, run(" "),
                simple, run("."))  # fmt: skip
    parts = {
        "word/footnotes.xml": f"<w:footnotes {word.SPACES}>{para(run('NOTE: text'))}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {word.SPACES}>{para(run('HEAD: text'))}</w:hdr>",
    }
    record = read(bare(body, *TALK[1:], styles=STYLES, parts=parts))
    assert said(record)[0] == ("Brandt", "We see the pier today.")
    assert "text" not in record.full_text


def test_furniture_of_pages_and_lines_is_none_of_the_text():
    words = (
        '<w:r><w:tab/><w:t>The\u00adre</w:t><w:lastRenderedPageBreak/><w:br w:type="page"/>'
        "<w:t>is</w:t><w:noBreakHyphen/><w:t>n\u00a0t</w:t><w:softHyphen/><w:t>.</w:t></w:r>"
    )
    body = para(run("BRANDT:", bold=True), words)
    record = read(bare(para(), body, para(run(" ")), *TALK[1:]))
    assert record.full_text.startswith("BRANDT: There is-n\u00a0t.\n\nOKAFOR:")


def test_turns_on_lines_of_one_paragraph_are_turns():
    lines = "<w:r><w:br/></w:r>".join(
        run(label, bold=True) + run(f" {words}")
        for label, words in (("BRANDT:", "The pier?"), ("OKAFOR:", "The road."), ("BRANDT:", "No."))
    )
    record = read(bare(para(lines)))
    assert speakers(record) == ["Brandt", "Okafor", "Brandt"]


def test_bold_names_parted_by_a_tab_from_speeches_make_turns():
    told = [("BRANDT", "The pier?"), ("OKAFOR", "The road, please."), ("BRANDT", "No.")] * 2
    body = [para(run(name, bold=True), "<w:r><w:tab/></w:r>", run(words)) for name, words in told]
    head = para(run("Talk on 3 May 1961. Present: Nora Brandt, Udo Okafor"))
    record = read(bare(head, *body))
    assert said(record) == [
        (f"{'Nora' if name == 'BRANDT' else 'Udo'} {name.title()}", words) for name, words in told
    ]


def test_text_boxes_are_read_once_behind_their_paragraph():
    box = f"<w:txbxContent>{para(run('A word in a box.'))}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    record = read(bare(para(run("BRANDT:", bold=True), shape, run(" The pier?")), *TALK[1:]))
    assert record.full_text.startswith("BRANDT: The pier?\n\nA word in a box.\n\nOKAFOR:")
    assert record.full_text.count("box") == 1


def test_paragraphs_in_content_controls_are_read_and_contents_are_not():
    contents = f"<w:sdt><w:sdtContent>{para(run('TOP 1: Roads'), style='C')}</w:sdtContent></w:sdt>"
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{TALK[0]}</w:sdtContent></w:sdt>"
    record = read(bare(contents, wrapped, f"<w:customXml>{TALK[1]}</w:customXml>", TALK[2],
                       styles=STYLES))  # fmt: skip
    assert said(record) == PLAIN
    assert "TOP" not in record.full_text


@pytest.mark.parametrize("colon", ["", ":"])
def test_table_of_speakers_and_speeches_gives_turns(colon):
    rows = [
        ("Speaker", "Text"),
        (f"Nora Brandt{colon}", "Shall we begin with the pier? I hope so."),
        (
            f"Udo Okafor{colon}",
            para(run("I would rather not.")) + para(run("Not today: it rains.")),
        ),
        (f"Nora Brandt{colon}", "Then tomorrow."),
        ("", "Or the day after."),
    ]
    record = read(bare(para(run("Talk about the pier")), table(*rows)))
    assert said(record) == [
        ("Nora Brandt", "Shall we begin with the pier? I hope so."),
        ("Udo Okafor", "I would rather not. Not today: it rains."),
        ("Nora Brandt", "Then tomorrow. Or the day after."),
    ]


def test_table_of_those_present_is_read_row_by_row():
    rows = [("Dr. Nora Brandt", "harbour master"), ("Udo Okafor", "engineer")]
    record = read(bare(para(run("Talk about the pier")), para(run("Participants:")), table(*rows),
                       *TALK))  # fmt: skip
    assert speakers(record) == ["Nora Brandt", "Udo Okafor", "Nora Brandt"]
    assert [words for _, words in said(record)] == [words for _, words in PLAIN]
    listed = {name for part in record.participations for name in part.name_in_source}
    assert {"Dr. Nora Brandt", "Udo Okafor"} <= listed


def test_table_of_keys_is_read_as_a_head():
    rows = [
        ("Date", "3 May 1961"),
        ("Place", "Town Hall"),
        ("Participants", "Nora Brandt, Udo Okafor"),
    ]
    record = read(bare(table(*rows), *TALK))
    assert record.meetings[0].date == "1961-05-03"
    assert speakers(record) == ["Nora Brandt", "Udo Okafor", "Nora Brandt"]


def test_layout_tables_and_tables_in_tables_are_paragraphs():
    inner = table(("one word", "two words"))
    record = read(bare(table((f"{TALK[0]}{inner}<w:p/>",), (f"{TALK[1]}{TALK[2]}",))))
    assert speakers(record) == ["Brandt", "Okafor", "Brandt"]
    assert "one word, two words" in record.full_text


def test_problems_and_turns_lead_to_their_paragraphs():
    record = read(bare(para(run("The pier")), para(), *TALK, turn("OKAFOR:")))
    assert [record.locate(each.label.start).paragraph for each in record.turns] == [3, 4, 5, 6]
    (empty,) = [found for found in record.problems if found.code == "MG113"]
    assert str(empty.where) == "talk.docx:paragraph 6"


def test_properties_date_nothing_and_name_only_what_has_no_title():
    document = docx.Document()
    document.core_properties.title = "Blank form"
    document.core_properties.created = dt.datetime(2019, 3, 4)  # noqa: DTZ001 - as it is kept
    for label, words in (("BRANDT:", " The pier?"), ("OKAFOR:", " The road."), ("BRANDT:", " No.")):
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(words)
    record = read(word.saved(document))
    assert record.document.title == "Blank form"
    assert record.meetings[0].date is None
    assert record.document.created is None
    document.paragraphs[0].insert_paragraph_before("Talk about the pier", style="Title")
    assert read(word.saved(document)).document.title == "Talk about the pier"


def test_letter_is_no_record_and_has_nobody_in_it():
    letter = ["Dear Mrs. Brandt,", "Thank you for your letter of 3 May 1961. The pier is old.",
              "Yours sincerely,", "Udo Okafor"]  # fmt: skip
    record = read(bare(*(para(run(line)) for line in letter)))
    assert record.turns == record.statements == record.participations == ()


def test_same_record_as_text_and_as_docx_is_the_same():
    head = ["Talk about the pier", "Date: 3 May 1961", "Participants: Nora Brandt, Udo Okafor"]
    talk = [
        ("Nora Brandt", "The pier?"),
        ("Udo Okafor", "(smiling) The road."),
        ("Nora Brandt", "No."),
    ]
    text = "\n\n".join([*head, *(f"{name}: {words}" for name, words in talk)])
    one = pipeline.read(Source(name="talk.txt", stem="talk", data=text.encode()))
    body = [*(para(run(line)) for line in head), *(turn(f"{name}:", words) for name, words in talk)]
    other = read(bare(*body))
    for name in ("full_text", "document", "meetings", "persons", "participations", "turns",
                 "statements", "passages", "stage_directions"):  # fmt: skip
        assert getattr(one, name) == getattr(other, name), name


# What is broken, foreign or hostile


def test_docx_without_the_library_says_how_to_install_it(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name.partition(".")[0] == "docx":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert DocxReader().sniff(source(bare(*TALK))) > 0.9
    with pytest.raises(MissingExtra) as caught:
        list(DocxReader().read(source(bare(*TALK))))
    assert caught.value.problem.code == "MG174"
    assert caught.value.problem.hint == "pip install 'memograph[docx]'"


ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
FOREIGN = {
    "Excel": (word.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"})),
    "PowerPoint": (word.zipped({"ppt/presentation.xml": "<a/>"})),
    "(ODT)": word.zipped(ODT),
    "EPUB": word.zipped({"mimetype": "application/epub+zip"}),
    "ZIP file": word.zipped({"notes.txt": "Ann: Yes."}),
    "password": OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99,
    "before 2007": OLE + "WordDocument".encode("utf-16-le") + b"\0" * 99,
}


@pytest.mark.parametrize("what", FOREIGN)
def test_file_of_another_kind_is_named(what):
    data = FOREIGN[what]
    assert 0 < DocxReader().sniff(source(data)) < 0.5
    for told in (refused(data), refusal(data)):
        assert told.code == "MG170"
        assert what in told.message


def refusal(data):
    with pytest.raises(UnreadableSource) as caught:
        pipeline.read(source(data))
    return caught.value.problem


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_docx_cut_off_is_told(share):
    data = bare(*TALK, parts={"word/z.xml": "z" * 5000})
    data = data[: int(len(data) * share)]
    if share > 0.5:
        assert DocxReader().sniff(source(data)) > 0.9
        assert refused(data).code == "MG171"
    else:
        assert refused(data).code in {"MG170", "MG171"}


def test_bytes_that_are_no_zip_are_refused():
    assert refused(b"").code == "MG101"
    assert refused(b"Ann: Yes.\nBen: No.\n").code == "MG170"
    assert DocxReader().sniff(source(b"Ann: Yes.\nBen: No.\n")) == 0


def test_document_without_its_text_is_told():
    assert refused(bare(*TALK, without=("word/document.xml",))).code == "MG171"


def test_document_without_words_is_empty():
    assert refused(bare(para(), para(run(" ")))).code == "MG101"


@pytest.mark.parametrize(
    "options",
    [
        {"without": ("word/_rels/document.xml.rels",)},
        {"without": ("word/styles.xml",)},
        {"without": ("_rels/.rels",)},
        {"relations": word.relation("rId5", "image", "NULL")},
        {"styles": "<broken"},
        {"main": word.MACROS, "parts": {"word/vbaProject.bin": "macro"}},
    ],
)
def test_damaged_package_is_read_all_the_same(options):
    record = read(bare(*TALK, **options))
    assert said(record) == PLAIN
    assert set(codes(record)) <= {"MG118", "MG126", "MG173", "MG175"}


def test_macros_are_told():
    record = read(bare(*TALK, main=word.MACROS, parts={"word/vbaProject.bin": "macro"}))
    assert "MG173" in codes(record)


def test_broken_mark_up_is_recovered():
    record = read(bare(*TALK, "<w:p><w:r><w:t>&nothing; left"))
    assert said(record)[:2] == PLAIN[:2]
    assert "MG126" in codes(record)


def test_entities_are_neither_followed_nor_multiplied(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    many = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE d [<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY e0 "ha">{many}]>'
    talk = [*TALK, para(run("Here: &file; and &e11;"))]
    record = read(bare(*talk, doctype=doctype))
    assert "secret" not in record.full_text
    assert "haha" not in record.full_text
    assert "MG128" in codes(record)


def test_addresses_outside_are_never_followed():
    outside = word.relation(
        "rId7", "attachedTemplate", "http://127.0.0.1:9/x", ' TargetMode="External"'
    )
    other = word.relation("rId8", "styles", "http://127.0.0.1:9/y", ' TargetMode="External"')
    assert said(read(bare(*TALK, relations=outside + other))) == PLAIN


@pytest.mark.parametrize("name", ["word/media/image1.png", "word/document.xml", "word/extra.xml"])
def test_bomb_is_not_unpacked(name):
    told = refused(bare(*TALK, parts={name: b"\0" * (70 * 2**20)}))
    assert told.code == "MG172"
    assert name in told.message


def test_ten_thousand_parts_are_refused():
    assert refused(bare(*TALK, parts={f"p{n}": "" for n in range(10_001)})).code == "MG172"


def test_large_document_is_read_in_time():
    record = read(bare(*TALK * 1500))
    assert len(record.turns) == 4500


def test_deep_mark_up_ends():
    deep = "<w:smartTag>" * 3000 + run("deep") + "</w:smartTag>" * 3000
    record = read(bare(*TALK, para(deep)))
    assert said(record)[:2] == PLAIN[:2]


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 2000), flipped=st.integers(1, 255))
def test_any_byte_wrong_raises_nothing_else(at, flipped):
    data = bytearray(bare(*TALK))
    data[at % len(data)] ^= flipped
    assert 0 <= DocxReader().sniff(source(bytes(data))) <= 1
    with suppress(UnreadableSource):
        list(DocxReader().read(source(bytes(data))))


@st.composite
def talks(draw):
    """Return who said what in what order, each speech in paragraphs."""
    people = draw(made_up.names())
    order = [*people[:2], *draw(st.lists(st.sampled_from(people), min_size=2, max_size=8))]
    return [(name, draw(st.lists(made_up.paragraphs, min_size=1, max_size=3))) for name in order]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(talk=talks(), broken=st.booleans())
def test_made_up_talks_come_back(talk, broken):
    body = []
    for name, words in talk:
        cut = len(name) // 2 if broken else 0
        label = run(name[:cut], bold=True) + run(f"{name[cut:]}:", bold=True)
        body.append(para(label, run(f" {words[0]}")))
        body.extend(para(run(more)) for more in words[1:])
    record = read(bare(*body))
    assert [(fold(name), words) for name, words in said(record)] == [
        (fold(name), " ".join(words)) for name, words in talk
    ]
