"""Those present as minutes list them: in tables, with boxes to tick, under bare headings."""

from __future__ import annotations

import time

import pytest

from memograph.readers.markdown import MarkdownReader
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader


def read(text, reader=None, name="minutes.txt"):
    source = Source(name=name, stem="minutes", data=text.encode())
    (record,) = (reader or TranscriptReader()).read(source)
    return record


def marked(text):
    return read(text, MarkdownReader(), "minutes.md")


def attending(record):
    called = {agent.id: agent.name for agent in record.everyone()}
    parts = record.participations
    gone = {called[p.participant] for p in parts if "absent" in p.attestation}
    return {called[p.participant] for p in parts} - gone, gone


def speakers(record):
    called = {agent.id: agent.name for agent in record.everyone()}
    return [called[who] for turn in record.turns for who in turn.speaker]


TABLE = """# 7 May, 2013 Notes of the Tide Group

**Remote attendees:**
| Name | Abbreviation | Organization |
| ---- | ------------ | ------------ |
| Ada Vane | AVA | Port of Sarn |
| Ole Stone | OST | Mole Works |
| Mira de Koto | MDK | |

## Dredging

- Tide tables: <https://tides.example/2013>

AVA: The channel is silting.

OST: By how much?

AVA: A foot in a year.
"""


def test_letters_of_a_table_say_who_speaks():
    record = marked(TABLE)
    assert attending(record)[0] == {"Ada Vane", "Ole Stone", "Mira de Koto"}
    assert speakers(record) == ["Ada Vane", "Ole Stone", "Ada Vane"]


def test_a_table_tells_who_stayed_away():
    head = "# Mole committee meeting 3 May 2012\n\n**Chair:** Ada Vane\n\n| Member | Present |\n"
    rows = "| --- | :-: |\n| Ada Vane | x |\n| Ole Stone | no |\n| Mira Koto | |\n"
    assert attending(marked(head + rows)) == ({"Ada Vane"}, {"Ole Stone", "Mira Koto"})


def test_a_table_of_other_things_lists_nobody():
    head = "# Ships seen\n\n**Log**\n\n| Name | Tons |\n| --- | --- |\n"
    assert not marked(f"{head}| Ada Vane | 40 |\n| Ole Stone | 9 |\n").participations


TICKED = """# Quay council meeting 2 June 2014

**Secretary:** Jon Prek

## Council attendees

* [x] Ada Vane
* [ ] Ole Stone
* [x] Mira Koto @mkoto (Quay)

## Agenda

* Buoys
"""


def test_ticks_tell_who_came_where_some_are_ticked():
    assert attending(marked(TICKED)) == ({"Jon Prek", "Ada Vane", "Mira Koto"}, {"Ole Stone"})
    blank = attending(marked(TICKED.replace("[x]", "[ ]")))
    assert blank == ({"Jon Prek", "Ada Vane", "Mira Koto", "Ole Stone"}, set())


def test_a_roster_of_many_rows_is_read_in_good_time():
    begun = time.monotonic()
    marked("| Name | Code |\n| --- | --- |\n" + "| Ada Vane | |||||||||||||||||||\n" * 2000)
    assert time.monotonic() - begun < 20


ACTA = """ACTA DE LA SESIÓN ORDINARIA CELEBRADA EL DÍA 4 DE MAYO DE 2009.

ASISTENTES

ALCALDE-PRESIDENTE

D. Hugo Brena Salas

CONCEJALES

Dª. Mª. Inés Koto Ruiz

D. Pedro Lomas Vega

SECRETARIO-INTERVENTOR

D. Juan Prado Gil

          En Villasal, siendo las veinte horas, se reúne el Pleno.
"""


def test_headings_without_colons_list_a_town_council():
    record = read(ACTA)
    assert attending(record)[0] >= {"Hugo Brena Salas", "Pedro Lomas Vega", "Juan Prado Gil"}
    assert not record.turns


BOARD = """A meeting of the Harbor Finance Committee was held in the offices of the Board of
Wardens of the Port of Sarn in Lower Quay, S.M., on Thursday, October
12, 1995, at 9:30 a.m.
Present:
Mr. Brena, Chairman
Messrs. Koto and Lomas, Alternate Members of the
Harbor Finance Committee
Messrs. Nairn, Kittle, and Holt, Directors of the Tide Offices of
Eastwick, Millford, and Sarn respectively
Ms. Crewe, Deputy Secretary

Mr. Brena said that the mole was safe.

Ms. Crewe replied that it leaked.
"""


def test_what_several_are_of_is_nobody():
    record = read(BOARD)
    assert attending(record)[0] == {"Brena", "Koto", "Lomas", "Nairn", "Kittle", "Holt", "Crewe"}
    assert record.meetings[0].date == "1995-10-12"


@pytest.mark.parametrize(
    ("text", "there", "gone"),
    [
        (("Minutes of the meeting of 3 May 1961\n\nThe clerk called the roll and the following "
         "members were present:\n\nAda Vane, President\nOle Stone, Treasurer\n\nThe following "
         "members were absent:\n\nMira Koto\n\nThe budget was passed.\n"),
         {"Ada Vane", "Ole Stone"}, {"Mira Koto"}),
        ("Minutes of the meeting of 3 May 1961\n\nPresent: Ada Vane, Ole Stone\n\nAbsent: None\n",
         {"Ada Vane", "Ole Stone"}, set()),
        (("Niederschrift über die Sitzung vom 3. Mai 1961\n\nAnwesend sind:\nBürgermeister Otto "
         "Brenner\nGemeinderat Emil Kolb\n\nAbwesend sind:\nGemeinderat Max Lohse\n\n"
         "Der Haushalt wird beschlossen.\n"), {"Otto Brenner", "Emil Kolb"}, {"Max Lohse"}),
    ],
)  # fmt: skip
def test_lists_of_present_and_absent(text, there, gone):
    assert attending(read(text)) == (there, gone)


def test_a_numbered_section_and_a_row_before_a_sentence_open_no_turn():
    text = (
        "Procès-verbal de la séance du 3 mai 1961\n\nPrésents : M. Brenne, Mme Lomas\n\n"
        "II – Comptes du port :\n\n- les quais sont payés.\n"
    )
    record = read(text)
    assert not record.turns
    assert attending(record)[0] == {"Brenne", "Lomas"}
