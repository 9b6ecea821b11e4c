"""Places as a record words them: a room within a building within a city."""

from __future__ import annotations

import re
from dataclasses import dataclass

from memograph.text.cues import Cues
from memograph.text.dates import find_dates

_PARTS = re.compile(r"\s*,\s*|\s+[-–—]\s+")
_AT_THE = re.compile(r"\s+(?:at|in) the\s", re.IGNORECASE)
_TIME = re.compile(r"\d[.:h]\d\d")
_ARTICLE = re.compile(
    r"^(?:(?:in|at|on|on board) )?(?:the|der|die|das|dem|den|le|la|les)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlace:
    """A place by its wording; `proper` tells whether every word of weight is capitalized."""

    name: str
    proper: bool


def place_chain(wording: str, cues: Cues) -> tuple[PrintedPlace, ...]:
    """Return the places that a wording names, the innermost first.

    >>> from memograph.text.cues import cues
    >>> [p.name for p in place_chain("a room of the building of the People’s Assembly", cues("en"))]
    ['a room', 'building of the People’s Assembly']
    """
    found: list[PrintedPlace] = []
    for part in _PARTS.split(" ".join(wording.split()).strip(" .;")):
        for piece in _rooms(part, cues):
            name = _ARTICLE.sub("", piece).strip(" .")
            if (
                name
                and not find_dates(name)
                and not _TIME.search(name)
                and name not in [p.name for p in found]
            ):
                proper = _is_proper(name) and not _is_common(name, cues)
                found.append(PrintedPlace(name=name, proper=proper))
    rooms = [p for p in found if _is_room(p.name.split()[-2:], cues)]
    if rooms and rooms[0] is not found[0] and not _is_room(found[0].name.split(), cues):
        found.remove(rooms[0])
        found.insert(0, rooms[0])
    return tuple(found)


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
    """Tell whether "X of Y" is two places: a room, or plain words before a name."""
    if cues.has("honorifics", rest.split(maxsplit=1)[0]):
        return False
    if _is_room(head[-2:], cues) and any(c.isupper() for c in rest):
        return True
    plain = not any(word[:1].isupper() for word in head)
    whole = cues.has("building_words", head[-1]) and link.lower() != "at"
    return plain and rest[:1].isupper() and not whole


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
