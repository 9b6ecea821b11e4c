"""Facts of Wikidata: labels, dates, coordinates, posts of the items that people accepted.

Of each it is told in which revision it was read, so that what is said can be looked up.
https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from memograph.http import Heard, Kept
from memograph.linkers.facts import Facts, Labels, Membership, Term, Told
from memograph.linkers.wikidata import BATCH, URL, NotHeardError, called, language_of
from memograph.linkers.wikidata_items import (
    BEGUN,
    CITIZENSHIP,
    ENDED,
    POST,
    SAME,
    SPACE,
    first_date,
    ids_of,
    kind_of,
    lasted,
    statements_of,
    value_of,
    values_of,
)
from memograph.linkers.wikidata_shapes import is_item
from memograph.problems import Where, problem

_COORDINATES: Final = "P625"
_EARTH: Final = ("", f"{SPACE}Q2")
_DEGREES: Final = {"latitude": 90.0, "longitude": 360.0}
"""The most that each may be; longitudes beyond 180 are in use."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_STATEMENT: Final = f"{SPACE}statement/"
_PAGE: Final = "https://www.wikidata.org/wiki/Special:EntityData/"
_ITEM: Final = re.compile("Q[1-9][0-9]*")
_ANY: Final = "mul"
"""The language of labels that are the same in all; what has it needs no other."""
_PROPS: Final = "info|labels|descriptions|claims"


class WikidataFacts:
    """Tells facts of items of Wikidata, in some languages."""

    def __init__(self, kept: Kept, *, url: str = URL, languages: Sequence[str] = ("en",)) -> None:
        """Ask through `kept`; labels are taken in `languages` (BCP 47), or else one in any."""
        self.name, self._kept = url, kept
        # Of zh-Hant what is in it, and what is in Chinese of any kind.
        tags = ((tag.lower(), language_of(tag)) for tag in languages)
        self._languages = tuple(dict.fromkeys(each for pair in tags for each in pair))

    def knows(self, iri: str) -> bool:
        """Tell whether an IRI is that of an item of Wikidata."""
        return iri.startswith(SPACE) and _ITEM.fullmatch(iri.removeprefix(SPACE)) is not None

    def described(self, iris: Sequence[str]) -> Iterator[Told]:
        """Yield what came of asking for each item, as soon as its fifty are answered."""
        for start in range(0, len(iris), BATCH):
            some = iris[start : start + BATCH]
            try:
                found = self._told(some)
            except NotHeardError as error:
                found = self._without(some, error.heard)
            yield from (found[each] for each in some)

    def close(self) -> None:
        """Close what is kept."""
        self._kept.close()

    def _told(self, iris: Sequence[str]) -> dict[str, Told]:
        ids = {each: each.removeprefix(SPACE) for each in iris}
        items = self._items(ids.values(), _PROPS)
        beside = {each for item in items.values() for each in _beside(item)}
        named = self._items(beside, "labels") | items
        return {iri: self._of_item(iri, items.get(each), named) for iri, each in ids.items()}

    def _of_item(
        self, iri: str, item: Mapping[str, Any] | None, named: Mapping[str, Mapping[str, Any]]
    ) -> Told:
        where = Where(source=iri)
        if item is None:
            return Told(iri=iri, problems=(problem("MG225", where),))
        facts = self._facts(iri, item, named)
        problems = (problem("MG224", where, other=facts.merged),) if facts.merged else ()
        return Told(iri=iri, facts=facts, problems=problems)

    def _facts(
        self, iri: str, item: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]
    ) -> Facts:
        here = f"{SPACE}{item['id']}"
        latitude, longitude = _coordinates(item)
        modified = str(item.get("modified", ""))
        return Facts(
            iri=iri,
            kind=kind_of(item),
            labels=self._labels(item),
            descriptions=self._in_languages(item.get("descriptions") or {}),
            begun=first_date(item, BEGUN),
            ended=first_date(item, ENDED),
            latitude=latitude,
            longitude=longitude,
            memberships=tuple(self._memberships(item, named)),
            citizenships=tuple(
                self._term(each, named)
                for each in dict.fromkeys(ids_of(item, CITIZENSHIP))
                if is_item(each)
            ),
            same_as=tuple(
                f"{base}{value}"
                for name, base in SAME.items()
                for value in values_of(item, name)
                if isinstance(value, str)
            ),
            merged="" if here == iri else here,
            page=f"{_PAGE}{item['id']}",
            revision=str(item.get("lastrevid", "")),
            modified=modified if _MOMENT.fullmatch(modified) else "",
        )

    def _memberships(
        self, item: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[Membership]:
        """Yield the posts that were held, each by the IRI that the statement has in Wikidata."""
        for each in statements_of(item, POST):
            value = value_of(each.get("mainsnak") or {})
            own = str(each.get("id", "")).replace("$", "-")
            if isinstance(value, Mapping) and is_item(value.get("id")) and own:
                begun, ended = lasted(each)
                yield Membership(
                    iri=f"{_STATEMENT}{own}",
                    post=self._term(str(value["id"]), named),
                    begun=begun,
                    ended=ended,
                )

    def _term(self, id_: str, named: Mapping[str, Mapping[str, Any]]) -> Term:
        return Term(iri=f"{SPACE}{id_}", labels=self._labels(named.get(id_, {"id": id_})))

    def _labels(self, item: Mapping[str, Any]) -> Labels:
        """Return labels in the languages asked for, else one in any, else the id."""
        labels: Mapping[str, Any] = item.get("labels") or {}
        found = self._in_languages(labels)
        others = (str(labels[tag]["value"]) for tag in sorted(labels))
        return found or (("und", next(others, str(item["id"]))),)

    def _in_languages(self, words: Mapping[str, Any]) -> Labels:
        told = {tag: str(words[tag]["value"]) for tag in (*self._languages, _ANY) if tag in words}
        # One text, one language: what all languages share is said of one of them, if it is there.
        others = {text for tag, text in told.items() if tag != _ANY}
        return tuple((tag, text) for tag, text in told.items() if tag != _ANY or not others)

    def _items(self, ids: Iterable[str], props: str) -> dict[str, Mapping[str, Any]]:
        return called(self._kept, self.name, ids, props)

    def _without(self, iris: Sequence[str], heard: Heard) -> dict[str, Told]:
        """Return that nothing was told, and once why."""
        state: Any = heard.state
        found = problem("MG226", Where(source=self.name), number=len(iris), reason=heard.reason)
        told = {each: Told(iri=each, state=state) for each in iris}
        if state == "failed":
            told[iris[0]] = Told(iri=iris[0], state=state, problems=(found,))
        return told


def _beside(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of items whose names are told of with an item."""
    for name in (POST, CITIZENSHIP):
        yield from ids_of(item, name)


def _coordinates(item: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return where on Earth something is, in degrees: latitude, longitude."""
    for value in values_of(item, _COORDINATES):
        if not isinstance(value, Mapping) or str(value.get("globe") or "") not in _EARTH:
            continue
        latitude, longitude = (_degrees(value.get(n), m) for n, m in _DEGREES.items())
        if latitude is not None and longitude is not None:
            return latitude, longitude
    return None, None


def _degrees(value: Any, most: float) -> float | None:
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= most
    return float(value) if good else None
