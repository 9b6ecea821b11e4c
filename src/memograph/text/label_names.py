"""Whom the words of a label name: one person or several, an office or who holds it.

Debates print "The Minister (Mr. Ash)" and "Mr. Ash, Minister of Trade", once or always.
"""

from __future__ import annotations

import re
from dataclasses import replace

from memograph.problems import Span
from memograph.text.attendance import is_post
from memograph.text.cues import Cues
from memograph.text.lines import trim
from memograph.text.names import PrintedName, courtesies, printed_name

_LONGEST_POST = 90
_ENOUGH = 2
TAIL = re.compile(r"^[^,]*,\s+[^\W\dA-Z_][^,]*$")
"""A name with words behind a comma that are no name."""
_TOKEN = re.compile(r"\S+")
_LONE = 2
NUMBERED = re.compile(r"[^\W\d_]+[ _#-]?\d{1,6}")
"""A word with a number for a name, as in "Speaker 2"."""


def named(
    text: str, content: str, offset: int, note: Span | None, cues: Cues
) -> tuple[tuple[PrintedName, ...], Span | None]:
    """Return whom a label names, and what is noted of them: its bracket, or their office.

    None are named if any part of the label is no name.
    """
    found = _speakers(content, offset, cues)
    if found and _is_office(content, cues):
        found = tuple(replace(one, named="role") for one in found)
    who = holder(content, note, text, cues) if note else None
    if who:
        return (who,), _without_courtesy(content, offset, cues)
    return found, note


def _without_courtesy(content: str, offset: int, cues: Cues) -> Span:
    """Return the span of an office without article and courtesy: not "El señor" ministro."""
    tokens = list(_TOKEN.finditer(content))
    first = courtesies([token.group() for token in tokens], cues)
    return Span(offset + tokens[first].start(), offset + tokens[-1].end())


def described(
    content: str, offset: int, note: Span | None, cues: Cues
) -> tuple[tuple[PrintedName, ...], Span | None]:
    """Return whom a label names with words behind the name, and what is noted of them."""
    posted = with_post(content, offset, cues)
    if posted:
        return (posted[0],), note or posted[1]
    placed = with_place(content, offset, cues)
    return ((placed,) if placed else ()), note


def holder(content: str, note: Span, text: str, cues: Cues) -> PrintedName | None:
    """Return who stands in the bracket behind an office: with a title, or in full.

    >>> from memograph.text.cues import cues
    >>> label = "The Minister of Trade (Mr. Amos Ash)"
    >>> holder(label[:21], Span(23, 35), label, cues("en")).name
    'Amos Ash'
    """
    office = printed_name(content, 0, cues)
    if office is None or office.named != "role":
        return None
    tokens = [note.start + match.end() for match in _TOKEN.finditer(note.cut(text))]
    # "Mr. HADDON in the chair": the name may have words behind it, but no more of a name.
    for end in reversed(tokens):
        name = printed_name(text[note.start : end], note.start, cues)
        rest = text[end : note.end].split()
        if name and name.named != "role" and not any(word[:1].isupper() for word in rest):
            fits = bool(name.titles) or (name.named == "full" and not rest)
            return name if fits else None
    return None


def with_post(content: str, offset: int, cues: Cues) -> tuple[PrintedName, Span] | None:
    """Return the name and the post of a label such as "Mr. Ash, Minister of Trade".

    >>> from memograph.text.cues import cues
    >>> name, post = with_post("Mr. Ash, Minister of Trade", 0, cues("en"))
    >>> name.name, post
    ('Ash', Span(start=9, end=26))
    """
    head, comma, tail = content.partition(",")
    if not comma or len(tail) > _LONGEST_POST or not is_post(tail, cues):
        return None
    name = printed_name(head, offset, cues)
    if name is None or name.named == "role":
        return None
    if not (name.titles or name.capitals or name.named == "full"):
        return None
    start = offset + len(head) + 1
    span = trim(content, start - offset, len(content))
    return name, Span(offset + span.start, offset + span.end)


def with_place(content: str, offset: int, cues: Cues) -> PrintedName | None:
    """Return the name before the place that tells namesakes apart: "Mr. ASH of Maine".

    >>> from memograph.text.cues import cues
    >>> with_place("Mr. ASH of New Hampshire", 0, cues("en")).name
    'Ash'
    """
    tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(content)]
    for token, start in tokens[1:]:
        if token.lower() not in cues.words["genitives"]:
            continue
        name = printed_name(content[:start], offset, cues)
        place = printed_name(content[start + len(token) :], offset, cues)
        if name is None or place is None or place.titles or place.named == "role":
            return None
        # Only a name in capitals is set apart from its place by print.
        return name if name.titles and name.capitals and not place.capitals else None
    return None


def _is_office(content: str, cues: Cues) -> bool:
    """Tell whether words are an article and an office, which two capitals do not make a name."""
    article, _, office = content.strip().partition(" ")
    return cues.has("determiners", article) and cues.has("offices", office)


def _speakers(content: str, offset: int, cues: Cues) -> tuple[PrintedName, ...]:
    """Return the one or more people whom a label names; none if any part of it is no name."""
    if NUMBERED.fullmatch(content.strip()):
        if cues.has("not_labels", re.split(r"[ _#\d-]", content.strip(), maxsplit=1)[0]):
            return ()
        span = trim(content, 0, len(content))
        whole_span = Span(offset + span.start, offset + span.end)
        numbered = PrintedName(titles=(), name=content.strip(), span=whole_span, named="label")
        return (numbered,)
    whole = printed_name(content, offset, cues)
    commas = content.count(",") >= _ENOUGH or _ends_joint(content, cues)
    joint = _joint(cues, commas=commas)
    pieces = [piece for piece in joint.split(content) if piece.strip()]
    if whole and len(pieces) == 1:
        return (whole,)
    found: list[PrintedName] = []
    at = 0
    for piece in pieces:
        at = content.index(piece, at)
        name = printed_name(piece, offset + at, cues)
        if name is None:
            return ()
        found.append(name)
        at += len(piece)
    if commas and not all(x.capitals or x.titles or x.named == "full" for x in found):
        return ()
    return tuple(found)


def _ends_joint(content: str, cues: Cues) -> bool:
    """Tell whether an "and" stands behind a comma, so that this parts names: "A, B and C"."""
    tokens = content.rpartition(",")[2].split()
    return "," in content and any(cues.has("and", token) for token in tokens)


def _joint(cues: Cues, *, commas: bool) -> re.Pattern[str]:
    """Return what stands between the names of a label; a comma does where there are several."""
    words = "|".join(re.escape(w) for w in sorted(cues.words["and"]))
    comma = rf"|\s*,\s*(?:(?:{words})\s+)?" if commas else ""
    return re.compile(rf"\s+(?:{words})\s+|\s*/\s*{comma}", re.IGNORECASE)


def is_numbered(content: str, cues: Cues) -> bool:
    """Tell whether a word with a number is as likely a chapter as a speaker."""
    if not NUMBERED.fullmatch(content):
        return False
    word = re.split(r"[ _#\d-]", content, maxsplit=1)[0]
    unnamed = any(cues.has(kind, word) for kind in ("offices", "collectives", "unnamed"))
    return len(word) > _LONE and not unnamed
