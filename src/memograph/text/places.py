"""Places as a record words them: a room within a building within a city."""

from __future__ import annotations

import re
from dataclasses import dataclass

from memograph.text.cues import Cues
from memograph.text.dates import find_dates, parse_date
from memograph.text.names import tidy
from memograph.text.timewords import date_words

_PARTS = re.compile(r"\s*,\s*|\s+[-–—]\s+")
_AT_THE = re.compile(r"\s+(?:at|in) the\s", re.IGNORECASE)
_TIME = re.compile(r"\d[.:h]\d\d")
_ARTICLE = re.compile(
    r"^(?:(?:in|at|on|on board) )?(?:the|der|die|das|dem|den|le|la|les)\s+|^l[’']\s?(?=\S)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\d+\w?\s+[^\W\d_]{2}|[^\W\d_].*\s\d+\w?$")
_LETTERS = 5
"""How many letters are an abbreviation in capitals at the most, such as "USSR" or "NAFTA"."""

_COMPOUND = 4
"""How long a word is at least that ends another one: "saal" ends "Sitzungssaal"."""

_ROOM, _BUILDING, _STREET, _AROUND = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlace:
    """A place by its wording; `proper` tells whether every word of weight is capitalized."""

    name: str
    proper: bool


def place_chain(wording: str, cues: Cues) -> tuple[PrintedPlace, ...]:
    """Return the places that a wording names, the innermost first, whatever their order in print.

    >>> from memograph.text.cues import cues
    >>> [p.name for p in place_chain("a room of the building of the People’s Assembly", cues("en"))]
    ['a room', 'building of the People’s Assembly']
    >>> [p.name for p in place_chain("Lusaka, Town Hall, Room 12", cues("en"))]
    ['Room 12', 'Town Hall', 'Lusaka']
    """
    names: list[str] = []
    for part in _PARTS.split(" ".join(wording.split()).strip(" .;")):
        for piece in _rooms(part, cues):
            name = _uninflected(_bare(_without_day(piece), cues), cues)
            name = tidy(name) if len(name) > _LETTERS else name
            if name and not _is_time(name, cues) and name not in names:
                names.append(name)
    if names:
        levels = [_level(name, cues) for name in names]
        rooms = [n for n, level in zip(names, levels, strict=True) if level == _ROOM]
        strict = [n for n in rooms if not _is_either(n, cues)]
        levels = [
            _BUILDING if level == _ROOM and strict and name not in strict else level
            for name, level in zip(names, levels, strict=True)
        ]
        numbered = [name[-1:].isdigit() for name in names]
        ranked = sorted(
            range(len(names)),
            key=lambda at: (levels[at], levels[at] == _ROOM and not numbered[at], at),
        )
        names = [names[index] for index in ranked]
    return tuple(
        PrintedPlace(name=name, proper=_is_proper(name) and not _is_common(name, cues))
        for name in names
    )


def _is_time(name: str, cues: Cues) -> bool:
    """Tell whether a part of a wording is a date or an hour, as "May 3rd" without its year is.

    >>> from memograph.text.cues import cues
    >>> _is_time("May 3rd", cues("en")), _is_time("1 May Street", cues("en"))
    (True, False)
    """
    if find_dates(name) or _TIME.search(name):
        return True
    return any(map(str.isalpha, name)) and parse_date(name, language=cues.language) is not None


def _without_day(piece: str) -> str:
    """Return a place without the weekday behind it: "Geneva on Monday", what follows being cut off.

    >>> _without_day("Geneva on Monday"), _without_day("Monday Bay")
    ('Geneva', 'Monday Bay')
    """
    *before, link, last = ("", "", *piece.split())
    word = date_words().get(last.lower())
    if word is None or word.kind != "W" or not link.islower() or not any(before):
        return piece
    return " ".join(before).strip()


def _level(name: str, cues: Cues) -> int:
    """Return how far inside a place is: a room, a building, a street, or what is around them."""
    words = name.split()
    if _is_room(words[-2:], cues) or _is_room(words[:1], cues):
        return _ROOM
    if any(_is_kind("building_words", word, cues) for word in words):
        return _BUILDING
    return _STREET if _ADDRESS.match(name) else _AROUND


def _is_either(name: str, cues: Cues) -> bool:
    """Tell whether a name such as "City Hall" is of a room or of a building."""
    words = [word for word in name.split() if not word.isdigit()]
    return bool(words) and any(cues.has("building_words", word) for word in (words[0], words[-1]))


def _is_kind(kind: str, word: str, cues: Cues) -> bool:
    """Tell whether a word is of a list of places, or ends in one of it as a compound does."""
    folded = word.strip(".,’'«»“”\"()").lower()
    if cues.has(kind, folded):
        return True
    ends = (w for w in sorted(cues.words[kind]) if len(w) >= _COMPOUND and w != folded)
    return any(folded.endswith(end) for end in ends)


def _bare(piece: str, cues: Cues) -> str:
    """Return a place without preposition and article: "im Rathaus", "à la mairie"."""
    first, _, rest = piece.strip(" .").partition(" ")
    if rest and first.lower() in cues.words["locatives"]:
        piece = rest
    return _ARTICLE.sub("", piece.strip(" .")).strip(" .")


def _uninflected(name: str, cues: Cues) -> str:
    """Return a place in its first case, as far as the words for rooms and buildings tell it.

    >>> from memograph.text.cues import cues
    >>> _uninflected("Roten Rathauses", cues("de")), _uninflected("Alten Palais", cues("de"))
    ('Rotes Rathaus', 'Altes Palais')
    """
    words = name.split()
    forms = dict(form.split(">") for form in sorted(cues.words.get("place_forms", ())))
    if words and words[0].lower() in forms:
        changed = forms[words[0].lower()]
        words[0] = changed.capitalize() if words[0][:1].isupper() else changed
    for kind, ending in (("neuter_places", "es"), ("masculine_places", "er")):
        for index, word in enumerate(words if kind in cues.words else ()):
            base = _base(word, kind, cues)
            if base is None:
                continue
            words[index] = base
            before = words[:index]
            if all(w.endswith("en") for w in before) and base[:1].isupper():
                words[:index] = [w.removesuffix("en") + ending for w in before]
            return " ".join(words)
    return " ".join(words)


def _base(word: str, kind: str, cues: Cues) -> str | None:
    """Return the first case of a word that is of a list of places or a compound of one."""
    for suffix in ("es", "s", "e", ""):
        base = word.removesuffix(suffix)
        if (suffix == "" or base != word) and _is_kind(kind, base, cues):
            return base
    return None


def _rooms(part: str, cues: Cues) -> tuple[str, ...]:
    """Split "a room of the palace" behind the word for the room."""
    for match in _links(cues).finditer(part):
        head = part[: match.start()].split()
        rest = part[match.end() :]
        if head and _parts_here(head, rest, match.group().split()[0], cues):
            return (part[: match.start()], *_rooms(rest, cues))
        if len(head) == 1 and head[0][:1].isupper() and _AT_THE.match(match.group()):
            return (*_rooms(rest, cues), head[0])
    return (part,)


def _parts_here(head: list[str], rest: str, link: str, cues: Cues) -> bool:
    """Tell whether "X of Y" is two places: a room, plain words before a name, a building in Y."""
    first = rest.split(maxsplit=1)[0]
    if any(cues.has(kind, w) for kind in ("honorifics", "offices") for w in _stems(first)):
        return False
    inside = link.lower() in cues.words["locatives"]
    if _is_room(head[-2:], cues) and any(c.isupper() for c in rest):
        return inside or not cues.has("building_words", head[-1])
    if inside and rest[:1].isupper():
        return any(_is_kind("building_words", w, cues) for word in head for w in _stems(word))
    plain = not any(word[:1].isupper() for word in head)
    whole = cues.has("building_words", head[-1]) and link.lower() != "at"
    return plain and rest[:1].isupper() and not whole


def _stems(word: str) -> tuple[str, ...]:
    """Return a word and what is left of it without the ending of a genitive."""
    return tuple(dict.fromkeys((word, word.removesuffix("es"), word.removesuffix("s"))))


def _links(cues: Cues) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(cues.words["place_links"], key=len, reverse=True))
    return re.compile(rf"\s+(?:{words})\s*(?:(?:the|le|la|les)\s+)?(?=\S)", re.IGNORECASE)


def _is_room(words: list[str], cues: Cues) -> bool:
    """Tell whether words end in a room, a number behind it or not."""
    if words and words[-1].strip(".")[:1].isdigit():
        words = words[:-1]
    return bool(words) and (
        cues.has("room_words", words[-1]) or words[-1].lower().endswith(("room", "saal", "zimmer"))
    )


def _is_common(name: str, cues: Cues) -> bool:
    """Tell whether a name says only what sort of place it is: a room, "City Hall", "Room 214"."""
    words = [w.strip(".,’'") for w in name.split()]
    kinds = ("room_words", "building_words", "common_places")
    plain = all(w.isdigit() or any(cues.has(kind, w) for kind in kinds) for w in words)
    return plain or _is_room(words[-2:], cues)


def _is_proper(name: str) -> bool:
    words = [w for w in re.findall(r"[^\W_]+", name) if len(w) > 3]  # noqa: PLR2004 - shorter words may be articles
    initial = name[:1]
    return (
        bool(initial)
        and not initial.islower()
        and not initial.isdigit()
        and all(not w[0].islower() for w in words)
    )
