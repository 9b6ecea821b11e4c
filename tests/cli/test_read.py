"""What `memograph read` shows of a record at a glance."""

from __future__ import annotations

import pytest

TALK = """\
Minutes of the Conference on the Ferry

Date: 3 May 1961
On the Danish side: Mr. Jens Holm, Dr. Ida Krag
On the German side: Herr Karl Voss
Absent: Mrs. Else Brandt
Interpreter: Lise Norden

Jens Holm: The ferry is late.

Karl Voss: It was never early.

Jens Holm: Then we agree.
"""


@pytest.fixture
def shown(tmp_path, run_memograph):
    (tmp_path / "ferry.txt").write_text(TALK, encoding="utf-8")

    def show(*options):
        return run_memograph("read", "ferry.txt", *options, within=tmp_path).stdout

    return show


def block(text, heading):
    lines = text[text.index(f"{heading}\n") :].splitlines()[1:]
    end = next((i for i, line in enumerate(lines) if not line.startswith("  ")), len(lines))
    return [" ".join(line.split()) for line in lines[:end]]


def test_people_stand_below_their_side_with_their_turns(shown):
    assert block(shown(), "attendance: Danish side") == [
        "Jens Holm participant 2 turns listed, speaks",
        "Ida Krag participant listed",
    ]
    assert block(shown(), "attendance: German side") == [
        "Karl Voss participant 1 turn listed, speaks"
    ]


def test_people_without_side_and_absent_people_stand_apart(shown):
    assert block(shown(), "attendance, no side stated") == ["Lise Norden interpreter named"]
    assert block(shown(), "absent") == ["Else Brandt expected absent"]


def test_meeting_tells_how_much_is_spoken_and_what_is_printed(shown):
    told = block(shown(), "meeting Minutes of the Conference on the Ferry")
    assert "spoken 3 turns by 2 speakers, verbatim" in told
    assert "printed 3 May 1961" in told


def test_list_is_one_line_for_each_record(shown):
    (line,) = shown("--list").splitlines()
    assert " ".join(line.split()) == (
        "ferry 1961-05-03 3 turns 5 people 0 problems Minutes of the Conference on the Ferry"
    )


def test_person_of_doubt_is_told_with_the_spelling_of_the_source(tmp_path, run_memograph):
    text = TALK.replace("Jens Holm: Then", "J. Holm: Then").replace("Karl Voss: It", "VOSS: It")
    (tmp_path / "ferry.txt").write_text(text, encoding="utf-8")
    told = block(
        run_memograph("read", "ferry.txt", within=tmp_path).stdout, "attendance: German side"
    )
    assert told == ["Karl Voss participant 1 turn listed, speaks sure 0.80"]
