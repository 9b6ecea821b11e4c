"""Authority files: entities in CSV, TSV or lines of JSON; a bad one is told and left out.

The columns, and the keys in JSON, are the names of an Entity's fields. Where a field of a table
holds several values they are parted by `|`; a post is `name`, `name/begun` or `name/begun/ended`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from memograph.linkers.entity import Entity, Kind, Tenure
from memograph.problems import Problem, Where, problem

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SINGLE: Final = ("id", "name", "kind", "description", "begun", "ended")
SEVERAL: Final = ("names", "types", "occupations", "countries", "within", "same_as")
COLUMNS: Final = (*SINGLE, *SEVERAL, "posts")
_DATED: Final = ("begun", "ended")
_KNOWN: Final = frozenset(COLUMNS)
_LISTED: Final = frozenset((*SEVERAL, "posts"))
_MOMENT: Final = r"[?~%]?-?(?:\d[\dX]{2,3}|X{4})(?:-[?~%]?[\dX]{2}){0,2}(?:T[\d:.Z+-]+)?[?~%]?"
_DATE: Final = re.compile(rf"[\[{{]?(?:{_MOMENT})?(?:(?:/|,|\.\.)(?:{_MOMENT})?)*[\]}}]?")
"""A date as EDTF writes one. Of "31.12.1955" the first number would be taken for the year."""
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(slots=True)
class Reading:
    """Entities as they are read from a text, and what is wrong with others.

    `is_iri` tells what can be written as an IRI.
    """

    source: str
    is_iri: Callable[[str], bool]
    problems: list[Problem] = field(default_factory=list)
    _unknown: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def table(self, text: str, *, delimiter: str) -> Iterator[Entity]:
        """Yield the entities of CSV or TSV."""
        lines = (found[0] for found in _LINE.finditer(text.removeprefix("\ufeff")))
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        columns = next(self._rows(reader), (0, []))[1]
        if not self._columns_are_good(columns):
            return
        for line, fields in self._rows(reader):
            if len(fields) > len(columns) and any(fields):
                self._tell("MG210", line, reason="it has more fields than there are columns")
            elif any(fields):
                cells = zip(columns, fields, strict=False)
                yield from self._entity({name: _cell(name, cell) for name, cell in cells if cell},
                                        line)  # fmt: skip

    def lines(self, text: str) -> Iterator[Entity]:
        """Yield the entities of lines of JSON."""
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
            if not line.strip():
                continue
            try:
                told = json.loads(line)
            except (ValueError, RecursionError) as error:
                self._tell("MG210", number, reason=str(error))
                continue
            if not isinstance(told, dict):
                self._tell("MG210", number, reason="it is no object")
                continue
            self._tell_unknown(told, number)
            yield from self._checked({**told, **_listed(told)}, number)

    def _rows(self, reader: Any) -> Iterator[tuple[int, list[str]]]:
        """Yield rows with the lines on which they begin; what is wrong in one ends with its line.

        A quotation that does not end goes on to the end of the text.
        """
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._tell("MG210", line, reason=str(error))

    def _columns_are_good(self, columns: Sequence[str]) -> bool:
        self._tell_unknown(columns, 1)
        missing = [name for name in ("id", "name") if name not in columns]
        if missing:
            self._tell("MG212", 1, column=" and ".join(missing), value="", reason="it is missing")
        return not missing

    def _checked(self, told: Mapping[str, Any], line: int) -> Iterator[Entity]:
        """Yield an entity of what may hold values of any kind, if they are good ones."""
        wrong = next(
            (name for name in told if name in COLUMNS and not _is_good(name, told[name])), ""
        )
        if wrong:
            self._tell("MG212", line, column=wrong, value=told[wrong], reason="it is no text")
        else:
            single = {name: str(told.get(name) or "").strip() for name in SINGLE}
            several = {name: tuple(map(str, told.get(name) or ())) for name in SEVERAL}
            yield from self._entity({**single, **several, "posts": told["posts"]}, line)

    def _entity(self, told: Mapping[str, Any], line: int) -> Iterator[Entity]:
        """Yield an entity, if what is told is one; what is empty may be left out."""
        values = {name: value for name, value in told.items() if value and name in _KNOWN}
        id_, kind = values.get("id", ""), values.get("kind", "")
        if not values.get("name"):
            self._tell("MG212", line, column="name", value="", reason="it is empty")
        elif not self.is_iri(id_):
            self._tell("MG212", line, column="id", value=id_, reason="it is no IRI")
        elif kind and kind not in KINDS:
            known = ", ".join(KINDS)
            self._tell("MG212", line, column="kind", value=kind, reason=f"known are {known}")
        elif wrong := next((name for name in _DATED if not _is_date(values.get(name, ""))), ""):
            reason = "it is no date in EDTF, such as 1911, 1911-03 or 1911-03-05"
            self._tell("MG212", line, column=wrong, value=values[wrong], reason=reason)
        else:
            if "posts" in values:
                values["posts"] = tuple(_tenure(each) for each in values["posts"])
            if id_ in self._ids:
                self._tell("MG218", line, id=id_)
            self._ids.add(id_)
            yield Entity(**values)

    def _tell_unknown(self, columns: Iterable[str], line: int) -> None:
        """Tell of columns that say nothing, of each once."""
        unknown = [name for name in columns if name not in COLUMNS and name not in self._unknown]
        self._unknown.update(unknown)
        if unknown:
            self._tell("MG211", line, columns=", ".join(unknown), known=", ".join(COLUMNS))

    def _tell(self, code: str, line: int, **words: object) -> None:
        self.problems.append(problem(code, Where(source=self.source, line=line), **words))


def _cell(name: str, cell: str) -> str | tuple[str, ...]:
    """Return the value of a field of a table, or its values."""
    if name in _LISTED:
        return tuple(filter(None, (part.strip() for part in cell.split("|"))))
    return cell.strip()


def _is_date(text: str) -> bool:
    return not text or _DATE.fullmatch(text) is not None


def _is_good(name: str, told: Any) -> bool:
    """Tell whether a field holds text or a number, or several, or posts in their parts."""
    if name in SINGLE:
        return told is None or (isinstance(told, (str, int, float)) and not isinstance(told, bool))
    return all(
        (isinstance(each, Mapping) and name == "posts" and all(map(_is_post_part, each.items())))
        or (isinstance(each, (str, int, float)) and not isinstance(each, bool))
        for each in told
    )


def _is_post_part(part: tuple[str, Any]) -> bool:
    return isinstance(part[1], (str, int)) and not isinstance(part[1], bool)


def _listed(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of several as lists, where somebody wrote one alone."""
    found = {name: told.get(name) or () for name in (*SEVERAL, "posts")}
    return {
        name: value if isinstance(value, (list, tuple)) else (value,)
        for name, value in found.items()
    }


def _tenure(told: Any) -> Tenure:
    if isinstance(told, Mapping):
        return Tenure(**{name: str(told.get(name, "")) for name in ("post", "begun", "ended")})
    post, begun, ended = (*str(told).split("/", 2), "", "")[:3]
    return Tenure(post=post.strip(), begun=begun.strip(), ended=ended.strip())
