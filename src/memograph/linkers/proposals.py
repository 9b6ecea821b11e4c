"""Proposals: what the manifest of a reconciliation service means, its candidates and their values.

Services are written by many hands: whatever is told may be missing, or of another type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit, urlunsplit

from memograph.linkers.dialects import Dialect, Query
from memograph.linkers.entity import Entity, Kind
from memograph.linkers.service import Candidate, Question
from memograph.linkers.told import number_of, text_of
from memograph.linkers.vocabularies import Fields, Vocabulary, typed, vocabulary_of
from memograph.linkers.wikidata_items import NEVER, SPACE

_BATCH: Final = 10
"""Queries at once for services that name no number."""
_MOST: Final = 100
"""Queries at once for those that name a large one."""
LONGEST: Final = 2000
"""Characters of a description that are taken."""
_ADDRESSES: Final = ("http://", "https://", "urn:")
_JOINS: Final = ("/", "#", "=", ":")
_NOT_IN_IRIS: Final = frozenset(' <>"{}|\\^`')
_HOLES: Final = re.compile(r"\{\{id\}\}|\{\+?id\}")
_PAGES: Final = {"https://www.wikidata.org/wiki/": SPACE}
"""Spaces of IRIs of services that only tell where their pages are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the manifest of a service says.

    `space` is what IRIs are known to begin with, `view` the address of a page with a hole for the
    id; "" if there is none. `size` is how many queries it takes at once; `extends` tells whether it
    gives values of properties. `proposes` is the address at which it says of which, "" if it does
    not.
    """

    dialect: Dialect
    space: str
    view: str
    size: int
    extends: bool
    vocabulary: Vocabulary
    proposes: str = ""

    def fields_of(self, kind: Kind) -> Fields:
        """Return the properties that are known to tell something of entities of a kind."""
        return self.vocabulary.fields.get(kind, {})

    @property
    def begins(self) -> str:
        """Return what all IRIs of entities begin with, "" if that is not known."""
        return self.space or _HOLES.split(self.view)[0]

    def iri_of(self, id_: str) -> str:
        """Return the IRI of an id, "" if there is none."""
        if not id_.isprintable():  # half a letter cannot even be quoted
            return ""
        if id_.startswith(_ADDRESSES):
            iri = id_
        elif self.space:
            iri = self.space + id_
        else:
            iri = _HOLES.sub(lambda hole: _filled(hole[0], id_), self.view)
        good = iri.startswith(_ADDRESSES) and not _NOT_IN_IRIS & set(iri) and iri.isprintable()
        return iri if good and id_ else ""


def terms_of(manifest: Mapping[str, Any], spoken: Dialect, *, url: str) -> Terms:
    """Return what the manifest says of a service at an address."""
    size, viewed = manifest.get("batchSize"), manifest.get("view")
    view = text_of(viewed.get("url")) if isinstance(viewed, dict) else ""
    view = view if view.startswith(_ADDRESSES) and _HOLES.search(view) else ""
    space = text_of(manifest.get("identifierSpace")) or _PAGES.get(_HOLES.split(view)[0], "")
    # Some name a document on identifiers, which no id can follow, or themselves.
    joins = space.startswith(_ADDRESSES) and space.endswith(_JOINS)
    foreign = space.rstrip("/") != url.rstrip("/")
    good = isinstance(size, int) and not isinstance(size, bool) and size > 0
    return Terms(
        dialect=spoken,
        space=space if joins and foreign else "",
        view=view,
        size=min(size, _MOST) if good and isinstance(size, int) else _BATCH,
        extends=isinstance(manifest.get("extend"), dict),
        vocabulary=vocabulary_of(manifest, space),
        proposes=_proposes(manifest.get("extend"), url),
    )


def at(url: str, path: str) -> str:
    """Return the address of a part of a service; to its own, which has no path, no slash is added.

    >>> at("https://example.org/reconcile/?lang=en", "/match")
    'https://example.org/reconcile/match?lang=en'
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + path)) if path else url


def query_of(question: Question, name: str, vocabulary: Vocabulary) -> Query:
    """Return what a service is asked about a name of somebody."""
    time = "/".join(dict.fromkeys(filter(None, (question.begun, question.ended))))
    return Query(
        name=name,
        type=vocabulary.types.get(question.kind, ""),
        properties=((vocabulary.life, time),) if vocabulary.life and time else (),
        language=question.language,
        limit=question.limit,
    )


def proposed(told: Any, terms: Terms) -> tuple[str, Candidate] | None:
    """Return the id that a service uses, and the candidate; None without a name or an IRI."""
    if not isinstance(told, dict):
        return None
    id_, name = told.get("id"), text_of(told.get("name"))
    iri = terms.iri_of(id_) if isinstance(id_, str) else ""
    if not (iri and name):
        return None
    types = tuple(typed(told.get("type")))
    asked = terms.vocabulary.types.values()
    entity = Entity(
        id=iri,
        name=name,
        kind=terms.vocabulary.kind_of(types),
        types=tuple(each for each, _ in types if not terms.vocabulary.life or each not in asked),
        description=text_of(told.get("description"))[:LONGEST],
    )
    score = number_of(told.get("score"))
    return str(id_), Candidate(entity=entity, score=score, match=told.get("match") is True)


def is_page(candidate: Candidate, terms: Terms) -> bool:
    """Tell whether a candidate of Wikidata is a page about pages or names, and nobody at all."""
    return terms.space == SPACE and not NEVER.isdisjoint(candidate.entity.types)


def best(found: Sequence[tuple[str, Candidate]], limit: int) -> tuple[tuple[str, Candidate], ...]:
    """Return as many candidates as are wanted, each once, in order of the scores if all have one.

    Scores are compared within one answer only: each service has its own unit.
    """
    ranked = list(found)
    if all(each.score is not None for _, each in ranked):
        ranked.sort(key=lambda pair: -(pair[1].score or 0.0))
    once = {each.entity.id: (id_, each) for id_, each in reversed(ranked)}
    return tuple(reversed(once.values()))[:limit]


def _proposes(extend: Any, url: str) -> str:
    """Return where a service says which properties it has, which each version tells otherwise."""
    if not isinstance(extend, dict):
        return ""
    if extend.get("proposeProperties") is True:
        return at(url, "/extend/propose")
    old = extend.get("propose_properties")
    found = (
        text_of(old.get("service_url")) + text_of(old.get("service_path"))
        if isinstance(old, dict)
        else ""
    )
    return found if found.startswith(_ADDRESSES[:2]) else ""


def _filled(hole: str, id_: str) -> str:
    """Return what an id is in the place of a hole of an address."""
    if hole == "{{id}}":
        return id_
    return quote(id_, safe="-._~:/?#[]@!$&'()*+,;=%" if hole == "{+id}" else "-._~")
