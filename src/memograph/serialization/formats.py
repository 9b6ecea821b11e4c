"""The formats that graphs are written in and read from: names, suffixes, media types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memograph.problems import UnknownFormat, problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format; `graphs` tells whether it can name the graph that a triple stands in."""

    name: str
    suffix: str
    media_type: str
    graphs: bool


_ALL = (
    Format(name="turtle", suffix=".ttl", media_type="text/turtle", graphs=False),
    Format(name="jsonld", suffix=".jsonld", media_type="application/ld+json", graphs=True),
    Format(name="trig", suffix=".trig", media_type="application/trig", graphs=True),
    Format(name="nquads", suffix=".nq", media_type="application/n-quads", graphs=True),
    Format(name="ntriples", suffix=".nt", media_type="application/n-triples", graphs=False),
    Format(name="rdfxml", suffix=".rdf", media_type="application/rdf+xml", graphs=False),
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
"""Every format by its name."""


def format_of(name_or_suffix: str) -> Format:
    """Return the format with this name, suffix, media type or file name.

    >>> format_of("memo.ttl").name, format_of(".nq").name, format_of("trig").suffix
    ('turtle', 'nquads', '.trig')
    """
    wanted = name_or_suffix.lower()
    if wanted in FORMATS:
        return FORMATS[wanted]
    for each in _ALL:
        if wanted.endswith(each.suffix) or wanted == each.media_type:
            return each
    raise UnknownFormat(problem("MG510", name=name_or_suffix, known=", ".join(FORMATS)))
