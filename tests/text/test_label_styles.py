"""Labels of every style, in records made up for it, with the turns that a reader would find."""

from __future__ import annotations

import pytest

HEAD = "Record of a meeting, 4 May 1961\n\n"


def record(*turns, head=HEAD):
    return head + "\n\n".join(turns) + "\n"


@pytest.mark.parametrize(
    ("turns", "speakers"),
    [
        (("Comrade Ilia Dorva: The harvest is in.", "Cde. Pal Henko: We heard.",
          "comrade Dorva: Nine tons.", "Com. Henko: Enough."),
         ["Ilia Dorva", "Pal Henko", "Ilia Dorva", "Pal Henko"]),
        (("Comrade Chairman: Order.", "Cde Rosa Valk: Comrades, order.", "Cde Ben Moyo: Agreed.",
          "Cde Rosa Valk: Then we vote."),
         ["Comrade Chairman", "Rosa Valk", "Ben Moyo", "Rosa Valk"]),
        (("WENDLE: It is late.", "OSK: When will it come?", "WENDLE: Soon."),
         ["Wendle", "Osk", "Wendle"]),
        (("MR. ST. AUBIN. We cannot.", "MR TE ROOS: Explained that ships were late.",
          "THE PRIME MINISTER. I am obliged.", "MR. ST. AUBIN. So are we.",
          "MR. VAN DER WALT. I support that."),
         ["St. Aubin", "Te Roos", "Prime Minister", "St. Aubin", "Van Der Walt"]),
        (("SEÑOR DE LA PEÑA: Sí.", "MR O’HARA: I do not follow.", "SEÑOR DE LA PEÑA: Yes.",
          "MR O’HARA: Thank you."), ["De La Peña", "O’Hara", "De La Peña", "O’Hara"]),
        (("[Edwin] Fairlow. My government has no wish to delay.",
          "[Joseph]Warden.[No.] We heard otherwise.", "[Edwin] Fairlow. You heard wrongly.",
          "[Hugh] Tallis. Order."),
         ["Edwin Fairlow", "Joseph Warden", "Edwin Fairlow", "Hugh Tallis"]),
        (("PORTER (reads the letter). It says that the bridge is down.", "MACLAY. Who signed it?",
          "PORTER. The engineer.", "MACLAY (rising). Then I withdraw.", "TROTT. No."),
         ["Porter", "Maclay", "Porter", "Maclay", "Trott"]),
        (("Premier: How is the road?", "The President: Open again.", "PM: Since when?",
          "The Secretary: Since Monday.", "Premier: Good."),
         ["Premier", "President", "PM", "Secretary", "Premier"]),
        (("NORLAND: We asked for nine miles.", "SUDERIA AND WESTMARK: We offered six.",
          "Response: It is too little.", "NORLAND: Then there is no treaty."),
         ["Norland", "Suderia + Westmark", "Response", "Norland"]),
        (("MR PELL and MR VOSS: We second it.", "MR PELL: The road is needed.", "MR VOSS: Soon."),
         ["Pell + Voss", "Pell", "Voss"]),
        (("**Okafor:** Thank you.", "**Lindqvist:** It was a long way.", "**Okafor:** Tea first."),
         ["Okafor", "Lindqvist", "Okafor"]),
        (("Ann Lee – Good morning.", "Ben Ray – We came early – as you see.", "Ann Lee – Well."),
         ["Ann Lee", "Ben Ray", "Ann Lee"]),
        (("[00:00:12] Ann Lee: Good morning.", "[00:00:15] Ben Ray: Good morning."),
         ["Ann Lee", "Ben Ray"]),
        (("Ann Lee  0:12\nGood morning.", "Ben Ray  0:15\nGood morning.", "Ann Lee  1:02\nWell."),
         ["Ann Lee", "Ben Ray", "Ann Lee"]),
        (("Speaker 1: We need a bus.", "Speaker 2: And a road."), ["Speaker 1", "Speaker 2"]),
        (("Kovács János: Jó napot.", "Nagy Éva: Good morning.", "Kovács: We begin.",
          "János Kovács: Well."), ["Kovács János", "Nagy Éva", "Kovács János", "Kovács János"]),
    ],
)  # fmt: skip
def test_labels_of_a_style_open_the_turns_of_a_record(understood, turns, speakers):
    assert understood(record(*turns)).speakers == speakers


def test_label_alone_on_its_line_has_its_words_in_the_next_paragraphs(understood):
    head = "Transcript, 3 March 1972\n\nParticipants: Dr. Alma Finch, Otto Berg\n\n"
    text = record("FINCH", "We begin.", "There are nine.", "BERG", "Eight. One is dry.",
                  head=head)  # fmt: skip
    assert understood(text).turns == [
        ("Alma Finch", "We begin. There are nine."),
        ("Otto Berg", "Eight. One is dry."),
    ]


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("Premier TRAN VAN KHO (hereafter abbreviated TK)", "TK", "Tran Van Kho"),
        ("Ambassador Pieter Hoek (hereinafter “the Ambassador”)", "The Ambassador", "Pieter Hoek"),
        ("Zhang Yulin [Chang Yü-lin]", "Chang Yü-lin", "Zhang Yulin"),
    ],
)
def test_other_name_given_in_a_label_leads_to_its_bearer(understood, first, later, name):
    text = record(f"{first}: Welcome.", "Rosa Valk: Thank you.", f"{later}: Sit down.",
                  "Rosa Valk: Gladly.", f"{later}: Tea?")  # fmt: skip
    assert understood(text).speakers == [name, "Rosa Valk", name, "Rosa Valk", name]


def test_label_that_print_has_spoilt_is_read(understood):
    head = "Memorandum, 3 June 1969\n\nPARTICIPANTS: Mr. Halvorsen, Mr. Kessinger, Mr. Tolliver\n\n"
    text = record("Mr . Halvorsen. When do you leave?", "Mr. Kessinger: Tomorrow.",
                  "Mr. Halvorsen: At nine?", "Mr, Kess1nger: At ten, I think.",
                  "Mr. Tolliver; So early?", "Mr. Halvorsen: It goes.", head=head)  # fmt: skip
    assert understood(text).speakers == [
        "Halvorsen", "Kessinger", "Halvorsen", "Kessinger", "Tolliver", "Halvorsen",
    ]  # fmt: skip


def test_titled_name_of_nobody_with_a_wrong_mark_is_no_label(understood):
    text = record("Mr. Halvorsen: I know two.", "Dr. Voss; He came late.", "Mr. Pell: Yes.")
    assert understood(text).speakers == ["Halvorsen", "Pell"]


def test_namesakes_are_told_apart_by_their_towns(understood):
    text = record("Mr. Weber (Dover): We agree.", "Mr. Weber (Ulm): Not we.",
                  "Mr. Weber (Dover): Why?", "Mr. Ott (rising): No.")  # fmt: skip
    assert understood(text).speakers == ["Weber (Dover)", "Weber (Ulm)", "Weber (Dover)", "Ott"]


def test_town_of_somebody_without_a_namesake_is_no_part_of_the_name(understood):
    text = record("Mr. Weber (Dover): We agree.", "Mr. Ott (Ulm): Not we.", "Mr. Weber: Why?")
    assert understood(text).speakers == ["Weber", "Ott", "Weber"]


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Q.", "A.", ["Q", "A"]),
        ("Q:", "A:", ["Q", "A"]),
        ("Question:", "Answer:", ["Question", "Answer"]),
        ("**Q:**", "**A:**", ["Q", "A"]),
    ],
)
def test_questions_and_answers_take_turns(understood, one, other, names):
    text = f"Deposition, 4 May 1985\n\n{one} Where?\n\n{other} At the mill.\n\n{one} Alone?\n"
    assert understood(text).turns == [
        (names[0], "Where?"), (names[1], "At the mill."), (names[0], "Alone?"),
    ]  # fmt: skip


def test_questions_and_answers_are_those_of_interviewer_and_interviewee(understood):
    head = "Interview with Mara Feld by Jon Okan, 3 May 2001\n\n"
    text = record("Q: When did you come?", "A: In nineteen sixty.", "Q: By ship?", head=head)
    assert understood(text).speakers == ["Jon Okan", "Mara Feld", "Jon Okan"]


def test_letters_of_a_list_are_no_questions(understood):
    text = record("MR. PELL: There are two.", "A. Coal", "B. Timber", "MR. VOSS: And a third.")
    assert understood(text).speakers == ["Pell", "Voss"]


NO_LABELS = [
    "To: the Ministry",
    "From: the mill",
    "Subject: Steel",
    "Steel: we are short of it, and coal too.",
    "A.TOP 1: Report of the director.",
    "Response to the note: we agree.",
    "a) Coal: nine tons.",
    "(A) Timber: six tons.",
    "1．Price: low.",
    "Destination: Dover To Whom: Pell",
    "The general has set four rules for the military:",
    "“Dear Carl: I have nothing to add.",
    "Next steps: a letter.",
]


@pytest.mark.parametrize("line", NO_LABELS)
def test_line_inside_a_turn_that_is_no_label_stays_in_it(understood, line):
    text = record("MR. PELL: There are several.", line, "I have said it.", "MR. VOSS: I see.")
    turns = understood(text).turns
    assert turns[0] == ("Pell", f"There are several. {line} I have said it.")
    assert turns[1:] == [("Voss", "I see.")]


@pytest.mark.parametrize("line", NO_LABELS)
def test_no_such_line_is_a_label_among_listed_surnames(understood, line):
    head = "Minutes, 3 May 1951\n\nPresent: Ada Pell, Carl Voss\n\n"
    text = record("Pell: There are several.", line, "That is all.", "Voss: I see.", head=head)
    assert understood(text).speakers == ["Ada Pell", "Carl Voss"]


def test_telegram_read_aloud_makes_no_turns(understood):
    text = record("MR. BROWN: I read from it:", "STATE: We have no ships.", "NAVY: No comment.",
                  "MR. GREEN: Is that all?", "MR. BROWN: It is.")  # fmt: skip
    assert understood(text).speakers == ["Brown", "Green", "Brown"]


@pytest.mark.parametrize(
    "apparatus",
    [
        "AYES: Reed, Marsh\n\nNOES: Papp\n\nABSENT: None\n\nMotion carried, 2 to 1.",
        "Agenda item 2: Water",
        "ITEM 3",
        "2. The new bridge",
        "## Roads",
        "**The new bridge**",
        "Next Meeting: 4 November 1987",
        "ADJOURNMENT: 9.30 pm",
        "[End of side A]",
        "Page 12",
        "O. R[EED]\nSecretary",
    ],
)
@pytest.mark.parametrize("after", ["", "\n\nMARSH: Good night."])
def test_turn_ends_before_headings_votes_and_signatures(understood, apparatus, after):
    head = "Board meeting, 9 October 1987\n\nPresent: Otis Reed, Lena Marsh, Ivo Papp\n\n"
    text = (
        f"{head}REED: We vote.\n\nMARSH: On what?\n\nREED: On the bridge.\n\n{apparatus}{after}\n"
    )
    turns = understood(text).turns
    assert turns[2] == ("Otis Reed", "On the bridge.")
    assert len(turns) == (4 if after else 3)


@pytest.mark.parametrize(
    "words",
    [
        "We need two:\n\n1. Coal\n\n2. Timber",
        "Item two is late.\n\nThe motion is carried.",
        "Then:\n\n1. Coal",
        "So.\n\nHe said “not before the harvest”, and left.",
    ],
)
def test_turn_does_not_end_before_its_own_list_or_last_sentence(understood, words):
    text = record("MR. VOSS: I see.", f"MR. PELL: {words}")
    assert understood(text).turns[1] == ("Pell", " ".join(words.split()))


@pytest.mark.parametrize(
    "text",
    [
        "To: Minister Ada Brown\nFrom: Carl Green\nSubject: Steel\n\nResponse to the note: yes.\n",
        "Memorandum\n\nTo: The President\n\nBackground: It is old.\n\nRecommendation: Approve.\n",
        "Talking points for the Premier\n\nEconomy: good.\n\nSecurity: calm.\n\nEconomy: better.\n",
        "Introduction\n\nThis volume holds records.\n\nSources: The archive.\n\nMethod: We read.\n",
        "Contents\n\nChapter 1: The beginning\n\nChapter 2: The war\n\nChapter 3: The peace\n",
        "Dear Mr. Falk:\n\nThank you for yours.\n\nEnclosed: two maps.\n\nYours:\n\nAda Brown\n",
    ],
)
def test_paper_that_is_no_record_has_no_turns_and_no_participants(understood, text):
    told = understood(text)
    assert (told.turns, told.parts, told.record.document.kind) == ([], {}, "Document")


def test_other_spelling_of_a_listed_name_is_that_person(understood):
    head = "Minutes, 3 May 1961\n\nPresent: Nikolai Verushchev, Jan Nowak\n\n"
    told = understood(record("Veruschev: So.", "Nowak: Good.", "Veruschev: Well.", head=head))
    assert told.speakers == ["Nikolai Verushchev", "Jan Nowak", "Nikolai Verushchev"]
    part = told.parts["Nikolai Verushchev"]
    assert part.name_in_source == ("Nikolai Verushchev", "Veruschev")
    assert part.confidence == 0.6
    assert told.codes.count("MG135") == 1


@pytest.mark.parametrize(
    ("listed", "turns"),
    [
        ("Ann Brown, Jan Nowak", ("Brown: So.", "Browne: No.", "Nowak: Well.", "Browne: Fine.")),
        ("Li Wei, Jan Nowak", ("Lin Wei: So.", "Nowak: No.", "Lin Wei: Well.")),
        ("Mr. Marsch, Jan Nowak", ("Mrs. March: So.", "Nowak: No.", "Mrs. March: Well.")),
    ],
)
def test_similar_name_of_somebody_else_is_not_taken_for_a_listed_one(understood, listed, turns):
    head = f"Minutes, 3 May 1961\n\nPresent: {listed}\n\n"
    told = understood(record(*turns, head=head))
    assert "MG135" not in told.codes
    assert "MG112" in told.codes
