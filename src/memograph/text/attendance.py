"""Lists of people: who was there, with which title, post and role, as one list or sentence says.

A list is split at semicolons, commas or "and"; what follows a name is its post or role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from memograph.problems import Span
from memograph.text.brackets import Bracket, brackets
from memograph.text.cues import LISTS, Cues
from memograph.text.lines import trim
from memograph.text.listing import (
    after_and,
    appointed,
    bare_piece,
    ends_in_initial,
    is_shared,
    is_unit,
    parted,
    pieces,
    run_together,
    table_cells,
    without_conjunction,
    without_end,
)
from memograph.text.names import PrintedName, is_crowned, printed_name
from memograph.text.office_names import after_office, before_post, behind_post

ROLE_FIELDS = (LISTS - {"participants", "absent"}) | {"interviewer", "editor"}
_HOUR = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+(?:[^\W\d_a-z]$)?|[^\W\d_a-z]$")
_PAIR = 2
_BEFORE_ROLE = ("determiners", "counts")
_SERVING = frozenset({"interpreter", "note-taker", "stenographer"})
_POST_NOMINAL = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,5}\.?")
_HONORS = re.compile(r"(?:[A-Z]\.){3,}")
_PLAIN = re.compile(r"(?P<article>\w+) (?:[a-zà-ÿ-]+ ){1,3}(?=[^\W\d_a-z])")
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|(?:[\"″〃”]|''|,,|do\.|ditto)(?=\s))\s+")
_BEFORE_DASH = re.compile(r"(?P<role>[^\W\d_][^—–,;:()]{2,30}?)\s?[—–]\s?(?=[^\W\d_a-z])")
_DITTO = re.compile(r"(?:^|\s)(?:[\"″〃”]|''|,,|do\.|ditto)(?=\s|$)")


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


def attendees(
    text: str, within: Span, cues: Cues, *, item: bool = False, single: bool = False
) -> tuple[Attendee, ...]:
    """Return the people named in a list or in the part of a sentence that lists them.

    An `item` is one line of a list: what follows the name without a title describes that person.
    Whatever follows the name of a `single` person does.

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
    if single:
        return _single(text, span, cues)
    cells = [span] if _DITTO.search(within.cut(text)) else table_cells(text, span)
    if len(cells) > 1:
        return tuple(x for one in cells for x in attendees(text, one, cues, item=item))
    listed = pieces(text, span, ";", cues)
    if len(listed) > 1:
        return tuple(x for one in listed for x in _item(text, one, cues, item=True))
    lines = run_together(text, span, cues)
    return tuple(x for one in lines for x in _item(text, one, cues, item=item or len(lines) > 1))


def _single(text: str, within: Span, cues: Cues) -> tuple[Attendee, ...]:
    """Read the name of one person and what is said of them behind it."""
    first, *others = _bodies_joined(text, pieces(text, within, ",;", cues), cues) or [within]
    found = _item(text, first, cues, item=True)[:1]
    for piece in others if found else ():
        words = piece.cut(text)
        if not _is_post_nominal(words, found[0], cues):
            found[0] = _said_of(found[0], text, piece, cues)
    return tuple(found)


def _item(text: str, within: Span, cues: Cues, *, item: bool) -> list[Attendee]:
    """Read names and what is said of each; a piece that is no name belongs to the name before."""
    found: list[Attendee] = []
    named = False
    couple: str | None = None
    for piece in _bodies_joined(text, pieces(text, within, ",", cues), cues):
        piece = bare_piece(text, piece, cues)  # noqa: PLW2901 - what is left of it
        if piece.start == piece.end:
            continue
        if cues.has("titles_he", piece.cut(text)):
            couple = piece.cut(text)
            continue
        if found and _is_post_nominal(piece.cut(text), found[-1], cues):
            continue
        post = before_post(piece.cut(text), cues) if item else None
        head = Span(piece.start, piece.start + post) if post else piece
        person, rest = _first_in(text, head, cues)
        rest = text[head.end : piece.end] if post else rest
        person = person or _of_somewhere(text, piece, found, cues)
        initials = _INITIALS.match(piece.cut(text))
        alone = item and not (named and after_and(text, piece, cues))
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
    return _with_office(found) if item else found


def _of_somewhere(text: str, piece: Span, before: list[Attendee], cues: Cues) -> Attendee | None:
    """Return who is told from a namesake by where he is from: "Senators Ash, Birk of Arlen"."""
    name, *rest = piece.cut(text).split(maxsplit=_PAIR)
    if len(rest) != _PAIR or not before or is_shared(name, cues):
        return None
    if rest[0].lower() not in cues.words["genitives"]:
        return None
    if not any(cues.has("plural_titles", title) for title in before[0].name.titles):
        return None
    return _person(text, Span(piece.start, piece.start + len(name)), cues)


def _with_office(found: list[Attendee]) -> list[Attendee]:
    """Give the office that opens a line to the one person behind it: "Chairman, X, Mr. A"."""
    if len(found) != _PAIR or found[0].name.named != "role" or found[0].roles:
        return found
    office, person = found
    if person.name.named == "role" or not (person.name.titles or person.name.named == "full"):
        return found
    posts = ", ".join((office.name.name, *office.posts))
    return [replace(person, posts=(posts, *person.posts))]


def _bodies_joined(text: str, found: list[Span], cues: Cues) -> list[Span]:
    """Join "Chairman, Joint Chiefs of Staff": who heads a body elsewhere does not chair here."""
    joined: list[Span] = []
    for piece in found:
        before = joined[-1].cut(text) if joined else ""
        heads = len(joined) > 1 and role_of(before, cues) == "chair"
        if heads and any(cues.has("bodies", word) for word in piece.cut(text).split()):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _heads_body(text: str, piece: Span, cues: Cues) -> bool:
    """Tell whether a piece is one that was joined, as "Chairman, Joint Chiefs of Staff"."""
    head, comma, _ = piece.cut(text).partition(",")
    return bool(comma) and role_of(head, cues) == "chair"


def _first_in(text: str, piece: Span, cues: Cues) -> tuple[Attendee | None, str]:
    """Return whom a piece names, with what plain words before say, and what a dash leads on to."""
    if _heads_body(text, piece, cues):
        return None, ""
    office = _BEFORE_DASH.match(piece.cut(text))
    role = role_of(office["role"], cues) if office else None
    if office and role:
        person, rest = _first_in(text, Span(piece.start + office.end(), piece.end), cues)
        return person and _described(person, office["role"], cues), rest
    bare = _behind_words(text, piece, cues)
    head, rest = appointed(text, bare, cues) or parted(text, bare)
    person = _person(text, head, cues)
    if person and bare.start > piece.start:
        person = _described(person, text[piece.start : bare.start], cues, bare=False)
    return person, rest


def _is_post_nominal(words: str, person: Attendee, cues: Cues) -> bool:
    """Tell whether letters stand for an honor or degree and are no initials."""
    if cues.has("post_nominals", words):
        return True
    peer = any(cues.has("peers", title) for title in person.name.titles)
    if person.name.titles and _HONORS.fullmatch(words):
        return True
    return bool(_POST_NOMINAL.fullmatch(words)) and (peer or " " in person.name.name)


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
    plural = any(cues.has("plural_titles", title) for title in before.name.titles)
    if item and not name.titles and before.posts and is_shared(before.posts[-1], cues):
        return True
    if name.titles or is_unit(name.name, cues) or (item and before.name.titles and not plural):
        return not name.titles
    lone = " " not in name.name and not name.capitals
    led = before.name.titles and before.name.named == "full" and not plural
    return lone and bool(before.posts or led or (before.name.capitals and " " in before.name.name))


def _person(text: str, span: Span, cues: Cues) -> Attendee | None:
    """Return the person whom a piece names, brackets set apart."""
    notes = brackets(text, span)
    blanked = list(span.cut(text))
    for note in notes:
        for at in range(note.span.start - span.start, note.span.end - span.start):
            blanked[at] = " "
    bare = without_end("".join(blanked))
    bare = bare if ends_in_initial(bare) else bare.rstrip(" .")
    name = behind_post(bare, span.start, cues) or printed_name(bare, span.start, cues)
    if name is None or (name.named == "role" and not notes):
        name = after_office(bare, span.start, cues) or name
    if name is None:
        return None
    start = trim(text, span.start, span.end).start
    end = max(name.span.end, start)
    person = Attendee(
        name=name, span=Span(start, end), printed=" ".join(text[start:end].split()), notes=notes
    )
    for title in (*name.titles, name.name.split()[-1] if name.named == "role" else name.name):
        role = role_of(title, cues)
        if role in _SERVING:
            person = replace(person, roles=(*person.roles, role))
    for note in notes:
        person = _described(person, note.inner, cues, bare=False)
    return person


def _described(person: Attendee, words: str, cues: Cues, *, bare: bool = True) -> Attendee:
    """Add what words after or inside a name say: a role, else a post if they hold an office."""
    words = without_conjunction(" ".join(words.split()).strip(" .;,"), cues)
    if _DITTO.search(words):
        return person
    if cues.has("heads_of_delegation", " ".join(words.split())):
        return replace(person, roles=(*person.roles, "head-of-delegation"))
    role = role_of(words, cues)
    if role:
        return replace(
            person, roles=(*person.roles, *(r for r in (role,) if r not in person.roles))
        )
    if is_post(words, cues) or is_shared(words, cues):
        return replace(person, posts=(*person.posts, post_name(words, cues)))
    return _described_more(person, words, cues) if bare else person


def _described_more(person: Attendee, words: str, cues: Cues) -> Attendee:
    """Add words that go on with a post: "Director, Office of Salt"."""
    if person.roles[-1:] == ("secretary",) and not person.posts and words[:1].isupper():
        # "Secretary, Department of Trade" heads a department and does not write down the talk.
        post = f"{post_name('secretary', cues)}, {words}"
        return replace(person, roles=person.roles[:-1], posts=(post,))
    if person.posts and words:
        joined = f"{person.posts[-1]}, {words}"
        return replace(person, posts=(*person.posts[:-1], joined))
    return person


def role_of(words: str, cues: Cues) -> str | None:
    """Return the role that words such as "the interpreter" or "chairing" state, if they do.

    >>> from memograph.text.cues import cues
    >>> role_of("the interpreter", cues("en")), role_of("Minister", cues("en"))
    ('interpreter', None)
    """
    tokens = words.split() or [""]
    if tokens[0].lower() == "in" or any(cues.has(kind, tokens[0]) for kind in _BEFORE_ROLE):
        tokens = tokens[1:]
        if [t.lower() for t in tokens] == ["the", "chair"]:
            return "chair"
    for length in range(min(4, len(tokens)), 0, -1):
        field = cues.key(" ".join(tokens[:length]))
        rest = tokens[length:]
        if field in ROLE_FIELDS and (not rest or cues.key(" ".join(rest)) == field):
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
    tokens = [t.strip(".,;()") for t in _HOUR.sub(" ", words).split()]
    if tokens and is_crowned(tokens, cues):
        return True
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
