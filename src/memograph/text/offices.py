"""Whose an office is, where no list says it but the text does: "the Minister, Dr. Amos Field"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memograph.text.attendance import post_name
from memograph.text.cues import Cues
from memograph.text.known import Known, add
from memograph.text.labels import Label
from memograph.text.names import fold
from memograph.text.people import People
from memograph.text.subjects import is_office

_REACH, _FAR = 80, 200_000
_WORDS = 4


def tie_offices(text: str, labels: Sequence[Label], people: People) -> None:
    """Give every office that speaks to the one person before whose name the text has it.

    Only reported speech calls one speaker now by name, now by office, so nothing else is tied.
    """
    told = [label for label in labels if label.style == "reported" and not label.collective]
    offices = {name.name: name for x in told for name in x.speakers if name.named == "role"}
    named = [known for known in people if known.named != "role" and not known.collective]
    surnames: dict[str, list[Known]] = {}
    for known in named:
        surnames.setdefault(known.tokens[-1], []).append(known)
    for office in offices.values():
        found = people.resolve(office)
        if found.known or found.rivals:
            continue
        behind = set(_names_behind(text, office.name, surnames, people.cues))
        bearers = [known for name in sorted(behind) for known in surnames[name]]
        if len(bearers) == 1:
            add(bearers[0].posts, post_name(office.name, people.cues))


def _names_behind(
    text: str, office: str, surnames: dict[str, list[Known]], cues: Cues
) -> Iterator[str]:
    """Yield the surnames behind an office: at once, or as an apposition to it."""
    pattern = re.compile(rf"\b{re.escape(office)}(?!\w)", re.IGNORECASE)
    for match in pattern.finditer(text, 0, _FAR):
        words = text[match.end() : match.end() + _REACH].split()[: _WORDS + 1]
        if words[:1] == [","] or text[match.end() : match.end() + 1] == ",":
            # "The President, Secretary Brown": who has an office of another name is another.
            words = [] if any(is_office(word, cues) for word in words[:2]) else words
        for word in words:
            bare = fold(word.strip(".,;:()"))
            if bare in surnames:
                yield bare
                break
            if word != "," and not _may_stand_between(word, cues):
                break


def _may_stand_between(word: str, cues: Cues) -> bool:
    """Tell whether a word may stand between an office and the surname of its bearer."""
    if word[-1] in ".;:!?" and not (cues.has("honorifics", word) or len(word.strip(".")) == 1):
        return False
    bare = word.strip(",.")
    return bare[:1].isupper() or any(
        cues.has(name, bare) for name in ("honorifics", "genitives", "office_links", "particles")
    )
