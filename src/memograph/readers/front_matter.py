"""The front matter of a Markdown file: YAML between two lines of hyphens, read with its places.

It is composed and never constructed, so that nothing in it is executed, expanded or converted: a
value is the words that stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from memograph.problems import Problem, Span, problem
from memograph.text.lines import lines, where

if TYPE_CHECKING:
    from yaml.nodes import Node

_FENCES = ("---", "...")
_LONGEST = 50_000
_OPENED = 100
_MOST = 2_000
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The values of one key of the front matter, nested ones one after another, and its span."""

    span: Span
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Front matter by lower-case key; `end` is where the text below it begins, 0 without any."""

    end: int = 0
    entries: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def value(self, *keys: str) -> str | None:
        """Return the words of the first of these keys that has any, several joined."""
        for key in keys:
            found = self.entries.get(key)
            if found and found.values:
                return ", ".join(found.values)
        return None


def front_matter(text: str, source: str) -> FrontMatter:
    r"""Return the front matter of a text; what is wrong with it is a problem, never an exception.

    >>> front_matter("---\ntitle: >-\n  Talks\n  at Accra\n---\nAda: Yes.", "a.md").value("title")
    'Talks at Accra'
    """
    fence = _fence(text)
    if fence is None:
        return FrontMatter()
    inner, end = fence
    yaml_text = inner.cut(text)
    try:
        entries = dict(_entries(yaml_text, inner.start))
    except _UnusableYamlError as error:
        at = where(text, source, min(inner.start + error.offset, len(text)))
        return FrontMatter(end=end, problems=(problem("MG143", at, why=error.why),))
    return FrontMatter(end=end, entries=entries)


def _fence(text: str) -> tuple[Span, int] | None:
    """Return what stands between the fences, and where the text after them begins."""
    start: int | None = None
    for line in lines(text, Span(0, min(len(text), _LONGEST))):
        words = line.cut(text).rstrip()
        if start is None:
            if not words.strip():
                continue
            if words != _FENCES[0]:
                return None
            start = line.end + 1
        elif words in _FENCES:
            return Span(start, line.start), min(line.end + 1, len(text))
    return None


class _UnusableYamlError(Exception):
    def __init__(self, why: str, offset: int) -> None:
        super().__init__(why)
        self.why, self.offset = why, offset


def _entries(words: str, start: int) -> Iterator[tuple[str, Entry]]:
    """Yield the keys of the outermost mapping with their values."""
    import yaml

    if _opened_at_once(words) > _OPENED:
        raise _UnusableYamlError("it is nested too deeply", 0)
    try:
        root = yaml.compose(words, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        raise _UnusableYamlError(str(error.problem), at.index if at else 0) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _UnusableYamlError(str(error).splitlines()[0], 0) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise _UnusableYamlError("it is no mapping of keys to values", 0)
    left = [_MOST]
    for key, value in root.value:
        span = Span(start + key.start_mark.index, start + value.end_mark.index)
        yield (
            str(key.value).strip().lower(),
            Entry(span=span, values=tuple(_values(value, left, 0))),
        )


def _opened_at_once(words: str) -> int:
    """Return how many brackets are open at most; a parser of YAML takes the square of it."""
    opened = most = 0
    for char in words:
        if char in "[{":
            opened += 1
            most = max(most, opened)
        elif char in "]}":
            opened = max(0, opened - 1)
    return most


def _values(node: Node, left: list[int], depth: int) -> Iterator[str]:
    """Yield the scalars below a node; aliases count each time, so that few can not become many."""
    left[0] -= 1
    if left[0] < 0 or depth > _DEEPEST:
        raise _UnusableYamlError("it holds or repeats too much", node.start_mark.index)
    if isinstance(node.value, str):
        words = " ".join(node.value.split())
        if words and not node.tag.endswith(":null"):
            yield words
        return
    for child in node.value:
        for one in child[1:] if isinstance(child, tuple) else (child,):
            yield from _values(one, left, depth + 1)
