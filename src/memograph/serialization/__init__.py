"""Quads ⇄ text, deterministic: the same set of quads gives the same bytes.

Written with string operations alone, so that bulk export needs no RDF library; read offline.
It knows neither records nor files nor shapes.
"""

from memograph.serialization.context import JsonLdContext, read_context
from memograph.serialization.formats import FORMATS, Format, format_of
from memograph.serialization.rdflib_graphs import quads_of, to_rdflib
from memograph.serialization.reading import parse
from memograph.serialization.writing import merged, serialize

__all__ = [
    "FORMATS",
    "Format",
    "JsonLdContext",
    "format_of",
    "merged",
    "parse",
    "quads_of",
    "read_context",
    "serialize",
    "to_rdflib",
]
