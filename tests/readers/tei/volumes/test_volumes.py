"""A volume gives one Record for each document: which kind it is, and what its head tells."""

from __future__ import annotations

import pytest
from volumes_of import volume

from memograph.readers.source import Source
from memograph.readers.tei import volumes
from memograph.readers.tei.volume.persons import how
from memograph.text.cues import cues
from memograph.text.listed_names import given_first

PEOPLE = (
    '<list type="participants"><head>PARTICIPANTS</head>'
    '<item>Mr. <persName corresp="#p_OA1">Oakes</persName></item><item>Mr. Hale</item></list>'
)
SAID = "<p>Mr. Oakes: Is the quay too short?</p><p>Mr. Hale: It is.</p>"


def document(inner, *, n=1, attributes=""):
    return f'<div type="document" n="{n}" xml:id="d{n}" {attributes}>{inner}</div>'


def source(data, **more):
    return Source(name="v.xml", stem="v", data=data, **more)


def read(inner, **more):
    *_, record = volumes.read(source(volume(document(inner, **more))), "tei")
    for segment in record.segments():
        assert record.full_text[slice(*segment.span)] == segment.text
    return record


def attendance(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    sides = {side.id: side.name for side in record.sides}
    return [
        (names[part.participant], part.role, sides.get(part.side)) for part in record.participations
    ]


def people(record):
    return [name for name, _, _ in attendance(record)]


def said(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    told = {each.order: each.text for each in record.statements}
    return [(names[turn.speaker[0]], told.get(turn.order)) for turn in record.turns]


def memorandum(lists, body=SAID):
    return read(f"<head>1. Memorandum of Conversation</head>{lists}{body}")


def listed(*items):
    inner = "".join(f"<item>{item}</item>" for item in items)
    head = "<head>PARTICIPANTS:</head>"
    return f'<list type="participants">{head}{inner}</list>'


# Which sources are volumes


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ('<div type="document" n="1">', True),
        ("<div subtype='editorial-note' xml:id='d7'>", True),
        ('<t:div1\n n="1" type = "document">', True),
        ('<div type="section" n="1">', False),
        ('<div type="documents" n="1">', False),
        ('<!-- <div type="document" n="1"> -->', False),
        ('<div type="document" xml:id="preface-of-the-volume">', False),
        ("<!-- " * 5, False),
    ],
)
def test_volume_is_known_by_its_numbered_documents(mark, expected):
    assert volumes.is_volume(source(f"<TEI><text>{mark}".encode())) is expected


def test_volume_in_utf_16_reads_as_in_utf_8():
    data = volume(document(f"<head>1. Minutes of a Meeting</head>{PEOPLE}{SAID}"))
    wide = data.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert volumes.is_volume(source(wide))
    (one,), (other,) = (tuple(volumes.read(source(each), "tei")) for each in (data, wide))
    assert one.full_text == other.full_text
    assert people(one) == people(other) == ["William P. Oakes", "Hale"]


def test_document_is_called_by_volume_and_division():
    data = volume(document("<head>1. Letter</head>", n=1) + document("<p>So.</p>", n=2))
    slugs = [record.document.slug for record in volumes.read(source(data), "tei")]
    assert slugs == ["frus1958-60v99-d1", "frus1958-60v99-d2"]


def test_document_of_a_known_series_has_its_address():
    record = memorandum(PEOPLE)
    address = "https://history.state.gov/historicaldocuments/frus1958-60v99/d1"
    assert record.document.identifier == (address,)
    data = volume(document("<p>So.</p>"), name="papers-3")
    (other,) = volumes.read(source(data), "tei")
    assert other.document.identifier == ()


def test_documents_without_namespace_and_with_prefix_read_alike():
    inner = document(f"<head>1. Minutes of a Meeting</head>{PEOPLE}{SAID}")
    plain = f"<TEI xml:id='frus1958-60v99'><text><body>{inner}</body></text></TEI>"
    spaced = plain.replace("</", "</t:").replace("<t:/", "</t:")
    spaced = spaced.replace("<", "<t:").replace("<t:/t:", "</t:")
    spaced = spaced.replace("<t:TEI", "<t:TEI xmlns:t='http://www.tei-c.org/ns/1.0'")
    (one,), (other,) = (
        tuple(volumes.read(source(each.encode()), "tei")) for each in (plain, spaced)
    )
    assert said(one) == said(other) == [("Oakes", "Is the quay too short?"), ("Hale", "It is.")]


# Kinds


@pytest.mark.parametrize(
    "title",
    [
        "Memorandum of Conversation", "Minutes of a Harbour Council Meeting",
        "Memorandum of Telephone Conversation", "Notes of a Discussion", "Record of Meeting",
        "Transcript of a Telephone Conversation", "Summary Record of the Third Meeting",
    ],
)  # fmt: skip
def test_title_of_a_talk_makes_a_record_without_list_or_turns(title):
    record = read(f"<head>1. {title}</head><p>The quay was not spoken of.</p>")
    assert record.document.kind == "RecordOfConversation"
    assert record.document.title == title
    assert record.participations == ()


@pytest.mark.parametrize(
    "title",
    [
        "Letter From the Envoy to the Commissioner", "Telegram From the Embassy to the Office",
        "Memorandum From Mr. Oakes to the President: Meeting With the Envoy", "Editorial Note",
        "Briefing Paper for a Meeting", "Council Decision Memorandum 12", "Joint Statement",
    ],
)  # fmt: skip
def test_title_of_another_paper_makes_no_record_whatever_looks_like_a_label(title):
    record = read(f"<head>1. {title}</head>{SAID}{SAID}")
    assert record.document.kind == "Document"
    assert (record.participations, record.turns, record.meetings) == ((), (), ())


def test_list_of_those_present_outweighs_the_title_of_a_letter_but_not_of_a_briefing():
    telegram = read(f"<head>1. Telegram From the Embassy to the Office</head>{PEOPLE}{SAID}")
    briefing = read(f"<head>1. Talking Points for a Meeting</head>{PEOPLE}{SAID}")
    assert len(telegram.turns) == 2
    assert (briefing.turns, briefing.participations) == ((), ())


@pytest.mark.parametrize(
    ("subject", "kind"),
    [("Meeting With the Envoy", "RecordOfConversation"), ("Stone for the Quay", "Document")],
)
def test_memorandum_for_the_record_is_what_its_subject_says(subject, kind):
    about = f'<list type="subject"><head>SUBJECT</head><item>{subject}</item></list>'
    body = "<p>Present were Mr. Jan Kos and Mrs. Ewa Lis.</p><p>The quay is short.</p>"
    record = read(f"<head>1. Memorandum for the Record</head>{about}{body}")
    assert record.document.kind == kind
    assert people(record) == (["Jan Kos", "Ewa Lis"] if kind != "Document" else [])


def test_editorial_note_by_subtype_is_no_record():
    record = read(
        f"<head>1. Conversation</head>{PEOPLE}{SAID}", attributes='subtype="editorial-note"'
    )
    assert record.document.kind == "Document"


def test_addressees_and_senders_are_no_participants():
    to = "<list><head>TO</head><item>The Commissioner</item><item>Mr. Oakes</item></list>"
    sent = '<list type="from"><head>FROM</head><item>Mr. Hale</item></list>'
    record = read(f"<head>1. Council Paper 7</head>{to}{sent}<p>The quay is too short.</p>")
    assert record.participations == ()
    assert "The Commissioner" in record.full_text


@pytest.mark.parametrize(
    ("head", "number", "title"),
    [
        ("14. Memorandum of Conversation", "14", "Memorandum of Conversation"),
        ("[14] Memorandum of Conversation", "14", "Memorandum of Conversation"),
        ("No. 14 Memorandum of Conversation", "14", "Memorandum of Conversation"),
        ("14 Boats: Minutes", "3", "14 Boats: Minutes"),
        ("Minutes", "14", "Minutes"),
        ("14.", "14", "14."),
    ],
)
def test_title_loses_the_number_of_the_document(head, number, title):
    record = read(f"<head>{head}<note>Not printed here.</note></head><p>So.</p>", n=number)
    assert record.document.title == title
    assert record.full_text.startswith(head)
    assert "Not printed" not in record.full_text


# Those present


def test_participants_nested_by_side_have_their_sides():
    record = memorandum(
        listed(
            '<hi rend="italic">Kallian Side:</hi><list><item>Madame <persName corresp="#p_VI1">'
            "Virtanen</persName>, Envoy</item></list>",
            '<hi rend="italic">Maryan Side:</hi><list><item>Mr. Hale</item></list>',
        )
    )
    assert attendance(record)[:2] == [
        ("Aino Virtanen", ("participant",), "Kallian side"),
        ("Hale", ("participant",), "Maryan side"),
    ]


def test_participants_under_headings_that_are_states_have_their_sides():
    record = memorandum(
        listed(
            "<hi rend='italic'><gloss target='#t_1'>U.S.</gloss></hi>", "Mr. Hale",
            "<hi rend='italic'>For the Poles</hi>", "Mr. Jan Kos", "Mrs. Ewa Lis",
        )
    )  # fmt: skip
    assert [(name, side) for name, _, side in attendance(record)][:3] == [
        ("Hale", "U.S. side"), ("Jan Kos", "Poles side"), ("Ewa Lis", "Poles side"),
    ]  # fmt: skip


def test_headings_that_are_offices_are_no_sides_and_those_that_are_roles_are_roles():
    record = memorandum(
        listed(
            "<hi rend='italic'>Chairman</hi>", "The President", "<hi rend='italic'>State</hi>",
            '<persName corresp="#p_OA1">William Oakes</persName>', "<hi>Harbour Office</hi>",
            "Mr. Hale", "<hi rend='italic'>Interpreters</hi>",
            'Mr. <persName corresp="#p_TE1">Tey</persName>',
        ),
        "<p>The President: So.</p><p>Mr. Oakes: Yes.</p>",
    )  # fmt: skip
    assert record.sides == ()
    assert [(name, role) for name, role, _ in attendance(record)] == [
        ("President", ("participant", "chair")), ("William P. Oakes", ("participant",)),
        ("Hale", ("participant",)), ("Lin Tey-ho", ("interpreter",)),
    ]  # fmt: skip
    assert [who for who, _ in said(record)] == ["President", "William P. Oakes"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("D—Mr. <persName corresp='#p_OA1'>Oakes</persName> (interpreting)",
         [("William P. Oakes", ("interpreter",))]),
        ("EUR – Mr. Foy Arden", [("Foy Arden", ("participant",))]),
        ("<persName>Edda Lund</persName>, Director, Policy Planning Staff",
         [("Edda Lund", ("participant",))]),
        ("<persName>Bruce Nye</persName>, Council Staff (Notetaker)",
         [("Bruce Nye", ("note-taker",))]),
        ("Under Secretary of State <persName corresp='#p_BR1'>Brandt</persName>",
         [("Otto Brandt Jr.", ("participant",))]),
        ("Senator <persName>Ida Moss</persName> [R-Skerry]", [("Ida Moss", ("participant",))]),
        ("Messrs. <persName>Arden</persName>, <persName>Lu</persName> and <persName>Nye</persName>",
         [("Arden", ("participant",)), ("Lu", ("participant",)), ("Nye", ("participant",))]),
        ("Mr. <persName>Arden</persName>, Assistant to President <persName>Moss</persName>",
         [("Arden", ("participant",))]),
        ("The Secretary of State", [("Secretary of State", ("participant",))]),
    ],
)  # fmt: skip
def test_item_of_a_list_is_read(item, expected):
    record = memorandum(listed(item), "<p>Nothing was said.</p>")
    assert [(name, role) for name, role, _ in attendance(record)] == expected


def test_list_at_the_end_counts_where_the_head_points_to_it():
    record = memorandum(listed("Listed on Page 4"), SAID + PEOPLE)
    assert people(record) == ["William P. Oakes", "Hale"]
    assert [text for _, text in said(record)] == ["Is the quay too short?", "It is."]
    assert not any(problem.code == "MG157" for problem in record.problems)


@pytest.mark.parametrize(
    "item", ["[Here follows the same list as in Document 84.]", "See attached list", "[Omitted.]"]
)
def test_list_that_is_left_out_invents_nobody(item):
    record = memorandum(listed(item), "<p>Nothing was said.</p>")
    assert record.document.kind == "RecordOfConversation"
    assert record.participations == ()
    assert any(problem.code == "MG157" for problem in record.problems)


def test_keyed_paragraphs_before_the_body_are_read():
    lines = "<p>PARTICIPANTS</p><list><item>Mr. Hale</item></list><p>PLACE: Custom House</p>"
    record = memorandum(lines, SAID)
    assert people(record) == ["Hale", "Oakes"]
    assert [place.name for place in record.places] == ["Custom House"]


# Persons


def test_person_is_known_by_two_spellings_of_an_id_and_by_a_cross_reference():
    record = memorandum(
        listed(
            'Madame <persName corresp="#p_VI1">Virtanen</persName>',
            'Mr. <persName corresp="#p_TE_1">Tey</persName>',
            'Mr. <persName corresp="#p_ZZ9">Quill</persName>',
        ),
        "<p>Mr. <persName corresp='#p_LI1'>Lin</persName>: So.</p>"
        "<p>Madame Virtanen: (to <persName corresp='#p_TE1'>Tey</persName>) No.</p>",
    )
    keys = {person.name: person.key for person in record.persons}
    assert keys == {
        "Aino Virtanen": "frus1958-60v99-p_VI_1",
        "Lin Tey-ho": "frus1958-60v99-p_LI1",
        "Quill": "frus1958-60v99-p_ZZ9",
    }
    assert len(record.passages) == 1
    assert any(problem.code == "MG156" for problem in record.problems)


def test_persons_listed_behind_the_documents_are_known_too():
    behind = (
        '<div><list><item><persName xml:id="p_Q1">Quill, Ada</persName>, clerk</item></list></div>'
    )
    data = volume(
        document(
            "<head>1. Minutes of a Meeting</head>"
            + listed('<persName corresp="#p_Q1">Quill</persName>')
        )
        + behind,
        front="",
    )
    (record,) = volumes.read(source(data), "tei")
    assert people(record) == ["Ada Quill"]


@pytest.mark.parametrize(
    ("printed", "spoken", "named"),
    [
        ("Oakes, William P.", "William P. Oakes", "full"),
        ("HALE, R. B.", "R. B. Hale", "surname"),
        ("Brandt, Lt. Gen. Otto, Jr.", "Otto Brandt Jr.", "full"),
        ("Dunne, Rear Admiral Hugh A.", "Hugh A. Dunne", "full"),
        ("Cook, Don", "Don Cook", "full"),
        ("Lin Tey-ho", "Lin Tey-ho", "full"),
        ("Tey", "Tey", "surname"),
        ("Moss, Edith (Edie)", "Edith Moss", "full"),
    ],
)
def test_name_of_a_list_is_put_in_the_order_in_which_it_is_spoken(printed, spoken, named):
    assert given_first(printed, cues("en")) == spoken
    assert how(spoken) == named


# Body


def test_notes_and_page_breaks_cut_neither_words_nor_turns():
    body = (
        "<p>Mr. Oakes: Harb<pb n='3'/>our dues<note>Mr. Hale: no.</note> rose.</p><pb n='4'/>"
        "<list><item>twice</item><item>a year</item></list><p>So they did.</p><p>Mr. Hale: [<hi>1"
        " line not declassified</hi>]</p><closer><signed>R. B. Hale</signed></closer>"
    )
    record = memorandum(PEOPLE, body)
    assert said(record) == [
        ("William P. Oakes", "Harbour dues rose.\n\ntwice\n\na year\n\nSo they did."),
        ("Hale", "[1 line not declassified]"),
    ]
    assert [insertion.kind for insertion in record.editorial_insertions] == ["Gap"]
    assert record.full_text.endswith("R. B. Hale")


def test_record_attached_to_a_document_is_a_record_of_its_own():
    inner = (
        "<head>1. Memorandum From Mr. Oakes to the President</head><p>I enclose this.</p>"
        f"<frus:attachment><head>Memorandum of Conversation</head>{PEOPLE}{SAID}</frus:attachment>"
        "<frus:attachment><head>Map of the Quay</head><p>A map.</p></frus:attachment>"
    )
    first, last = volumes.read(source(volume(document(inner))), "tei")
    assert first.document.slug == "frus1958-60v99-d1-att1"
    assert len(first.turns) == 2
    assert last.document.slug == "frus1958-60v99-d1"
    assert last.document.kind == "Document"
    assert "too short" not in last.full_text
    assert "A map." in last.full_text


def test_attachment_of_a_record_enters_none_of_its_statements():
    attached = "<frus:attachment><head>Paper</head><p>Mr. Hale: a paper.</p></frus:attachment>"
    record = memorandum(PEOPLE, SAID + attached)
    assert [text for _, text in said(record)] == ["Is the quay too short?", "It is."]
    assert "a paper." in record.full_text


def test_offsets_lead_back_to_the_lines_of_the_source():
    data = volume(document(f"\n\n<head>1. Minutes of a Meeting</head>\n{PEOPLE}\n{SAID}"))
    (record,) = volumes.read(source(data), "tei")
    line = record.locate(record.statements[0].span.start).line
    assert "too short" in data.decode().split("\n")[line - 1]
