"""Contribution: what records could give back to Wikidata, as statements for people to review.

Nothing here sends anything. Statements are spelled for QuickStatements (version 1, commands parted
by tabs) and as a table with one statement a row. https://www.wikidata.org/wiki/Help:QuickStatements
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

PROPERTIES: Final = {
    "P31": "instance of",
    "P276": "location",
    "P585": "point in time",
    "P710": "participant",
    "P793": "significant event",
    "P973": "described at URL",
    "P1344": "participant in",
}
"""The properties of Wikidata that are used, with their labels there."""
MEETING: Final = "Q2761147"
"""The item of Wikidata for a meeting."""
COLUMNS: Final = (
    "item", "item_label", "property", "property_label", "value", "value_label", "reference_url",
    "meeting",
)  # fmt: skip
_EXACT: Final = {4: 9, 7: 10, 10: 11}
"""How exact Wikibase says a date of so many letters is: a year, a month, a day."""
_LONGEST: Final = 250
"""Letters that Wikidata takes for a label or a description."""
_NAMED: Final = 3
"""Names that stand in a description."""
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_LANGUAGE: Final = re.compile("(?!und|mis|zxx)[a-z]{2,3}")
"""What Wikidata may take for the language of a label; that none is known is no language there."""

Sort: TypeAlias = Literal["item", "string", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who or what took part, or where it was: the id of the item, and the name in the records."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A meeting as it can be given back: `id` is that of its item, "" if a new one would be made.

    `date` is in EDTF; `url` is where it is described, "" if that is nowhere for others to see;
    `left_out` counts who was there and is linked to nobody.
    """

    iri: str
    label: str
    language: str = ""
    id: str = ""
    date: str = ""
    place: Party | None = None
    parties: tuple[Party, ...] = ()
    url: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """That an item, "" for one that is to be made, has a value of a property."""

    item: str
    label: str
    property: str
    value: str
    sort: Sort = "item"
    value_label: str = ""


def statements(encounter: Encounter) -> Iterator[Statement]:
    """Yield what could be said in Wikidata of a meeting.

    Of one that has an item there, only who took part in it, and where: the rest is known there. An
    item that is to be made cannot yet be said of others, so it says of itself who took part.
    """
    place = encounter.place
    if encounter.id:
        for party in encounter.parties:
            yield _said(party, "P1344", encounter)
        if place is not None:
            yield _said(place, "P793", encounter)
        return
    yield from _of_new(encounter)


def _of_new(encounter: Encounter) -> Iterator[Statement]:
    """Yield what an item that is to be made says of itself."""
    blank = Statement(item="", label=encounter.label, property="", value="")
    yield replace(blank, property="P31", value=MEETING, value_label="meeting")
    if time := time_of(encounter.date):
        yield replace(blank, property="P585", value=time, sort="time", value_label=encounter.date)
    at = (("P276", encounter.place),) if encounter.place else ()
    for name, party in (*at, *(("P710", each) for each in encounter.parties)):
        yield replace(blank, property=name, value=party.id, value_label=party.name)
    if encounter.url:
        yield replace(blank, property="P973", value=encounter.url, sort="string")


def _said(party: Party, name: str, encounter: Encounter) -> Statement:
    return Statement(
        item=party.id,
        label=party.name,
        property=name,
        value=encounter.id,
        value_label=encounter.label,
    )


def time_of(edtf: str) -> str:
    """Return a date as Wikibase spells it, with how exact it is; "" if it is not certain.

    >>> time_of("1961-05-03"), time_of("1961"), time_of("1961~"), time_of("1961/1962")
    ('+1961-05-03T00:00:00Z/11', '+1961-00-00T00:00:00Z/9', '', '')
    """
    if not _DATE.fullmatch(edtf):
        return ""
    whole = f"{edtf}-00-00"[: len("1961-05-03")]
    return f"+{whole}T00:00:00Z/{_EXACT[len(edtf)]}"


def commands(encounters: Iterable[Encounter]) -> Iterator[str]:
    """Yield the lines of QuickStatements for meetings, without their ends.

    >>> party = Party(id="Q101", name="Ana Prifti")
    >>> talk = Encounter(iri="https://example.org/m", label="Talk", language="en", parties=(party,))
    >>> print("; ".join(line.replace(chr(9), "|") for line in commands([talk])))
    CREATE; LAST|Len|"Talk"; LAST|Den|"meeting"; LAST|P31|Q2761147; LAST|P710|Q101
    """
    for each in encounters:
        if not each.id:
            language = each.language if _LANGUAGE.fullmatch(each.language) else "mul"
            yield "CREATE"
            yield f"LAST\tL{language}\t{_quoted(each.label, most=_LONGEST)}"
            yield f"LAST\tDen\t{_quoted(_description(each), most=_LONGEST)}"
        source = f"\tS854\t{_quoted(each.url)}" if each.url else ""
        for said in statements(each):
            value = _quoted(said.value) if said.sort == "string" else said.value
            # Where it is described needs no other proof of that.
            proof = "" if said.property in ("P31", "P973") else source
            yield f"{said.item or 'LAST'}\t{said.property}\t{value}{proof}"


def _description(encounter: Encounter) -> str:
    """Return what tells a meeting from others with its label: who, where, when."""
    names = [party.name for party in encounter.parties]
    several = names if len(names) <= _NAMED else [*names[: _NAMED - 1], "others"]
    who = f" of {', '.join(several[:-1])} and {several[-1]}" if several[1:] else ""
    where = f" in {encounter.place.name}" if encounter.place else ""
    when = f" on {encounter.date}" if time_of(encounter.date).endswith("/11") else ""
    return f"meeting{who}{where}{when}"


def _quoted(text: str, *, most: int | None = None) -> str:
    """Return a string in one line, of so many letters at most: tabs and line ends part commands."""
    words = " ".join(text.split())
    return f'"{words if most is None or len(words) <= most else f"{words[: most - 1]}…"}"'


def table(encounters: Iterable[Encounter]) -> Iterator[str]:
    """Yield the lines of a table (CSV) with one statement a row, the names of its columns first."""
    yield _line(COLUMNS)
    for each in encounters:
        for said in statements(each):
            yield _line(
                (said.item, said.label, said.property, PROPERTIES[said.property], said.value,
                 said.value_label, each.url, each.iri)
            )  # fmt: skip


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(" ".join(cell.split()) for cell in cells)
    return out.getvalue()
