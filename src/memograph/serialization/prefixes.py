"""Which prefixes a Turtle or TriG text declares, and which IRIs may be written with them.

Besides the prefixes given, every namespace of the nodes described gets one, named after its last
part: `{base}agent/` is `agent:`, and beneath the document `{doc}/turn/` is `turn:`, `{doc}/` is
`d:`. A name that is taken gets `d-` before it beneath the document, else a number behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Stricter than Turtle: what every parser reads without escapes. All else is written as <IRI>.
_SPLIT = re.compile(r"<(.*[/#:])([A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?)>")
_NAME = re.compile(r"[a-z][a-z0-9\-]{0,39}")
_HOME = "d"
_REMEMBERED = 10_000
"""Spellings that are kept: a text may have more nodes than fit into memory."""


class ShortNames(dict[str, str]):
    """The spelling of every IRI with the prefixes at hand; `used` holds the prefixes needed."""

    def __init__(
        self, prefixes: Mapping[str, str], described: Iterable[str] = (), home: str = ""
    ) -> None:
        """Choose names for the namespaces of the nodes `described`, beneath `home` and not."""
        super().__init__()
        self.used: dict[str, str] = {}
        self._by_namespace = {namespace: name for name, namespace in sorted(prefixes.items())}
        self._choose(set(prefixes), described, home[1:-1] + "/" if home else "")

    def __missing__(self, term: str) -> str:
        """Return `term`, an IRI or blank node, as short as it can safely be; remember it."""
        short = term
        match = _SPLIT.fullmatch(term)
        if match:
            namespace, local = match.groups()
            name = self._by_namespace.get(namespace)
            if name is not None:
                self.used[name] = namespace
                short = f"{name}:{local}"
        if len(self) >= _REMEMBERED:
            self.clear()
        self[term] = short
        return short

    def _choose(self, taken: set[str], described: Iterable[str], home: str) -> None:
        found = {match[1] for match in map(_SPLIT.fullmatch, described) if match}
        new = sorted(found - self._by_namespace.keys(), key=lambda each: (len(each), each))
        near = [each for each in new if home and each.startswith(home)]
        for namespace in new:
            name = _last_part(namespace)
            if namespace not in near and name:
                self._by_namespace[namespace] = _free(name, taken)
        for namespace in near:
            parts = namespace[len(home) :].replace("/", "-").strip("-#:")
            name = parts or _HOME
            if _NAME.fullmatch(name):
                name = f"{_HOME}-{name}" if name in taken else name
                self._by_namespace[namespace] = _free(name, taken)


def _last_part(namespace: str) -> str:
    last = re.split("[/#:]", namespace[:-1])[-1]
    return last if _NAME.fullmatch(last) else ""


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
