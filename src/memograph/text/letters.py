"""Labels of letters only, as in notes of a telephone call: "K:", "HAK:", "P:" for the President.

The letters are those of a surname, of a whole name or of an office. They are tied only where one
way remains to give each of them somebody of his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memograph.text.known import Known
from memograph.text.labels import Label
from memograph.text.matching import initials
from memograph.text.names import PrintedName, fold
from memograph.text.people import People

_LONGEST = 3


def tie_letters(labels: Sequence[Label], people: People) -> None:
    """Let those known to be there be found by the letters that stand for them in labels."""
    letters = dict.fromkeys(
        fold(name.name) for name in _lettered(labels) if not _is_known(name, people)
    )
    met = [k for k in people if not k.collective and k.named != "label"]
    among = [k for k in met if k.attestation] or met
    among = [k for k in among if fold(k.name) not in letters]
    fits = {one: [k for k in among if _stands_for(one, k, people)] for one in letters}
    while fits:
        settled = next((one for one, found in fits.items() if len(found) == 1), None)
        if settled is None:
            return
        known = fits.pop(settled)[0]
        people.call(known, settled, named=False)
        fits = {one: [k for k in found if k is not known] for one, found in fits.items()}


def _lettered(labels: Iterable[Label]) -> Iterable[PrintedName]:
    """Yield the names of labels that are nothing but a few capitals."""
    return (
        name
        for label in labels
        if label.style == "colon" and len(label.speakers) == 1
        for name in label.speakers
        if name.capitals and not name.titles and len(name.name.replace(".", "")) <= _LONGEST
    )


def _is_known(name: PrintedName, people: People) -> bool:
    found = people.resolve(name)
    return found.known is not None


def _stands_for(letters: str, known: Known, people: People) -> bool:
    """Tell whether letters are those of somebody's office, surname or name."""
    offices = (*known.titles, *known.posts, *((known.name,) if known.named == "role" else ()))
    offices = tuple(
        o for o in offices if not people.cues.has("honorifics", o) or people.cues.has("offices", o)
    )
    if any(initials(fold(office).split()) == letters for office in offices):
        return True
    if known.named == "role":
        return False
    return letters in (known.tokens[-1][:1], initials(known.tokens))
