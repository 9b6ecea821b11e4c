"""A text understood as a record of conversation: from its layout to a Record.

Labels part the head from the turns; the head tells who was there; with that the labels are read
again, statements cut, and what stands inside them understood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from memograph.model import Record, TextVersion
from memograph.problems import Problem, Span, Where, problem
from memograph.text.attendance import attendees
from memograph.text.authors import author, speaks_as_author
from memograph.text.brackets import brackets
from memograph.text.cues import Cues
from memograph.text.dates import FoundDate
from memograph.text.ending import breaks, ending
from memograph.text.entities import Entities
from memograph.text.head import Head, understand_head
from memograph.text.head_keys import without_head_keys
from memograph.text.header import bounded
from memograph.text.known import Known, add
from memograph.text.label_choice import behind_lists, chosen, with_capitals
from memograph.text.labels import Label
from memograph.text.languages import detect_language, words_for
from memograph.text.layout import Layout
from memograph.text.lines import paragraphs, where
from memograph.text.names import PrintedName, fold, printed_name
from memograph.text.narrative import reported_end
from memograph.text.participation import participations
from memograph.text.people import People
from memograph.text.reported import reported_labels
from memograph.text.segments import Reading
from memograph.text.spoken import Spoken, spoken
from memograph.text.summary import closing_summary
from memograph.text.turns import Seen, labels, seen, turns

_MANY = 2
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a conversation: its head, the labels, where speech ends, what follows."""

    head: Span
    labels: tuple[Label, ...]
    breaks: tuple[Span, ...]
    end: int
    tail: Span


def read_conversation(text: str, layout: Layout) -> Record:
    """Return the Record of a text whose parts are known."""
    language = layout.language or detect_language(text[slice(*layout.conversation)])
    words = words_for(text[slice(*layout.conversation)], language)
    people = introduced(text, layout, words)
    shown = None if layout.labels is not None else seen_of(text, layout, words)
    parts = part(text, layout, tuple(sorted(known_names(people))), words, shown=shown)
    regions = (*layout.lists, parts.head, parts.tail)
    head = understand_head(text, regions, layout, people, words)
    known = known_names(people)
    if known:
        again = part(text, layout, known, words, shown=shown)
        if (again.head, again.tail) != (parts.head, parts.tail):
            people = introduced(text, layout, words)
            regions = (*layout.lists, again.head, again.tail)
            head = understand_head(text, regions, layout, people, words)
        parts = again
    if speaks_as_author(parts.labels):
        people.author = author(text, (parts.head, parts.tail), head, people, parts.labels)
    pauses = tuple(sorted({*parts.breaks, *layout.silent}))
    told = turns(
        text, parts.labels, parts.end, words, breaks=pauses, headings=layout.headings,
        marked=layout.labels is not None,
    )  # fmt: skip
    layout = _with_abstract(text, layout, parts, words)
    reading = Reading(text, layout.source, people, words, supplied=layout.supplied)
    said, found = spoken(told, reading)
    _loose_insertions(text, parts, said, reading)
    entities = Entities(layout=layout, head=head, people=people, reading=reading, cues=words)
    problems = tuple(_problems(text, layout, parts, head, said))
    return _record(text, language, entities, said, (*layout.problems, *found, *problems))


def introduced(text: str, layout: Layout, words: Cues) -> People:
    """Return the people whom notes introduce: the name before a mark is that of its note in full.

    A note on a title ("PREMIER[2]") names who bears it. Notes on anything else name nobody.
    """
    people = People(words, layout.references, dict(layout.held))
    for one in layout.introductions:
        named = next(iter(attendees(text, one.note, words)), None)
        if named is None or named.name.named == "role" or named.span.start != one.note.start:
            continue
        before = _name_before(text, one.words, words)
        if before is None:
            continue
        if before.named == "role":
            people.call(people.listed(replace(named, attestation="")), before.name)
        elif fold(before.name).split()[-1] in fold(named.name.name).split():
            known = people.listed(replace(named, attestation=""))
            for title in before.titles:
                add(known.titles, title)
    return people


def _name_before(text: str, span: Span, words: Cues) -> PrintedName | None:
    """Return the name that some words end in, the longest."""
    starts = [span.start + match.start() for match in re.finditer(r"\S+", span.cut(text))]
    for start in starts[-_LONGEST_NAME:]:
        found = printed_name(text[start : span.end], start, words)
        if found:
            return found
    return None


def _with_abstract(text: str, layout: Layout, parts: Parts, words: Cues) -> Layout:
    """Add the summary that follows the closing of a record without a page around it."""
    if layout.abstract or not parts.labels:
        return layout
    told = closing_summary(text, parts.tail, words)
    return replace(layout, abstract=told.cut(text)) if told else layout


def seen_of(text: str, layout: Layout, words: Cues) -> Seen:
    """Return what looks like a label in the conversation of a layout."""
    return seen(
        text,
        layout.conversation,
        words,
        emphasized=layout.emphasized,
        headings=layout.headings,
    )


def part(
    text: str,
    layout: Layout,
    known: Sequence[str] | frozenset[str],
    words: Cues,
    *,
    shown: Seen | None = None,
) -> Parts:
    """Return the parts of a conversation, given the folded names of those known to be present."""
    within = layout.conversation
    found = layout.labels
    if found is None:
        among = frozenset(known)
        told = shown or seen_of(text, layout, words)
        looked_for = labels(text, within, among, words, shown=told)
        found = without_head_keys(text, behind_lists(text, within, looked_for, words), words)
        found = _or_reported(text, layout, found, among, words)
    if not found or (len(found) == 1 and _is_last(text, found[0], within)):
        empty = Span(within.end, within.end)
        head = layout.head or bounded(text, within)
        return Parts(head=head, labels=(), breaks=(), end=within.end, tail=empty)
    if layout.head is not None and layout.labels is not None:
        end = within.end
        return Parts(head=layout.head, labels=found, breaks=(), end=end, tail=Span(end, end))
    head = layout.head or bounded(text, Span(within.start, found[0].opens))
    signed = _signature(text, found, within)
    found = found[:-1] if signed is not None else found
    rest = Span(found[-1].after, within.end if signed is None else signed)
    end = ending(text, rest, words)
    if found[-1].style == "reported":
        end = min(end, reported_end(text, rest, words))
    return Parts(
        head=head,
        labels=found,
        breaks=breaks(text, found, words),
        end=end,
        tail=Span(end, within.end),
    )


def _signature(text: str, found: tuple[Label, ...], within: Span) -> int | None:
    """Return where a name begins that stands alone at the end: a signature and no label."""
    last = found[-1]
    return last.opens if len(found) > 1 and _is_last(text, last, within) else None


def _is_last(text: str, label: Label, within: Span) -> bool:
    """Tell whether a label is a line behind which nothing is said any more."""
    return label.style == "alone" and not text[label.after : within.end].strip()


def _or_reported(
    text: str, layout: Layout, found: tuple[Label, ...], known: frozenset[str], words: Cues
) -> tuple[Label, ...]:
    """Return the labels found, or the speakers of reported speech if these carry the text."""
    within = layout.conversation
    pieces = paragraphs(text, within)
    if len(found) > 1 and len(found) * _MANY >= len(pieces):
        opened = {label.opens for label in found}
        rest = [piece for piece in pieces if piece.start not in opened]
        return with_capitals(text, found, reported_labels(text, rest, known, words), known)
    told = behind_lists(text, within, reported_labels(text, pieces, known, words), words)
    if len(told) < (1 if known or layout.talked else _MANY):
        return found
    return chosen(text, found, told, known)


def known_names(people: People) -> frozenset[str]:
    """Return the folded names, surnames and first parts by which a label can name the people."""
    names: set[str] = set()
    for known in people:
        if known.named == "role" or known.collective:
            continue
        names.add(fold(known.name))
        names.update(token for token in (known.tokens[:1] + known.tokens[-1:]) if len(token) > 1)
        names.update(_surnames(known))
        names.update(map(fold, known.aliases))
    return frozenset(names)


def _surnames(known: Known) -> Iterator[str]:
    """Yield the endings of a name of three parts or more, as surnames with particles are."""
    for at in range(1, len(known.tokens) - 1):
        yield " ".join(known.tokens[at:])


def _loose_insertions(text: str, parts: Parts, said: Spoken, reading: Reading) -> None:
    """Read the square brackets outside of statements: in the head, the tail, between turns."""
    covered = sorted(
        [statement.span for statement in said.statements]
        + [label.span for label in parts.labels if label.style != "reported"]
        + [told.span for told in reading.found.stage_directions if told.in_segment is None]
    )
    for bracket in brackets(text, Span(parts.head.start, parts.tail.end)):
        before = bisect_right(covered, bracket.span) - 1
        inside = any(span.contains(bracket.span) for span in covered[max(before, 0) : before + 2])
        if bracket.kind == "square" and not inside:
            reading.insertion(bracket, None, parts.head.start)


def _problems(
    text: str, layout: Layout, parts: Parts, head: Head, said: Spoken
) -> Iterator[Problem]:
    for span in parts.breaks[:1]:
        yield problem("MG115", where(text, layout.source, span.start))
    if head.date and head.date.contradiction:
        yield problem("MG116", Where(source=layout.source), why=head.date.contradiction)
    if head.date and head.titled and _differ(head.date, head.titled, head.created):
        found = {"title": head.titled.text, "record": head.date.text}
        yield problem("MG140", Where(source=layout.source), **found)
    for label, known in said.first_labels:
        place = where(text, layout.source, label.span.start)
        if "absent" in known.attestation:
            yield problem("MG125", place, name=known.name)
        elif head.listed >= _MANY and _is_unknown(label, known, head):
            yield problem("MG112", place, label=label.span.cut(text))


def _differ(met: FoundDate, titled: FoundDate, created: FoundDate | None) -> bool:
    """Tell whether a title names another day than the record, and not that of the paper."""
    days = {met.iso or met.edtf, created.iso if created else None}
    return bool(met.iso and titled.iso) and titled.iso not in days


def _is_unknown(label: Label, known: Known, head: Head) -> bool:
    """Tell whether a speaker is in no list and nowhere named in the head.

    Reported speech calls people by their posts, of which lists of names say nothing.
    """
    if {"listed", "named"} & set(known.attestation) or known.collective:
        return False
    if label.style == "reported" and known.named == "role":
        return False
    return fold(known.name) not in fold(" ".join(unit.text for unit in head.units))


def _record(
    text: str, language: str, entities: Entities, said: Spoken, problems: tuple[Problem, ...]
) -> Record:
    layout = entities.layout
    talked = entities.is_record(said)
    version = TextVersion(
        full_text=text,
        language=language,
        source=layout.source_file,
        translated_by=entities.translators(),
    )
    record = Record(
        source=layout.source,
        reader=layout.reader,
        document=entities.document(talked=talked),
        text_versions=(version,),
        persons=entities.persons() if talked else entities.hands(),
        organizations=entities.organizations(talked=talked),
        problems=(*problems, *entities.problems(said, talked=talked)),
        source_map=layout.source_map,
    )
    return _located(without_unused(_talk(record, entities, said)) if talked else record)


def _located(record: Record) -> Record:
    """Return a Record whose problems are where its source has them, not its text."""
    if not record.source_map:
        return record
    return replace(
        record,
        problems=tuple(
            replace(found, where=record.locate(found.where.offset))
            if found.where and found.where.offset is not None
            else found
            for found in record.problems
        ),
    )


def _talk(record: Record, entities: Entities, said: Spoken) -> Record:
    """Return the Record with the meeting and all that was said in it."""
    found = entities.reading.found
    return replace(
        record,
        meetings=(entities.meeting(),),
        meeting_series=entities.meeting_series(),
        events=entities.events(closing=found.closing),
        agents=entities.agents(),
        groups=entities.groups(),
        sides=entities.sides(),
        posts=entities.posts(),
        places=(*entities.places(), *found.places),
        participations=participations(entities, said),
        turns=said.turns,
        statements=said.statements,
        passages=tuple(found.passages),
        stage_directions=tuple(sorted(found.stage_directions, key=lambda d: d.span)),
        gestures=tuple(found.gestures),
        editorial_insertions=tuple(sorted(found.editorial_insertions, key=lambda i: i.span)),
        list_items=tuple(found.list_items),
        mentions=tuple(sorted(found.mentions, key=lambda m: m.span)),
        identity_assertions=tuple(found.identity_assertions),
    )


def without_unused(record: Record) -> Record:
    """Return a Record without the people to whom nothing refers, as a title may name them."""
    used = {part.participant for part in record.participations}
    used.update(speaker for turn in record.turns for speaker in turn.speaker)
    used.update(agent for passage in record.passages for agent in passage.addressed_to)
    used.update(agent for gesture in record.gestures for agent in gesture.performed_by)
    used.update(one for mention in record.mentions for one in mention.refers_to)
    used.update(side.led_by for side in record.sides if side.led_by)
    for assertion in record.identity_assertions:
        used.update((assertion.identifies, assertion.candidate))
    document = record.document
    used.update((*document.obtained_by, *document.edited_by, *document.recorded_by))
    used.update(record.text_versions[0].translated_by)
    return replace(
        record,
        persons=tuple(person for person in record.persons if person.id in used),
        groups=tuple(group for group in record.groups if group.id in used),
    )
