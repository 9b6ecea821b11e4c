r"""Speech as a source marks it, written down in reading order: one text, and what in it is what.

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

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memograph.problems import Span
from memograph.text.composition import Composition


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


class Scribe:
    """Writes down speech and what is around it, and keeps what is what."""

    def __init__(self, source: str) -> None:
        """Begin with an empty text; `source` names the source in problems."""
        self.text = Composition(source)
        self.turns: list[MarkedTurn] = []
        self.directions: list[MarkedDirection] = []
        self.gaps: list[Span] = []
        self._turn: MarkedTurn | None = None
        self._said = (0, 0)
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

    def reopen(self) -> None:
        """Go on with the turn that was closed last, as the same turn."""
        self.close()
        self._turn = self.turns.pop()
        self._said = self._turn.span

    def paragraph(self) -> None:
        """End the block, so that what is written next begins another one."""
        self._begun = None
        self.text.close()

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
        self._said = (at, at)
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
        start, end = span
        if self._turn is None or start == end:
            return
        if self._begun is None:
            self._begun = start
        first, last = self._said
        self._said = (self._begun if first == last else first, end)

    def _aside(self, span: Span) -> None:
        """Note words inside a block of speech that are none: they go with the words around them."""
        if self._turn is None or span.start == span.end:
            return
        if self._begun is None:
            self._begun = span.start
        elif self._said[1] > self._begun:
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
        start, end = self._said
        if turn is not None and not (self._resumed and start == end):
            self.turns.append(replace(turn, span=Span(start, end)) if start < end else turn)
        self._resumed = False
