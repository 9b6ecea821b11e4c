"""The TEI reader: which kind of TEI a source is, and the part of this package that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memograph.model import Record
from memograph.problems import Problem
from memograph.readers.source import Source
from memograph.readers.xml import root_of, tree, words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from memograph.readers.tei.utterances import Surroundings

MEDIA_TYPE: Final = "application/tei+xml"
_SURE: Final = 0.95
_LIKELY: Final = 0.8
_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_ROOTS: Final = frozenset({"TEI", "TEI.2", "teiCorpus"})
_MARKED_SPEECH: Final = ("u", "sp")


class TeiReader:
    """Reads TEI, whatever marks its speakers or leaves them to the words."""

    name = "tei"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is TEI, by its outermost element."""
        root = root_of(source)
        if root is None:
            return 0.0
        if root.name in _ROOTS:
            return _SURE
        return _LIKELY if _NAMESPACE in root.attributes else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield a Record for each document of a volume, for each TEI of a corpus, or the one."""
        from memograph.readers.tei import utterances, volumes

        source = replace(source, media_type=MEDIA_TYPE)
        if volumes.is_volume(source):
            yield from volumes.read(source, self.name)
            return
        parsed = tree(source)
        shared: Surroundings | None = None
        if next(parsed.root.iter(*_MARKED_SPEECH), None) is not None:
            shared = utterances.surroundings(parsed.root, source)
        for text in texts(parsed.root):
            yield _read_text(text, source, parsed.problems, shared)


def texts(root: _Element) -> Iterator[_Element]:
    """Yield each TEI element that has a text of its own and no other TEI inside."""
    nested = [one for one in root.iter("TEI", "TEI.2") if one is not root]
    yield from nested or (root,)


def _read_text(
    text: _Element,
    source: Source,
    problems: tuple[Problem, ...],
    shared: Surroundings | None,
) -> Record:
    """Return the Record of one TEI: by its marked speakers, else by its words.

    One without a word, among others in which speakers are marked, is a sitting of which nothing is
    recorded.
    """
    from memograph.readers.tei import minutes, utterances

    name = TeiReader.name
    marked = next(text.iter(*_MARKED_SPEECH), None) is not None
    if marked or (shared is not None and not any(words(one) for one in text.findall("text"))):
        return utterances.read(text, source, reader=name, problems=problems, shared=shared)
    return minutes.read(text, source, reader=name, problems=problems)
