r"""Records whose turns are marked by the source itself: a text, its turns, and who speaks in them.

A reader writes the text down with a `Scribe`, in reading order: words outside of speech, turns with
their labels, what is said in them, directions and gaps. `marked_record` makes the Record of it.
Neither guesses: what is no speech by the mark-up is none, and nobody takes part but those whom the
reader names.

>>> scribe = Scribe("talk.vtt")
>>> label = scribe.label("Ann:", line=3)
>>> scribe.open(("ann",), label=label)
>>> _ = scribe.say("Good morning.", line=3), scribe.direct("[coughs]", ("other",), line=4)
>>> _ = scribe.say("Shall we begin?", line=5)
>>> scribe.close()
>>> [told.span.cut(scribe.text.text) for told in scribe.turns]
['Good morning.\n\n[coughs]\n\nShall we begin?']
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from memograph.model import (
    Agent,
    Document,
    EditorialInsertion,
    Gesture,
    Group,
    Meeting,
    MeetingSeries,
    Organization,
    Participation,
    Passage,
    Person,
    Place,
    Post,
    Record,
    SourceFile,
    StageDirection,
    Statement,
    TextVersion,
    Turn,
)
from memograph.problems import Problem, Span, problem
from memograph.text.composition import Composition

MEETING = "meeting"
_LISTED, _MARKED = 0.95, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedTurn:
    """A turn: ids of its speakers, its label, and its words from the first to the last said.

    `span` is empty where nothing is said; `at` is where the turn begins in any case.
    `addressed_to` holds ids of those to whom the mark-up says that all of it is spoken.
    """

    speaker: tuple[str, ...]
    at: int
    span: Span
    label: Span | None = None
    addressed_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDirection:
    """What the recorder tells, with its kinds of the scheme direction and the ids of who acts."""

    span: Span
    kinds: tuple[str, ...]
    performed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody of the meeting: the agent, and all that the source says of their part in it.

    `posts` are names of offices. `attestation` need not say that they speak or are addressed; that
    is seen from the turns. Whoever is neither attested nor speaks takes no part and is left out.
    """

    agent: Agent
    roles: tuple[str, ...] = ()
    attestation: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    on_behalf_of: Organization | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the document and its meeting; the id of the meeting is MEETING."""

    source: str
    reader: str
    source_file: SourceFile
    document: Document
    meeting: Meeting
    language: str = "und"
    series: tuple[MeetingSeries, ...] = ()
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


class Scribe:
    """Writes down speech and what is around it, and keeps what is what."""

    def __init__(self, source: str) -> None:
        """Begin with an empty text; `source` names the source in problems."""
        self.text = Composition(source)
        self.turns: list[MarkedTurn] = []
        self.directions: list[MarkedDirection] = []
        self.gaps: list[Span] = []
        self._turn: MarkedTurn | None = None
        self._begun: int | None = None
        self._resumed = False

    @property
    def speaking(self) -> bool:
        """Tell whether a turn is open."""
        return self._turn is not None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the ids of those who speak the open turn."""
        return self._turn.speaker if self._turn else ()

    def spoken(self) -> Span:
        """Return the stretch from the first word that is said to the last, empty at the end."""
        said = [turn.span for turn in self.turns if turn.span.start < turn.span.end]
        if not said:
            return Span(self.text.length, self.text.length)
        return Span(said[0].start, said[-1].end)

    def suspend(self) -> MarkedTurn | None:
        """Close the open turn for one inside it, and return it so that it can go on."""
        outer = self._turn
        self.close()
        return outer

    def resume(self, turn: MarkedTurn) -> None:
        """Go on with a turn that was suspended, as another turn if anything more is said in it."""
        self.open(turn.speaker, addressed_to=turn.addressed_to)
        self._resumed = True

    def paragraph(self) -> None:
        """End the block, so that what is written next begins another one."""
        self.text.close()
        self._begun = None

    def block(self, words: str, *, line: int | None = None) -> Span:
        """Write a block that nobody says, and return its span."""
        self.paragraph()
        return self.text.add(words, line=line)

    def label(self, words: str, *, line: int | None = None) -> Span | None:
        """Write a printed label as a block; None if there is nothing of it."""
        span = self.block(words, line=line)
        return span if span.start < span.end else None

    def open(
        self,
        speaker: Sequence[str],
        *,
        label: Span | None = None,
        addressed_to: Sequence[str] = (),
    ) -> None:
        """Begin a turn; one that is open is closed."""
        self.close()
        at = label.start if label else self.text.length
        self._turn = MarkedTurn(
            speaker=tuple(dict.fromkeys(speaker)),
            at=at,
            span=Span(at, at),
            label=label,
            addressed_to=tuple(dict.fromkeys(addressed_to)),
        )

    def say(self, words: str, *, line: int | None = None, new_block: bool = True) -> Span:
        """Write what the speaker says, as a block of its own or going on with the last one."""
        if new_block:
            self.paragraph()
        span = self.text.add(words, line=line)
        self.said(span)
        return span

    def said(self, span: Span) -> None:
        """Note that a stretch that was written is speech of the open turn."""
        turn = self._turn
        if turn is None or span.start == span.end:
            return
        begun = span.start if self._begun is None else self._begun
        start = begun if turn.span.start == turn.span.end else turn.span.start
        self._turn = replace(turn, span=Span(start, span.end))
        self._begun = begun

    def _aside(self, span: Span) -> None:
        """Note words inside a block of speech that are none: they go with the words around them."""
        if self._turn is None or span.start == span.end:
            return
        if self._begun is None:
            self._begun = span.start
        elif self._turn.span.end > self._begun:
            self.said(span)

    def direct(
        self,
        words: str,
        kinds: Sequence[str],
        *,
        line: int | None = None,
        performed_by: Sequence[str] = (),
        inline: bool = False,
    ) -> Span:
        """Write a direction: a block of its own or, `inline`, a line or bracket of the block."""
        bracketed = words.strip()[:1] in ("(", "[")
        if not inline:
            self.paragraph()
        elif not bracketed:
            self.text.new_line()
        span = self.text.add(f" {words} " if inline else words, line=line)
        if inline:
            self._aside(span)
            if not bracketed:
                self.text.new_line()
        if span.start < span.end:
            kinds = tuple(dict.fromkeys(kinds)) or ("other",)
            told = MarkedDirection(span=span, kinds=kinds, performed_by=tuple(performed_by))
            self.directions.append(told)
        return span

    def gap(self, words: str, *, line: int | None = None, inline: bool = False) -> Span:
        """Write the words that stand for something left out; "[…]" if there are none."""
        words = words.strip() or "[…]"
        if not inline:
            self.paragraph()
        span = self.text.add(f" {words} " if inline else words, line=line)
        if inline:
            self._aside(span)
        self.gaps.append(span)
        return span

    def close(self) -> None:
        """End the turn that is open, if there is one."""
        self.paragraph()
        turn, self._turn = self._turn, None
        if turn is not None and not (self._resumed and turn.span.start == turn.span.end):
            self.turns.append(turn)
        self._resumed = False


def marked_record(scribe: Scribe, facts: Facts, people: Mapping[str, Participant]) -> Record:
    """Return the Record of what a scribe has written; `people` are those that turns name by id."""
    scribe.close()
    text = scribe.text.text
    statements = tuple(
        Statement(span=turn.span, text=turn.span.cut(text), order=order)
        for order, turn in enumerate(scribe.turns, start=1)
        if turn.span.start < turn.span.end
    )
    inside = _Inside(statements)
    part = {one: people[one] for one in _taking_part(scribe, people)}
    version = TextVersion(full_text=text, language=facts.language, source=facts.source_file)
    record = Record(
        source=facts.source,
        reader=facts.reader,
        document=facts.document,
        text_versions=(version,),
        meetings=(facts.meeting,),
        meeting_series=facts.series,
        places=facts.places,
        turns=tuple(_turns(scribe)),
        statements=statements,
        passages=tuple(_passages(scribe, statements)),
        stage_directions=tuple(_directions(scribe, text, inside)),
        gestures=tuple(_gestures(scribe, text)),
        editorial_insertions=tuple(
            EditorialInsertion(
                span=gap, text=gap.cut(text), in_segment=inside.order(gap), kind="Gap"
            )
            for gap in scribe.gaps
        ),
        participations=tuple(_participations(scribe, part)),
        source_map=scribe.text.source_map,
    )
    record = _with_agents(record, part)
    found = (*facts.problems, *scribe.text.problems, *_silent(scribe, text))
    return replace(record, problems=tuple(_located(one, record) for one in found))


class _Inside:
    """Finds the statement that a stretch stands in."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._starts = [one.span.start for one in statements]

    def order(self, span: Span) -> int | None:
        at = bisect_right(self._starts, span.start) - 1
        if at < 0 or not self._statements[at].span.contains(span):
            return None
        return self._statements[at].order


def _turns(scribe: Scribe) -> Iterator[Turn]:
    for order, turn in enumerate(scribe.turns, start=1):
        yield Turn(order=order, meeting=MEETING, speaker=turn.speaker, label=turn.label)


def _passages(scribe: Scribe, statements: Sequence[Statement]) -> Iterator[Passage]:
    """Yield a passage over the whole of each statement that is spoken to somebody."""
    said = {one.order: one for one in statements}
    for order, turn in enumerate(scribe.turns, start=1):
        if turn.addressed_to and order in said:
            one = said[order]
            yield Passage(
                span=one.span,
                text=one.text,
                in_segment=order,
                order=1,
                addressed_to=turn.addressed_to,
            )


def _directions(scribe: Scribe, text: str, inside: _Inside) -> Iterator[StageDirection]:
    for told in sorted(scribe.directions, key=lambda told: told.span):
        yield StageDirection(
            span=told.span,
            text=told.span.cut(text),
            in_segment=inside.order(told.span),
            direction_kind=told.kinds,
            describes=(_gesture_id(told.span),) if "gesture" in told.kinds else (),
        )


def _gesture_id(span: Span) -> str:
    return f"gesture/{span.start}-{span.end}"


def _gestures(scribe: Scribe, text: str) -> Iterator[Gesture]:
    for told in scribe.directions:
        if "gesture" in told.kinds:
            yield Gesture(
                id=_gesture_id(told.span),
                name=" ".join(told.span.cut(text).strip("()[]").split()),
                during=MEETING,
                span=told.span,
                performed_by=told.performed_by,
            )


def _taking_part(scribe: Scribe, people: Mapping[str, Participant]) -> dict[str, None]:
    """Return the ids of all who take part or are meant: those attested first, then by turns."""
    found = dict.fromkeys(one for one, part in people.items() if part.attestation)
    for turn in scribe.turns:
        found.update(dict.fromkeys((*turn.speaker, *turn.addressed_to)))
    for told in scribe.directions:
        found.update(dict.fromkeys(told.performed_by))
    return found


def _participations(scribe: Scribe, people: Mapping[str, Participant]) -> Iterator[Participation]:
    speakers = {one for turn in scribe.turns for one in turn.speaker}
    addressed = {one for turn in scribe.turns for one in turn.addressed_to}
    for one, part in people.items():
        seen = [*part.attestation]
        seen += ["speaks"] if one in speakers else []
        seen += ["addressed"] if one in addressed else []
        if "speaks" in seen:
            seen = [how for how in seen if how != "absent"]
        if not seen:
            continue
        absent = "absent" in seen
        yield Participation(
            event=MEETING,
            participant=one,
            role=("expected",) if absent else tuple(dict.fromkeys(("participant", *part.roles))),
            attestation=("absent",) if absent else tuple(dict.fromkeys(seen)),
            name_in_source=tuple(dict.fromkeys(part.printed)),
            honorific=tuple(dict.fromkeys(part.honorifics)),
            post=tuple(f"post/{post}" for post in dict.fromkeys(part.posts)),
            on_behalf_of=part.on_behalf_of.id if part.on_behalf_of else None,
            confidence=_LISTED if part.agent.key else _MARKED,
            span=part.span,
        )


def _with_agents(record: Record, people: Mapping[str, Participant]) -> Record:
    """Return the Record with the agents, the bodies that they speak for and their posts."""
    agents = [part.agent for part in people.values()]
    behind = {one.on_behalf_of.id: one.on_behalf_of for one in people.values() if one.on_behalf_of}
    bodies = {one.id: one for one in agents if isinstance(one, Organization)}
    posts = dict.fromkeys(post for part in people.values() for post in part.posts)
    return replace(
        record,
        persons=tuple(one for one in agents if isinstance(one, Person)),
        groups=tuple(
            one for one in agents if isinstance(one, Group) and not isinstance(one, Organization)
        ),
        agents=tuple(one for one in agents if not isinstance(one, Person | Group)),
        organizations=tuple({**behind, **bodies}.values()),
        posts=tuple(Post(id=f"post/{post}", name=post) for post in posts),
    )


def _silent(scribe: Scribe, text: str) -> Iterator[Problem]:
    """Yield a problem for each turn without words."""
    where = scribe.text.where
    for turn in scribe.turns:
        if turn.span.start == turn.span.end:
            label = turn.label.cut(text) if turn.label else ", ".join(turn.speaker)
            yield problem("MG113", where(turn.at), label=label)


def _located(found: Problem, record: Record) -> Problem:
    """Return a problem with its place in the source instead of the text."""
    if found.where is None or found.where.offset is None or not record.source_map:
        return found
    return replace(found, where=record.locate(found.where.offset))
