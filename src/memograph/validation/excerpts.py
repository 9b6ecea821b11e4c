"""Excerpts: the line of a text that a place stands in, shortened around it."""

from __future__ import annotations

from typing import Final

_WIDEST: Final = 100


def excerpt_at(text: str, offset: int) -> str:
    r"""Return the line that the character at `offset` stands in, without the blanks around it.

    >>> excerpt_at("Ada: Yes.\n  Bo: No.\n", 12)
    'Bo: No.'
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : len(text) if end < 0 else end]
    if len(line) <= _WIDEST:
        return line.strip()
    first = max(min(offset - start - _WIDEST // 3, len(line) - _WIDEST), 0)
    shown = line[first : first + _WIDEST].strip()
    return f"{'… ' if first else ''}{shown}{' …' if first + _WIDEST < len(line) else ''}"
