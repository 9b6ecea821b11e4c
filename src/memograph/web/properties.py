"""Properties: what can be told of an entity, asked for, and compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from memograph.linkers.entity import Entity, Tenure
from memograph.linkers.lifetimes import presence, years
from memograph.linkers.names import likeness
from memograph.linkers.names.letters import plain

EXACT: Final = "ExactMatch"
WILDCARD: Final = "WildcardMatch"
QUALIFIERS: Final = {
    EXACT: "The same but for case, marks, stops and blanks",
    WILDCARD: "The same, where * stands for any letters",
}
_TO: Final = " – "
_BY_PRESENCE: Final = {"alive": 1.0, "unknown": 0.5, "young": 0.5, "unborn": 0.0, "dead": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """What can be told of an entity: its values, and how alike one is to what is asked, 0 to 1."""

    id: str
    name: str
    description: str
    values: Callable[[Entity], tuple[str, ...]]
    alike: Callable[[str, str], float]

    def judged(self, entity: Entity, asked: str, *, qualifier: str = "") -> float | None:
        """Return how alike the likest value is to what is asked, None if there is no value.

        >>> ana = Entity(id="https://example.org/1", name="Ana", begun="1911-05-02")
        >>> [PROPERTIES["begun"].judged(ana, year) for year in ("1911", "1912")]
        [1.0, 0.0]
        """
        compare = {EXACT: _exact, WILDCARD: _wild}.get(qualifier, self.alike)
        return max((compare(asked, value) for value in self.values(entity)), default=None)


def _exact(asked: str, value: str) -> float:
    return float(asked == value or (plain(asked) == plain(value) != ""))


def _wild(asked: str, value: str) -> float:
    """Compare with a pattern in which only the asterisk is special."""
    pattern = re.sub(r"([\[?])", r"[\1]", asked.casefold())
    return float(fnmatchcase(value.casefold(), pattern))


def _words(asked: str, value: str) -> float:
    return max(_exact(asked, value), likeness(asked, value, kind="organization").score)


def _names(asked: str, value: str) -> float:
    return max(_words(asked, value), likeness(asked, value, kind="person").score)


def _same(asked: str, value: str) -> float:
    return float(asked.strip() == value)


def _dates(asked: str, value: str) -> float:
    """Compare two dates in EDTF by the precision of the coarser one."""
    one, other = years(asked), years(value)
    if one is None or other is None:
        return _exact(asked, value)
    if one[0] > other[1] or other[0] > one[1]:
        return 0.0
    first, second = (re.sub(r"[?~%]", "", date.strip())[:10] for date in (asked, value))
    exact = first.startswith(second) or second.startswith(first) or "X" in first + second
    return 1.0 if exact else 0.5


def _there(asked: str, value: str) -> float:
    """Tell whether who lived so may have been somewhere at a time in EDTF."""
    begun, _, ended = value.partition(_TO)
    first, _, last = asked.partition("/")
    return _BY_PRESENCE[presence(born=begun, died=ended, first=first, last=last)]


def _life(entity: Entity) -> tuple[str, ...]:
    known = entity.begun or entity.ended
    return (f"{entity.begun}{_TO}{entity.ended}",) if known else ()


def _posts(entity: Entity) -> tuple[str, ...]:
    return tuple(map(_shown, entity.posts))


def _shown(tenure: Tenure) -> str:
    life = f" ({tenure.begun}{_TO}{tenure.ended})" if tenure.begun or tenure.ended else ""
    return f"{tenure.post}{life}"


def _post(asked: str, value: str) -> float:
    return _words(asked, value.rsplit(" (", 1)[0])


def _field(name: str) -> Callable[[Entity], tuple[str, ...]]:
    """Return what gives the values of a field of an entity, be it one or several."""

    def values(entity: Entity) -> tuple[str, ...]:
        found: str | tuple[str, ...] = getattr(entity, name)
        return found if isinstance(found, tuple) else tuple(filter(None, (found,)))

    return values


_TABLE: Final = (
    ("names", "Names", "All names, in any spelling", _field("all_names"), _names),
    ("description", "Description", "A few words on who or what it is", _field("description"),
     _words),
    ("begun", "Begun", "Birth, founding or beginning, in EDTF", _field("begun"), _dates),
    ("ended", "Ended", "Death, dissolution or end, in EDTF", _field("ended"), _dates),
    ("life", "Life", ("From when to when; asked with a day, month or year, or two with a slash, it"
                      " tells who can have been there then"), _life, _there),
    ("posts", "Posts", "Posts held, with their time", _posts, _post),
    ("occupations", "Occupations", "What somebody did for a living", _field("occupations"),
     _words),
    ("countries", "Countries", "Countries that it belongs to", _field("countries"), _words),
    ("within", "Within", "Greater places that it lies in", _field("within"), _words),
    ("same_as", "Same as", "IRIs that other authorities use", _field("same_as"), _same),
)  # fmt: skip
PROPERTIES: Final = {
    id_: Property(id=id_, name=name, description=description, values=values, alike=alike)
    for id_, name, description, values, alike in _TABLE
}
"""What can be told of an entity, by the columns of an authority file, and `life`."""
