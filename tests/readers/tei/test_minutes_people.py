"""Who is meant in minutes: sentences of attendance with more in them, posts, shared offices."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.readers.source import Source
from memograph.readers.tei import minutes
from memograph.readers.tei.minutes_turns import completed
from memograph.readers.xml import tree
from memograph.text.cues import cues

SPACED = '<hi rend="#letterspaced"><rs type="person">{}</rs></hi>'


def spaced(words):
    return SPACED.format(words)


def keyed(words, key):
    return f'<rs type="person" subtype="talking-minister" ref="#{key}">{words}</rs>'


def read(sentence, *paragraphs, head="Protokoll der Sitzung."):
    inner = "".join(f"<p>{words}</p>" for words in paragraphs)
    markup = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><meeting>
    <placeName>Aalen</placeName><date when="1871-05-02"/></meeting></titleStmt></fileDesc>
    <profileDesc><langUsage><language ident="de"/></langUsage></profileDesc></teiHeader>
    <text><body><div xml:id="BR-1-18710502-P-0009"><head>Bergrat, Aalen, 2. Mai 1871</head>
    <div type="regest"><p ana="participant_list">{sentence}</p></div>
    <div type="protocol"><head>{head}</head>{inner}</div></div></body></text></TEI>"""
    source = Source(name="nr9.xml", stem="nr9", data=markup.encode())
    return minutes.read(tree(source).root, source, reader="tei", problems=())


def names(record):
    return {agent.id: agent.name for agent in record.everyone()}


def present(record):
    known = names(record)
    return {
        known[p.participant]
        for p in record.participations
        if {"listed", "named"} & set(p.attestation)
    }


def speakers(record):
    known = names(record)
    return [" + ".join(known[one] for one in turn.speaker) for turn in record.turns]


@pytest.mark.parametrize(
    "sentence",
    [
        "P. Ohm; VS. Kern; BdE. 4. 5. und anw. Lang, Roth.",
        "P. Ohm; VS. Kern; BdE und anw. (Kern 4. 5.), Lang, Roth 6. 5.",
        "P. Ohm; VS. Kern; anw. Lang, Roth. Vermerk: Zu VIII, IX, X war Moll zugegen.",
        "P. Ohm; VS. Kern; anw. Lang, Roth. Siehe Protokoll Nr. 30, Anm. 14, Bd. 2.",
        "P. Ohm. VS. Kern. Anw. Lang, Roth.",
    ],
)
def test_sentence_of_attendance_lists_people_and_nothing_else(sentence):
    assert present(read(sentence, "Man beriet.")) == {"Ohm", "Kern", "Lang", "Roth"}


def test_remark_in_brackets_before_a_part_is_nobody():
    record = read("VS. Kern; anw. Lang; (zu Beginn) abw. (beim Kanzler) Roth.", "Man beriet.")
    absent = [p for p in record.participations if "absent" in p.attestation]
    assert [names(record)[p.participant] for p in absent] == ["Roth"]
    assert present(record) == {"Kern", "Lang"}


def test_post_with_a_reference_is_who_a_note_gives_it_the_name_of():
    note = '<note>Vgl. den Brief an <rs type="person" ref="#b7">Lang</rs>.</note>'
    text = f"Der {keyed('Finanzminister', 'b7')} sprach{note}."
    assert speakers(read("VS. Kern; anw. Lang, Roth.", text)) == ["Lang"]


def test_post_with_a_reference_is_who_the_head_says_to_preside_in_it():
    head = "Protokoll der Sitzung unter dem Vorsitze des Ministerpräsidenten Fürsten Kern."
    text = f"Der {keyed('Ministerpräsident', 'b8')} sprach."
    assert speakers(read("VS. Kern; anw. Lang, Roth.", text, head=head)) == ["Kern"]


def test_highness_is_the_one_prince_listed():
    text = f"{spaced('Se. k. k. Hoheit')} fragte. Der {spaced('Rat')} schwieg."
    assert speakers(read("VS. Erzherzog Otto; anw. Lang.", text)) == ["Erzherzog Otto", "Rat"]


def test_highness_among_two_princes_is_neither():
    record = read("VS. Erzherzog Otto; anw. Erzherzog Karl.", f"{spaced('Se. k. k. Hoheit')} kam.")
    assert not {"Erzherzog Otto", "Erzherzog Karl"} & set(speakers(record))


def test_majesty_with_a_comma_inside_is_the_sovereign():
    text = f"Er habe, so bemerkte {spaced('Se. Majestät,')} lange gewartet."
    assert speakers(read("VS. Kaiser; anw. Lang.", text)) == ["Kaiser"]


def test_adjective_printed_spaced_is_no_speaker():
    text = f"Der {spaced('Rat')} sprach. Die {spaced('ordentliche')} Sitzung folgt."
    assert speakers(read("VS. Kern; anw. Lang.", text)) == ["Rat"]


@pytest.mark.parametrize(
    ("text", "marks", "wholes"),
    [
        ("der Kriegs-, der Finanz- und der Bergminister", ("Kriegs-", "Finanz-", "Bergminister"),
         ("Kriegsminister", "Finanzminister", "")),
        ("den Ministern des Handels und der Justiz", ("Ministern des Handels", "Justiz"),
         ("", "Minister der Justiz")),
        ("der Minister des Handels sprach lange, worauf der Vogt", ("Minister des Handels", "Vogt"),
         ("", "")),
        ("der Minister des Handels, Lang", ("Minister des Handels", "Lang"), ("", "")),
    ],
)  # fmt: skip
def test_designations_that_share_an_office_are_completed(text, marks, wholes):
    spans = [Span(at, at + len(mark)) for mark in marks for at in [text.index(mark)]]
    assert completed(text, spans, cues("de")) == wholes


def test_adjective_of_a_role_in_two_cases_is_one_agent():
    text = (
        f"Nach dem Wunsche des {spaced('ungarischen Hofkanzlers')} ruht es. "
        f"Der {spaced('ungarische Hofkanzler')} sprach."
    )
    assert set(speakers(read("VS. Kern; anw. Lang.", text))) == {"Ungarische Hofkanzler"}


def test_post_of_one_country_is_not_that_of_another():
    text = (
        f"{spaced('Hofkanzler Lang')} sprach. Der {spaced('ungarische Hofkanzler')} fragte. "
        f"Der {spaced('Hofkanzler')} schwieg."
    )
    record = read("VS. Kern; anw. Lang, Roth.", text)
    assert speakers(record) == ["Lang", "Ungarische Hofkanzler", "Lang"]


def test_post_with_its_country_is_learned_with_it():
    text = (
        f"Der {spaced('ungarische Hofkanzler Graf Roth')} sprach. Der {spaced('Rat')} fragte. "
        f"Den Antrag des {spaced('ungarischen Hofkanzlers')} nahm man an."
    )
    assert speakers(read("VS. Kern; anw. Lang, Roth.", text)) == ["Roth", "Rat", "Roth"]


def test_verb_inside_the_mark_is_no_part_of_a_role():
    record = read("VS. Kern; anw. Lang.", f"Der {spaced('Finanzminister erklärte')} sich bereit.")
    assert speakers(record) == ["Finanzminister"]


def test_number_of_a_point_is_in_no_statement():
    record = read(
        "VS. Kern; anw. Lang.", f"Der {spaced('Rat')} sprach.", f"3. Der {spaced('Vogt')} schwieg."
    )
    assert [each.text for each in record.statements] == ["Der Rat sprach.", "Der Vogt schwieg."]


def test_key_for_who_presented_is_no_speaker():
    record = read("VS. Kern; anw. Lang.", "Vortragender Minister: Finanzminister.", "Man beriet.")
    assert not record.turns
