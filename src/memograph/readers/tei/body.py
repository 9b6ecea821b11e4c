"""The text of a TEI file with marked speech, written down in reading order.

Everything goes into the text but apparatus. What is below an utterance or a drama's speech is said,
unless its element says that it tells what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memograph.problems import Span, Where
from memograph.readers.stated_time import StatedTime
from memograph.readers.tei.cast import Cast
from memograph.readers.tei.header import language_of
from memograph.readers.tei.persons import reference
from memograph.readers.tei.reading_text import is_left_out, only_parts
from memograph.readers.xml import XML_ID, attribute, line_of, words
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
_TOKENS: Final = ("w", "pc")
_PARAGRAPHS: Final = frozenset({"seg", "p", "ab", "s", "l"})


class Body:
    """Writes down the text of one TEI element."""

    def __init__(self, scribe: Scribe, cast: Cast, cues: Cues, source: str) -> None:
        """Begin with nothing written."""
        self.scribe = scribe
        self.times: list[tuple[int, StatedTime]] = []
        self.chaired: dict[str, None] = {}
        self._cast = cast
        self._cues = cues
        self._source = source
        self._label: tuple[str, Span] | None = None
        self._timed: _Element | None = None
        self._glued = False
        self._last: _Element | None = None

    def write(self, element: _Element) -> None:
        """Write all below an element."""
        tokens = only_parts(element) or any(element.find(token) is not None for token in _TOKENS)
        self._words(element.text, line_of(element), tokens=tokens)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, element)
            self._words(child.tail, line_of(child), tokens=tokens)

    def _words(self, text: str | None, line: int | None, *, tokens: bool = False) -> None:
        """Write words as what is going on: speech of the open turn, or words around it."""
        if not text or (tokens and not text.strip()):
            return
        if self.scribe.speaking:
            self.scribe.say(text, line=line, new_block=False)
        else:
            if text.strip():
                self._last = None
            self.scribe.text.add(text, line=line)

    def _child(self, child: _Element, parent: _Element) -> None:
        tag = str(child.tag)
        if is_left_out(child) or _is_apparatus(child):
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
        if may_tell and tells(words(element), self._cues):
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
        printed = element.text if normalized else words(element)
        self._words(f"{'' if glued else ' '}{(printed or '').strip()}", line_of(element))
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
        own = next((c for c in element if _is_label(c)), None)
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
        line = line_of(element)
        if not told:
            return
        if kind in _NO_DIRECTION and not self.scribe.speaking:
            span = self.scribe.block(told, line=line)
            self.scribe.paragraph()
        else:
            doer = self._cast.meant(attribute(element, "who"))
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
        line = line_of(element)
        times = list(element.iter("time"))
        for time in times[:1]:
            self._time(time, words(time), span.start, before=told)
        if not times and kind not in _CHAIRED:
            where = Where(source=self._source, line=line)
            stated = StatedTime(words=told, where=where, loose=kind not in ("time", "date"))
            self.times.append((span.start, stated))

    def _wording(self, element: _Element) -> str:
        """Return the words of a direction: its description in the language of the text."""
        described = [one for one in element.findall("desc") if words(one)]
        if not described:
            return words(element)
        own = [one for one in described if language_of(one) == self._cues.language]
        return words((own or described)[0])

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
        self.times.append((at, stated))


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
    if element.tag != "note":
        return False
    kinds = {(element.get("type") or "").lower(), (element.get("place") or "").lower()}
    return bool(kinds & _APPARATUS) or element.get("resp") is not None


def _directed(element: _Element) -> str | None:
    """Return to whom a relation inside an utterance says that it is directed."""
    for relation in element.iterfind("listRelation/relation"):
        if relation.get("name") == "directedTo":
            return relation.get("passive")
    return None
