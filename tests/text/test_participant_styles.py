"""Lists of participants in every style, in records made up for it."""

from __future__ import annotations

import pytest

HEAD = "Record of conversation, 3 May 1961\n\n"
SAID = "\n\n{}: Let us begin.\n\n{}: They are dry.\n\n{}: All of them?\n"


def record(listed, one, other, head=HEAD):
    return head + listed + SAID.format(one, other, one)


@pytest.mark.parametrize(
    ("listed", "present", "roles"),
    [
        (("In the conversation there were present: Comrade Hasan Brena, Comrade Lida Koto, and the "
         "interpreter Jon Prek."), {"Hasan Brena", "Lida Koto", "Jon Prek"},
         {"Jon Prek": {"interpreter"}}),
        ("Present-Dr. I.I. Brena, Messrs. Koto, Boyce, and Crewe",
         {"I.I. Brena", "Koto", "Boyce", "Crewe"}, {}),
        ("Chaired by Com. Brena, V.\n\nAttended by Coms. Koto, J.I., Horak, P., Dubek, A.B.",
         {"V. Brena", "J.I. Koto", "P. Horak", "A.B. Dubek"}, {"V. Brena": {"chair"}}),
        ("Present: comrs. Anton Brena, Viktor Koto,\nJosef Novy, Pavel Ruml\nJan Tichy",
         {"Anton Brena", "Viktor Koto", "Josef Novy", "Pavel Ruml", "Jan Tichy"}, {}),
        (("PRESENT\nThe Rt. Hon. Walter Brena, Prime Minister The Hon. Enid Koto, Minister of "
         "Mines Sir Hugh Dane, Clerk"), {"Walter Brena", "Enid Koto", "Hugh Dane"},
         {"Hugh Dane": {"secretary"}}),
        (("Foreign guests: Ole Brena, Karin Foss\nAccompanying persons: Lida Koto, Li Hua\n"
         "Interpreter: Sun Mei\nRecording officials: Ma Tao, Xu Lin"),
         {"Ole Brena", "Karin Foss", "Lida Koto", "Li Hua", "Sun Mei", "Ma Tao", "Xu Lin"},
         {"Sun Mei": {"interpreter"}, "Ma Tao": {"note-taker"}, "Xu Lin": {"note-taker"}}),
        (("Present:\nFOREIGN OFFICE: Mr A. Brena, Mr B. Kittle, TREASURY: Miss D. Koto, "
         "HOME OFFICE: Mr E. Nairn"), {"A. Brena", "B. Kittle", "D. Koto", "E. Nairn"}, {}),
        (("Present:\nMINISTRY OF WORKS: Sir Otto Brena, Dr. Ben Kittle\nEMBASSY: Mr. Carl Lomas\n"
         "TREASURY: Miss Dora Koto"), {"Otto Brena", "Ben Kittle", "Carl Lomas", "Dora Koto"}, {}),
        (("Conversation with: Ambassador Kofi Brena\nOfficers Present: Ida Koto, Second Secretary; "
         "Mary Holt, Consul"), {"Kofi Brena", "Ida Koto", "Mary Holt"}, {}),
        (("Participants: Minister of Trade Olga Brena; Ambassador to Spain Hugo Koto; Deputy "
         "Director Ines Pardo"), {"Olga Brena", "Hugo Koto", "Ines Pardo"}, {}),
        (("Present:\nBrigadier J. R. Brena, O.B.E., M.C., Director\nMr. T. Koto, C.M.G., Secretary "
         "for Works\nMiss P. Quill, M.A., Librarian"), {"J. R. Brena", "T. Koto", "P. Quill"}, {}),
        ("Present: Carl Brena, Ines Koto, N.N., et al.", {"Carl Brena", "Ines Koto"}, {}),
        (("Present: Carl Brena, Ines Koto, all delegation members, and an interpreter [no name "
         "given]"), {"Carl Brena", "Ines Koto", "Interpreter"}, {"Interpreter": {"interpreter"}}),
        ("Present: Carl Brena; Ines Koto; the Soviet interpreter",
         {"Carl Brena", "Ines Koto", "Soviet interpreter"},
         {"Soviet interpreter": {"interpreter"}}),
        ("Present: Carl Brena, Ines Koto, Mr. Hamm, Dr. Hamm",
         {"Carl Brena", "Ines Koto", "Hamm", "Dr Hamm"}, {}),
        ("Chair: Carl Brena\nPresent: Carl Brena, Ines Koto", {"Carl Brena", "Ines Koto"},
         {"Carl Brena": {"chair"}}),
        ("Present: Carl Brena, Ines Koto (until 4 pm)\nMr. Otto Hamm joined the meeting at 3 pm.",
         {"Carl Brena", "Ines Koto", "Otto Hamm"}, {}),
        (('Present:\nMr. Carl Brena, Member for Dover\n "  Otto Koto,   "     "  Deal\n'
         ' "  Max Tell, Clerk'), {"Carl Brena", "Otto Koto", "Max Tell"},
         {"Max Tell": {"secretary"}}),
        (("Present: Jan Brena, Chairman; Ewa Koto, Secretary of the Commission (notetaker); "
         "EUR—Mr. Hal Dane"), {"Jan Brena", "Ewa Koto", "Hal Dane"},
         {"Jan Brena": {"chair"}, "Ewa Koto": {"note-taker"}}),
        (("PARTICIPANTS\nOle Brena, Foreign Minister of the Union\nLi Koto, Ambassador, and\n"
         "Mr. John Kerr (Notetaker)\nSenator Paul Moss [R-Vermont]"),
         {"Ole Brena", "Li Koto", "John Kerr", "Paul Moss"}, {"John Kerr": {"note-taker"}}),
    ],
)  # fmt: skip
def test_people_of_a_list_take_part_with_their_roles(understood, listed, present, roles):
    told = understood(record(listed, "Brena", "Koto"))
    assert told.present == present
    assert told.roles == roles
    assert len(told.turns) == 3
    assert set(told.speakers) <= present


@pytest.mark.parametrize(
    ("listed", "sides"),
    [
        (("Along with Comrade Brena there were also present: Lida Gjata. On the Chinese side, "
         "along with Comrade Koto, there were also: Li Daming and Sun Hua."),
         {"Koto": "Chinese side", "Li Daming": "Chinese side", "Sun Hua": "Chinese side"}),
        (("The talk was led by Comrade Orlo. Also present: From our side, Comrades Lida Brena and "
         "Pirro Gjata, from the Bulgarian side the comrades Stoyan Koto and Kiril Donchev."),
         {"Stoyan Koto": "Bulgarian side", "Kiril Donchev": "Bulgarian side"}),
        (("Participants on the Polish side: Jan Brena, Minister; Ewa Lis, director\n"
         "on our side: Paul Koto, Walter Stahl, signee, interpreter"),
         {"Jan Brena": "Polish side", "Ewa Lis": "Polish side"}),
        (("PARTICIPANTS\n\nUSSR\nForeign Minister Ole Brena\nPavel Suslin (Interpreter)\n\nU.S.\n"
         "Secretary Koto\nMr. William Dray, Assistant to the President"),
         {"Ole Brena": "USSR side", "Pavel Suslin": "USSR side", "William Dray": "U.S. side"}),
        (("Present:\n\nPoland\nMr. Jan Brena, Minister\nMs. Ewa Lis\n\nUnited Kingdom\n"
         "Sir Hal Koto\nMiss Ida Pask (interpreter)"),
         {"Jan Brena": "Poland side", "Ewa Lis": "Poland side", "Hal Koto": "United Kingdom side",
          "Ida Pask": "United Kingdom side"}),
        (("On the Norland side                On the Sudria side\n"
         "Carl Brena, Minister               Ines Koto, Minister\n"
         "Otto Hamm, Counsellor              Pia Sorn\n"
         "                                   Ugo Nint, Interpreter"),
         {"Carl Brena": "Norland side", "Otto Hamm": "Norland side", "Ines Koto": "Sudria side",
          "Pia Sorn": "Sudria side", "Ugo Nint": "Sudria side"}),
        ("Participants\nPolish side\nSpanish side\nOle Brena\nWill Koto\nBoris Lukin\nAnn Holt",
         {"Ole Brena": "Polish side", "Boris Lukin": "Polish side", "Will Koto": "Spanish side",
          "Ann Holt": "Spanish side"}),
    ],
)  # fmt: skip
def test_people_of_a_list_are_of_its_sides(understood, listed, sides):
    told = understood(record(listed, "Brena", "Koto"))
    assert {name: told.sides.get(name) for name in sides} == sides
    assert len(told.turns) == 3
    assert "Ussr" not in told.present | {name.title() for name in told.present}


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("", ("Present were: from the Albanian side - Hasan Brena, Lida Gjata; from the Bulgarian "
         "side - Stoyan Koto, Kiril Donchev; Recorded by: Jon Prek")),
        ("From the Albanian side: Hasan Brena, Lida Gjata\nRecorded by: Jon Prek\n\n",
         "From the Bulgarian side there were present: Stoyan Koto, Kiril Donchev."),
    ],
)  # fmt: skip
def test_list_at_the_end_counts_and_is_nobodys_words(understood, head, tail):
    told = understood(
        f"{HEAD}{head}Hasan Brena: Let us begin.\n\nStoyan Koto: They are dry.\n\n"
        f"Hasan Brena: Good bye.\n\n{tail}\n"
    )
    assert told.sides == {
        "Hasan Brena": "Albanian side", "Lida Gjata": "Albanian side",
        "Stoyan Koto": "Bulgarian side", "Kiril Donchev": "Bulgarian side",
    }  # fmt: skip
    assert told.roles == {"Jon Prek": {"note-taker"}}
    assert told.turns[-1] == ("Hasan Brena", "Good bye.")


def test_absent_people_are_expected_and_take_no_part(understood):
    told = understood(record("Present: Carl Brena, Ines Koto\nAbsent: Otto Hamm (ill), Pia Sorn\n"
                             "Apologies: Dr. Una Tell", "Brena", "Koto"))  # fmt: skip
    assert told.present == {"Carl Brena", "Ines Koto"}
    assert told.absent == {"Otto Hamm", "Pia Sorn", "Una Tell"}
    assert {told.parts[name].role for name in told.absent} == {("expected",)}


def test_people_spoken_of_take_no_part(understood):
    told = understood(f"{HEAD}Present: Carl Brena, Ines Koto\n\nBrena: Otto Hamm says that Max "
                      "Frisch is ill.\n\nKoto: Mr. Winter: who is he?\n")  # fmt: skip
    assert told.present == {"Carl Brena", "Ines Koto"}


def test_couple_is_two_people_each_with_a_title(understood):
    told = understood(
        record("Present: Mr and Mrs I. Brena, Dr. Ines Koto", "Mr Brena", "Mrs Brena")
    )
    assert told.present == {"I. Brena", "Mrs I. Brena", "Ines Koto"}
    assert told.speakers == ["I. Brena", "Mrs I. Brena", "I. Brena"]


def test_surname_of_two_is_an_agent_of_its_own(understood):
    told = understood(record("Present: John Smith, Peter Smith, Ines Koto", "Smith", "Koto"))
    assert told.speakers == ["Smith", "Ines Koto", "Smith"]
    assert told.codes.count("MG114") == 1


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Conversation between Hasan Brena and Stoyan Koto", {"Hasan Brena", "Stoyan Koto"}),
        ("Conversation between Minister Hasan Brena and Ambassador Koto", {"Hasan Brena", "Koto"}),
        ("Conversation between Norland and Sudria", {"Brena", "Koto"}),
    ],
)
def test_people_whom_only_a_title_names_are_found_by_their_labels(understood, title, named):
    told = understood(record("", "Brena", "Koto", head=f"{title}, 3 May 1961"))
    assert told.present == named


@pytest.mark.parametrize(
    ("listed", "label", "name"),
    [
        ("Mr. Jan Brena", "Dr. Brena", "Jan Brena"),
        ("Jan Brena", "J. Brena", "Jan Brena"),
        ("Kovács János", "János Kovács", "Kovács János"),
        ("Zhou Enlai", "Chou", "Chou"),
        ("Zhou Enlai", "ZHOU EN-LAI", "Zhou Enlai"),
        ("Štefan Brézna", "Brezna", "Štefan Brézna"),
        ("Brena Hasan, Minister", "Hasan Brena", "Brena Hasan"),
    ],
)
def test_label_finds_a_listed_person_by_a_variant_of_the_name(understood, listed, label, name):
    told = understood(record(f"Present: {listed}; Ines Koto", label, "Koto"))
    assert told.speakers == [name, "Ines Koto", name]
