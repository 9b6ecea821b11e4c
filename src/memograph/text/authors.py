"""Who "I" is in a record: the one who took the notes, or whom the paper says to have written it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.head import Head
from memograph.text.labels import Label
from memograph.text.names import AUTHOR, PrintedName, printed_name
from memograph.text.people import Known, People, add


def speaks_as_author(labels: Sequence[Label]) -> bool:
    """Tell whether the author speaks, as "I said" does."""
    return any(s.name == AUTHOR and s.named == "role" for x in labels for s in x.speakers)


def author(
    text: str, regions: Sequence[Span], head: Head, people: People, cues: Cues
) -> Known | None:
    """Return who wrote a record: whom head or tail say so of, else its one note-taker."""
    name = _stated(text, regions, cues)
    if name is None:
        return head.recorders[0] if len(head.recorders) == 1 else None
    known = people.resolve(name).known or people.enter(name)
    for title in name.titles:
        add(known.titles, title)
    return known


def _stated(text: str, regions: Sequence[Span], cues: Cues) -> PrintedName | None:
    """Return the first name of which the head or tail says that its bearer wrote the record."""
    patterns = cues.patterns.get("reported.author", ())
    found = (pattern.search(text, *region) for region in regions for pattern in patterns)
    names = (_name(match["who"], match.start("who"), cues) for match in found if match)
    return next((name for name in names if name), None)


def _name(words: str, offset: int, cues: Cues) -> PrintedName | None:
    """Return the first name in these words, at its longest."""
    tokens = list(re.finditer(r"\S+", words))
    for first in tokens:
        for last in reversed(tokens[tokens.index(first) :]):
            at = Span(first.start(), last.end())
            name = printed_name(at.cut(words).strip(" ."), offset + at.start, cues)
            if name and name.named != "role" and name.name[0].isupper():
                return name
    return None
