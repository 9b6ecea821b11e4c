"""The general rules behind records of unseen series, each in a few lines."""

from __future__ import annotations

import pytest


def test_label_of_several_surnames_with_commas_names_them_all(understood):
    text = (
        "Chaired by Comrade A. B. IVIN\nAlso attended by Comrades C. D. OREL, E. F. LESK.\n\n"
        "IVIN. Shall we?\n\nOREL, LESK, IVIN. Agreed.\n\nALL. Agreed.\n\nIVIN. Adopted.\n"
    )
    assert understood(text).speakers == [
        "A. B. Ivin", "C. D. Orel + E. F. Lesk + A. B. Ivin", "All", "A. B. Ivin",
    ]  # fmt: skip


def test_sentence_with_a_colon_opens_no_turn(understood):
    text = "ANN LORNE: Three things.\n\nSecond. The Bridge: it leaks.\n\nTOM VOSS: It does.\n"
    assert understood(text).speakers == ["Ann Lorne", "Tom Voss"]


def test_list_that_hangs_from_its_key_goes_on_with_wrapped_lines(understood):
    text = (
        "MEMORANDUM OF CONVERSATION\n\nPARTICIPANTS:  Ann Lorne, Secretary of State and Assistant\n"
        "                   to the President for Salt\n               Dr. Tom Voss\n\n"
        "Lorne: Good day.\n\nVoss: Good day.\n"
    )
    read = understood(text)
    assert read.present == {"Ann Lorne", "Tom Voss"}
    assert read.speakers == ["Ann Lorne", "Tom Voss"]


def test_letters_of_a_telephone_call_are_the_two_of_its_head(understood):
    text = "TELCON\nMr. Tom Voss/Secretary Lorne\n\nL: Hello.\n\nV: Hello.\n\nL: Well?\n"
    assert understood(text).speakers == ["Lorne", "Tom Voss", "Lorne"]


def test_letters_of_an_office_are_its_holder(understood):
    text = (
        "Record of talks\n\nPresent: Mr. Tom Voss, Prime Minister; Ms. Ann Lorne, Consul\n\n"
        "PM: Good day.\n\nLorne: Good day.\n\nPM: Well?\n"
    )
    assert understood(text).speakers == ["Tom Voss", "Ann Lorne", "Tom Voss"]


def test_office_in_short_is_the_one_who_holds_it_in_full(understood):
    text = (
        "Minutes of a meeting\n\nPresent:\nMr. Tom Voss, Secretary of State for Foreign Affairs\n"
        "Ms. Ann Lorne, Chancellor\n\nThe Foreign Secretary said that he was late.\n\n"
        "The Chancellor said that he always was.\n"
    )
    assert understood(text).speakers == ["Tom Voss", "Ann Lorne"]


def test_reported_turn_in_capitals_stands_among_labels_in_capitals(understood):
    text = (
        "Notes of meeting\n\nPRESENT: Mr. T. Voss, Ms. A. Lorne\n\nMR. VOSS: Late again.\n\n"
        "MS. LORNE explained that the tram had stopped.\n\nMR. VOSS: It always does.\n\n"
        "Ms. Lorne said that once before.\n"
    )
    assert understood(text).speakers == ["T. Voss", "A. Lorne", "T. Voss"]


def test_president_before_a_name_in_the_head_is_in_the_chair(understood):
    text = (
        "VERBATIM RECORD OF THE NINTH MEETING\n\nPresident: Mr. Tom Voss (Borduria)\n\n"
        "The PRESIDENT: I call on Sylvania.\n\n"
        "Ms. LORNE (Sylvania) (interpretation from French): Thank you.\n\n"
        "The PRESIDENT: The meeting is over.\n"
    )
    read = understood(text)
    assert read.speakers == ["Tom Voss", "Lorne", "Tom Voss"]
    assert read.roles["Tom Voss"] == {"chair"}


def test_names_behind_states_are_of_their_sides(understood):
    text = (
        "Meeting of the Committee\n\nDelegations:\nRepublic of Sarn: T. Voss, A. Lorne\n"
        "Kingdom of Lom: I. Pask\n\nT. VOSS:\nWelcome.\n\nI. PASK:\nThank you.\n"
    )
    read = understood(text)
    assert read.present == {"T. Voss", "A. Lorne", "I. Pask"}
    assert read.sides["T. Voss"] == read.sides["A. Lorne"] != read.sides["I. Pask"]


def test_division_that_somebody_heads_is_no_person(understood):
    text = (
        "Minutes\n\nPresent:\nMiss Ann Lorne, Head of the Legal Division, Ministry of Salt\n"
        "Mr. Tom Voss, Chief of the Trade Section\n\nLorne: Well.\n\nVoss: Well.\n"
    )
    assert understood(text).present == {"Ann Lorne", "Tom Voss"}


def test_plural_title_holds_for_every_name_behind_it(understood):
    text = (
        "At a Meeting of the Trustees, held at the Inn on the 7th day of May 1846\n\nPresent,\n"
        "Sir Hal Dane, in the Chair.\nMessrs. Tom Voss, Ben Orr, and R. Pask.\n\n"
        "Mr. Voss observed that it rained.\n\nMr. Orr replied that it had stopped.\n"
    )
    read = understood(text)
    assert read.present == {"Hal Dane", "Tom Voss", "Ben Orr", "R. Pask"}
    assert read.record.meetings[0].date == "1846-05-07"


def test_time_and_place_of_one_key_are_told_apart(understood):
    text = (
        "Minutes\n\nTIME AND PLACE: 3 May 1951, 7.10 p.m. - 8 p.m., Blue Room\n\n"
        "Ann Lorne: Well.\n\nTom Voss: Well.\n\nAnn Lorne: Yes.\n"
    )
    meeting = understood(text).record.meetings[0]
    assert (meeting.started_at, meeting.ended_at) == ("1951-05-03T19:10:00", "1951-05-03T20:00:00")
    assert "Blue Room" in [place.name for place in understood(text).record.places]


@pytest.mark.parametrize("title", ["TALKING POINTS FOR YOUR MEETING", "Briefing Paper"])
def test_paper_made_for_a_meeting_is_no_record_of_it(understood, title):
    read = understood(f"{title}\n\nParticipants: Mr. Tom Voss, Ms. Ann Lorne\n\n-- Be brief.\n")
    assert not read.record.meetings
    assert not read.present


def test_list_parted_by_semicolons_goes_on_in_the_next_line(understood):
    text = (
        "Hearing on harbours\n\nPresent: Senator Tom Voss, Blue, Arlen; Senator\nAnn Lorne, Green, "
        "Birk; Senator Ida\nPask, Blue, Colm.\n\nSenator VOSS. Well?\n\nSenator PASK. Well.\n"
    )
    assert understood(text).present == {"Tom Voss", "Ann Lorne", "Ida Pask"}


def test_one_title_before_surnames_and_where_a_namesake_is_from(understood):
    text = (
        "Minutes\n\nPresent: Senators Ash (chairman), Birk of New Arlen, Colm, and Drury.\n\n"
        "Senator ASH. Well?\n\nSenator BIRK. Well.\n"
    )
    assert understood(text).present == {"Ash", "Birk", "Colm", "Drury"}


def test_end_of_a_list_of_surnames_is_no_label(understood):
    text = (
        "Procès-verbal de la séance du 3 mai 1971\n\nEtaient présents : MM. ASHET, BIRQUE,\n"
        "COLME, DRURET.\nMmes EWART, FARELLE.\n\nLa séance est levée.\n"
    )
    read = understood(text)
    assert read.present == {"Ashet", "Birque", "Colme", "Druret", "Ewart", "Farelle"}
    assert read.speakers == []


def test_given_name_that_an_editor_supplied_belongs_to_the_label(understood):
    text = (
        "Meeting of the Bureau\n\nComrade [Ann] Lorne: I agree.\n\nComrade Voss: So do I.\n\n"
        "Comrade [Ann] Lorne: Good.\n"
    )
    assert understood(text).speakers == ["Ann Lorne", "Voss", "Ann Lorne"]


def test_verb_of_saying_that_an_editor_supplied_tells_who_speaks(understood):
    text = (
        "Tom Voss’s Notes from the Talks\n\nComrade Lorne [says] that the pier is old.\n\n"
        "Comrade Pask [says] that it is not.\n\nComrade Lorne replies that it is.\n"
    )
    assert understood(text).speakers == ["Lorne", "Pask", "Lorne"]


def test_title_before_an_office_with_its_article_is_no_part_of_it(understood):
    text = (
        "Procès-verbal de la séance du 3 mai 1971\n\nPrésidence : Mme Ada Brun\n"
        "Présents : M. Tom Voss, Mme Anne Pascal\n\nMme la Présidente déclare que le port est "
        "plein.\n\nM. Voss répond que oui.\n\nLa Présidente précise qu’il est tard.\n"
    )
    assert understood(text).speakers == ["Ada Brun", "Tom Voss", "Ada Brun"]


def test_heading_in_capitals_holds_no_verb(understood):
    text = (
        "Minutes\n\nUNITED STATES SENATE,\nBOARD\n\nPresent: Mr. Tom Voss, Ms. Ann Lorne\n\n"
        "Mr. Voss said that it rained.\n\nMs. Lorne agreed.\n"
    )
    assert understood(text).speakers == ["Tom Voss", "Ann Lorne"]


def test_two_days_without_a_year_are_in_that_of_the_paper(understood):
    text = (
        "Aufzeichnung des Botschafters Weber\nBetr.: Gespräch mit dem Botschafter Orlow am "
        "14./15. März\n\nArlen, den 20. März 1972\n\nBotschafter Orlow sagte, er sei dazu da.\n\n"
        "Ich erwiderte, dass wir bereit seien.\n\nBotschafter Orlow bedankte sich.\n"
    )
    assert understood(text).record.meetings[0].date_edtf == "1972-03-14/1972-03-15"


@pytest.mark.parametrize("town", ["New Arlen", "Arlen, Ohio", "Arlen, Scotland"])
def test_town_stands_beside_the_line_of_day_and_hour(understood, town):
    text = (
        f"Ninth meeting\n\nMonday, 3 May 1971, 11.45 a.m.\n\n{town}\n\nMr. Voss: Well?\n\n"
        "Ms. Lorne: Well.\n\nMr. Voss: Yes.\n"
    )
    read = understood(text)
    assert town.partition(",")[0] in {place.name for place in read.record.places}


def test_key_whose_letters_are_spaced_is_read(understood):
    text = (
        "CONCLUSIONS of a Meeting of the Cabinet\n\nP R E S E N T .\n\nMr. Tom Voss, Premier\n\n"
        "Ms. Ann Lorne, Chancellor\n\nTHE PREMIER said that it rained.\n\nMS. LORNE agreed.\n"
    )
    assert understood(text).speakers == ["Tom Voss", "Ann Lorne"]


def test_roll_makes_minutes_of_a_text_in_which_nobody_speaks(understood):
    text = (
        "Conseil du 3 mai 1971\n\n"
        "PRÉSENTS :\nAnne Pascal, Tom VOSS.\nABSENTS :\nLéa Brun, Jean Morel\n\n"
        "Le budget de la ville est approuvé par le conseil et le port est dans un bon état.\n"
    )
    read = understood(text)
    assert read.present == {"Anne Pascal", "Tom VOSS"}
    assert read.absent == {"Léa Brun", "Jean Morel"}


@pytest.mark.parametrize("title", ["Salt Board: Ninth meeting", "Arlen Harbour: Talks"])
def test_title_with_a_colon_above_a_head_is_no_label(understood, title):
    text = (
        f"{title}\nHeld at Arlen on Monday, May 3rd, 1971, at 10 a.m.\n\nChairman: Mr. VOSS.\n"
        "Present: Ms. LORNE, Mr. PASK.\n\nMr. VOSS: Well?\nMs. LORNE: Well.\nMr. VOSS: Yes.\n"
    )
    read = understood(text)
    assert read.speakers == ["Voss", "Lorne", "Voss"]
    assert read.record.meetings[0].date == "1971-05-03"
    assert [place.name for place in read.record.places] == ["Arlen"]


def test_headings_in_turn_are_no_speakers(understood):
    part = "Key Features\n\nIt floats.\n\nTechnical Details\n\nIt weighs a ton.\n\n"
    assert understood(f"Boats\n\n{part * 3}").speakers == []
    part = "Theorem. All boats float.\n\nProof. They have not sunk so far.\n\n"
    assert understood(f"Boats\n\n{part * 3}").speakers == []
    entries = "Ash. A tree.\n\nRod. A stick.\n\nAsh. What is left of fire.\n\nRod. A measure.\n"
    assert understood(f"Words\n\n{entries}").speakers == []


def test_given_names_that_an_editor_supplied_open_turns_without_a_head(understood):
    people = ["[Anna] Orlova", "[Burkov] Dimov"] * 3
    page = "".join(f"{name}. The line has waited long.\n" for name in people)
    assert len(understood(page).record.turns) == 6
