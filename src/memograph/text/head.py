"""The head understood: people entered, sides told, meeting described."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from memograph.problems import Span
from memograph.text.attendance import Attendee, attendees
from memograph.text.cues import Cues
from memograph.text.datelines import dateline_place
from memograph.text.dates import FoundDate, find_dates
from memograph.text.fields import fields
from memograph.text.header import Field, Unit, sentences, units
from memograph.text.known import Known, add
from memograph.text.layout import Layout
from memograph.text.meeting import (
    Occasion,
    PrintedSeries,
    first,
    head_dates,
    meeting_time,
    occasion,
    place_wording,
    series,
)
from memograph.text.names import PrintedName, fold, printed_name, role_name
from memograph.text.people import People
from memograph.text.places import PrintedPlace, place_chain
from memograph.text.provenance import Origin, head_origin
from memograph.text.sides import FoundSide, ListedGroup, SentDelegation, sides, title_sides
from memograph.text.times import MeetingTime
from memograph.text.unheaded import unheaded_list

STAFF = {
    "interpreter": "interpreter",
    "note-taker": "note-taker",
    "stenographer": "stenographer",
    "secretary": "secretary",
    "observer": "observer",
}
_INITIALS = re.compile(r"(?:[^\W\d_]{2,20} )?(?:[^\W\d_]{1,2}\.\s?){1,3}[^\W\d_]")
_SURNAME = r"[^\W\d_a-z][^\W\d_A-Z]+"
_OFFICE_AND_NAME = re.compile(
    rf"(?P<office>[^(),;]{{3,90}}) \((?P<name>{_SURNAME}(?:[ -]{_SURNAME})?)\)"
)
_TOP = 6
_LONGEST_TITLE = 500
_RECORDERS = frozenset({"note-taker", "stenographer", "secretary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """All that the head of a record says, with people resolved."""

    fields: tuple[Field, ...]
    units: tuple[Unit, ...]
    sides: tuple[FoundSide, ...]
    host: Known | None
    host_side: str | None
    occasion: Occasion | None
    places: tuple[PrintedPlace, ...]
    series: PrintedSeries | None
    time: MeetingTime | None
    date: FoundDate | None
    created: FoundDate | None
    titled: FoundDate | None
    origin: Origin
    editors: tuple[Known, ...]
    recorders: tuple[Known, ...]
    listed: int

    def value(self, name: str, text: str) -> str | None:
        """Return the text of the first field with this name."""
        found = first(self.fields, name)
        return " ".join(found.span.cut(text).split()) if found else None


def understand_head(
    text: str, regions: Sequence[Span], layout: Layout, people: People, cues: Cues
) -> Head:
    """Read the head (and what stands like it at the end) and enter its people."""
    title, found = layout.title, layout.fields
    if found is None:
        found = tuple(field for region in regions for field in fields(text, region, cues))
        found = (*found, *_unheaded(text, regions, title, found, cues))
    told = tuple(
        sentence
        for region in regions
        for unit in units(text, region, cues)
        for sentence in sentences(text, unit, cues)
    )
    for one in layout.attendance:
        people.attends(one)
    titles = _titles(text, title, found, told, cues)
    groups = _groups(text, found, titles, people, cues)
    when = occasion(told, cues)
    delegation = _delegation(told, people, cues)
    host = _person(text, when.host, people, cues) if when and when.host else None
    merged = _kept(groups)
    known_sides = sides(merged, title_sides(title, cues), delegation, cues)
    _call_by_letters(people, cues)
    dates = head_dates(text, found, told, cues)
    titled = [d for d in find_dates(title, language=cues.language) if d.iso or d.contradiction]
    bare_year = dates.meeting is not None and len(dates.meeting.edtf) == len("1961")
    if titled and (dates.meeting is None or (bare_year and titled[0].iso)):
        dates = replace(dates, meeting=titled[0])
    wording = layout.place or place_wording(text, found, told, cues)
    if wording is None:
        wording = dateline_place(units(text, regions[-2:][0], cues), dates.meeting, cues)
    return Head(
        fields=found,
        units=told,
        sides=known_sides,
        host=host,
        host_side=_host_side(host, known_sides),
        occasion=when,
        places=place_chain(wording, cues) if wording else (),
        series=series(told, cues),
        time=layout.time or meeting_time(text, found, told, cues),
        date=layout.met or dates.meeting,
        created=dates.created,
        titled=titled[0] if len(titled) == 1 else None,
        origin=head_origin(text, found, told, cues),
        editors=tuple(_staff(text, found, {"editor"}, people, cues)),
        recorders=tuple(map(people.marked, layout.recorders)) or _recorders(people),
        listed=sum(len(group.members) for group in merged) + len(layout.attendance),
    )


def _titles(
    text: str, title: str, found: Sequence[Field], told: Sequence[Unit], cues: Cues
) -> tuple[str, ...]:
    """Return the title, and the lines above and the subjects that name a record as a title does."""
    subjects = (field.span.cut(text) for field in found if field.name == "subject")
    named = (*(unit.text for unit in told[:_TOP]), *subjects)
    return (title, *(words for words in named if cues.search("reported.titles", words)))


def _groups(
    text: str, found: Sequence[Field], titles: Sequence[str], people: People, cues: Cues
) -> tuple[ListedGroup, ...]:
    """Enter the people of lists and titles; names in full come first where a list has surnames."""
    bare = _bare_surnames(text, found, cues)
    for line in titles if bare else ():
        _enter_title(line, people, cues, only=bare)
    groups = tuple(group for field in found for group in _group(text, field, people, cues))
    listed = any(field.name in ("participants", "interviewer", "interviewee") for field in found)
    for line in titles:
        _enter_title(line, people, cues, attestation="" if listed else "named")
    return groups


def _call_by_letters(people: People, cues: Cues) -> None:
    """Let interviewer and interviewee be found by "Q" and "A" and the words for them."""
    for known in people:
        for role, words in (("interviewer", "questions"), ("interviewee", "answers")):
            for word in sorted(cues.words[words]) if role in known.roles else ():
                people.call(known, word.capitalize(), named=False)


def _unheaded(
    text: str, regions: Sequence[Span], title: str, found: Sequence[Field], cues: Cues
) -> tuple[Field, ...]:
    """Return the list of participants that lost its heading, in a record that calls itself one."""
    if any(field.name == "participants" for field in found):
        return ()
    if not cues.search("reported.titles", title[:_LONGEST_TITLE]):
        return ()
    return tuple(field for region in regions[:1] for field in unheaded_list(text, region, cues))


def _recorders(people: People) -> tuple[Known, ...]:
    """Return who took the notes; a secretary only where nobody else is said to have."""
    named = tuple(known for known in people if (_RECORDERS - {"secretary"}) & set(known.roles))
    return named or tuple(known for known in people if "secretary" in known.roles)


def _bare_surnames(text: str, found: Sequence[Field], cues: Cues) -> frozenset[str]:
    """Return the surnames that stand alone in the lists, which a title may have in full."""
    return frozenset(
        fold(one.name.name)
        for field in found
        if field.name == "participants"
        for one in attendees(text, field.span, cues, item=field.item, single=field.single)
        if one.name.named == "surname" and " " not in one.name.name
    )


def _enter_title(
    title: str,
    people: People,
    cues: Cues,
    *,
    only: frozenset[str] | None = None,
    attestation: str = "",
) -> None:
    """Enter the people whom a title says to have talked, so that labels find their names.

    Where no list says who was there, the title does.
    """
    match = cues.search("sides.between", title)
    for group in ("a", "b") if match else ():
        words = match[group] if match else ""
        for person in _bracketed(words, cues) or attendees(words, Span(0, len(words)), cues):
            if person.name.named == "role":
                continue
            if only is not None and fold(person.name.name).split()[-1] not in only:
                continue
            if (
                person.name.titles
                or person.name.capitals
                or _INITIALS.match(person.name.name)
                or _is_personal(person, cues)
                or (person.name.named == "surname" and person.posts)
            ):
                people.listed(replace(person, attestation=attestation))


def _bracketed(words: str, cues: Cues) -> tuple[Attendee, ...]:
    """Return those whom brackets name behind their offices: "the Polish Ambassador (Kosz)"."""
    found: list[Attendee] = []
    for match in _OFFICE_AND_NAME.finditer(words):
        span = Span(*match.span("name"))
        name = PrintedName(titles=(), name=match["name"], span=span, named="surname")
        post = role_name(match["office"].strip(), cues)
        found.append(Attendee(name=name, span=span, printed=match["name"], posts=(post,)))
    return tuple(found)


def _is_personal(person: Attendee, cues: Cues) -> bool:
    """Tell whether a bare name of a title is in full and no body's or country's."""
    named = person.name.named == "full" and not person.posts
    return named and not any(
        cues.has(kind, word)
        for word in person.name.name.split()
        for kind in ("side_words", "place_words", "sent_words", "group_words", "topic_words")
    )


def _kept(groups: Sequence[ListedGroup]) -> tuple[ListedGroup, ...]:
    return tuple(group for group in groups if group.members)


def _group(text: str, field: Field, people: People, cues: Cues) -> list[ListedGroup]:
    """Enter the people of a field; return them as a group if they are of a list."""
    if field.name in ("participants", "chair", "absent", "interviewer", "interviewee", *STAFF):
        found = attendees(text, field.span, cues, item=field.item, single=field.single)
    else:
        return []
    leader = _person(text, field.leader, people, cues) if field.leader else None
    if leader:
        add(leader.attestation, "listed")
    found = tuple(one for one in found if not cues.has("nobody", one.name.name))
    if field.alias:
        found = found[:1]
    entered = [_entered(_apart(text, person, people), field, people) for person in found]
    if field.alias and entered:
        people.call(entered[0], field.alias)
    if field.name != "participants":
        return []
    return [
        ListedGroup(
            heading=None if fold(field.side or "") in cues.words["own_sides"] else field.side,
            leader=fold(leader.name) if leader else None,
            members=tuple(fold(known.name) for known in entered),
        )
    ]


def _apart(text: str, person: Attendee, people: People) -> Attendee:
    """Keep "Mr. Hamm" and "Dr. Hamm" of one list apart: the second keeps the title as a name."""
    name = person.name
    known = people.resolve(name).known if name.titles and name.named == "surname" else None
    other = known.attendee if known else None
    if other is None or not other.name.titles or fold(other.name.name) != fold(name.name):
        return person
    between = text[other.span.end : person.span.start]
    if {fold(t) for t in other.name.titles} & {fold(t) for t in name.titles} or not between.strip():
        return person
    if "\n\n" in between or ":" in between:
        return person
    own = f"{name.titles[0].rstrip('.')} {name.name}"
    return replace(person, name=replace(name, name=own))


def _entered(person: Attendee, field: Field, people: People) -> Known:
    attestation = "listed"
    roles = person.roles
    if field.name == "absent":
        attestation = "absent"
    elif field.name in STAFF:
        attestation = "named"
        roles = (*roles, STAFF[field.name])
    elif field.name in ("chair", "interviewer", "interviewee"):
        attestation = "named"
        roles = (*roles, field.name)
    return people.listed(replace(person, roles=roles, attestation=attestation))


def _person(text: str, span: Span, people: People, cues: Cues) -> Known | None:
    """Return who a span names, entered if new."""
    name = printed_name(span.cut(text), span.start, cues)
    if name is None or name.named == "role":
        return None
    known = people.resolve(name).known or people.enter(name)
    add(known.printed, " ".join(span.cut(text).split()))
    for title in name.titles:
        add(known.titles, title)
    return known


def _staff(
    text: str, found: Sequence[Field], names: set[str] | frozenset[str], people: People, cues: Cues
) -> list[Known]:
    known: list[Known] = []
    for field in found:
        if field.name not in names:
            continue
        for person in attendees(text, field.span, cues):
            one = people.resolve(person.name).known or people.enter(person.name)
            add(one.printed, person.printed)
            known.append(one)
    return known


def _delegation(told: Sequence[Unit], people: People, cues: Cues) -> SentDelegation | None:
    """Return the delegation that a sentence of the head names with whoever leads it."""
    for unit in told:
        sent = cues.search("sides.delegation", unit.text)
        led = cues.search("sides.led_by", unit.text)
        if not sent:
            continue
        leader = None
        if led:
            name = printed_name(led["who"].strip(), 0, cues)
            known = (
                name and name.named != "role" and (people.resolve(name).known or people.enter(name))
            )
            leader = fold(known.name) if known else None
        return SentDelegation(wording=" ".join(sent["side"].split()), leader=leader)
    return None


def _host_side(host: Known | None, known: tuple[FoundSide, ...]) -> str | None:
    """Return the side of a host who is in no list: the one that was not sent."""
    if host is None:
        return None
    name = fold(host.name)
    if any(name in side.members for side in known):
        return next(side.name for side in known if name in side.members)
    home = [side for side in known if side.kind != "Delegation"]
    return home[0].name if len(home) == 1 and len(known) > 1 else None
