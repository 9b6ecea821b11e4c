"""Readers: a source in, Records out. One file for each family of formats."""

from __future__ import annotations

from memograph.readers.choice import Reader, read_source
from memograph.readers.source import MAX_BYTES, DecodedText, Source, decode, open_source

__all__ = ["MAX_BYTES", "DecodedText", "Reader", "Source", "decode", "open_source", "read_source"]
