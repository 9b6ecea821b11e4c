"""Lists printed in two columns, or told in parts by headings of one word.

A table of two columns comes as lines with a wide blank inside; it is read column by column. Where
each cell has a line of its own, two headings in a row show it; the people under them take turns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from memograph.problems import Span
from memograph.text.attendance import attendees
from memograph.text.cues import Cues
from memograph.text.header import Field, Unit, side_heading
from memograph.text.lines import trim
from memograph.text.names import is_name_token

_WIDE = re.compile(r"[ \u00a0]{3,}|\s*\t\s*")
_BARE = re.compile(r"[^\W\d_][^\d,;:()\[\]–—]*")
_BULLET = re.compile(r"[•·▪◦‣∙*–-]\s+(?=\S)")
_TWO = 2
_OFFICE = re.compile(r"\s*[—–:-]\s*")
_LONGEST = 4


def in_columns(text: str, rows: Sequence[Unit], cues: Cues) -> tuple[Unit, ...]:
    """Return the lines of a head with every table of two columns read column by column."""
    done: list[Unit] = []
    index = 0
    while index < len(rows):
        cells = _cells(text, rows[index])
        if len(cells) == _TWO and all(_names_side(cell.text, cues) for cell in cells):
            table = list(takewhile(lambda row: not row.gap, rows[index + 1 :]))
            done.extend(_read(text, rows[index], table))
            index += 1 + len(table)
        elif _heads_turns(rows, index, cues):
            block = list(takewhile(lambda row: not row.gap, rows[index + 2 :]))
            done.extend((rows[index], *block[::2], rows[index + 1], *block[1::2]))
            index += _TWO + len(block)
        else:
            done.append(rows[index])
            index += 1
    return tuple(done)


def _names_side(words: str, cues: Cues) -> bool:
    """Tell whether the head of a column is that of a side, or the name of a state."""
    return bool(side_heading(words, cues)) or cues.has("states", words.strip(" *_.:"))


def _cells(text: str, row: Unit) -> list[Unit]:
    """Return the stretches of a line that wide blanks part."""
    found: list[Unit] = []
    start = row.span.start
    for match in (*_WIDE.finditer(text, row.span.start, row.span.end), None):
        span = trim(text, start, match.start() if match else row.span.end)
        if span.start < span.end:
            found.append(replace(row, span=span, text=span.cut(text), gap=0))
        start = match.end() if match else row.span.end
    return found


def _read(text: str, heading: Unit, table: Sequence[Unit]) -> list[Unit]:
    """Return the left cells under their heading, then the right ones under theirs."""
    left, right = ([cell] for cell in _cells(text, heading))
    edge = _column(text, right[0].span)
    for row in table:
        cells = _cells(text, row)
        if len(cells) == 1 and _column(text, cells[0].span) * _TWO >= edge:
            right.append(cells[0])
            continue
        left.extend(cells[:1])
        right.extend(cells[1:])
    return [replace(left[0], gap=heading.gap), *left[1:], *right]


def _column(text: str, span: Span) -> int:
    return span.start - text.rfind("\n", 0, span.start) - 1


def _heads_turns(rows: Sequence[Unit], index: int, cues: Cues) -> bool:
    """Tell whether two headings of sides follow each other with as many people for each."""
    pair = rows[index : index + _TWO]
    if len(pair) < _TWO or pair[1].gap or not all(side_heading(u.text, cues) for u in pair):
        return False
    block = list(takewhile(lambda row: not row.gap, rows[index + _TWO :]))
    return len(block) >= _TWO and not len(block) % _TWO and not _has_heading(block, cues)


def _has_heading(block: Sequence[Unit], cues: Cues) -> bool:
    return any(side_heading(row.text, cues) for row in block)


def bare_headings(rows: Sequence[Unit], cues: Cues) -> frozenset[Span]:
    """Return the lines of a list that name a country or body above its people, as "USSR" does.

    `rows` are the lines under the heading of the list. The first must be such a line, or the second
    where others follow, as below a chairman; every one has a fuller line behind it, with a title, a
    post or two names.
    """
    heads = [at for at, row in enumerate(rows) if row.text and _heads(rows, at, cues)]
    chaired = bool(rows) and cues.key(_OFFICE.split(rows[0].text.strip(), 1)[0]) == "chair"
    if not heads or heads[0] > chaired:
        return frozenset()
    return frozenset(rows[at].span for at in heads)


def _heads(rows: Sequence[Unit], at: int, cues: Cues) -> bool:
    words = rows[at].text.strip(" *_:")
    following = rows[at + 1 : at + 2]
    return bool(following) and _is_bare(words, cues) and _is_rich(following[0].text, cues)


def _is_bare(words: str, cues: Cues) -> bool:
    """Tell whether a line is one bare word, letters for a name, or the name of a state."""
    tokens = words.split()
    if not _BARE.fullmatch(words) or not 0 < len(tokens) <= _LONGEST or words != words.strip(" .,"):
        stopped = re.fullmatch(r"(?:[^\W\d_]\.){2,6}", words)
        return bool(stopped) and words.isupper()
    if any(cues.has("honorifics", t) or cues.has("offices", t) for t in tokens):
        return False
    named = all(is_name_token(t, cues) or cues.has("function_words", t) for t in tokens)
    return named and (len(tokens) == 1 or cues.has("place_words", tokens[-1]))


def _is_rich(words: str, cues: Cues) -> bool:
    tokens = words.split()
    return len(tokens) > 1 and not _is_bare(words.strip(" *_:"), cues)


def named_side(words: str, cues: Cues) -> str | None:
    """Return the side that a heading in a list names: a state, or by a word for sides."""
    return side_heading(words, cues) or (words if cues.has("states", words.rstrip(".")) else None)


def departments(rows: Sequence[Unit], heads: Collection[Span], cues: Cues) -> bool:
    """Tell whether the headings of a list are offices of one government, which are no sides.

    >>> from memograph.text.cues import cues
    >>> rows = [Unit(span=Span(0, 5), text="State:", gap=0)]
    >>> departments(rows, [Span(0, 5)], cues("en"))
    True
    """
    told = [row.text.strip(" *_:.") for row in rows if row.span in heads]
    return any(cues.has("departments", one) for one in told) and not any(
        named_side(one, cues) for one in told
    )


def nested_heading(
    text: str, rows: Sequence[Unit], listing: Field | None, cues: Cues
) -> Field | None:
    """Return an empty field for a bullet that heads those set deeper below it, or names a state.

    A state is the side of the people under it; an office such as "Treasury" is none.
    """
    bullets = [_BULLET.match(row.text) for row in rows]
    first = bullets[0]
    if first is None or (listing and listing.name == "absent"):
        return None
    words = rows[0].text[first.end() :].strip(" *_:")
    side = named_side(words, cues)
    deeper = bullets[-1] is not None and _column(text, rows[-1].span) > _column(text, rows[0].span)
    if side is None and not deeper:
        return None
    among = listing is not None and listing.name == "participants"
    if not among and not (deeper and (side or cues.has("departments", words))):
        # The heading of a list may be lost; what stands above deeper bullets then opens it.
        return None
    end = Span(rows[0].span.end, rows[0].span.end)
    return Field(name="participants", span=end, unit=rows[0].span, keyed=True, side=side)


def falls_off(text: str, unit: Unit, listing: Field, last: Field, cues: Cues) -> bool:
    """Tell whether a line below people heads what comes next: a bare word, or all in capitals."""
    if _cries(unit, last.span.cut(text), cues):
        return True
    if last.name != listing.name or not last.item or len(unit.text.split()) > 1:
        return False
    before = attendees(text, last.span, cues, item=True)
    people = attendees(text, unit.span, cues, item=True)
    if not before or not before[0].name.titles:
        return False
    return bool(people) and not (people[0].name.titles or people[0].name.named == "role")


def _cries(unit: Unit, before: str, cues: Cues) -> bool:
    """Tell whether a line is a key, or all in capitals without a title, unlike the one before."""
    words = unit.text.split()
    if cues.key(unit.text.strip(" *_:")):
        return True
    titled = any(cues.has("honorifics", word.strip(".,")) for word in words)
    return len(words) > 1 and unit.text.isupper() and not before.isupper() and not titled
