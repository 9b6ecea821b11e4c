"""The parts of a document in order, and what is attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from memograph.readers.tei.reading_text import is_left_out
from memograph.readers.tei.volume.printed import line_of, tag_of
from memograph.readers.tei.volume.stream import is_document

if TYPE_CHECKING:
    from lxml.etree import _Element

_ATTACHED: Final = frozenset({"attachment", "enclosure", "annex", "tab", "appendix"})
_OPENING: Final = frozenset({"opener"})
_DIVISIONS: Final = frozenset({"div", *(f"div{n}" for n in range(1, 8)), "body", "floatingText"})


def attachments(element: _Element) -> list[_Element]:
    """Return what is attached to a document, without what is attached to that."""
    found = [one for one in element.iterdescendants() if _is_attached(one)]
    return [one for one in found if not _below_any(one, found)]


def _is_attached(element: _Element) -> bool:
    return tag_of(element) == "attachment" or (
        tag_of(element) in _DIVISIONS
        and (element.get("type") in _ATTACHED or element.get("subtype") in _ATTACHED)
    )


def _below_any(element: _Element, others: list[_Element]) -> bool:
    return any(above in others for above in element.iterancestors())


def pieces(element: _Element) -> Iterator[_Element | tuple[str, int]]:
    """Yield the parts of a document in order, without apparatus and what is attached."""
    if (element.text or "").strip():
        yield element.text or "", line_of(element)
    for child in element:
        name = tag_of(child)
        if is_document(child):
            # The end of this document is missing: all that follows is of the next.
            return
        if name and name != "note" and not (is_left_out(child) or _is_attached(child)):
            if name in _DIVISIONS or name in _OPENING:
                yield from pieces(child)
            else:
                yield child
        if (child.tail or "").strip():
            yield child.tail or "", line_of(child)
