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
_CLAUSE = re.compile(r",\s+")
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A direction: its kinds and manners, the spans of who is addressed and of who acts."""

    span: Span
    kinds: tuple[str, ...]
    manners: tuple[str, ...] = ()
    to: tuple[Span, ...] = ()
    actors: tuple[Span, ...] = ()


def direction(bracket: Bracket, cues: Cues) -> Direction | None:
    """Return what a bracket tells as a direction, or None if it is none.

    >>> from memograph.text.brackets import brackets
    >>> from memograph.text.cues import cues
    >>> told = direction(brackets("(Jokingly)", Span(0, 10))[0], cues("en"))
    >>> told.kinds, told.manners
    (('manner',), ('jokingly',))
    """
    inner = bracket.inner.strip().rstrip(".").replace("\n", " ")
    offset = bracket.span.start + 1 + len(bracket.inner) - len(bracket.inner.lstrip())
    if not inner or len(inner.split()) > _LONGEST:
        return None
    return direction_of(inner, offset, bracket.span, cues)


def direction_of(inner: str, offset: int, span: Span, cues: Cues) -> Direction | None:
    """Return what the words `inner`, at `offset` of the text, tell as a direction."""
    if not inner.strip():  # an element may mark nothing but brackets or dots
        return None
    kinds: list[str] = []
    to = _addressees(inner, offset, cues)
    manners = _manners(inner, cues) if to or len(inner.split()) <= _SHORT else ()
    if to:
        kinds.append("address")
    if manners:
        kinds.append("manner")
    found = next((kind for kind in _KINDS if cues.search(f"directions.{kind}", inner)), None)
    if found and not kinds:
        return Direction(span=span, kinds=(found,))
    gesture = not to and cues.search("directions.gesture", inner) is not None
    if not gesture and not kinds:
        return None
    actors = _actors(inner, offset, cues)
    if gesture and _tells_act(inner, actors, cues):
        return Direction(span=span, kinds=("gesture", *kinds), manners=manners, actors=actors)
    if kinds:
        return Direction(span=span, kinds=tuple(kinds), manners=manners, to=to, actors=actors)
    return None


def tells(words: str, cues: Cues) -> bool:
    """Tell whether a paragraph is nothing but a bracket that is a direction.

    >>> from memograph.text.cues import cues
    >>> tells("[Laughter.]", cues("en")), tells("(The second point.)", cues("en"))
    (True, False)
    """
    if (words[:1], words[-1:]) not in {("(", ")"), ("[", "]")}:
        return False
    inner = words[1:-1].strip().rstrip(".")
    if not inner or any(mark in inner for mark in "()[]") or len(inner.split()) > _SHORT:
        return False
    return direction_of(inner, 0, Span(0, len(words)), cues) is not None


def told_otherwise(bracket: Bracket, cues: Cues, *, opens: bool) -> Direction | None:
    """Return a direction for a bracket that tells something without a known cue.

    It is a sentence of its own, opens with a participle, or opens a statement with an adverb or
    a phrase such as "through the interpreter".
    """
    inner = bracket.inner.strip().replace("\n", " ")
    words = len(inner.split())
    if not any(c.isalpha() for c in inner) or len(inner) < _TELLING or words > _LONGEST:
        return None
    if cues.search("directions.acts", inner):
        return Direction(span=bracket.span, kinds=("gesture",))
    if inner[:1].isupper() and inner.endswith(".") and " " in inner:
        actors = _actors(inner.rstrip("."), bracket.span.start + 1, cues)
        kind = "gesture" if actors else "other"
        return Direction(span=bracket.span, kinds=(kind,), actors=actors)
    if cues.search("directions.participle", inner):
        return Direction(span=bracket.span, kinds=("gesture",))
    short = words <= _SHORT
    if opens and short and cues.search("directions.tells", inner):
        return Direction(span=bracket.span, kinds=("manner",), manners=("other",))
    return None


def _addressees(inner: str, offset: int, cues: Cues) -> tuple[Span, ...]:
    """Return the spans of those whom the words say are spoken to, if they are people."""
    clauses = [0, *(match.end() for match in _CLAUSE.finditer(inner))]
    for clause in clauses:
        for pattern in cues.patterns["directions.address"]:
            match = pattern.search(inner[clause:])
            people = _people(match["to"], cues) if match else ()
            if match and people:
                start = offset + clause + match.start("to")
                return tuple(Span(start + one.start, start + one.end) for one in people)
    return ()


def _people(words: str, cues: Cues) -> tuple[Span, ...]:
    """Return the spans of the people named one after another at the head of words."""
    joint = "|".join(re.escape(w) for w in sorted(cues.words["and"]))
    found: list[Span] = []
    start = 0
    for index, piece in enumerate(re.split(rf"(\s*[,;:]\s*|\s+(?:{joint})\s+)", words)):
        named = None if index % 2 else _people_part(piece, cues)
        if not named and not index % 2:
            break
        if named:
            found.append(Span(start, start + len(named)))
        start += len(piece)
        if named and len(named) < len(piece.rstrip()):
            break
    return tuple(found)


def _people_part(words: str, cues: Cues) -> str | None:
    """Return the leading words that name people: a name, a title, a group."""
    tokens = words.split()
    for length in range(len(tokens), 0, -1):
        part = " ".join(tokens[:length])
        name = printed_name(part, 0, cues)
        named = name and (name.titles or tokens[0][:1].isupper() or name.named == "role")
        if named or _is_group(part, cues):
            return words[: _end_of(words, length)]
    return None


def _end_of(words: str, count: int) -> int:
    ends = [m.end() for m in re.finditer(r"\S+", words)]
    return ends[count - 1]


def _is_group(part: str, cues: Cues) -> bool:
    words = [w for w in part.lower().split() if not cues.has("determiners", w)]
    if part.split(maxsplit=1)[0].lower() in cues.words["group_openers"]:
        return True
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
        if phrase not in folded:
            continue
        match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
        if match and slug not in [s for _, s in found]:
            found.append((match.start(), slug))
    return tuple(slug for _, slug in sorted(found))


def _actors(inner: str, offset: int, cues: Cues) -> tuple[Span, ...]:
    """Return the spans of the pronoun or the names that the words begin with."""
    first = _actor(inner, offset, cues)
    if first is None:
        return ()
    joint = "|".join(re.escape(w) for w in sorted(cues.words["and"]))
    joined = re.match(rf"\s+(?:{joint})\s+", inner[first.end - offset :])
    if not joined:
        return (first,)
    rest = first.end - offset + joined.end()
    return (first, *_actors(inner[rest:], offset + rest, cues)) if inner[rest:] else (first,)


def _actor(inner: str, offset: int, cues: Cues) -> Span | None:
    tokens = inner.split()
    if cues.has("pronouns_he", tokens[0]) or cues.has("collectives", tokens[0]):
        return Span(offset, offset + len(tokens[0]))
    best: PrintedName | None = None
    for length in range(1, min(len(tokens), 7)):
        part = inner[: _end_of(inner, length)]
        name = printed_name(part, offset, cues)
        if name is None or not part[:1].isupper():
            continue
        role = name.named == "role" and _opens_role(tokens[0], cues)
        if name.titles or name.named == "full" or role:
            best = name
    return Span(offset, best.span.end) if best else None


def _opens_role(word: str, cues: Cues) -> bool:
    return any(cues.has(kind, word) for kind in ("determiners", "offices", "office_modifiers"))


def _tells_act(inner: str, actors: tuple[Span, ...], cues: Cues) -> bool:
    """Tell whether the words have somebody who acts, or open with the act itself."""
    first = inner.split(maxsplit=1)[0].lower()
    verb = cues.search("directions.gesture", inner)
    if cues.has("determiners", first) and not actors:
        return False
    return bool(actors) or (verb is not None and verb.start() <= len(first) + 1)
