"""Names behind an office of several words: "Minister of Trade Ada Brown"."""

from __future__ import annotations

import re
from dataclasses import replace

from memograph.text.cues import Cues
from memograph.text.names import PrintedName, printed_name

_OFFICE_AND_NAME = 4
_LONGEST_ITEM, _LONGEST_NAME, _FULL = 160, 5, 2
_LONGEST_LAST = 60
_COUNTED = re.compile(r"\d(?:st|nd|rd|th)")
_INITIALS = r"(?:[^\W\d_]\.[ ]?){1,3}"
_SURNAME = r"[^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_]+)?"
_LAST = re.compile(rf"(?:{_INITIALS}{_SURNAME}|{_SURNAME} {_INITIALS})\.?$")
_SHORTENED = re.compile(r"[^\W\d_a-zа-я]{2,}")


def behind_post(words: str, offset: int, cues: Cues) -> PrintedName | None:
    """Return the name with initials that ends words which name a post with the body it is in.

    So does "2nd secretary of the embassy A. B. Brown", and with the initials behind the surname.
    """
    match = _LAST.search(words, max(0, len(words) - _LONGEST_LAST))
    post = words[: match.start()].split() if match else []
    if match is None or len(post) < 2:  # noqa: PLR2004 - one word before a name is its title
        return None
    last = post[-1]
    if not (last[:1].islower() or _SHORTENED.fullmatch(last)) or cues.has("honorifics", last):
        return None
    links = ("and", "genitives", "particles", "function_words")
    if last[:1].islower() and any(cues.has(kind, last) for kind in links):
        return None
    if not any(cues.has("offices", word) for word in post) or cues.has("offices", last):
        return None
    name = printed_name(match.group(), offset + match.start(), cues)
    return name and replace(name, titles=(" ".join(post),))


def before_post(words: str, cues: Cues) -> int | None:
    """Return where a post begins right behind a name: "Ada Brown Deputy Chairman of the Board".

    >>> from memograph.text.cues import cues
    >>> before_post("Ada Brown Deputy Chairman", cues("en")), before_post("Ann Dean", cues("en"))
    (10, None)
    """
    tokens = list(re.finditer(r"\S+", words[:_LONGEST_ITEM].partition("(")[0]))
    for index in range(_FULL, min(_LONGEST_NAME, len(tokens) - 1)):
        if not _is_of_office(tokens[index].group(), cues):
            continue
        behind = [token.group() for token in tokens[index:]]
        first = next((i for i, word in enumerate(behind) if cues.has("offices", word)), None)
        if first is None or not all(_leads(word, cues) for word in behind[:first]):
            continue
        links = behind[first + 1 :][:1]
        told = not links or _leads(links[0], cues)
        name = printed_name(words[: tokens[index].start()].strip(), 0, cues) if told else None
        plain = name is not None and name.named == "full" and not name.titles
        return tokens[index].start() if plain else None
    return None


def _is_of_office(word: str, cues: Cues) -> bool:
    """Tell whether a word is an office or stands before one: "1st", "Deputy", "Chairman"."""
    known = cues.has("offices", word) or cues.has("office_modifiers", word)
    return (known and word[:1].isupper()) or bool(_COUNTED.fullmatch(word))


def _leads(word: str, cues: Cues) -> bool:
    """Tell whether a word may stand in a post before its office: "Assistant to the Chairman"."""
    return _is_of_office(word, cues) or cues.has("function_words", word)


def after_office(words: str, offset: int, cues: Cues) -> PrintedName | None:
    """Return the name behind an office of several words: "Minister of Trade Ada Brown".

    Also the one before what its bearer is of: "Mr. Carl Green of the Ministry".
    """
    tokens = [(m.group(), m.start()) for m in re.finditer(r"\S+", words)]
    links = cues.words["genitives"] | cues.words["office_links"]
    of = next((i for i, (t, _) in enumerate(tokens) if t.lower() in links), None)
    if of is None or of == 0:
        return None
    before = printed_name(words[: tokens[of][1]], offset, cues)
    named = before and not all(cues.has("office_modifiers", w) for w in before.name.split())
    if before and named and before.named != "role" and before.titles:
        return before
    return _last_name(words, tokens, of, offset, cues)


def _last_name(
    words: str, tokens: list[tuple[str, int]], of: int, offset: int, cues: Cues
) -> PrintedName | None:
    """Return the name that ends words: in full, or a surname behind what an office is of."""
    last = [t for t, _ in tokens[-2:]]
    small = [t for t, _ in tokens[of + 1 :] if t[:1].islower()]
    kinds = ("topic_words", "bodies", "place_words")
    if len(tokens) - of < _OFFICE_AND_NAME or any(not cues.has("determiners", t) for t in small):
        return None
    if any(cues.has(kind, last[1]) for kind in kinds):
        return None  # "Head of the Legal Division"
    if any(cues.has(kind, last[0]) for kind in kinds[:2]):
        name = printed_name(words[tokens[-1][1] :], offset + tokens[-1][1], cues)
        return name and replace(name, titles=(words[: tokens[-1][1]].strip(),))
    name = printed_name(words[tokens[-2][1] :], offset + tokens[-2][1], cues)
    if name is None or name.named != "full" or small or cues.has("place_words", last[0]):
        return None
    return replace(name, titles=(words[: tokens[-2][1]].strip(),))
