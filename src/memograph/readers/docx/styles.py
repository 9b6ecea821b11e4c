"""Styles of a DOCX file: which print is bold, which paragraphs are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF: Final = frozenset({"0", "false", "off", "none"})
_LEVELS: Final = 9
_DEEPEST: Final = 20
_HEADING: Final = re.compile(r"heading \d|title|subtitle", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"toc \d|toc heading|table of figures", re.IGNORECASE)


def value(element: _Element | None, name: str = "val") -> str | None:
    """Return an attribute, whatever namespace it is in."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None


def switched(properties: _Element | None, name: str) -> bool | None:
    """Return whether a property such as "b" is switched on or off, None if it is not there."""
    found = properties.find(name) if properties is not None else None
    if found is None:
        return None
    return (value(found) or "true").lower() not in _OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style: its name, the style it is based on, and what matters of its print."""

    name: str
    based_on: str | None
    bold: bool | None
    hidden: bool | None
    level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """All styles by their ids, the ids of those that count where none is named, and the rest."""

    known: Mapping[str, Style] = field(default_factory=dict)
    paragraph: str | None = None
    bold: bool = False

    def _chain(self, style: str | None) -> Iterator[Style]:
        for _ in range(_DEEPEST):
            found = self.known.get(style or "")
            if found is None:
                return
            yield found
            style = found.based_on

    def _bold(self, style: str | None) -> bool | None:
        return next((s.bold for s in self._chain(style) if s.bold is not None), None)

    def is_bold(self, paragraph: _Element, run: _Element | None, table: str | None = None) -> bool:
        """Return whether a run is bold: by itself, else by the styles that it stands in.

        Bold inside bold is plain again, as Word has it.
        """
        direct = switched(run, "b")
        if direct is not None:
            return direct
        character = value(run.find("rStyle")) if run is not None else None
        told = [self._bold(one) for one in (table, self.style_of(paragraph), character)]
        if all(one is None for one in told):
            return self.bold
        return sum(bool(one) for one in told) % 2 == 1

    def is_hidden(self, run: _Element | None) -> bool:
        """Return whether a run is not printed."""
        direct = switched(run, "vanish")
        if direct is not None or run is None:
            return bool(direct)
        chain = self._chain(value(run.find("rStyle")))
        return next((bool(s.hidden) for s in chain if s.hidden is not None), False)

    def style_of(self, paragraph: _Element) -> str | None:
        """Return the id of a paragraph's style."""
        return value(paragraph.find("pPr/pStyle")) or self.paragraph

    def is_heading(self, paragraph: _Element) -> bool:
        """Return whether a paragraph is a heading or a title, by its style or its level."""
        direct = _level(paragraph.find("pPr"))
        if direct is not None:
            return direct < _LEVELS
        for style in self._chain(self.style_of(paragraph)):
            if _HEADING.fullmatch(style.name):
                return True
            if style.level is not None:
                return style.level < _LEVELS
        return False

    def is_named(self, paragraph: _Element, name: str) -> bool:
        """Return whether a paragraph has a style of this name, or one based on it."""
        return any(s.name.lower() == name for s in self._chain(self.style_of(paragraph)))

    def is_contents(self, paragraph: _Element) -> bool:
        """Return whether a paragraph is a line of a table of contents that Word made."""
        return any(_CONTENTS.fullmatch(s.name) for s in self._chain(self.style_of(paragraph)))


def _level(properties: _Element | None) -> int | None:
    told = value(properties.find("outlineLvl")) if properties is not None else None
    return int(told) if told and told.isdecimal() else None


def styles(root: _Element | None) -> Styles:
    """Return the styles of the part that holds them."""
    if root is None:
        return Styles()
    known: dict[str, Style] = {}
    paragraph = None
    for each in root.iterchildren("style"):
        key = value(each, "styleId")
        if key is None:
            continue
        known[key] = Style(
            name=value(each.find("name")) or key,
            based_on=value(each.find("basedOn")),
            bold=switched(each.find("rPr"), "b"),
            hidden=switched(each.find("rPr"), "vanish"),
            level=_level(each.find("pPr")),
        )
        default = (value(each, "default") or "0").lower() not in _OFF
        if default and value(each, "type") == "paragraph":
            paragraph = key
    bold = switched(root.find("docDefaults/rPrDefault/rPr"), "b") or False
    return Styles(known=known, paragraph=paragraph, bold=bold)
