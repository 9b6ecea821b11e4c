"""Vocabularies: what a reconciliation service calls kinds of entities and what is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from memograph.linkers.entity import Kind
from memograph.linkers.wikidata_items import SPACE

Field: TypeAlias = Literal[
    "names", "description", "begun", "ended", "posts", "occupations", "countries", "within",
    "same_as",
]  # fmt: skip
"""What of an Entity can be told by properties."""
Fields: TypeAlias = Mapping[Field, tuple[str, ...]]
"""Properties by what they tell, the best first."""

_OWN: Final = "https://w3id.org/memograph/ontology#"
_LIFE: Final = "life"
_ALIASES: Final[Fields] = {"names": ("Aen",)}
_OF_WIKIDATA: Final[Mapping[Kind, Fields]] = {
    "person": {
        **_ALIASES, "begun": ("P569",), "ended": ("P570",), "posts": ("P39",),
        "countries": ("P27",), "occupations": ("P106",),
    },
    "place": {**_ALIASES, "countries": ("P17",), "within": ("P131",)},
    "organization": {
        **_ALIASES, "begun": ("P571",), "ended": ("P576",), "countries": ("P17",),
        "within": ("P131",),
    },
    "event": {
        **_ALIASES, "begun": ("P580", "P585"), "ended": ("P582", "P585"), "countries": ("P17",),
    },
}  # fmt: skip
_OF_OURS: Final[Fields] = {
    "names": ("names",), "description": ("description",), "begun": ("begun",),
    "ended": ("ended",), "posts": ("posts",), "occupations": ("occupations",),
    "countries": ("countries",), "within": ("within",), "same_as": ("same_as",),
}  # fmt: skip
_KINDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "person": ("person", "human", "people", "individual", "differentiatedperson"),
    "place": ("place", "location", "geographicname", "placeorgeographicname"),
    "organization": (
        "organization", "organisation", "corporatebody", "corporatename", "institution",
    ),
    "event": ("event", "conferenceorevent", "meeting"),
}  # fmt: skip
"""Words by which services call kinds, in letters alone, the plainest first."""


_FIELDS: Final[Mapping[Field, tuple[str, ...]]] = {
    "names": ("variantname", "alternatename", "alternativename", "altlabel", "alias", "aliases"),
    "begun": (
        "dateofbirth", "birthdate", "birth", "born", "dateofestablishment", "foundingdate",
        "inception", "begun",
    ),
    "ended": (
        "dateofdeath", "deathdate", "death", "died", "dateoftermination", "dissolutiondate",
        "ended",
    ),
    "posts": ("positionheld", "post", "posts", "office"),
    "occupations": ("professionoroccupation", "occupation", "occupations", "profession"),
    "countries": ("country", "countries", "nationality", "citizenship", "countryofcitizenship"),
}  # fmt: skip
"""Words by which services call properties, in letters alone, the plainest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a service calls kinds, and the properties that it tells of entities of each kind.

    `life` is a property that compares a time with a life, "" if there is none.
    """

    types: Mapping[Kind, str] = field(default_factory=dict)
    fields: Mapping[Kind, Fields] = field(default_factory=dict)
    life: str = ""

    def kind_of(self, types: Iterable[tuple[str, str]]) -> Kind | Literal[""]:
        """Return the kind of the first of some types, each an id and a name, that is one.

        >>> Vocabulary(types={"person": "Q5"}).kind_of([("Q7", "thing"), ("Q5", "")])
        'person'
        """
        asked = {each: kind for kind, each in self.types.items()}
        for id_, name in types:
            words = _words(id_, name)
            kind = asked.get(id_) or next(
                (kind for kind, known in _KINDS.items() if words & set(known)), None
            )
            if kind is not None:
                return kind
        return ""


def vocabulary_of(manifest: Mapping[str, Any], space: str) -> Vocabulary:
    """Return the vocabulary of Wikidata, of memograph, or types that are called as kinds are."""
    if space == SPACE:
        return Vocabulary(types={"person": "Q5"}, fields=_OF_WIKIDATA)
    types = dict(_types(manifest.get("defaultTypes")))
    made_by = manifest.get("serviceVersion")
    ours = isinstance(made_by, str) and made_by.startswith("memograph ")
    if ours or manifest.get("schemaSpace") == _OWN:
        return Vocabulary(types=types, fields=dict.fromkeys(_KINDS, _OF_OURS), life=_LIFE)
    return Vocabulary(types=types)


def fields_of(told: Any) -> Fields:
    """Return what is told by the properties that a service proposes, as far as their names say.

    >>> fields_of([{"id": "P569", "name": "date of birth"}, {"id": "gndo:deathDate"}])
    {'begun': ('P569',), 'ended': ('gndo:deathDate',)}
    """
    proposed = tuple(typed(told))
    found = {
        field: tuple(
            dict.fromkeys(
                id_ for word in known for id_, name in proposed if word in _words(id_, name)
            )
        )
        for field, known in _FIELDS.items()
    }
    return {field: each for field, each in found.items() if each}


def typed(told: Any) -> Iterator[tuple[str, str]]:
    """Yield the ids and names of types or properties, told as objects or as ids alone."""
    for each in told if isinstance(told, list) else ():
        id_ = each.get("id") if isinstance(each, dict) else each
        name = each.get("name") if isinstance(each, dict) else ""
        if isinstance(id_, str) and id_.isprintable():
            yield id_, name if isinstance(name, str) else ""


def _types(told: Any) -> Iterator[tuple[Kind, str]]:
    """Yield the type of each kind: the one that is called by the plainest word."""
    types = tuple(typed(told))
    for kind, known in _KINDS.items():
        found = (id_ for word in known for id_, name in types if word in _words(id_, name))
        first = next(found, None)
        if first is not None:
            yield kind, first


def _words(id_: str, name: str) -> frozenset[str]:
    """Return the name of a type, and the last word of its id, in letters alone.

    >>> sorted(_words("http://xmlns.com/foaf/0.1/Person", "Corporate Body"))
    ['corporatebody', 'person']
    """
    last = re.split(r"[/#:]", id_)[-1]
    words = (re.sub(r"[\W\d_]", "", each).casefold() for each in (re.split(":", name)[-1], last))
    return frozenset(filter(None, words))
