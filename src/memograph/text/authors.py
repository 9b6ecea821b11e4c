"""Who "I" is in a record: the one who took the notes, or whom the paper says to have written it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.head import Head
from memograph.text.known import Known, add
from memograph.text.labels import Label
from memograph.text.names import AUTHOR, PrintedName, fold, printed_name
from memograph.text.people import People

_TWO = 2


def speaks_as_author(labels: Sequence[Label]) -> bool:
    """Tell whether the author speaks, as "I said" does."""
    return any(s.name == AUTHOR and s.named == "role" for x in labels for s in x.speakers)


def author(
    text: str, regions: Sequence[Span], head: Head, people: People, labels: Sequence[Label]
) -> Known | None:
    """Return who wrote a record: whom head or tail say so of, else its one note-taker.

    Of two who are listed, it is the one who is not spoken of by name where the other is.
    """
    cues = people.cues
    name = _stated(text, regions, cues)
    if name is None and len(head.recorders) == 1:
        return head.recorders[0]
    if name is None:
        return _other_of_two(labels, people)
    known = people.resolve(name).known or people.enter(name)
    for title in name.titles:
        add(known.titles, title)
    return known


def _other_of_two(labels: Sequence[Label], people: People) -> Known | None:
    """Return the one of two listed people whom no label names, if they name the other."""
    listed = [known for known in people if "listed" in known.attestation]
    if len(listed) != _TWO or any(known.collective for known in listed):
        return None
    spoken = {
        found.id
        for label in labels
        for name in label.speakers
        if name.name != AUTHOR and (found := people.resolve(name).known)
    }
    silent = [known for known in listed if known.id not in spoken]
    return silent[0] if len(silent) == 1 else None


def _stated(text: str, regions: Sequence[Span], cues: Cues) -> PrintedName | None:
    """Return the first name of which the head or tail says that its bearer wrote the record."""
    patterns = cues.patterns.get("reported.author", ())
    found = (pattern.search(text, *region) for region in regions for pattern in patterns)
    names = (_name_in(match, cues) for match in found if match)
    return next((name for name in names if name), None)


def _name_in(match: re.Match[str], cues: Cues) -> PrintedName | None:
    """Return the name that a pattern found, in its first case: "from the diary of" has another."""
    whose = "whose" in match.re.groupindex
    group = "whose" if whose else "who"
    name = _name(match[group], match.start(group), cues)
    return _uninflected(name, cues) if name and whose else name


def _uninflected(name: PrintedName, cues: Cues) -> PrintedName:
    """Return a surname behind nothing but initials without the ending of its genitive."""
    *before, last = name.name.split()
    forms = [form.split(">") for form in cues.words.get("genitive_forms", ())]
    fits = [(ending, first) for ending, first in forms if fold(last).endswith(ending)]
    if not fits or any("." not in part and len(part) > 1 for part in before):
        return name
    ending, first = max(fits, key=lambda form: len(form[0]))
    own = last[: -len(ending)] + (first.upper() if last.isupper() else first)
    return replace(name, name=" ".join((*before, own)))


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
