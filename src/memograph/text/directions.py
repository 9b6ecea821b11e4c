"""Stage directions: what the recorder puts in brackets about what happened while people spoke.

A bracket is a direction only if its words say so: an addressee, a manner, an act, a reaction.
"(B)" and "(the Chief of Staff)" are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memograph.problems import Span
from memograph.text.brackets import Bracket
from memograph.text.cues import Cues
from memograph.text.names import PrintedName, printed_name

_KINDS = (
    "closing",
    "opening",
    "interruption",
    "pause",
    "reading",
    "reaction",
    "arrival",
    "departure",
)
_SHORT = 9
_TELLING = 5
_PARTICIPLE = re.compile(r"[a-z]+ing\b(?! of\b)")
_ADVERB = re.compile(r"[a-z]+ly")
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A direction: its kinds and manners, the span of who is addressed, the span of who acts."""

    span: Span
    kinds: tuple[str, ...]
    manners: tuple[str, ...] = ()
    to: Span | None = None
    actor: Span | None = None


def direction(bracket: Bracket, cues: Cues) -> Direction | None:
    """Return what a bracket tells as a direction, or None if it is none.

    >>> from memograph.text.brackets import brackets
    >>> from memograph.text.cues import cues
    >>> told = direction(brackets("(Jokingly)", Span(0, 10))[0], cues("en"))
    >>> told.kinds, told.manners
    (('manner',), ('jokingly',))
    """
    inner = bracket.inner.strip().rstrip(".")
    offset = bracket.span.start + 1 + len(bracket.inner) - len(bracket.inner.lstrip())
    if not inner or len(inner.split()) > _LONGEST:
        return None
    return direction_of(inner, offset, bracket.span, cues)


def direction_of(inner: str, offset: int, span: Span, cues: Cues) -> Direction | None:
    """Return what the words `inner`, at `offset` of the text, tell as a direction."""
    kinds: list[str] = []
    to = _addressee(inner, offset, cues)
    manners = _manners(inner, cues) if to or len(inner.split()) <= _SHORT else ()
    if to:
        kinds.append("address")
    if manners:
        kinds.append("manner")
    found = next((kind for kind in _KINDS if cues.search(f"directions.{kind}", inner)), None)
    if found and not kinds:
        return Direction(span=span, kinds=(found,))
    actor = _actor(inner, offset, cues)
    if not to and cues.search("directions.gesture", inner) and _tells_act(inner, actor, cues):
        return Direction(span=span, kinds=("gesture", *kinds), manners=manners, actor=actor)
    if kinds:
        return Direction(span=span, kinds=tuple(kinds), manners=manners, to=to, actor=actor)
    return None


def told_otherwise(bracket: Bracket, cues: Cues, *, opens: bool) -> Direction | None:
    """Return a direction for a bracket that tells something without a known cue.

    It is a sentence of its own, opens with a participle, or opens a statement with an adverb or
    a phrase such as "through the interpreter".
    """
    inner = bracket.inner.strip()
    if not any(c.isalpha() for c in inner) or len(inner) < _TELLING:
        return None
    if inner[:1].isupper() and inner.endswith(".") and " " in inner:
        actor = _actor(inner.rstrip("."), bracket.span.start + 1, cues)
        return Direction(span=bracket.span, kinds=("gesture" if actor else "other",), actor=actor)
    if _PARTICIPLE.match(inner):
        return Direction(span=bracket.span, kinds=("gesture",))
    if opens and (_ADVERB.fullmatch(inner) or cues.search("directions.tells", inner)):
        return Direction(span=bracket.span, kinds=("manner",), manners=("other",))
    return None


def _addressee(inner: str, offset: int, cues: Cues) -> Span | None:
    """Return the span of those whom the words say are spoken to, if they are people."""
    for pattern in cues.patterns["directions.address"]:
        match = pattern.search(inner)
        if not match:
            continue
        start, end = match.span("to")
        named = _people_part(inner[start:end], cues)
        if named:
            return Span(offset + start, offset + start + len(named))
    return None


def _people_part(words: str, cues: Cues) -> str | None:
    """Return the leading words that name people: a name, a title, a group."""
    head = re.split(r"[,;:]|\s+(?:and|while|with|who)\s+(?=[a-z])", words, maxsplit=1)[0].strip()
    tokens = head.split()
    for length in range(len(tokens), 0, -1):
        part = " ".join(tokens[:length])
        name = printed_name(part, 0, cues)
        if (name and name.titles) or (name and tokens[0][:1].isupper()) or _is_group(part, cues):
            return head[: _end_of(head, length)]
        if name and name.named == "role":
            return head[: _end_of(head, length)]
    return None


def _end_of(words: str, count: int) -> int:
    ends = [m.end() for m in re.finditer(r"\S+", words)]
    return ends[count - 1]


def _is_group(part: str, cues: Cues) -> bool:
    words = [w for w in part.lower().split() if not cues.has("determiners", w)]
    return bool(words) and (
        cues.has("collectives", " ".join(words))
        or cues.has("side_words", words[-1])
        or cues.has("group_words", words[-1])
    )


def _manners(inner: str, cues: Cues) -> tuple[str, ...]:
    """Return the manners whose phrases stand in the words, in order of appearance."""
    folded = inner.lower()
    found: list[tuple[int, str]] = []
    for phrase, slug in cues.phrases["manners"].items():
        match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
        if match and slug not in [s for _, s in found]:
            found.append((match.start(), slug))
    return tuple(slug for _, slug in sorted(found))


def _actor(inner: str, offset: int, cues: Cues) -> Span | None:
    """Return the span of the pronoun or name that the words begin with."""
    tokens = inner.split()
    if cues.has("pronouns_he", tokens[0]) or cues.has("collectives", tokens[0]):
        return Span(offset, offset + len(tokens[0]))
    best: PrintedName | None = None
    for length in range(1, min(len(tokens), 7)):
        part = inner[: _end_of(inner, length)]
        name = printed_name(part, offset, cues)
        if name and (name.titles or name.named in ("full", "role")) and part[:1].isupper():
            best = name
    return Span(offset, best.span.end) if best else None


def _tells_act(inner: str, actor: Span | None, cues: Cues) -> bool:
    """Tell whether the words have somebody who acts, or open with the act itself."""
    first = inner.split(maxsplit=1)[0].lower()
    verb = cues.search("directions.gesture", inner)
    if cues.has("determiners", first) and actor is None:
        return False
    return actor is not None or (verb is not None and verb.start() <= len(first) + 1)
