"""Lists of people: who was there, with which title, post and role, as one list or sentence says.

A list is split at semicolons, commas or "and"; what follows a name is its post or role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from memograph.problems import Span
from memograph.text.brackets import Bracket, brackets
from memograph.text.cues import Cues
from memograph.text.lines import trim
from memograph.text.names import PrintedName, printed_name

ROLE_FIELDS = frozenset(
    {
        "chair",
        "interviewer",
        "interpreter",
        "note-taker",
        "stenographer",
        "secretary",
        "observer",
        "editor",
    }
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+")
_OFFICE_AND_NAME = 4
_SERVING = frozenset({"interpreter", "note-taker", "stenographer"})
_POST_NOMINAL = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,5}\.?")
_PLAIN = re.compile(r"(?P<article>\w+) (?:[a-zà-ÿ-]+ ){1,3}(?=[^\W\d_a-z])")
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\(?\d{1,2}[.)])\s+")
_DASH = re.compile(r"\s+[-–—]\s+")
_ET_AL = re.compile(r"\s*\b(?:et al|etc|and others|u\. ?a|others)\b\.?\s*$", re.IGNORECASE)
_OFFICE = re.compile(r"[^\W\d_a-z][^:()]{2,40}:\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One person of a list; `span` covers titles and name as printed, `side` the list's heading."""

    name: PrintedName
    span: Span
    printed: str
    roles: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    side: str | None = None
    attestation: str = "listed"
    notes: tuple[Bracket, ...] = ()


def attendees(text: str, within: Span, cues: Cues, *, item: bool = False) -> tuple[Attendee, ...]:
    """Return the people named in a list or in the part of a sentence that lists them.

    An `item` is one line of a list: what follows the name without a title describes that person.

    >>> from memograph.text.cues import cues
    >>> line = "Mr. Jan Kos, Minister of Trade, Dr. Ada Ruiz (interpreter) and Li Wei"
    >>> for one in attendees(line, Span(0, 69), cues("en")):
    ...     print(one.name.name, one.posts, one.roles)
    Jan Kos ('Minister of Trade',) ()
    Ada Ruiz () ('interpreter',)
    Li Wei () ()
    """
    bullet = _BULLET.match(within.cut(text))
    span = trim(text, within.start + (bullet.end() if bullet else 0), within.end)
    listed = _pieces(text, span, ";", cues)
    if len(listed) > 1:
        return tuple(x for one in listed for x in _item(text, one, cues, item=True))
    return tuple(_item(text, span, cues, item=item))


def _pieces(text: str, within: Span, marks: str, cues: Cues) -> list[Span]:
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


def _item(text: str, within: Span, cues: Cues, *, item: bool) -> list[Attendee]:
    """Read names and what is said of each; a piece that is no name belongs to the name before."""
    found: list[Attendee] = []
    named = False
    couple: str | None = None
    for piece in _pieces(text, within, ",", cues):
        piece = _bare_piece(text, piece)  # noqa: PLW2901 - what is left of it
        if piece.start == piece.end:
            continue
        if cues.has("titles_he", piece.cut(text)):
            couple = piece.cut(text)
            continue
        if found and _is_post_nominal(piece.cut(text), found[-1], cues):
            continue
        head, rest = _parted(text, _behind_words(text, piece, cues))
        person = _person(text, head, cues)
        initials = _INITIALS.match(piece.cut(text))
        alone = item and not (named and _after_and(text, piece, cues))
        if found and initials and " " not in found[-1].name.name and person_is(initials, person):
            found[-1] = _inverted(found[-1], initials.group().strip())
        elif person and not (found and _describes(person, found[-1], text, cues, item=alone)):
            found.extend(_couple(person, couple))
            couple = None
            found[-1] = _described(found[-1], rest, cues) if rest else found[-1]
        elif found:
            found[-1] = _said_of(found[-1], text, piece, cues)
            named = False
            continue
        named = True
    return found


def _bare_piece(text: str, piece: Span) -> Span:
    """Drop "et al." behind a name, and an office with a colon before it."""
    office = _OFFICE.match(piece.cut(text))
    start = piece.start + (office.end() if office else 0)
    rest = _ET_AL.search(text[start : piece.end])
    return trim(text, start, start + rest.start() if rest else piece.end)


def _is_post_nominal(words: str, person: Attendee, cues: Cues) -> bool:
    """Tell whether letters stand for an honor or degree and are no initials."""
    if cues.has("post_nominals", words):
        return True
    return bool(_POST_NOMINAL.fullmatch(words)) and " " in person.name.name


def _behind_words(text: str, piece: Span, cues: Cues) -> Span:
    """Drop an article and plain words before a name: "the meteorologist Ye. Tkach"."""
    match = _PLAIN.match(piece.cut(text))
    if not match or not cues.has("determiners", match["article"]):
        return piece
    if cues.has("honorifics", match.group().split()[1]):
        return piece
    return Span(piece.start + match.end(), piece.end)


def _couple(person: Attendee, title: str | None) -> tuple[Attendee, ...]:
    """Return two people for "Mr. and Mrs. R. Castellane": she keeps her title in her name."""
    if title is None or not person.name.titles:
        return (person,)
    name = person.name
    his = replace(person, name=replace(name, titles=(title,)), printed=f"{title} {name.name}")
    own = replace(name, name=f"{name.titles[0].rstrip('.')} {name.name}", named="surname")
    return (his, replace(person, name=own))


def _parted(text: str, piece: Span) -> tuple[Span, str]:
    """Split "Name - post" at its dash."""
    dash = _DASH.search(piece.cut(text))
    if not dash:
        return piece, ""
    return Span(piece.start, piece.start + dash.start()), text[piece.start + dash.end() : piece.end]


def _after_and(text: str, piece: Span, cues: Cues) -> bool:
    before = text[max(0, piece.start - 12) : piece.start].split()
    return bool(before) and cues.has("and", before[-1])


def _said_of(person: Attendee, text: str, piece: Span, cues: Cues) -> Attendee:
    """Add what a piece says of a person, what stands in brackets in it apart."""
    notes = brackets(text, piece)
    words = piece.cut(text)
    for note in notes:
        words = words.replace(note.span.cut(text), " ")
    person = _described(person, words, cues)
    for note in notes:
        person = _described(person, note.inner, cues, bare=False)
    return person


def person_is(initials: re.Match[str], person: Attendee | None) -> bool:
    """Tell whether a piece is nothing but initials, what stands in brackets apart."""
    return person is None or person.name.name.strip(". ") == initials.group().strip(". ")


def _inverted(person: Attendee, initials: str) -> Attendee:
    """Put initials that follow a surname before it: "Vella, J." is J. Vella."""
    name = replace(person.name, name=f"{initials} {person.name.name}", named="surname")
    return replace(person, name=name, printed=f"{person.printed}, {initials}")


def _describes(person: Attendee, before: Attendee, text: str, cues: Cues, *, item: bool) -> bool:
    """Tell whether a piece that could be a name is rather said of the name before it."""
    name = person.name
    if name.named == "role":
        return not cues.has("determiners", person.span.cut(text).split()[0])
    if item and not name.titles and before.name.titles:
        return True
    lone = " " not in name.name and not name.titles and not name.capitals
    led = bool(before.name.titles) and before.name.named == "full"
    return lone and (bool(before.posts) or led)


def _person(text: str, span: Span, cues: Cues) -> Attendee | None:
    """Return the person whom a piece names, brackets set apart."""
    notes = brackets(text, span)
    blanked = list(span.cut(text))
    for note in notes:
        for at in range(note.span.start - span.start, note.span.end - span.start):
            blanked[at] = " "
    bare = re.sub(r"\s+\.?$", "", "".join(blanked))
    bare = bare if _ends_in_initial(bare) else bare.rstrip(" .")
    name = printed_name(bare, span.start, cues)
    if name is None or (name.named == "role" and not notes):
        name = _after_office(bare, span.start, cues) or name
    if name is None:
        return None
    start = trim(text, span.start, span.end).start
    end = max(name.span.end, start)
    person = Attendee(
        name=name, span=Span(start, end), printed=" ".join(text[start:end].split()), notes=notes
    )
    for title in name.titles:
        role = role_of(title, cues)
        if role in _SERVING:
            person = replace(person, roles=(*person.roles, role))
    for note in notes:
        person = _described(person, note.inner, cues, bare=False)
    return person


def _after_office(words: str, offset: int, cues: Cues) -> PrintedName | None:
    """Return the name behind an office of several words: "Minister of Trade Ada Brown".

    Also the one before what its bearer is of: "Mr. Carl Green of the Ministry".
    """
    tokens = [(m.group(), m.start()) for m in re.finditer(r"\S+", words)]
    of = next((i for i, (t, _) in enumerate(tokens) if t.lower() in cues.words["genitives"]), None)
    if of is None or of == 0:
        return None
    before = printed_name(words[: tokens[of][1]], offset, cues)
    if before and before.named != "role" and before.titles:
        return before
    last = [t for t, _ in tokens[-2:]]
    if len(tokens) - of < _OFFICE_AND_NAME or any(t[:1].islower() for t, _ in tokens[of + 1 :]):
        return None
    name = printed_name(words[tokens[-2][1] :], offset + tokens[-2][1], cues)
    if name is None or name.named != "full" or any(cues.has("place_words", t) for t in last):
        return None
    return replace(name, titles=(words[: tokens[-2][1]].strip(),))


def _ends_in_initial(content: str) -> bool:
    return bool(re.search(r"\b[^\W\d_a-zа-я]\.$", content))


def _described(person: Attendee, words: str, cues: Cues, *, bare: bool = True) -> Attendee:
    """Add what words after or inside a name say: a role, else a post if they hold an office."""
    words = " ".join(words.split()).strip(" .;,")
    if cues.has("heads_of_delegation", " ".join(words.split())):
        return replace(person, roles=(*person.roles, "head-of-delegation"))
    role = role_of(words, cues)
    if role:
        return replace(
            person, roles=(*person.roles, *(r for r in (role,) if r not in person.roles))
        )
    if is_post(words, cues):
        return replace(person, posts=(*person.posts, post_name(words, cues)))
    if bare and person.posts and words:
        joined = f"{person.posts[-1]}, {words}"
        return replace(person, posts=(*person.posts[:-1], joined))
    return person


def role_of(words: str, cues: Cues) -> str | None:
    """Return the role that words such as "the interpreter" or "chairing" state, if they do.

    >>> from memograph.text.cues import cues
    >>> role_of("the interpreter", cues("en")), role_of("Minister", cues("en"))
    ('interpreter', None)
    """
    tokens = words.split()
    if tokens and (cues.has("determiners", tokens[0]) or tokens[0].lower() == "in"):
        tokens = tokens[1:]
        if [t.lower() for t in tokens] == ["the", "chair"]:
            return "chair"
    for length in range(min(4, len(tokens)), 0, -1):
        field = cues.key(" ".join(tokens[:length]))
        rest = tokens[length:]
        if field in ROLE_FIELDS and not rest:
            return field
        if field in _SERVING and rest[0].lower() in cues.words["office_links"]:
            return field
    return None


def is_post(words: str, cues: Cues) -> bool:
    """Tell whether words state an office: they hold an office word and no verb of a sentence.

    >>> from memograph.text.cues import cues
    >>> is_post("Albanian Ambassador to China", cues("en"))
    True
    """
    tokens = [t.strip(".,;()") for t in words.split()]
    return 0 < len(tokens) <= 14 and any(cues.has("offices", t) for t in tokens)  # noqa: PLR2004 - a longer one is a sentence


def post_name(words: str, cues: Cues) -> str:
    """Return the name of a post without its article.

    >>> from memograph.text.cues import cues
    >>> post_name("the Chief of Staff", cues("en"))
    'Chief of Staff'
    """
    tokens = words.split()
    if len(tokens) > 1 and cues.has("determiners", tokens[0]):
        tokens = tokens[1:]
    joined = " ".join(tokens)
    return joined[:1].upper() + joined[1:]
