"""Records whose turns the source marks: what a scribe writes down, and the Record of it."""

from __future__ import annotations

from memograph.model import Document, Meeting, Person, Record, SourceFile
from memograph.problems import Span
from memograph.text.marked import MEETING, Facts, Participant, Scribe, marked_record

ANN = Participant(agent=Person(id="ann", name="Ann Berg", key="club-ann"), posts=("Treasurer",))
BO = Participant(agent=Person(id="bo", name="Bo", named="label"), roles=("chair",))


def facts() -> Facts:
    return Facts(
        source="talk.xml",
        reader="test",
        source_file=SourceFile(file_name="talk.xml", sha256="0" * 64),
        document=Document(slug="talk"),
        meeting=Meeting(id=MEETING, name="Talk", date="1961-05-03", date_edtf="1961-05-03"),
    )


def written(scribe: Scribe) -> Record:
    return marked_record(scribe, facts(), {"ann": ANN, "bo": BO})


def test_statement_with_directions_inside_and_behind_ends_with_last_word() -> None:
    scribe = Scribe("talk.xml")
    scribe.open(("ann",), label=scribe.label("ANN:"))
    scribe.direct("Rises.", ("gesture",), performed_by=("ann",))
    scribe.say("We begin.")
    scribe.direct("Applause.", ("reaction",))
    scribe.say("Now then.")
    scribe.direct("(Pause.)", ("pause",), inline=True)
    scribe.direct("Laughter.", ("reaction",))
    record = written(scribe)
    assert [s.text for s in record.statements] == ["We begin.\n\nApplause.\n\nNow then. (Pause.)"]
    assert [(d.text, d.in_segment) for d in record.stage_directions] == [
        ("Rises.", None), ("Applause.", 1), ("(Pause.)", 1), ("Laughter.", None),
    ]  # fmt: skip
    assert record.gestures[0].performed_by == ("ann",)
    assert all(d.span.cut(record.full_text) == d.text for d in record.stage_directions)


def test_direction_that_opens_the_first_paragraph_belongs_to_the_statement() -> None:
    scribe = Scribe("talk.xml")
    scribe.open(("ann",))
    scribe.direct("(smiling)", ("other",), inline=True)
    scribe.say("Welcome.", new_block=False)
    record = written(scribe)
    assert record.statements[0].text == "(smiling) Welcome."
    assert record.stage_directions[0].in_segment == 1


def test_somebody_listed_as_absent_who_speaks_is_present() -> None:
    scribe = Scribe("talk.xml")
    scribe.open(("ann",))
    scribe.say("Yes.")
    away = Participant(agent=ANN.agent, attestation=("absent",))
    record = marked_record(scribe, facts(), {"ann": away})
    assert [(p.role, p.attestation) for p in record.participations] == [
        (("participant",), ("speaks",))
    ]


def test_turn_around_another_goes_on_only_with_more_words() -> None:
    scribe = Scribe("talk.xml")
    scribe.open(("ann",))
    scribe.say("One.")
    for words in ("", "Three."):
        outer = scribe.suspend()
        scribe.open(("bo",))
        scribe.say("Two.")
        scribe.close()
        assert outer is not None
        scribe.resume(outer)
        scribe.say(words)
    record = written(scribe)
    assert [t.speaker[0] for t in record.turns] == ["ann", "bo", "bo", "ann"]


def test_block_between_turns_belongs_to_no_statement() -> None:
    scribe = Scribe("talk.xml")
    scribe.open(("ann",))
    scribe.say("Yes.")
    scribe.close()
    scribe.block("They voted: 3 to 1.")
    scribe.open(("bo", "ann"), addressed_to=("bo",))
    scribe.say("No.")
    record = written(scribe)
    assert [t.speaker for t in record.turns] == [("ann",), ("bo", "ann")]
    assert [s.text for s in record.statements] == ["Yes.", "No."]
    assert [(p.text, p.addressed_to, p.in_segment) for p in record.passages] == [
        ("No.", ("bo",), 2)
    ]
    attested = {part.participant: part.attestation for part in record.participations}
    assert attested == {"ann": ("speaks",), "bo": ("speaks", "addressed")}


def test_turn_without_words_has_no_statement_but_a_problem_at_its_line() -> None:
    scribe = Scribe("talk.xml")
    scribe.block("Head", line=1)
    scribe.open(("ann",), label=scribe.label("ANN:", line=7))
    record = written(scribe)
    assert len(record.turns) == 1
    assert not record.statements
    assert [(p.code, p.where and p.where.line) for p in record.problems] == [("MG113", 7)]


def test_somebody_who_only_is_known_takes_no_part() -> None:
    scribe = Scribe("talk.xml")
    scribe.open(("bo",))
    scribe.say("Well.")
    assert [person.id for person in written(scribe).persons] == ["bo"]


def test_somebody_absent_is_expected_and_not_present() -> None:
    scribe = Scribe("talk.xml")
    scribe.block("Minutes")
    away = Participant(agent=ANN.agent, attestation=("absent",))
    record = marked_record(scribe, facts(), {"ann": away})
    assert [(p.role, p.attestation) for p in record.participations] == [
        (("expected",), ("absent",))
    ]


def test_gap_without_words_is_written_as_dots_in_brackets() -> None:
    scribe = Scribe("talk.xml")
    scribe.open(("ann",))
    scribe.say("We met")
    scribe.gap("", inline=True)
    scribe.say("yesterday.", new_block=False)
    record = written(scribe)
    assert record.statements[0].text == "We met […] yesterday."
    assert [(g.kind, g.text, g.in_segment) for g in record.editorial_insertions] == [
        ("Gap", "[…]", 1)
    ]


def test_many_turns_are_written_in_linear_time() -> None:
    scribe = Scribe("talk.xml")
    for number in range(20_000):
        scribe.open(("ann", "bo")[number % 2 :][:1], label=scribe.label("X:"))
        scribe.say(f"Sentence {number}.", line=number)
    record = written(scribe)
    assert len(record.turns) == 20_000
    assert record.statements[-1].span == Span(len(record.full_text) - 15, len(record.full_text))
