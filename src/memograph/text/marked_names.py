"""Names of speakers of whom the source knows no more than an id and the labels printed for them.

A label may hold titles in a language whose titles nobody knows. Whatever of it the id repeats is
the name: "PREDSEDNIK JANEZ MEŽAN" with the id "MežanJanez" is Janez Mežan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from memograph.model import Named
from memograph.text.cues import cues, languages
from memograph.text.listed_names import is_title
from memograph.text.names import fold, printed_name, tidy

_PARTS = re.compile(r"[^\W\d_]+")
_EDGES = " \t:.;,–—-_*"
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_UNKNOWN = re.compile(
    r"(?:unknown|unbekannt|anonym|unidentified|inconnu|neznan)\w*|unk|n\.?\s?n\.?", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d[^\W\d_]")
_INITIAL = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_])")
_SHOUTED, _MOST = 4, 5
_ALIKE, _LEAST, _LONGEST = 0.75, 2, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerName:
    """What a speaker is called, how fully that names, and the titles before it."""

    name: str
    named: Named
    titles: tuple[str, ...] = ()


def is_unknown(ident: str) -> bool:
    """Tell whether an id says that it is not known who speaks.

    >>> is_unknown("unknown-F"), is_unknown("UnkovskyIvan")
    (True, False)
    """
    words = re.split(r"[-_.\s]|(?<=[a-z])(?=[A-Z])", ident.strip())
    return any(_UNKNOWN.fullmatch(word) for word in words[:2]) or bool(
        _UNKNOWN.fullmatch(ident.strip())
    )


def bare_label(label: str) -> str:
    """Return a printed label without the marks around it.

    >>> bare_label("The  Speaker: ")
    'The Speaker'
    """
    return " ".join(label.split()).strip(_EDGES) or " ".join(label.split())


def is_indefinite(label: str, language: str) -> bool:
    """Tell whether a label names one of many, so that who bears it again may be another.

    >>> is_indefinite("An HON. MEMBER:", "en"), is_indefinite("The hon. Member", "en")
    (True, False)
    """
    words = bare_label(_BRACKETED.sub(" ", label)).lower().replace(".", "")
    return cues(language).has("indefinite", words)


def words_of_id(ident: str) -> tuple[str, ...]:
    """Return the words that an id is made of.

    >>> words_of_id("JohnsonBoris1964"), words_of_id("PAD_00334")
    (('Johnson', 'Boris'), ('PAD',))
    """
    spaced = "".join(
        f" {char}" if at and char.isupper() and ident[at - 1].islower() else char
        for at, char in enumerate(ident)
    )
    return tuple(_PARTS.findall(spaced))


def speaker_name(ident: str, labels: Iterable[str], language: str) -> SpeakerName:
    """Return the name of a speaker by an id, the labels printed for them, or either alone.

    >>> speaker_name("MežanJanez", ["PREDSEDNIK JANEZ MEŽAN:"], "sl").name
    'Janez Mežan'
    >>> speaker_name("", ["Mrs. Ada Brown:"], "en")
    SpeakerName(name='Ada Brown', named='full', titles=('Mrs.',))
    >>> speaker_name("SilvaAna", ["A PRESIDENTE:"], "pt")
    SpeakerName(name='Silva Ana', named='label', titles=())
    >>> speaker_name("SilvaAna", ["A PRESIDENTE (Silva):"], "pt").name
    'Ana Silva'
    """
    printed = [bare_label(label) for label in labels if label.strip()]
    parts = () if _NUMBERED.search(ident) else words_of_id(ident)
    if is_unknown(ident):
        named = next(filter(None, (_shouted(one) or _titled(one) for one in printed)), None)
        if named and language.partition("-")[0] not in languages():
            return named
        return SpeakerName(name=(next(iter(printed), "") or ident)[:_LONGEST], named="label")
    for find in (_in_label, _ending_label):
        for label in printed:
            name = find(label, parts)
            if name:
                return SpeakerName(name=name, named="full")
    by_id = len(parts) >= _LEAST
    found = next((one for label in printed if (one := _by_words(label, language))), None)
    if found and not (by_id and found.named != "full"):
        return found
    if by_id:
        return SpeakerName(name=" ".join(parts), named="label")
    name = next(iter(printed), "") or ident or "Unknown speaker"
    return SpeakerName(name=name[:_LONGEST], named="label")


def _by_words(label: str, language: str) -> SpeakerName | None:
    """Return the name that a label is, if the words of its language are known."""
    primary = language.partition("-")[0]
    if primary not in languages():
        return _shouted(label) or _titled(label)
    bare = bare_label(_BRACKETED.sub(" ", label))
    _, comma, titled = bare.rpartition(", ")
    if comma and cues(primary).has("honorifics", titled.partition(" ")[0]):
        label = titled  # "MINISTER OF ROADS, Mr K. L. Pike"
    found = printed_name(label, 0, cues(primary))
    if found is None:
        found = printed_name(bare, 0, cues(primary)) if bare != label else None
        if found is None or found.named not in ("full", "surname"):
            return None
    return SpeakerName(name=found.name, named=found.named, titles=found.titles)


def _shouted(label: str) -> SpeakerName | None:
    """Return the name in capitals of a label in no known language, if all else is in none.

    One word is a surname. Several are a full name if words in small letters stand around them, so
    that capitals set apart nothing but names: "Anf. 2 EVA LIND ÅS (M) replik".
    """
    tokens = [token.strip(_EDGES) for token in _BRACKETED.sub(" ", label).split()]
    loud = [at for at, token in enumerate(tokens) if token.isupper() and len(token) > 1]
    if len(loud) > 1 and loud[-1] - loud[0] == len(loud) - 1 and len(loud) <= _MOST:
        small = any(not token.isupper() and len(token) > 1 for token in tokens)
        run = tokens[loud[0] : loud[-1] + 1]
        if small and any(len(token) >= _SHOUTED for token in run) and all(map(_is_word, run)):
            return SpeakerName(name=tidy(" ".join(run)), named="full")
    if len(loud) != 1 or len(tokens[loud[0]]) < _SHOUTED:
        return None
    if loud[0] and tokens[loud[0] - 1][:1].isupper() and not is_title(tokens[loud[0] - 1]):
        return None
    return SpeakerName(name=tidy(tokens[loud[0]]), named="surname") if len(tokens) > 1 else None


def _is_word(token: str) -> bool:
    return token.replace("-", "").replace("'", "").replace("’", "").isalpha()


def _titled(label: str) -> SpeakerName | None:
    """Return the surname behind a courtesy of any language: "Herr Sundberg" in Swedish."""
    tokens = _BRACKETED.sub(" ", bare_label(label)).split()
    if len(tokens) != _LEAST or not all(_is_word(one) and one[:1].isupper() for one in tokens):
        return None
    known = (cues(language) for language in languages())
    titled = any(one.has("honorifics", tokens[0]) for one in known)
    if not titled or is_title(tokens[1]):
        return None
    return SpeakerName(name=tidy(tokens[1]), named="surname", titles=(tokens[0],))


def _in_label(label: str, parts: tuple[str, ...]) -> str | None:
    """Return the words of a label, next to each other, that an id repeats or nearly does."""
    wanted = [fold(part) for part in parts]
    inner = _BRACKETED.findall(label)
    for piece in (_BRACKETED.sub(" ", label), *inner):
        tokens = piece.split()
        hits = [_likeness(token, wanted) for token in tokens]
        places = [at for at, hit in enumerate(hits) if hit]
        if len(places) >= _LEAST and 1.0 in hits:
            words = tokens[places[0] : places[-1] + 1]
            if len(words) <= len(parts) + 2:
                return tidy(" ".join(word.strip(_EDGES) for word in words))
    return None


def _ending_label(label: str, parts: tuple[str, ...]) -> str | None:
    """Return the name whose surname ends a label, as the id has it with the given names."""
    wanted = [fold(part) for part in parts]
    for piece in (_BRACKETED.sub(" ", label), *_BRACKETED.findall(label)):
        words = _INITIAL.sub(" ", piece).split()
        last = next((word.strip(_EDGES) for word in reversed(words)), "")
        if len(parts) >= _LEAST and len(last) > _LEAST and wanted.count(fold(last)) == 1:
            at = wanted.index(fold(last))
            return tidy(" ".join((*parts[:at], *parts[at + 1 :]))) + " " + tidy(last)
    return None


def _likeness(token: str, wanted: list[str]) -> float:
    """Return how like one of the wanted words a word is, 0 if it is like none."""
    folded = fold(token.strip(_EDGES))
    if len(folded) < _LEAST:
        return 0.0
    if folded in wanted:
        return 1.0
    best = max((SequenceMatcher(None, folded, one).ratio() for one in wanted), default=0.0)
    return best if best >= _ALIKE and best < 1 else 0.0
