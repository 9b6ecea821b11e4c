"""The cue words of each language: data by which a record shows what a line is.

They stand in `cues/<language>.toml`; a language is added by adding a file. The words by which it
reports speech are many and stand apart, in `cues/reported.<language>.toml`. Archives frame records
of every language with English furniture, so English is always consulted after the record's own.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

FALLBACK = "en"
_REACH = 8000
"""How far patterns look into a text: further than any sentence, short enough to be quick."""
_LONGEST_KEY = 4
_FAR = 100
_DECKED = " *_:.#"
"""What can stand around the words of a heading."""
LISTS = frozenset(
    {
        "participants",
        "absent",
        "chair",
        "interpreter",
        "note-taker",
        "stenographer",
        "secretary",
        "observer",
    }
)
"""Fields of the head that list people."""
_TABLES = ("sides", "prose", "series", "directions", "summary", "provenance", "reported")
_SINGLE = frozenset({"series.ordinals"})
_MEETING_KEYS = frozenset({"participants", "absent", "date", "time", "place", "start", "end"})
_OF_MEETING = 3
_SENTENCE = 2
_SPACED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Cue words and patterns of one language and of English, ready for use.

    `sides` holds how a side is named by its adjective, then endings that change there.
    `words` maps a list's name to its lower-case words, `phrases` a table's name to phrase → slug,
    `patterns` a dotted name such as "prose.present" to compiled patterns. `endings` are what the
    words of offices end in where a language writes them as one word ("Oberbaurat").
    """

    language: str
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, tuple[re.Pattern[str], ...]]
    ordinals: Mapping[str, int]
    sides: tuple[str, ...]
    endings: tuple[str, ...] = ()

    def has(self, name: str, word: str) -> bool:
        """Tell whether `word` is in the list called `name`, whatever its case and final stop.

        >>> cues("en").has("honorifics", "Mr.")
        True
        """
        listed = self.words.get(name)
        folded = word.lower()
        if listed and (folded in listed or (folded[-1:] == "." and folded.rstrip(".") in listed)):
            return True
        endings = self.endings if name == "offices" else ()
        return bool(endings) and folded.endswith(endings)

    def key(self, phrase: str) -> str | None:
        """Return the header field that a key such as "Note-taker" stands for, if it is one.

        >>> cues("en").key("Those  present"), cues("en").key("Remote attendees")
        ('participants', 'participants')
        """
        words = _unspaced(phrase.lower()).split()
        phrase = " ".join(words)
        keys = self.phrases["keys"]
        known = keys.get(phrase) or keys.get(_plain(phrase)) or self._key_of_meeting(words)
        if known is None and 1 < len(words) <= _LONGEST_KEY and self.has("list_ends", words[-1]):
            return "participants"
        return known or (self._key_of_sentence(words) if len(words) > 1 else None)

    def leads_on(self, line: str) -> str | None:
        """Return the list that a sentence with a colon leads on to.

        >>> cues("en").leads_on("The following members were present:")
        'participants'
        """
        content = line.rstrip(" *_")
        if content[-1:] not in (":", "\uff1a"):
            return None
        said = f" {content[-_FAR:-1].strip().lower()}"
        for name, ends in (("absent", "absent_ends"), ("participants", "present_ends")):
            if any(said.endswith(f" {end}") for end in self.words.get(ends, ())):
                return name
        return None

    def heads_list(self, line: str) -> bool:
        """Tell whether a line is the heading of a list of people."""
        return self.key(line.strip(_DECKED)) in LISTS or self.leads_on(line) is not None

    def _key_of_sentence(self, words: list[str]) -> str | None:
        """Return the field of a key that is most of a sentence: "Invited were comrades"."""
        left = words[:-1] if self.has("plural_titles", words[-1]) else words
        if len(left) < _SENTENCE or not self.has("key_verbs", left[-1]):
            return None
        phrase = " ".join(left[:-1])
        return self.phrases["keys"].get(phrase) or self._key_of_meeting(left[:-1])

    def _key_of_meeting(self, words: list[str]) -> str | None:
        """Return the field of a key without the meeting it is of: "Participants in the talks"."""
        if len(words) < _OF_MEETING or not self.has("record_words", words[-1]):
            return None
        left = words[:-1]
        if self.has("determiners", left[-1]):
            left = left[:-1]
        if not (self.has("genitives", left[-1]) or self.has("key_links", left[-1])):
            return None
        found = self.phrases["keys"].get(" ".join(left[:-1]))
        return found if found in _MEETING_KEYS else None

    def search(self, name: str, text: str) -> re.Match[str] | None:
        """Return the first match of the patterns called `name` in `text`, in their order."""
        for pattern in self.patterns.get(name, ()):
            found = pattern.search(text[:_REACH])
            if found:
                return found
        return None


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have cue words.

    >>> "en" in languages()
    True
    """
    folder = resources.files("memograph.text").joinpath("cues")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".toml") and n.count(".") == 1))


@cache
def cues(language: str) -> Cues:
    """Return the cues for a BCP 47 tag; a language without a file gets the English ones.

    >>> cues("und").language
    'en'
    """
    primary = language.split("-", maxsplit=1)[0]
    chain = [primary] if primary in languages() and primary != FALLBACK else []
    raw = [cue_file(name) for name in (*chain, FALLBACK)]
    told = [cue_file(f"reported.{name}", missing=True) for name in (*chain, FALLBACK)]
    return Cues(
        language=(chain or [FALLBACK])[0],
        words=_words((*raw, *told)),
        phrases={
            name: _phrases(raw, name) for name in ("keys", "doctypes", "manners", "attendance")
        },
        patterns=_patterns((*raw, *told)),
        ordinals=_ordinals(raw),
        endings=tuple(sorted(raw[0].get("office_endings", ()))),
        sides=tuple(raw[0].get("side_names") or raw[-1]["side_names"]),
    )


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Return the words by which a text can be told to be in a language that has cue words.

    They are those of its keys, titles of people and kinds of record, letters alone left out.

    >>> "anwesend" in vocabulary("de"), "m" in vocabulary("fr")
    (True, False)
    """
    raw = [cue_file(language)]
    phrases = (
        *_phrases(raw, "keys"),
        *_phrases(raw, "doctypes"),
        *_words(raw).get("honorifics", ()),
    )
    listed = _words(raw).get("record_words", frozenset())
    return frozenset(w for phrase in (*phrases, *listed) for w in phrase.split() if len(w) > 1)


@cache
def cue_file(name: str, *, missing: bool = False) -> Mapping[str, Any]:
    """Return what `cues/<name>.toml` holds, nothing if there is no such file and it may be missing.

    Raises FileNotFoundError if it may not.

    >>> "regrets" in cue_file("roster.words")["away"]
    True
    """
    path = resources.files("memograph.text").joinpath("cues", f"{name}.toml")
    if missing and not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _words(raw: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for data in raw:
        for name, value in data.items():
            if isinstance(value, list):
                found.setdefault(name, set()).update(str(word).lower() for word in value)
    return {name: frozenset(words) for name, words in found.items()}


def _phrases(raw: Iterable[Mapping[str, Any]], table: str) -> dict[str, str]:
    """Map each phrase to its slug; the record's own language comes first and wins."""
    found: dict[str, str] = {}
    for data in raw:
        for slug, phrases in data.get(table, {}).items():
            for phrase in phrases:
                found.setdefault(str(phrase).lower(), str(slug))
    # Capitals are often printed without their accents: "ETAIENT PRESENTS".
    for phrase in tuple(found):
        found.setdefault(_plain(phrase), found[phrase])
    return found


def _plain(phrase: str) -> str:
    """Return a phrase without the accents of its letters."""
    apart = unicodedata.normalize("NFKD", phrase)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _patterns(raw: Iterable[Mapping[str, Any]]) -> dict[str, tuple[re.Pattern[str], ...]]:
    found: dict[str, list[re.Pattern[str]]] = {}
    for data in raw:
        for dotted, sources in _sources(data):
            compiled = [re.compile(source, re.IGNORECASE) for source in sources]
            found.setdefault(dotted, []).extend(compiled)
    return {name: tuple(patterns) for name, patterns in found.items()}


def _sources(data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the dotted name of each table of patterns with their sources."""
    for table in _TABLES:
        for name, value in data.get(table, {}).items():
            if f"{table}.{name}" not in _SINGLE:
                yield f"{table}.{name}", [value] if isinstance(value, str) else value


def _ordinals(raw: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for data in raw:
        for number, word in enumerate(data.get("series", {}).get("ordinals", ()), start=1):
            for spelling in str(word).lower().split("|"):
                found.setdefault(spelling, number)
    return found


def _unspaced(phrase: str) -> str:
    """Return a phrase whose letters print has spaced ("p r e s e n t") as one word."""
    letters = phrase.split()
    spaced = len(letters) >= _SPACED and all(len(letter) == 1 for letter in letters)
    return "".join(letters) if spaced else phrase
