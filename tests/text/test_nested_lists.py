"""Lists in lists of bullets, offices above their people, and titles that two people bear."""

from __future__ import annotations

from memograph.readers.html.reader import HtmlReader
from memograph.readers.source import Source

SAID = "\n\nMr. Brena: Let us begin.\n\nMr. Koto: They are dry.\n\nMr. Brena: All of them?\n"
HEAD = "Memorandum of Conversation, May 3, 1961\n\nPARTICIPANTS\n\n"


def test_bullet_above_deeper_ones_is_the_side_of_a_state(understood):
    told = understood(
        f"{HEAD}  • U.S.\n    • The Secretary\n    • Mr. Brena\n  • U.S.S.R.\n"
        f"    • Foreign Minister Lukin\n    • Mr. Koto\n{SAID}"
    )
    assert told.present == {"Secretary", "Brena", "Lukin", "Koto"}
    assert told.sides == {
        "Secretary": "U.S. side", "Brena": "U.S. side",
        "Lukin": "U.S.S.R. side", "Koto": "U.S.S.R. side",
    }  # fmt: skip


def test_offices_of_one_government_are_no_sides(understood):
    told = understood(
        f"{HEAD}Chairman: Otto Kessel\nState:\nMr. Ole Brena\nDefense:\nMr. Li Koto\nCIA:\n"
        f"Mr. Hal Dane\n\nSUMMARY OF CONCLUSIONS\n{SAID}"
    )
    assert told.present == {"Otto Kessel", "Ole Brena", "Li Koto", "Hal Dane"}
    assert told.roles == {"Otto Kessel": {"chair"}}
    assert told.sides == {}


def test_bullets_whose_heading_is_lost_are_a_list_all_the_same(understood):
    told = understood(
        "31. Memorandum of Conversation\n\n  • General Relations\n\n"
        "  • U.S.S.R. Participants\n    • Vasily Lukin, Minister of Trade\n"
        "    • Anton Brena, Ambassador to the United States\n"
        "  • U.S. Participants\n    • William Koto, Secretary of State\n\n"
        "Mr. Lukin expressed his thanks.\n\nThe Secretary replied that he was glad.\n"
    )
    assert told.sides == {
        "Vasily Lukin": "U.S.S.R. side", "Anton Brena": "U.S.S.R. side",
        "William Koto": "U.S. side",
    }  # fmt: skip
    assert told.speakers == ["Vasily Lukin", "William Koto"]


def test_bullets_below_a_chairman_are_a_list_by_offices(understood):
    told = understood(
        "19. Summary of Conclusions of a Special Group Meeting\n\n  • Lakes\n\n"
        "  • Chairman: Otto Kessel\n  • State:\n    • A. Owen Brena\n  • JCS:\n"
        "    • R/Adm. Daniel J. Dane\n\nIt was agreed that:\n\n  • —State will ask.\n"
    )
    assert told.present == {"Otto Kessel", "A. Owen Brena", "Daniel J. Dane"}
    assert told.roles == {"Otto Kessel": {"chair"}}
    assert told.sides == {}


def test_lines_that_hang_far_from_the_key_are_people(understood):
    told = understood(
        "Memorandum of Conversation\n\nPARTICIPANTS:     Chairman Mo Brena\n"
        "                              Premier Li Koto\n"
        "                              Minister Hua Dane\n\n"
        "DATE:             May 3, 1961\n\nMo Brena: Good.\n\nLi Koto: Yes.\n\nMo Brena: So.\n"
    )
    assert told.present == {"Mo Brena", "Li Koto", "Hua Dane"}


def test_two_who_speak_in_turn_do_not_share_a_title(understood):
    told = understood(
        f"{HEAD}The President\nMr. Hal Dane, Assistant\n\nThe President: Welcome.\n\n"
        "President Kovac: Thank you.\n\nMr. Dane: Here are the charts.\n\nPresident Kovac: Good.\n"
    )
    assert told.speakers == ["President", "Kovac", "Hal Dane", "Kovac"]


def test_one_who_is_listed_by_title_alone_is_who_bears_it(understood):
    told = understood(
        f"{HEAD}The President\nMr. Hal Dane, Assistant\n\nPresident Holm: Welcome.\n\n"
        "Mr. Dane: Here are the charts.\n\nPresident Holm: Good.\n"
    )
    assert set(told.present) == {"President", "Hal Dane"}


def test_an_office_without_its_country_is_that_of_the_one_who_has_it(understood):
    told = understood(
        "Memorandum of Conversation, May 3, 1961\n\nThe Polish Ambassador said that it rained.\n\n"
        "Mr. Brena replied that it did.\n\nThe Ambassador observed that it would stop.\n"
    )
    assert told.speakers == ["Polish Ambassador", "Brena", "Polish Ambassador"]


def test_rows_under_a_key_in_a_table_go_on_with_the_list():
    rows = "".join(
        f"<tr><td>{key}</td><td>{who}</td></tr>"
        for key, who in (
            ("Present:", "Mr. Lukin, Minister of Trade"),
            ("", "Mr. Suslin, Interpreter"),
            ("", "Mr. Brena, Secretary of State"),
        )
    )
    page = (
        f"<html><body><h1>Minutes of the Third Meeting, May 3, 1961</h1><table>{rows}</table>"
        "<p>Mr. Brena opened the meeting and said that it was late.</p>"
        "<p>Mr. Lukin stated that it was early.</p></body></html>"
    )
    (record,) = HtmlReader().read(Source(name="p.html", stem="p", data=page.encode()))
    names = {agent.id: agent.name for agent in record.everyone()}
    assert {names[one.participant] for one in record.participations} == {
        "Lukin", "Suslin", "Brena",
    }  # fmt: skip
    assert len(record.turns) == 2


def test_note_of_a_page_tells_where_the_talk_was_held():
    page = (
        "<html><body><h3>7. Memorandum of Conversation<sup><a href='#fn1' id='r1'>1</a></sup></h3>"
        "<p>Washington, May 3, 1961</p><p>Mr. Brena: Let us begin.</p><p>Mr. Koto: They are dry."
        "</p><p>Mr. Brena: All of them?</p><ol class='footnotes'><li id='fn1'>Source: National "
        "Archives, Box 3. Secret. The meeting took place in the Blue Room. <a href='#r1'>^</a>"
        "</li></ol></body></html>"
    )
    (record,) = HtmlReader().read(Source(name="p.html", stem="p", data=page.encode()))
    assert "Blue Room" in {place.name for place in record.places}


def test_staffs_and_ends_of_names_are_nobody(understood):
    told = understood(
        f"{HEAD}Otto Kessel, Planning Staff\nThomas W. Brena, Jr. (Notetaker)\n"
        f"Mr. Li Koto (Interp.)\n{SAID}"
    )
    assert told.present == {"Otto Kessel", "Thomas W. Brena", "Li Koto"}
    assert told.roles == {"Thomas W. Brena": {"note-taker"}, "Li Koto": {"interpreter"}}
