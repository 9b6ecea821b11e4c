"""Where the ontology and the shapes are: inside the wheel, or beside the sources in a checkout.

It hands out texts and paths, and knows neither RDF nor what the texts mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from memograph.problems import ConfigError, problem

CONTEXT_ADDRESS: Final = "https://w3id.org/memograph/context.jsonld"
"""Where the JSON-LD context is published; what points there is read without the network."""


@cache
def folder(name: str) -> Traversable:
    """Return the folder `ontology` or `shapes`.

    >>> folder("ontology").joinpath("memo.ttl").is_file()
    True
    """
    in_wheel = files("memograph").joinpath(name)
    if in_wheel.is_dir():
        return in_wheel
    in_checkout = Path(__file__).resolve().parents[2] / name
    if in_checkout.is_dir():
        return in_checkout
    raise ConfigError(problem("MG906", name=name, wheel=in_wheel, checkout=in_checkout))


def texts(name: str, *inside: str, suffix: str) -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of each file with this suffix, in order of name.

    >>> [name for name, _ in texts("ontology", suffix=".ttl")]
    ['memo.ttl']
    """
    place = folder(name).joinpath(*inside)
    if not place.is_dir():
        return
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(suffix) and entry.is_file():
            yield entry.name, entry.read_text(encoding="utf-8")


def ontology() -> str:
    """Return the text of `memo.ttl`."""
    return folder("ontology").joinpath("memo.ttl").read_text(encoding="utf-8")


def schemes() -> tuple[tuple[str, str], ...]:
    """Return the SKOS schemes as (file name, Turtle)."""
    return tuple(texts("ontology", "vocab", suffix=".ttl"))


def alignments() -> tuple[tuple[str, str], ...]:
    """Return the alignments with other ontologies as (file name, Turtle)."""
    return tuple(texts("ontology", "alignments", suffix=".ttl"))


def shapes() -> tuple[tuple[str, str], ...]:
    """Return the SHACL shapes as (file name, Turtle)."""
    return tuple(texts("shapes", suffix=".ttl"))


def queries() -> tuple[tuple[str, str], ...]:
    """Return the competency questions as (file name, SPARQL)."""
    return tuple(texts("ontology", "queries", suffix=".rq"))


def context() -> dict[str, Any]:
    """Return the JSON-LD context, the value of `@context`.

    >>> "memo" in context()
    True
    """
    text = folder("ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(text)["@context"]
    return value
