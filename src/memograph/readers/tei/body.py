"""The text of a TEI file with marked speech, written down in reading order.

Everything goes into the text but apparatus. What is below an utterance or a drama's speech is said,
unless its element says that it tells what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from memograph.problems import Span, Where
from memograph.readers.stated_time import StatedTime
from memograph.readers.tei.cast import Cast
from memograph.readers.tei.header import language_of
from memograph.readers.tei.persons import reference
from memograph.readers.tei.reading_text import LEFT_OUT, is_left_out, only_parts
from memograph.readers.xml import XML_ID, attribute, first_letter, line_of, words
from memograph.text.composition import is_blank
from memograph.text.cues import Cues
from memograph.text.directions import tells
from memograph.text.marked import Scribe
from memograph.text.told import kinds_of

if TYPE_CHECKING:
    from lxml.etree import _Element

SPEECH: Final = frozenset({"u", "sp"})
_BLOCKS: Final = frozenset({
    "div", "div1", "div2", "div3", "div4", "front", "body", "back", "group", "text",
    "floatingText", "p", "ab", "seg", "head", "list", "item", "lg", "table", "row", "quote",
    "cit", "note", "stage", "trailer", "opener", "closer", "dateline", "salute", "signed",
    "label", "argument", "epigraph", "docTitle", "docDate", "titlePage", "byline",
    "docImprint", "castGroup", "annotationBlock", "sp", "u",
})  # fmt: skip
_HOLDERS: Final = frozenset({
    "div", "div1", "div2", "div3", "div4", "front", "body", "back", "group", "text",
    "floatingText", "u", "sp", "annotationBlock", "list", "table", "lg",
})  # fmt: skip
_APPARATUS: Final = frozenset({
    "source", "footnote", "foot", "bottom", "margin", "end", "endnote", "editorial",
    "reference", "referencing_document", "apparatus", "bibl", "annotation",
})  # fmt: skip
_DIRECTIONS: Final = frozenset({"kinesic", "vocal", "incident", "stage", "note", "writing"})
_NO_DIRECTION: Final = frozenset({"time", "date", "chairman", "chairpersons", "chairperson"})
_CHAIRED: Final = frozenset({"chairman", "chairpersons", "chairperson", "chairmen", "chair"})
_KINDS: Final = {
    "applause": "reaction", "laughter": "reaction", "ovation": "reaction", "objection": "reaction",
    "inquietude": "reaction", "noise": "reaction", "reaction": "reaction", "murmuring": "reaction",
    "interruption": "interruption", "unauthorized_interruption": "interruption",
    "interjection": "interruption", "shouting": "interruption", "exclamation": "interruption",
    "speaker_action": "gesture", "gesture": "gesture", "signal": "gesture",
    "kneeling": "gesture", "entering": "arrival", "entrance": "arrival", "leaving": "departure",
    "exit": "departure", "pause": "pause", "break": "pause", "reading": "reading",
    "delivery": "manner",
}  # fmt: skip
_SLANTED: Final = frozenset({"hi", "emph"})
_TOKENS: Final = frozenset({"w", "pc"})
_LABELS: Final = ("speaker", "note")
_OPENING: Final = ("(", "[")
_PARAGRAPHS: Final = frozenset({"seg", "p", "ab", "s", "l"})


class _Remark(NamedTuple):
    """Words of the recorder that may tell a time; few of them are ever asked for it."""

    words: str
    line: int | None
    loose: bool

    def stated(self, source: str) -> StatedTime:
        """Return the remark as a time that is stated."""
        where = Where(source=source, line=self.line)
        return StatedTime(words=self.words, where=where, loose=self.loose)


class Body:
    """Writes down the text of one TEI element."""

    def __init__(self, scribe: Scribe, cast: Cast, cues: Cues, source: str) -> None:
        """Begin with nothing written."""
        self.scribe = scribe
        self._times: list[tuple[int, StatedTime | _Remark]] = []
        self.chaired: dict[str, None] = {}
        self._cast = cast
        self._cues = cues
        self._source = source
        self._label: tuple[str, Span] | None = None
        self._timed: _Element | None = None
        self._glued = False
        self._last: _Element | None = None

    @property
    def times(self) -> list[tuple[int, StatedTime]]:
        """Return the times noted, with their places; remarks amid speech tell none."""
        spoken = self.scribe.spoken()
        return [
            (at, one if isinstance(one, StatedTime) else one.stated(self._source))
            for at, one in self._times
            if isinstance(one, StatedTime) or not one.loose or at < spoken.start or at >= spoken.end
        ]

    def write(self, element: _Element) -> None:
        """Write all below an element."""
        tags = [child.tag for child in element]
        tokens = only_parts(element) or not _TOKENS.isdisjoint(tags)
        text = element.text
        if text and not (text.isspace() and self._passes(text, tokens=tokens)):
            self._words(text, line_of(element))
        for child, tag in zip(element, tags, strict=True):
            if isinstance(tag, str):
                self._child(tag, child, element)
            text = child.tail
            if text and not (text.isspace() and self._passes(text, tokens=tokens)):
                self._words(text, line_of(child))

    def _passes(self, text: str, *, tokens: bool) -> bool:
        """Note a blank between elements unless it parts tokens; tell whether it was no more."""
        usual = is_blank(text)
        if usual and not tokens:
            self.scribe.text.blank()
        return usual or tokens

    def _words(self, text: str, line: int | None) -> None:
        """Write words as what is going on: speech of the open turn, or words around it."""
        scribe = self.scribe
        span = scribe.text.add(text, line=line)
        if scribe.speaking:
            scribe.said(span)
        elif not text.isspace():
            self._last = None

    def _child(self, tag: str, child: _Element, parent: _Element) -> None:
        if (tag in LEFT_OUT and is_left_out(child)) or (tag == "note" and _is_apparatus(child)):
            return
        if tag in SPEECH:
            self._turn(child)
        elif tag == "speaker" or (tag == "note" and child.get("type") == "speaker"):
            self._speaker(child, parent)
        elif tag in _DIRECTIONS:
            self._told(child, inline=parent.tag not in _HOLDERS)
        elif tag == "gap":
            self._gap(child, inline=parent.tag not in _HOLDERS)
        elif tag in _TOKENS and (child.find("w") is None or (child.text or "").strip()):
            self._token(child)
        elif tag in ("lb", "l", "cell"):
            self.scribe.text.new_line()
            self.write(child)
        else:
            self._element(child, block=tag in _BLOCKS and not _runs_on(child, parent))

    def _element(self, element: _Element, *, block: bool) -> None:
        """Write an element, as a block of its own if it is one; note a time that it marks."""
        may_tell = self.scribe.speaking and (block or element.tag in _SLANTED)
        if may_tell and first_letter(element) in _OPENING and tells(words(element), self._cues):
            self._told(element, inline=not block)
            return
        if block:
            self.scribe.paragraph()
        start = self.scribe.text.length
        self.write(element)
        if element.tag == "time" and not self.scribe.speaking:
            self._time(element, words(element), start)
        if block:
            self.scribe.paragraph()

    def _token(self, element: _Element) -> None:
        """Write a word or a mark of annotated text, blanks being told by attributes."""
        join = element.get("join") or ""
        glued = self._glued or join in ("left", "both")
        normalized = element.find("w") is not None  # the words of one that is printed as one
        token = (element.text or "").strip() if normalized else words(element)
        if token or not glued:
            self._words(token if glued else f" {token}", line_of(element))
        self._glued = join in ("right", "both")

    def _speaker(self, element: _Element, parent: _Element) -> None:
        """Write a printed label; inside a paragraph of speech it is no label but a note."""
        printed = words(element)
        if self.scribe.speaking and parent.tag not in SPEECH:
            self._told(element, inline=True)
            return
        span = self.scribe.label(printed, line=line_of(element))
        self.scribe.paragraph()
        self._label = (printed, span) if span else None

    def _turn(self, element: _Element) -> None:
        """Write an utterance; one around it goes on behind it as another turn.

        What only goes on with the utterance before it, after a page break, is no turn of its own.
        """
        if self._cast.comments(element):
            self._told(element, inline=False)
            return
        outer = self.scribe.suspend()
        own = next((c for c in element.iterchildren(*_LABELS) if _is_label(c)), None)
        first = (
            own is not None
            and not (element.text or "").strip()
            and own
            is next((c for c in element if isinstance(c.tag, str) and not is_left_out(c)), None)
        )
        if own is not None and first:
            self._speaker(own, element)
        label, self._label = self._label, None
        speakers = self._cast.speakers(element, label[0] if label else None)
        before, self._last = self._last, element
        if label or outer or before is None or not _goes_on(before, element):
            self.scribe.open(
                speakers,
                label=label[1] if label else None,
                addressed_to=self._cast.meant(
                    attribute(element, "toWhom", "to") or _directed(element)
                ),
            )
        else:
            self.scribe.reopen()
        if own is not None and first:
            own.tag = "anchor"
        self.scribe.paragraph()
        self.write(element)
        self.scribe.close()
        self._label = None
        if outer:
            self._last = None
            self.scribe.resume(outer)

    def _told(self, element: _Element, *, inline: bool) -> None:
        """Write what the recorder tells: a direction, or a time or chair that is noted."""
        kind = (element.get("type") or "").strip().lower()
        told = self._wording(element)
        if not told:
            return
        line = line_of(element)
        if kind in _NO_DIRECTION and not self.scribe.speaking:
            span = self.scribe.block(told, line=line)
            self.scribe.paragraph()
        else:
            doer = self._cast.meant(element.get("who"))
            if not doer and kind == "speaker_action":
                doer = self.scribe.speakers
            kinds = self._kinds(element, kind, told)
            span = self.scribe.direct(told, kinds, line=line, performed_by=doer, inline=inline)
            if not inline:
                self.scribe.paragraph()
        if kind in _CHAIRED:
            self.chaired[told] = None
        self._told_time(element, kind, told, span)

    def _told_time(self, element: _Element, kind: str, told: str, span: Span) -> None:
        """Note a time that stands in what the recorder tells, marked or in words."""
        time = next(element.iterdescendants("time"), None) if len(element) else None
        if time is not None:
            self._time(time, words(time), span.start, before=told)
        elif kind not in _CHAIRED:
            remark = _Remark(told, line_of(element), kind not in ("time", "date"))
            self._times.append((span.start, remark))

    def _wording(self, element: _Element) -> str:
        """Return the words of a direction: its description in the language of the text."""
        if not len(element):
            return words(element)
        found = [(one, words(one)) for one in element if one.tag == "desc"]
        described = [(one, told) for one, told in found if told]
        if len(described) == 1:
            return described[0][1]
        if not described:
            return words(element)
        own = (told for one, told in described if language_of(one) == self._cues.language)
        return next(own, described[0][1])

    def _kinds(self, element: _Element, kind: str, told: str) -> tuple[str, ...]:
        """Return the kinds of a direction, by its words where they tell, else by its type."""
        marked = _KINDS.get(kind) or ("interruption" if element.tag == "vocal" else None)
        if marked:
            return (marked,)
        acts = element.tag == "kinesic" and element.get("who")
        return kinds_of(told, self._cues) or (("gesture",) if acts else ("other",))

    def _gap(self, element: _Element, *, inline: bool) -> None:
        """Write what stands for something left out."""
        if (element.get("reason") or "").lower() == "editorial" and not self.scribe.speaking:
            told = self._wording(element)
            self.scribe.gap(told, line=line_of(element)) if told else None
            self.scribe.paragraph()
            return
        self.scribe.gap(self._wording(element), line=line_of(element), inline=inline)
        if not inline:
            self.scribe.paragraph()

    def _time(self, element: _Element, told: str, at: int, *, before: str = "") -> None:
        """Note a time that an element marks; an empty one stands before its words.

        A second time beside another is that of the next meeting or of a pause.
        """
        if self._timed is not None and self._timed is element.getparent():
            return
        self._timed = element.getparent()
        value = attribute(element, "when", "from", "to", "when-iso")
        where = Where(source=self._source, line=line_of(element))
        wording = told or " ".join((element.tail or "").split())
        ends = True if element.get("to") and not element.get("from") else None
        stated = StatedTime(
            words=wording, where=where, attribute=value, note=before or None, ends=ends
        )
        self._times.append((at, stated))


def _runs_on(element: _Element, parent: _Element) -> bool:
    """Tell whether a segment is a stretch of a sentence and not a paragraph."""
    if element.tag != "seg" or parent.tag not in _PARAGRAPHS:
        return False
    return any((text or "").strip() for text in (parent.text, *(one.tail for one in parent)))


def _goes_on(before: _Element, element: _Element) -> bool:
    """Tell whether the mark-up joins an utterance with the one right before it."""
    return (
        reference(element.get("prev") or "") == (before.get(XML_ID) or "-")
        or reference(before.get("next") or "") == (element.get(XML_ID) or "-")
    ) and before.get("who") == element.get("who")


def _is_label(element: _Element) -> bool:
    return element.tag == "speaker" or (element.tag == "note" and element.get("type") == "speaker")


def _is_apparatus(element: _Element) -> bool:
    """Tell whether a note belongs to the edition and not to the record."""
    kind, place = element.get("type") or "", element.get("place") or ""
    return (
        kind.lower() in _APPARATUS or place.lower() in _APPARATUS or element.get("resp") is not None
    )


def _directed(element: _Element) -> str | None:
    """Return to whom a relation inside an utterance says that it is directed."""
    for listed in element.iterchildren("listRelation"):
        for relation in listed.iterchildren("relation"):
            if relation.get("name") == "directedTo":
                return relation.get("passive")
    return None
