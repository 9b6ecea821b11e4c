"""Pages of different make-up, each with one record that is to be read as it was written.

The pages stand beside this module; every person and archive in them is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from memograph.readers.html.reader import HtmlReader
from memograph.readers.source import Source

HERE = Path(__file__).parent / "pages"
READER = HtmlReader()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says: turns are pairs of speaker and statement, its blanks folded."""

    title: str
    date: str | None
    people: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    slug: str | None = None
    created: str | None = None
    absent: tuple[str, ...] = ()


PAGES = {
    "archive-fields": Facts(
        title="Record of Conversation between Minister Orla Finch and Mr. Tomas Reyl",
        date="1954-06-08",
        people=("Orla Finch", "Tomas Reyl"),
        turns=(
            ("Orla Finch", "The pilots want their own boats."),
            ("Tomas Reyl", "They have wanted them since March. We have no timber."),
            ("Orla Finch", "Then buy some."),
            ("Tomas Reyl", "With what?"),
        ),
        slug="CP-1207",
        created="1954-06-09",
    ),
    "rendered-tei": Facts(
        title="Memorandum of Conversation",
        date="1966-03-04",
        people=("Adam Lorne", "Edgar Quill", "Jon Hallsson"),
        turns=(
            ("Adam Lorne", "The boats came too near."),
            ("Jon Hallsson", "They followed the herring. The herring know no limits."),
            ("Adam Lorne", "Our captains do."),
            ("Jon Hallsson", "Some of them."),
        ),
        slug="pfa1966v07-d21",
    ),
    "speaker-paragraphs": Facts(
        title="Debate of the Island Council",
        date="1978-10-03",
        people=("Ewan Sorley", "Nan Tulloch", "Clerk of the records at the table"),
        turns=(
            ("Ewan Sorley", "I move the closure of the lower road. It floods."),
            ("Nan Tulloch", "It has always flooded."),
            ("Ewan Sorley", "That is my argument."),
            ("Clerk of the records at the table", "Order."),
        ),
    ),
    "speaker-spans": Facts(
        title="Verbatim record of the Harvest Board",
        date="1949-08-14",
        people=("Odd", "Ames"),
        turns=(
            ("Odd", "We cut on Monday."),
            ("Ames", "(smiling) You cut on Sunday."),
            ("Odd", "The rain was coming."),
            ("Ames", "It came."),
        ),
    ),
    "definitions": Facts(
        title="Interview with the lock keeper",
        date="1931-05-02",
        people=("Gwen Parry", "Huw Bevan"),
        turns=(
            ("Gwen Parry", "How long have you kept the lock?"),
            ("Huw Bevan", "Since the flood. Before that my father kept it."),
            ("Gwen Parry", "And who comes after you?"),
            ("Huw Bevan", "The flood."),
        ),
    ),
    "table": Facts(
        title="Transcript of the ferry hearing",
        date="1962-07-07",
        people=("Corran", "Pell"),
        turns=(
            ("Corran", "Where was the light?"),
            ("Pell", "On the bow. It was lit."),
            ("Corran", "By whom?"),
            ("Pell", "By me."),
        ),
    ),
    "minutes": Facts(
        title="Minutes of the Allotment Committee",
        date="2009-11-03",
        people=("Ann Rowe", "Basil Stone", "Cora Venn"),
        turns=(
            ("Ann Rowe", "The hedge is dead."),
            ("Basil Stone", "The fund is dead too."),
            ("Cora Venn", "I have two spades."),
            ("Ann Rowe", "Then we dig."),
        ),
        absent=("Dan Ubbe",),
    ),
    "blog": Facts(
        title="Transcript: a talk with the bell ringers",
        date="2014-05-02",
        people=("Guy", "Ivy"),
        turns=(
            ("Guy", "Who rings on Sundays?"),
            ("Ivy", "I do. My sister: never."),
            ("Guy", "And in the week?"),
            ("Ivy", "The wind."),
        ),
        slug="bell-ringers",
    ),
    "xhtml": Facts(
        title="Conversation at the mill",
        date="1888-03-01",
        people=("Otto Behn", "Karl Diem"),
        turns=(
            ("Otto Behn", "The wheel\xa0turns."),
            ("Karl Diem", "It turns too fast."),
            ("Otto Behn", "Open the sluice."),
        ),
    ),
    "old-tables": Facts(
        title="Talks on the canal",
        date="1925-11-11",
        people=("Jean Lefèvre", "Paul Roux"),
        turns=(
            ("Jean Lefèvre", "The locks are narrow."),
            ("Paul Roux", "So are the barges."),
            ("Jean Lefèvre", "Not yours."),
            ("Paul Roux", "Mine sank."),
        ),
    ),
    "breaks-only": Facts(
        title="Record of a meeting of the lamp trustees",
        date="1911-01-19",
        people=("Elias Grey", "Flora Hale", "Ned Ince"),
        turns=(
            ("Elias Grey", "The oil is dear."),
            ("Flora Hale", "Gas is dearer."),
            ("Ned Ince", "Darkness is free."),
            ("Elias Grey", "Then we vote."),
            ("Flora Hale", "In the dark?"),
        ),
    ),
    "lost-markup": Facts(
        title="Minutes of the Salt Commission",
        date="1937-04-05",
        people=("Aron Lund", "Bo Marsh"),
        turns=(
            ("Aron Lund", "Salt is cheap."),
            ("Bo Marsh", "Too cheap."),
            ("Aron Lund", "When was it dear?"),
            ("Bo Marsh", "In the war."),
            ("Aron Lund", "There it is."),
        ),
    ),
    "list-of-speeches": Facts(
        title="Discussion of the bridge toll",
        date="1956-06-30",
        people=("Lena Orr", "Max Penn"),
        turns=(
            ("Lena Orr", "A penny a sheep."),
            ("Max Penn", "And the dog?"),
            ("Lena Orr", "Dogs go free. So do lambs."),
            ("Max Penn", "Agreed."),
        ),
    ),
    "attendance-table": Facts(
        title="Minutes of the Reed Board",
        date="1998-09-21",
        people=("Ida Falk", "Jens Gro"),
        turns=(
            ("Ida Falk", "The reeds are high."),
            ("Jens Gro", "The water is low."),
            ("Ida Falk", "Good."),
        ),
    ),
    "hidden-transcript": Facts(
        title="Telephone conversation on the dam",
        date="1970-02-12",
        people=("Operator", "Dyer", "Warden"),
        turns=(
            ("Operator", "Your call, sir."),
            ("Dyer", "Is the dam holding?"),
            ("Warden", "It holds. It groans."),
            ("Dyer", "Let it groan."),
        ),
        slug="dam-call",
        created="1970-02-12",
    ),
    "fragment": Facts(
        title="Conversation on the pier, 8 May 1903",
        date="1903-05-08",
        people=("Noll", "Oake"),
        turns=(
            ("Noll", "Is it low water?"),
            ("Oake", "It is no water at all."),
            ("Noll", "Then we walk."),
            ("Oake", "To where?"),
        ),
    ),
    "old-debate": Facts(
        title="FERRY BILL.",
        date="1921-05-03",
        people=("Ash", "T. Birch"),
        turns=(
            ("Ash", "asked the Minister whether the ferry runs."),
            ("T. Birch", "It runs on Tuesdays. It sinks on Fridays."),
            ("Ash", "And on Sundays?"),
            ("T. Birch", "It prays."),
        ),
    ),
    "debate-speeches": Facts(
        title="Ferry Bill — in the Hall at 2:00 pm on 3 May 2021",
        date="2021-05-03",
        people=("John Ash", "Tessa Birch"),
        turns=(
            ("John Ash", "The ferry runs."),
            ("Tessa Birch", "It sinks. Daily."),
            ("John Ash", "It floats."),
        ),
    ),
    "speakers-as-headings": Facts(
        title="Roundtable on the marsh",
        date="1999-05-04",
        people=("John Ash", "Tessa Birch"),
        turns=(
            ("John Ash", "The marsh grows."),
            ("Tessa Birch", "It shrinks. I measured. Twice."),
            ("John Ash", "With what?"),
            ("Tessa Birch", "A pole."),
        ),
    ),
    "bold-without-mark": Facts(
        title="Transcript of the marsh hearing",
        date="1999-05-04",
        people=("Ash", "Birch"),
        turns=(
            ("Ash", "The marsh grows."),
            ("Birch", "It shrinks. I measured. Twice."),
            ("Ash", "With what?"),
            ("Birch", "A pole."),
        ),
    ),
    "bold-alone": Facts(
        title="Transcript of the marsh hearing",
        date="1999-05-04",
        people=("John Ash", "Tessa Birch"),
        turns=(
            ("John Ash", "The marsh grows."),
            ("Tessa Birch", "It shrinks. I measured. Twice."),
            ("John Ash", "With what?"),
            ("Tessa Birch", "A pole."),
        ),
    ),
    "preformatted": Facts(
        title="Transcript of the marsh talk",
        date="1999-05-04",
        people=("John Ash", "Tessa Birch"),
        turns=(
            ("John Ash", "The marsh grows."),
            (
                "Tessa Birch",
                "It shrinks. I have measured it with a very long pole from the end of the jetty.",
            ),
            ("John Ash", "With what?"),
            ("Tessa Birch", "A pole."),
        ),
    ),
    "timestamps": Facts(
        title="Podcast transcript: marshes",
        date=None,
        people=("John Ash", "Tessa Birch"),
        turns=(
            ("John Ash", "The marsh grows."),
            ("Tessa Birch", "It shrinks."),
            ("John Ash", "Why?"),
        ),
    ),
    "word-processor": Facts(
        title="MINUTES OF THE MARSH BOARD",
        date="1999-05-04",
        people=("John Ash", "Tessa Birch"),
        turns=(
            ("John Ash", "The marsh grows."),
            ("Tessa Birch", "It shrinks."),
            ("John Ash", "So?"),
        ),
    ),
}


def source(name):
    data = (HERE / f"{name}.html").read_bytes()
    return Source(name=f"{name}.html", stem=name, data=data)


def read(name):
    (record,) = READER.read(source(name))
    return record


def names(record, *, absent):
    called = {agent.id: agent.name for agent in record.everyone()}
    return sorted(
        {
            called[part.participant]
            for part in record.participations
            if ("absent" in part.attestation) is absent
        }
    )


def turns(record):
    called = {agent.id: agent.name for agent in record.everyone()}
    said = {one.order: " ".join(one.text.split(None)) for one in record.statements}
    return tuple(
        (" + ".join(called[one] for one in turn.speaker), said.get(turn.order, ""))
        for turn in record.turns
    )


def folded(told):
    return tuple((who, " ".join(what.split())) for who, what in told)


def test_every_page_has_its_facts():
    assert sorted((*PAGES, "rendered-tei-flat")) == sorted(
        path.stem for path in HERE.glob("*.html")
    )
    assert len(PAGES) > 13


@pytest.mark.parametrize("name", PAGES)
def test_page_is_told_by_its_tags(name):
    assert READER.sniff(source(name)) > 0.7


@pytest.mark.parametrize("name", PAGES)
def test_page_gives_turns_and_speakers(name):
    assert turns(read(name)) == folded(PAGES[name].turns)


@pytest.mark.parametrize("name", PAGES)
def test_page_gives_those_present_and_those_absent(name):
    record = read(name)
    assert names(record, absent=False) == sorted(PAGES[name].people)
    assert names(record, absent=True) == sorted(PAGES[name].absent)


@pytest.mark.parametrize("name", PAGES)
def test_page_gives_title_dates_and_slug(name):
    facts, document = PAGES[name], read(name).document
    assert document.title == facts.title
    assert read(name).meetings[0].date == facts.date
    assert document.created == facts.created
    assert document.slug == (facts.slug or name)


@pytest.mark.parametrize("name", PAGES)
def test_page_gives_lines_of_its_source_for_its_words(name):
    record = read(name)
    text, lines = record.text_versions[0].full_text, source(name).data.decode("latin-1").split("\n")
    assert record.source_map
    for segment in record.statements:
        assert segment.text == text[segment.span.start : segment.span.end]
        line = record.locate(segment.span.start).line
        assert segment.text.split()[0] in " ".join(lines[line - 1 : line + 2])


def test_archive_page_gives_its_fields():
    record = read("archive-fields")
    document = record.document
    assert document.identifier == ("CP-1207",)
    assert document.language == "da"
    assert document.archival_reference.file == "9"
    assert document.held_by == ("organization/State Archive, Lind",)
    assert document.obtained_by == ("person/Ruth Anders",)
    assert record.text_versions[0].translated_by == ("person/Paul Moray",)
    assert document.abstract == "Finch and Reyl discuss the pilots of the strait."
    assert document.supported_by == ("organization/Lantern Foundation", "organization/Heron Trust")
    assert "welcomes reuse" in document.rights
    assert "Ida Hobb" not in {person.name for person in record.persons}


def test_rendered_tei_gives_source_sides_and_keys_of_persons():
    record = read("rendered-tei")
    assert record.document.archival_reference.call_number.startswith("National Archives, RG 59")
    assert {side.name for side in record.sides} == {"U.S. side", "Icelandic side"}
    assert {p.key for p in record.persons} >= {"pfa1966v07-p_LA1", "pfa1966v07-p_QE1"}
    assert "Drafted" not in record.text_versions[0].full_text


def test_flat_list_in_rendered_tei_is_parted_by_its_slanted_items():
    record = read("rendered-tei-flat")
    called = {agent.id: agent.name for agent in record.everyone()}
    sides = {called[part.participant]: part.side for part in record.participations}
    assert sides == {
        "Leonid Grom": "side/USSR side",
        "V. Sukhov": "side/USSR side",
        "President": "side/United States side",
        "Henry Vale": "side/United States side",
    }
