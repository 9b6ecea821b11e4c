"""Entities: what an authority knows of somebody or something, whichever service tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["person", "place", "organization", "event"]
"""What can be linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A post that somebody held, from when until when, in EDTF; "" is not known."""

    post: str
    begun: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that an authority knows by an IRI.

    `name` is the one to be shown, `names` are the others in any spelling. `kind` is "" if it is
    not known. `types` are IRIs or ids of classes as the authority has them. `begun` and `ended` are
    those of a life, or of what existed for a while, in EDTF. `countries`, `occupations` and
    `within` (greater places) are names. `same_as` are IRIs that other authorities use.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    kind: Kind | Literal[""] = ""
    types: tuple[str, ...] = ()
    description: str = ""
    begun: str = ""
    ended: str = ""
    posts: tuple[Tenure, ...] = ()
    occupations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """Return the name and the others, each once.

        >>> Entity(id="https://example.org/1", name="Ana", names=("Ana", "Anna")).all_names
        ('Ana', 'Anna')
        """
        return tuple(dict.fromkeys((self.name, *self.names)))
