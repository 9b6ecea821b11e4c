"""Speaker labels: what at the start of a line says who speaks.

Every line that could open a turn is a candidate; which are believed, the text as a whole decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.label_names import TAIL, described, is_numbered, named
from memograph.text.lines import lines, trim
from memograph.text.names import PrintedName, fold, tidy

Style = Literal["colon", "stop", "dash", "alone", "reported"]

_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*[-–—]?\s*)?"
_STAMPED = re.compile(_TIME.removesuffix("?"))
_COUNTED = r"(?:\d{1,3}(?=[^\W\d_a-z][^\W\d_A-Z]))?"  # pages number paragraphs so: "7Brown: No."
_PAGE = r"(?:\[[^\W\d_]{1,6}\.? ?\d{1,4}\] ?)?"
OPENING = rf"[ \t\u00a0]*{_PAGE}{_COUNTED}(?:[-•*>]\s+|[·•]\s?)?{_TIME}(?:\*\*|__)?{_TIME}"
_BEFORE = r"(?:[^\n:\uff1a()\[\]]{0,30}\[[^\n:\[\]]{2,30}\] ?(?=[^\W\d_a-z]))?"
_COUNT = r"(?:[^\W\d_]{2,4}\. ?\d{1,4}|\(?\d{1,4}[.)])\s+"
"""A number before a label, as paragraphs and speeches are counted: "12. Mr. Ash:", "Anf. 3"."""

_COLON = re.compile(
    rf"{OPENING}(?P<count>{_COUNT})?(?=\S)"
    rf"(?P<label>{_BEFORE}[^\n:\uff1a()\[\]]{{1,90}}?(?:\s*[(\[][^()\[\]\n]{{1,60}}[)\]]){{0,2}})(?:\*\*|__)?"
    r"[ \t\u00a0\u202f]?[:\uff1a](?:\*\*|__)?(?!//)"
)
_STOP = re.compile(
    r"[ \t\u00a0]*(?P<label>(?:\[[^\]\n]{1,40}\] ?)?(?:(?:[^\W\d_]{1,2}|"
    r"(?i:mrs|prof|gen|col|maj|capt|cde|com|comr|"
    r"amb|hon|rev|sen|mlle|mme|gov|pres|insp|ing|frl|тов|проф|акад|г-н|г-жа))\. ?){0,4}"
    r"[^\W\d_][\w’'\- ]{1,40}(?:, ?(?:[^\W\d_]\. ?){0,2}[^\W\d_a-z][^\W\d_a-z’'\-]{2,30}){0,8}"
    r"(?:, [^\W\d_][^\n.:;!?()]{3,80})?(?: \([^()\n]{2,60}\))?)"
    r"\.(?:\s?[–—](?=\s))?(?=\s+\S|\[|$)"
)
_DASH = re.compile(r"[ \t\u00a0]*(?=\S)(?P<label>[^\n–—:]{2,60}?)\s+[–—]\s+(?=\S)")
_NOISY = re.compile(
    r"[ \t\u00a0]*(?P<label>(?P<title>[^\W\d_]{1,9})(?:\s?[.,;])?\s+"
    r"(?P<name>(?:[^\W\d_]\s?[.,]\s?){0,3}[^\W\d_a-z][\w’'!|-]{2,30}))\s?[.:;]\s+(?=[^\W\d_a-z]|[\"“„«(\[])"
)
_CHAT = re.compile(rf"[ \t]*{_TIME}<(?P<label>[@+]?(?P<name>[^\W\d_][\w.-]{{0,30}}))>[ \t]+(?=\S)")
_LATER_TIME = re.compile(r"(?<!\s)\s+[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?$")
_GIVEN_WHOLE = re.compile(r"[ \t]*\[(?P<label>[^\W\d_][^\n:\[\]]{1,40}):\]")
_STYLES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("colon", _GIVEN_WHOLE),
    ("colon", _COLON),
    ("stop", _STOP),
    ("dash", _DASH),
)
_POINTER = re.compile(r"\s*[-*•]\s+[^:\n]{1,80}:\s*<?https?://")
"""A point of a list that only says where something is found."""
_SECTION = re.compile(r"\s*[IVXLC]{1,6}\s+[–—-]\s")
_GOES_ON = re.compile(r"\n[ \t]{0,9}[a-z]")
"""The next line goes on with the sentence of a list."""
_NOTE = re.compile(r"\s*[(\[](?P<note>[^()\[\]]{1,80})[)\]]\s*$")
_SENTENCE = re.compile(r"(?P<word>[^\W\d_][^\W\d_A-Z]{4,})\.\s+(?=\S)")
"""A word that ends a sentence, as in "Second. The plan:"; the shorter ones may be shortened."""

_GIVEN = re.compile(r"^\[(?P<given>[^\]]{1,40})\]\s*")
_SUPPLIED = re.compile(r"^(?:[^\[\]]{1,30} )?\[(?P<given>[^\W\d_a-z][^\[\]]{1,30})\] ?[^\W\d_a-z]")
_NUMERAL = re.compile(r"II|III|IV|VI{1,3}|IX|XI{2,3}|XI?V")
_SOME = 40
_QUOTES = '“„«"‘‚'
_LONGEST = 60
_ENOUGH = 2
_SINGLE = 2
_SHORT = 30
_WORDS = re.compile(r"[^\W\d_]{3,}")
_TERMINAL = frozenset('.?!:;)]”"»…')


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label: its span without the mark, where its line opens and the words begin, who it names.

    A label of style "reported" is the subject of a sentence; the statement begins where its
    paragraph opens. `note` is what stands in brackets inside the label, such as a direction or an
    alias. What makes a label better or worse: `given` is a given name in brackets, `topic` a word
    that heads a section, `measure` a line with nothing but figures behind it, `quoted` a colon at
    the end of the line before, `apart` a blank line or a finished sentence there, `stamped` a time
    behind the name, `numbered` a number for a name, `noisy` a mark where print has none, `bare`
    nothing behind it in its line, `counted` a number before it.
    """

    span: Span
    opens: int
    after: int
    style: Style
    speakers: tuple[PrintedName, ...]
    collective: bool = False
    note: Span | None = None
    given: bool = False
    topic: bool = False
    measure: bool = False
    quoted: bool = False
    apart: bool = False
    stamped: bool = False
    numbered: bool = False
    noisy: bool = False
    bare: bool = False
    counted: bool = False

    @property
    def key(self) -> str:
        """Return what two spellings of this label share."""
        return " + ".join(fold(" ".join((*s.titles, s.name))) for s in self.speakers)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the folded bare names, and a surname alone behind nothing but initials."""
        folded = [fold(s.name) for s in self.speakers]
        parts = [name.split() for name in folded]
        behind = [p[-1] for p in parts if len(p) > 1 and all(len(i) == 1 for i in p[:-1])]
        return (*folded, *(name for name in behind if len(name) > 1))

    @property
    def titled(self) -> bool:
        """Tell whether a title or office stands in the label."""
        one = self.speakers[0]
        office = self.note is not None and self.note.start < one.span.start
        return office or any(s.titles or s.named == "role" for s in self.speakers)

    @property
    def unnamed(self) -> bool:
        """Tell whether a word with a number stands for somebody, as in "Speaker 2"."""
        one = self.speakers[0]
        return one.named == "label" and not (self.numbered or self.collective) and " " in one.name

    @property
    def capitals(self) -> bool:
        """Tell whether every name is printed in capitals."""
        return all(s.capitals for s in self.speakers)

    @property
    def full(self) -> bool:
        """Tell whether everybody is named in full."""
        return all(s.named == "full" for s in self.speakers)


def candidates(text: str, within: Span, cues: Cues) -> tuple[Label, ...]:
    """Return every line start that has the shape of a label, in order; most styles at once."""
    found = list(_candidates(text, within, cues))
    stamped = [label for label in found if _STAMPED.match(text, label.opens)]
    mostly = len(stamped) > _ENOUGH and len(stamped) * 2 > len(found)
    return tuple(stamped if mostly else found)


def _candidates(text: str, within: Span, cues: Cues) -> Iterator[Label]:
    """Yield the labels of lines, each with what stands around it."""
    before, gap = "", True
    for line in lines(text, within):
        content = line.cut(text).strip()
        if not content:
            gap = True
            continue
        label = _of_line(text, line, cues)
        rest = text[label.after : line.end] if label else ""
        if label and (rest.strip() or not cues.heads_list(before)):
            yield replace(
                label,
                quoted=before.endswith((":", "：")),
                apart=gap or before[-1:] in _TERMINAL,
                measure=_is_measure(rest),
                bare=not rest.strip(),
            )
        before, gap = content, False


def _of_line(text: str, line: Span, cues: Cues) -> Label | None:
    """Return the label that opens a line, of the first style that fits."""
    content = line.cut(text)
    if content.lstrip()[:1] in _QUOTES or _POINTER.match(content):
        return None
    for style, pattern in _STYLES:
        match = pattern.match(content)
        label = match and _label(text, line.start, match, style, cues)
        if label:
            return label
    return _chatted(text, line) or _alone(text, line, cues) or _spoilt(text, line, cues)


def _chatted(text: str, line: Span) -> Label | None:
    """Return the label of a line of a chat, which has whoever wrote it in angle brackets."""
    match = _CHAT.match(line.cut(text))
    if not match:
        return None
    at = Span(line.start + match.start("name"), line.start + match.end("name"))
    name = PrintedName(titles=(), name=at.cut(text), span=at, named="surname")
    return Label(
        span=at,
        opens=line.start + match.start("label") - 1,
        after=line.start + match.end(),
        style="colon",
        speakers=(name,),
    )


def _spoilt(text: str, line: Span, cues: Cues) -> Label | None:
    """Return a titled label with a wrong mark, as print or reading has spoilt "Mr. Brown:"."""
    match = _NOISY.match(line.cut(text))
    if not match or not cues.has("honorifics", match["title"]):
        return None
    begin, end = (line.start + at for at in match.span("label"))
    at = Span(line.start + match.start("name"), line.start + match.end("name"))
    name = PrintedName(
        titles=(match["title"],),
        name=tidy(at.cut(text)),
        capitals=at.cut(text).isupper(),
        span=at,
        named="surname",
    )
    return Label(
        span=Span(begin, end),
        opens=begin,
        after=line.start + match.end(),
        style="colon",
        speakers=(name,),
        noisy=True,
    )


def _is_measure(rest: str) -> bool:
    """Tell whether figures are all that follows, as in "9.30 pm" or "4 November 1987"."""
    return (
        any(map(str.isdigit, rest)) and len(_WORDS.findall(rest)) < _SINGLE and len(rest) < _SHORT
    )


def _label(text: str, start: int, match: re.Match[str], style: Style, cues: Cues) -> Label | None:
    begin, end = (start + at for at in match.span("label"))
    label = _parsed(text, trim(text, begin, end), start + match.end(), style, cues)
    opens = trim(text, start, begin).start
    counted = bool(match.groupdict().get("count"))
    if label is None or (counted and not (label.titled or label.capitals or label.full)):
        return None
    return replace(label, opens=min(opens, label.span.start), counted=counted)


def _alone(text: str, line: Span, cues: Cues) -> Label | None:
    """Return the label that is a whole line, if it is in capitals or titled and nothing more."""
    span = trim(text, *line)
    later = _LATER_TIME.search(span.cut(text))
    if later:
        named = _parsed(text, Span(span.start, span.start + later.start()), span.end, "alone", cues)
        return named and replace(named, stamped=True)
    content = span.cut(text)
    open_end = content[-1] in ".,;:?!" or (content[-1] in ")]" and not _NOTE.search(content))
    if len(content) > _LONGEST or open_end:
        return None
    if _GOES_ON.match(text, line.end) and not content.isupper():
        return None
    following = text[span.end : span.end + _SOME].lstrip().partition("\n")[0]
    if cues.heads_list(following):
        return None  # the last of a list, before the next one
    return _parsed(text, span, span.end, "alone", cues)


def _parsed(text: str, span: Span, after: int, style: Style, cues: Cues) -> Label | None:
    content = span.cut(text)
    note = None
    bracket = _NOTE.search(content)
    if bracket and bracket.start():
        note = Span(span.start + bracket.start("note"), span.start + bracket.end("note"))
        content = _NOTE.sub("", content[: bracket.start()])
    given = (_GIVEN if style == "stop" else _SUPPLIED).match(content)
    if given:
        content = content.replace("[", " ", 1).replace("]", " ", 1)
    if _names_no_speaker(content, style, text[after : after + _SOME], cues):
        return None
    if _is_collective(content, cues):
        group = _group(text, span, content)
        return Label(
            span=span,
            opens=span.start,
            after=after,
            style=style,
            speakers=(group,),
            collective=True,
            note=note,
        )
    last = content.split()[-1] if content.split() else ""
    if style == "stop" and (len(last) < 2 or cues.has("honorifics", last)):  # noqa: PLR2004 - an initial's stop is no mark
        return None
    speakers, noted = named(text, content, span.start, note, cues)
    if style != "alone" and (not speakers or (style == "stop" and TAIL.match(content))):
        speakers, noted = described(content, span.start, note, cues)
    if not speakers or (style == "stop" and _heads_a_list(speakers, cues)):
        return None
    return Label(
        span=span,
        opens=span.start,
        after=after,
        style=style,
        speakers=speakers,
        note=noted,
        given=bool(given),
        topic=_is_topic(speakers, cues),
        numbered=is_numbered(content.strip(), cues),
    )


def _heads_a_list(speakers: tuple[PrintedName, ...], cues: Cues) -> bool:
    """Tell whether names stand behind a title of several, as the line of a list begins."""
    return any(cues.has("plural_titles", title) for title in speakers[0].titles)


def _group(text: str, span: Span, content: str) -> PrintedName:
    """Return the name of several who speak as one."""
    return PrintedName(
        titles=(),
        name=content.strip().capitalize(),
        capitals=content.isupper(),
        span=trim(text, span.start, span.start + len(content)),
        named="label",
    )


def _names_no_speaker(content: str, style: Style, behind: str, cues: Cues) -> bool:
    """Tell whether words are a key, the number of a section, or the beginning of a sentence."""
    if cues.has("not_labels", content.strip()) or _NUMERAL.fullmatch(content.strip()):
        return True
    if _is_key(content, cues):
        return True
    if _SECTION.match(content) or content.rstrip(". ").endswith(("ª", "º")):
        return True
    if any(not cues.has("honorifics", m["word"]) for m in _SENTENCE.finditer(content)):
        return True
    if style != "colon":
        return False
    announced = any(cues.has("announcing", word) for word in content.split())
    return announced or _opens_a_sentence(content, behind, cues)


def _is_key(content: str, cues: Cues) -> bool:
    """Tell whether words are a key that nobody is called by, or "In the chair, Mr. Brown"."""
    key, comma, _ = content.partition(",")
    if comma and " " in key and cues.key(key) == "chair":
        return True
    return cues.key(content) is not None and not _office(content, cues)


def _opens_a_sentence(content: str, behind: str, cues: Cues) -> bool:
    """Tell whether words before a colon are the subject or the place of the sentence they begin.

    So are "The mill: it had been empty for years" and "In the north: two wells".
    """
    article, _, noun = content.strip().partition(" ")
    if noun and article.lower() in cues.words["locatives"]:
        return True
    if not noun or " " in noun or not behind.lstrip()[:1].islower():
        return False
    known = ("offices", "collectives", "unnamed")
    return (
        article[:1].isupper()
        and cues.has("determiners", article)
        and not any(cues.has(kind, noun) for kind in known)
    )


def _is_topic(speakers: tuple[PrintedName, ...], cues: Cues) -> bool:
    """Tell whether a bare name is a word that heads sections, such as "Steel" or "Next steps"."""
    return any(
        not s.titles
        and s.named != "role"
        and any(cues.has("topic_words", word) for word in (s.name.split()[-1], s.name))
        for s in speakers
    )


def marked(text: str, span: Span, after: int, cues: Cues) -> Label | None:
    """Return the label in words that mark-up sets apart, whatever mark follows them.

    >>> from memograph.text.cues import cues
    >>> label = marked("Mr. Ash  Yes.", Span(0, 7), 7, cues("en"))
    >>> label.speakers[0].name
    'Ash'
    """
    return _parsed(text, span, after, "colon", cues)


def _is_collective(content: str, cues: Cues) -> bool:
    """Tell whether a label names nobody in particular, such as "Voice from the hall"."""
    words = cues.words["place_links"] | cues.words["genitives"]
    links = "|".join(map(re.escape, sorted(words)))
    head = re.split(rf"\s+(?:{links})\s", content.strip(), maxsplit=1)[0]
    return cues.has("collectives", head)


def _office(content: str, cues: Cues) -> bool:
    """Tell whether a header key can also be a speaker, as "Chair" can."""
    return all(cues.has("offices", w) or cues.has("determiners", w) for w in content.split())
