"""What services tell, whatever it is, as text and numbers that can be used."""

from __future__ import annotations

import math
import unicodedata
from typing import Any, Final

_JOINERS: Final = "\u200c\u200d"
"""Marks without width that are part of words."""


def number_of(told: Any) -> float | None:
    """Return a number that is one, None for all else."""
    if not isinstance(told, (int, float)) or isinstance(told, bool):
        return None
    try:
        number = float(told)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def text_of(told: Any) -> str:
    r"""Return text in one line, without what cannot be written, or changes how it is shown.

    >>> text_of("\u202bأحمد\u202c\n[x]\ud800")
    'أحمد [x]\ufffd'
    """
    if not isinstance(told, str):
        return ""
    whole = told.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    shown = (
        " " if each.isspace() else each
        for each in whole
        if each in _JOINERS or each.isspace() or unicodedata.category(each) not in ("Cf", "Cc")
    )  # fmt: skip
    return " ".join("".join(shown).split())
