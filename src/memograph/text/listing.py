"""Lists cut into their pieces: at commas and "and", and where lines ran together."""

from __future__ import annotations

import re

from memograph.problems import Span
from memograph.text.brackets import brackets
from memograph.text.cues import Cues
from memograph.text.lines import trim

_GUTTER = re.compile(r"(?<=[^\s,;]) {4,}(?=[^\s(\[,;.])")
_DASH = re.compile(r"\s+[-–—]\s+")
_UNIT = re.compile(r"[A-Z][A-Za-z/]{0,7}\s?[—–-]\s?(?=[^\W\d_a-z][^\W\d_]{0,9}\.?\s)")
_ET_AL = re.compile(r"\s*\b(?:et al|etc|and others|u\. ?a|others)\b\.?\s*$", re.IGNORECASE)
_OFFICE = re.compile(r"[^\W\d_a-z][^:()]{1,40}:\s+(?=\S)")


def table_cells(text: str, within: Span) -> list[Span]:
    """Split a line of a table whose columns stand far apart."""
    if "\n" in within.cut(text):
        return [within]
    found: list[Span] = []
    start = within.start
    for gap in _GUTTER.finditer(text, within.start, within.end):
        found.append(Span(start, gap.start()))
        start = gap.end()
    return [*found, Span(start, within.end)]


def pieces(text: str, within: Span, marks: str, cues: Cues) -> list[Span]:
    """Split at marks, and with commas also at "and", outside brackets."""
    words = "|".join(re.escape(w) for w in sorted(cues.words["and"]))
    pattern = rf"[{re.escape(marks)}]"
    if "," in marks:
        pattern = rf",\s+(?:{words})\s+|{pattern}|\s+(?:{words})\s+"
    covered = [b.span for b in brackets(text, within)]
    found: list[Span] = []
    start = within.start
    for match in re.compile(pattern, re.IGNORECASE).finditer(text, within.start, within.end):
        if any(b.start <= match.start() < b.end for b in covered):
            continue
        found.append(trim(text, start, match.start()))
        start = match.end()
    found.append(trim(text, start, within.end))
    joined = re.compile(rf"(?:{words})\s+", re.IGNORECASE)
    return [_behind(joined, text, span) for span in found if span.start < span.end]


def _behind(conjunction: re.Pattern[str], text: str, span: Span) -> Span:
    """Drop a conjunction at the head of a piece."""
    match = conjunction.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def bare_piece(text: str, piece: Span, cues: Cues) -> Span:
    """Drop "et al." behind a name, and an office with a colon or dash before it."""
    office = _OFFICE.match(piece.cut(text))
    unit = None if office else _UNIT.match(piece.cut(text))
    titled = unit and text[piece.start + unit.end() : piece.end].split(maxsplit=1)[:1]
    if not titled or not cues.has("honorifics", titled[0]):
        unit = None
    start = piece.start + (office.end() if office else unit.end() if unit else 0)
    rest = _ET_AL.search(text[start : piece.end])
    return trim(text, start, start + rest.start() if rest else piece.end)


def after_and(text: str, piece: Span, cues: Cues) -> bool:
    """Tell whether a conjunction stands before a piece."""
    before = text[max(0, piece.start - 12) : piece.start].split()
    return bool(before) and cues.has("and", before[-1])


def parted(text: str, piece: Span) -> tuple[Span, str]:
    """Split "Name - post" at its dash."""
    dash = _DASH.search(piece.cut(text))
    if not dash:
        return piece, ""
    return Span(piece.start, piece.start + dash.start()), text[piece.start + dash.end() : piece.end]


def appointed(text: str, piece: Span, cues: Cues) -> tuple[Span, str] | None:
    """Split "Jan Kos as secretary" before the word that leads on to what he is here.

    >>> from memograph.text.cues import cues
    >>> appointed("Jan Kos als Schriftführer", Span(0, 25), cues("de"))
    (Span(start=0, end=7), 'Schriftführer')
    """
    tokens = [(piece.start + m.start(), m.group()) for m in re.finditer(r"\S+", piece.cut(text))]
    for index in range(1, len(tokens) - 1):
        start, token = tokens[index]
        if token in cues.words["appointed"]:
            return trim(text, piece.start, start), text[tokens[index + 1][0] : piece.end]
    return None


def without_conjunction(words: str, cues: Cues) -> str:
    """Return words without an "and" that led on to the next of a list.

    >>> from memograph.text.cues import cues
    >>> without_conjunction("Ambassador to Spain, and", cues("en"))
    'Ambassador to Spain'
    """
    head, _, last = words.rpartition(" ")
    return head.rstrip(" ,;") if head and cues.has("and", last) else words


def run_together(text: str, span: Span, cues: Cues) -> tuple[Span, ...]:
    """Return the lines of a list that were joined: a title behind a post begins the next.

    >>> from memograph.text.cues import cues
    >>> line = "Sir Hal Lorne, Premier The Hon. Ida Pask, Minister of Mines Sir Hugh Dane, Clerk"
    >>> [s.cut(line) for s in run_together(line, Span(0, len(line)), cues("en"))]
    ['Sir Hal Lorne, Premier', 'The Hon. Ida Pask, Minister of Mines', 'Sir Hugh Dane, Clerk']
    """
    tokens = [(m.group(), m.start()) for m in re.finditer(r"\S+", span.cut(text))]
    starts = [at for i, (_, at) in enumerate(tokens) if i and _begins(tokens, i, cues)]
    if len(starts) < 2:  # noqa: PLR2004 - once, the post may be the title of the name behind it
        return (span,)
    ends = [*(span.start + at for at in starts), span.end]
    begins = [span.start, *ends[:-1]]
    return tuple(trim(text, one, other) for one, other in zip(begins, ends, strict=True))


def _begins(tokens: list[tuple[str, int]], at: int, cues: Cues) -> bool:
    """Tell whether a title begins a person: behind a post that stands after a comma."""
    word, before = tokens[at][0], tokens[at - 1][0]
    article = cues.has("determiners", word) and word[:1].isupper()
    following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    title = following if article else word
    if before[-1] in ",;:(" or not cues.has("honorifics", title) or not title[:1].isupper():
        return False
    if cues.has("honorifics", before) or cues.has("and", before) or cues.has("determiners", before):
        return False
    clause: list[str] = []
    for token, _ in reversed(tokens[:at]):
        if token[-1] in ",;:":
            break
        clause.append(token)
    return len(clause) < at and any(cues.has("offices", token.strip(".")) for token in clause)


def without_end(words: str) -> str:
    """Return words without the blanks at their end, or the blanks and the stop behind them."""
    # No pattern: brackets that were set apart leave runs of blanks as long as the text.
    if words[-1:] == "." and words[-2:-1].isspace():
        return words[:-1].rstrip()
    return words.rstrip()


def ends_in_initial(content: str) -> bool:
    """Tell whether words end in an initial, whose stop belongs to the name."""
    return bool(re.search(r"\b[^\W\d_a-zа-я]\.$", content))


def is_unit(words: str, cues: Cues) -> bool:
    """Tell whether words are a body, such as "Planning Staff", a bare rank, or "Jr."."""
    tokens = words.split()
    return (
        cues.has("bodies", tokens[-1])
        or cues.has("generations", tokens[0])
        or all(cues.has("office_modifiers", token) for token in tokens)
    )


def is_shared(post: str, cues: Cues) -> bool:
    """Tell whether a post is that of several, who are of several places: "Presidents of A, B"."""
    return any(t.endswith("s") and cues.has("offices", t[:-1]) for t in post.split()[:3])
