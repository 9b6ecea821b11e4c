"""Debates in Akoma Ntoso: an invented one, read back, and the traps that such files hold."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memograph.model import Record
from memograph.readers.akn import AknReader
from memograph.readers.source import Source

META = """<meta><identification source="#ed"><FRBRWork>
<FRBRuri value="/akn/xx/debaterecord/1974-02-12"/><FRBRdate date="1974-02-12" name="generation"/>
</FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
<publication date="1974-02-20" name="gazette" showAs="Gazette"/>
<references source="#ed">
<TLCPerson eId="ed" href="/ontology/person/ed" showAs="Editor"/>
<TLCPerson eId="olm" href="/ontology/person/xx/olm" showAs="Mrs. Ada Olm"/>
<TLCPerson eId="vesk" href="/ontology/person/xx/vesk" showAs="Mr. vesk"/>
<TLCRole eId="speaker" href="/ontology/role/speaker" showAs="Mr. Speaker"/>
<TLCRole eId="docks" href="/ontology/role/docks" showAs="Minister of Docks"/>
{references}</references></meta>
<preface><p>THE <docProponent>HARBOR ASSEMBLY</docProponent></p><p><docTitle>Fifth
Sitting</docTitle></p><p><docDate date="1974-02-12">12th February 1974</docDate></p></preface>"""


def akn(body: str, *, references: str = "", root: str = "akomaNtoso") -> str:
    return (
        f'<{root} xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="hansard">'
        f"{META.format(references=references)}<debateBody>{body}</debateBody></debate></{root}>"
    )


def read(source: str) -> Record:
    given_as = Source(name="debate.xml", stem="debate", data=source.encode())
    assert AknReader().sniff(given_as) > 0.9
    [record] = AknReader().read(given_as)
    for segment in record.segments():
        assert segment.span.cut(record.full_text) == segment.text
    return record


def codes(record: Record) -> list[str]:
    return [one.code for one in record.problems]


def named(record: Record) -> dict[str, str]:
    return {one.id: one.name for one in record.everyone()}


def test_debate_with_speech_question_and_answer_has_a_turn_for_each() -> None:
    record = read(
        akn(
            '<debateSection name="motions"><heading>MOTIONS</heading>'
            '<speech by="#olm"><from> Mrs. Olm : </from><p>I beg to move.</p><p>Now.</p></speech>'
            '<scene>(Applause)</scene><question by="#vesk" to="#docks"><from>MR VESK</from>'
            '<p>asked when.</p></question><answer by="#olm" as="#docks"><p>Soon.'
            '<noteRef href="#n1" marker="1"/></p></answer></debateSection>'
        )
    )
    assert [one.text for one in record.statements] == [
        "I beg to move.\n\nNow.", "asked when.", "Soon.",
    ]  # fmt: skip
    assert [named(record)[turn.speaker[0]] for turn in record.turns] == [
        "Ada Olm", "Vesk", "Ada Olm",
    ]  # fmt: skip
    assert [turn.label and turn.label.cut(record.full_text) for turn in record.turns] == [
        "Mrs. Olm :", "MR VESK", None,
    ]  # fmt: skip
    [passage] = record.passages
    assert (passage.span, named(record)[passage.addressed_to[0]]) == (
        record.statements[1].span, "Ada Olm",
    )  # fmt: skip
    assert [(one.text, one.in_segment) for one in record.stage_directions] == [("(Applause)", None)]
    parts = {named(record)[one.participant]: one for one in record.participations}
    assert parts["Ada Olm"].post == ("post/Minister of Docks",)
    assert codes(record) == []


def test_document_is_named_by_its_work_and_dated_by_its_publication() -> None:
    record = read(akn('<speech by="#olm"><p>Yes.</p></speech>'))
    assert record.document.slug == "akn/xx/debaterecord/1974-02-12"
    assert record.document.title == "HARBOR ASSEMBLY, Fifth Sitting"
    assert (record.meetings[0].date, record.document.created) == ("1974-02-12", "1974-02-20")
    assert record.text_versions[0].language == "en"


def test_person_in_the_chair_is_the_person_and_a_role_alone_is_a_role() -> None:
    record = read(
        akn(
            '<speech by="#speaker"><from>The Speaker:</from><p>Order!</p></speech>'
            '<speech by="#olm" as="speaker"><from>Mr. Speaker</from><p>Order!</p></speech>'
        )
    )
    assert [(one.name, one.named) for one in record.persons] == [
        ("Speaker", "role"), ("Ada Olm", "full"),
    ]  # fmt: skip
    assert [one.role for one in record.participations] == [("participant", "chair")] * 2
    assert record.participations[1].name_in_source == ("Mr. Speaker",)


def test_clock_of_twelve_hours_in_an_attribute_gives_way_to_the_text() -> None:
    record = read(
        akn(
            '<p>The House met at <recordedTime time="1974-02-12T02:30:00" type="startEvent"/>'
            '2.30 p.m.</p><speech by="#olm"><p>Yes.</p></speech>'
            '<adjournment><p>The House rose at <recordedTime time="1974-02-12T06:07:00+02:00">'
            '6.07 p.m.</recordedTime> until <date date="1974-02-13">13th February 1974</date> at '
            '<recordedTime time="1974-02-13T10:00:00">10.00 a.m.</recordedTime></p></adjournment>'
        )
    )
    meeting = record.meetings[0]
    assert (meeting.started_at, meeting.ended_at) == (
        "1974-02-12T14:30:00", "1974-02-12T18:07:00+02:00",
    )  # fmt: skip
    assert codes(record) == ["MG147", "MG147"]


def test_date_in_an_attribute_gives_way_to_its_text() -> None:
    source = akn('<speech by="#olm"><p>Yes.</p></speech>').replace(
        'docDate date="1974-02-12"', 'docDate date="1974-12-02"'
    )
    record = read(source)
    assert record.meetings[0].date == "1974-02-12"
    assert codes(record) == ["MG147"]


def test_day_of_a_debate_without_date_is_that_of_its_first_part() -> None:
    record = read(
        '<akomaNtoso><debate><meta><references source="#"><TLCPerson id="a" href="/x/a" '
        'showAs="Ada Olm"/></references></meta><debateBody><debateSection '
        'startTime="1974-02-12T10:00:00"><speech by="#a"><p>Yes.</p></speech></debateSection>'
        "</debateBody></debate></akomaNtoso>"
    )
    assert record.meetings[0].date == "1974-02-12"
    assert [one.name for one in record.persons] == ["Ada Olm"]


def test_two_persons_with_one_address_stay_two() -> None:
    record = read(
        akn(
            '<speech by="#olm"><p>Yes.</p></speech><speech by="#zelk"><p>No.</p></speech>',
            references='<TLCPerson eId="zelk" href="/ontology/person/xx/olm" showAs="Mr. Zelk"/>',
        )
    )
    assert len({one.key for one in record.persons}) == 2
    assert codes(record) == ["MG149"]


def test_role_that_leads_to_a_person_is_no_role() -> None:
    record = read(akn('<speech by="#olm" as="#vesk"><p>Yes.</p></speech>'))
    assert [one.role for one in record.participations] == [("participant",)]
    assert codes(record) == ["MG150"]


def test_list_of_votes_is_no_speech() -> None:
    record = read(
        akn(
            '<speech by="#olm"><p>Divide!</p></speech><debateSection name="AYES"><p>AYES: '
            '<person refersTo="#olm">Mrs. Olm</person></p></debateSection>'
        )
    )
    assert [one.text for one in record.statements] == ["Divide!"]
    assert "AYES: Mrs. Olm" in record.full_text


def test_words_left_out_are_a_gap_and_remarks_stay_inside_speech() -> None:
    record = read(
        akn(
            '<speech by="#olm"><p>We <omissis>……</omissis> go '
            "<remark>(laughs)</remark> on.</p></speech>"
        )
    )
    assert record.statements[0].text == "We …… go (laughs) on."
    assert [(one.kind, one.in_segment) for one in record.editorial_insertions] == [("Gap", 1)]
    assert [one.in_segment for one in record.stage_directions] == [1]


def test_roll_call_lists_those_who_are_there() -> None:
    record = read(
        akn('<rollCall><p><person refersTo="#vesk">Mr. Vesk</person></p></rollCall>'
            '<speech by="#olm"><p>Yes.</p></speech>')
    )  # fmt: skip
    attested = {named(record)[one.participant]: one.attestation for one in record.participations}
    assert attested == {"Vesk": ("listed",), "Ada Olm": ("speaks",)}


def test_debate_without_speech_is_a_meeting_without_turns() -> None:
    record = read(akn("<debateSection name='x'><p>The report was adopted.</p></debateSection>"))
    assert (len(record.meetings), record.turns, record.participations) == (1, (), ())
    assert codes(record) == ["MG110"]


def test_other_document_is_no_record_of_conversation() -> None:
    record = read(
        '<akn:akomaNtoso xmlns:akn="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13">'
        "<akn:act><akn:body><akn:p>It is forbidden.</akn:p></akn:body></akn:act></akn:akomaNtoso>"
    )
    assert (record.document.kind, record.meetings) == ("Document", ())
    assert (record.full_text, codes(record)) == ("It is forbidden.", ["MG117"])


@pytest.mark.parametrize("root", ["akomaNtoso", "akomantoso"])
def test_older_root_is_known(root: str) -> None:
    assert len(read(akn('<speech by="#olm"><p>Yes.</p></speech>', root=root)).turns) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<speech by="#nobody"><p>Yes.</p></speech>', ["MG145"]),
        ("<speech><p>Yes.</p></speech>", ["MG146"]),
        ('<speech by="#olm"><from>Mrs. Olm</from></speech>', ["MG113"]),
        ("<speech/>", ["MG146", "MG113"]),
    ],
)
def test_odd_turns_are_told(body: str, expected: list[str]) -> None:
    assert codes(read(akn(body))) == expected


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(
    turns=st.lists(
        st.tuples(
            st.sampled_from(["speech", "question", "answer"]),
            st.sampled_from(["olm", "vesk", "other"]),
            st.lists(
                st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1),
                min_size=1,
                max_size=3,
            ),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_invented_turns_come_back_in_order(turns: list[tuple[str, str, list[str]]]) -> None:
    record = read(
        akn(
            "".join(
                f'<{tag} by="#{by}">{"".join(f"<p>{one}</p>" for one in words)}</{tag}>'
                for tag, by, words in turns
            )
        )
    )
    assert [one.text for one in record.statements] == ["\n\n".join(t[2]) for t in turns]
    assert [t.speaker[0].partition("/")[2] for t in record.turns] == [t[1] for t in turns]
