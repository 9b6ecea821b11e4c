"""Properties: what can be told of an entity, asked for, and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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


def _all() -> Iterator[Property]:
    yield Property(
        id="names", name="Names", description="All names, in any spelling",
        values=lambda entity: entity.all_names, alike=_names,
    )  # fmt: skip
    yield Property(
        id="description", name="Description", description="A few words on who or what it is",
        values=lambda entity: (entity.description,) if entity.description else (), alike=_words,
    )  # fmt: skip
    yield Property(
        id="begun", name="Begun", description="Birth, founding or beginning, in EDTF",
        values=lambda entity: (entity.begun,) if entity.begun else (), alike=_dates,
    )  # fmt: skip
    yield Property(
        id="ended", name="Ended", description="Death, dissolution or end, in EDTF",
        values=lambda entity: (entity.ended,) if entity.ended else (), alike=_dates,
    )  # fmt: skip
    yield Property(
        id="life", name="Life", description="From when to when; asked with a day, month or year, "
        "or two with a slash, it tells who can have been there then",
        values=_life, alike=_there,
    )  # fmt: skip
    yield Property(
        id="posts", name="Posts", description="Posts held, with their time", values=_posts,
        alike=_post,
    )  # fmt: skip
    yield Property(
        id="occupations", name="Occupations", description="What somebody did for a living",
        values=lambda entity: entity.occupations, alike=_words,
    )  # fmt: skip
    yield Property(
        id="countries", name="Countries", description="Countries that it belongs to",
        values=lambda entity: entity.countries, alike=_words,
    )  # fmt: skip
    yield Property(
        id="within", name="Within", description="Greater places that it lies in",
        values=lambda entity: entity.within, alike=_words,
    )  # fmt: skip
    yield Property(
        id="same_as", name="Same as", description="IRIs that other authorities use",
        values=lambda entity: entity.same_as, alike=_same,
    )  # fmt: skip


PROPERTIES: Final = {each.id: each for each in _all()}
"""What can be told of an entity, by the columns of an authority file, and `life`."""
