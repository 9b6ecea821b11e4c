"""What an Akoma Ntoso debate says of itself: its language, title, day and place, its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memograph.model import Document, Place
from memograph.problems import Problem, Where, problem
from memograph.readers.akn_people import TURNS
from memograph.readers.marked_facts import Dated
from memograph.readers.source import Source
from memograph.readers.stated_time import day_of
from memograph.readers.xml import XML_LANG, attribute, line_of, words
from memograph.text.cues import Cues
from memograph.text.languages import detect_language, tag_of_code

if TYPE_CHECKING:
    from lxml.etree import _Element

_TALKS: Final = ("minutes", "transcript", "stenographic-record")
_TITLED: Final = ("docProponent", "docTitle")


def language_of(debate: _Element) -> str:
    """Return the language of the expression, else as the words tell."""
    for one in debate.iterfind("meta/identification/FRBRExpression/FRBRlanguage"):
        tag = tag_of_code(one.get("language") or "")
        if tag:
            return tag
    stated = tag_of_code(debate.get(XML_LANG) or "")
    return stated or detect_language(words(debate))


def work_of(debate: _Element, source: Source) -> str:
    """Return the address of the work, else the name of the file."""
    for name in ("FRBRuri", "FRBRthis"):
        for one in debate.iterfind(f".//meta/identification/FRBRWork/{name}"):
            value = (one.get("value") or "").strip().strip("/")
            if value:
                return value
    return source.stem


def title_of(debate: _Element) -> str:
    """Return the title of preface or cover, with whose it is; else the first of its lines."""
    for part in debate.iterfind("*"):
        if part.tag in ("preface", "coverPage"):
            found = [words(one) for name in _TITLED for one in part.iter(name)]
            if any(words(one) for one in part.iter("docTitle")):
                return ", ".join(dict.fromkeys(one for one in found if one))
    lines = [words(one) for one in debate.iterfind("preface//p") if one.find("docDate") is None]
    return ", ".join(line for line in lines[:2] if line)


def document_of(debate: _Element, work: str, told: Dated, known: Cues) -> Document:
    """Return the document: a transcript or minutes where its title calls it so."""
    from memograph.text.doctypes import doctype_of

    title = title_of(debate)
    address = next(iter(debate.iterfind(".//meta/identification/FRBRWork/FRBRuri")), None)
    value = "" if address is None else (address.get("value") or "").strip()
    return Document(
        slug=work,
        title=title,
        type=kind if (kind := doctype_of(title, known)) in _TALKS else None,
        created=told.made if told.made != told.day else None,
        identifier=(value,) if value else (),
    )


def places_of(debate: _Element) -> tuple[Place, ...]:
    """Return the place that preface or cover marks."""
    for part in ("preface", "coverPage"):
        for one in debate.iterfind(f"{part}//location"):
            if words(one):
                return (Place(id=f"place/{words(one)}", name=words(one)),)
    return ()


def day_told(debate: _Element, language: str, source: str) -> Dated:
    """Return the day of the debate: as printed in preface or cover, else that of the work."""
    work = _first_day(debate, "meta/identification/FRBRWork/FRBRdate") or _begun(debate)
    made = _first_day(debate, "meta/publication")
    day = wording = printed = None
    problems: list[Problem] = []
    for one in debate.iter("docDate", "date"):
        if next(one.iterancestors("meta", *TURNS), None) is not None:
            continue
        value = attribute(one, "date")
        marked, told = day_of(value, words(one), language)
        if marked and told and marked != told:
            problems.append(_differ(one, value, source))
        if day is None and one.tag == "docDate" and (told or marked):
            day, wording, printed = told or marked, words(one) or value, told
            if told and work and told != work:
                problems.append(_differ(one, work, source))
    if day and work and day != work and not printed:
        dates = f"{day}, {work}"
        problems.append(problem("MG148", Where(source=source), dates=dates))
        return Dated(day=None, wording=wording, made=made, problems=tuple(problems))
    return Dated(day=day or work, wording=wording or work, made=made, problems=tuple(problems))


def _begun(debate: _Element) -> str | None:
    """Return the day on which the first part that tells its time began."""
    for one in debate.iter("debateSection", *TURNS):
        if one.get("startTime"):
            return day_of(one.get("startTime"), "", "en")[0]
    return None


def _differ(element: _Element, attribute: str | None, source: str) -> Problem:
    at = Where(source=source, line=line_of(element))
    return problem("MG147", at, attribute=attribute, words=words(element))


def _first_day(debate: _Element, path: str) -> str | None:
    for one in debate.iterfind(path):
        found = day_of(one.get("date"), "", "en")[0]
        if found:
            return found
    return None
