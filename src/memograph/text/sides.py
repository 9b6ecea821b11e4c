"""The sides of a meeting: who belongs together, who leads, whom a side speaks for.

Sides come from headings of the lists ("on the Polish side"), from lists that stand apart
("Along with X there were …"), and from the title ("between A and B").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from memograph.text.cues import Cues
from memograph.text.names import fold

_ARTICLE = re.compile(r"^(?:(?:the|der|die|das|dem|den|des|le|la|les)\s+|l[’'])", re.IGNORECASE)
_MATCH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSide:
    """A side: its name, how the text words it, the folded names of its members and of its leader.

    `organizations` are the names of those it speaks for, each with the other names met.
    """

    name: str
    kind: Literal["Side", "Delegation"] = "Side"
    members: tuple[str, ...] = ()
    leader: str | None = None
    wordings: tuple[str, ...] = ()
    organizations: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedGroup:
    """People listed together: the heading above them, the one whom they accompany."""

    heading: str | None
    leader: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDelegation:
    """A delegation that a sentence names: its wording and the folded name of its leader."""

    wording: str
    leader: str | None


def title_sides(title: str, cues: Cues) -> tuple[str, ...]:
    """Return the two sides that a title names, without articles.

    >>> from memograph.text.cues import cues
    >>> title_sides("Talks between the Polish Delegation and Party Leadership", cues("en"))
    ('Polish Delegation', 'Party Leadership')
    """
    match = cues.search("sides.between", title)
    if not match:
        return ()
    return tuple(_bare(match[group]) for group in ("a", "b"))


def _bare(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split()))


def sides(
    groups: Sequence[ListedGroup],
    title: tuple[str, ...],
    delegation: SentDelegation | None,
    cues: Cues,
) -> tuple[FoundSide, ...]:
    """Return the sides of a meeting, in the order of the lists; none where the text tells none."""
    parted = _merged(groups)
    headed = tuple(group for group in parted if group.heading)
    if len(headed) > 1:
        parted = headed
    if len(parted) < 2 and not any(group.heading for group in parted):  # noqa: PLR2004 - one list alone tells no sides
        return ()
    if all(group.heading for group in parted):
        found = tuple(_headed(group, title, cues) for group in parted)
    else:
        found = _named(parted, title, delegation, cues)
    if delegation:
        found = tuple(_sent(side, delegation, cues) for side in found)
    return found


def _merged(groups: Sequence[ListedGroup]) -> tuple[ListedGroup, ...]:
    """Join lists under one heading, or with one leader."""
    found: dict[tuple[str, str], ListedGroup] = {}
    for group in groups:
        key = (fold(group.heading or ""), group.leader or "")
        known = found.get(key)
        members = (*known.members, *group.members) if known else group.members
        found[key] = replace(group, members=tuple(dict.fromkeys(members)))
    return tuple(found.values())


def _headed(group: ListedGroup, title: tuple[str, ...], cues: Cues) -> FoundSide:
    """Name a side by its heading, or by the part of the title that the heading shortens."""
    heading = group.heading or ""
    alike = [part for part in title if _shares_word(heading, part)]
    name = alike[0] if len(alike) == 1 and _is_side(alike[0], cues) else _side_name(heading, cues)
    sent = any(cues.has("sent_words", word) for word in heading.split())
    return FoundSide(
        name=name,
        kind="Delegation" if sent else "Side",
        members=group.members,
        leader=None,
        wordings=(heading,),
        organizations=_from_name(name, cues),
    )


def _is_side(name: str, cues: Cues) -> bool:
    return any(cues.has("side_words", word) for word in name.split())


def _side_name(heading: str, cues: Cues) -> str:
    name = _capital(heading)
    if _is_side(name, cues):
        return name
    pattern, *endings = cues.sides
    for ending in endings:
        old, _, new = ending.partition(">")
        if heading.endswith(old):
            heading = heading.removesuffix(old) + new
            break
    return _capital(pattern.format(heading))


def _shares_word(one: str, other: str) -> bool:
    """Tell whether two wordings share the beginning of a capitalized word ("Polish", "Poland")."""
    first = {fold(w)[:_MATCH] for w in one.split() if w[:1].isupper() and len(w) >= _MATCH}
    return any(fold(w)[:_MATCH] in first for w in other.split() if w[:1].isupper())


def _named(
    groups: tuple[ListedGroup, ...],
    title: tuple[str, ...],
    delegation: SentDelegation | None,
    cues: Cues,
) -> tuple[FoundSide, ...]:
    """Name sides that have no headings: the delegation by its leader, the other by what is left."""
    names = [_side_name(g.heading, cues) if g.heading else "" for g in groups]
    led = _led_group(groups, delegation)
    free = list(title)
    if led is not None and not names[led] and delegation:
        sent = [part for part in free if _is_sent(part, cues)]
        chosen = sent[0] if len(sent) == 1 else _capital(delegation.wording)
        names[led] = chosen
        free = [part for part in free if part != chosen]
    for index, name in enumerate(names):
        if not name:
            left = sum(1 for n in names if not n)
            unused = free if len(free) == left == 1 else []
            names[index] = unused[0] if unused else _by_people(groups[index], index)
    return tuple(
        FoundSide(
            name=name,
            kind="Delegation" if _is_sent(name, cues) and group.leader else "Side",
            members=group.members if not group.leader else (group.leader, *group.members),
            wordings=(group.heading,) if group.heading else (),
            organizations=_from_name(name, cues),
        )
        for name, group in zip(names, groups, strict=True)
    )


def _led_group(groups: tuple[ListedGroup, ...], delegation: SentDelegation | None) -> int | None:
    if not delegation or not delegation.leader:
        return None
    for index, group in enumerate(groups):
        if delegation.leader in (group.leader, *group.members):
            return index
    return None


def _is_sent(name: str, cues: Cues) -> bool:
    return any(cues.has("sent_words", word) for word in name.split())


def _by_people(group: ListedGroup, index: int) -> str:
    leader = group.leader or (group.members[0] if group.members else None)
    return f"Side of {leader.title()}" if leader else f"Side {index + 1}"


def _capital(wording: str) -> str:
    return wording[:1].upper() + wording[1:]


def _sent(side: FoundSide, delegation: SentDelegation, cues: Cues) -> FoundSide:
    """Add to the side of a delegation what the sentence says of it."""
    if delegation.leader not in side.members:
        return side
    worded = tuple(_organizations(delegation.wording, cues))
    return replace(
        side,
        kind="Delegation",
        leader=delegation.leader,
        wordings=(*side.wordings, delegation.wording),
        organizations=_joined(side.organizations, worded) or side.organizations,
    )


def _from_name(name: str, cues: Cues) -> tuple[tuple[str, ...], ...]:
    """Return the body that is left of a side's name: "Albanian Labor Party" of its "Delegation"."""
    words = [w for w in name.split() if not cues.has("side_words", w)]
    if len(words) < 2 or not all(w[:1].isupper() or cues.has("function_words", w) for w in words):  # noqa: PLR2004 - one word is a people, not a body
        return ()
    return ((" ".join(words),),)


def _organizations(wording: str, cues: Cues) -> list[str]:
    """Return the bodies in "delegation of the A and of the government of B"."""
    of = cues.search("sides.of", wording)
    if of is None:
        return []
    parts = [wording[of.end() :]]
    for pattern in cues.patterns["sides.and_of"]:
        parts = [piece for part in parts for piece in pattern.split(part)]
    return [_capital(_bare(part.strip())) for part in parts if part.strip()]


def _joined(
    known: tuple[tuple[str, ...], ...], worded: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Join bodies met twice: an abbreviation goes to the name whose initials it is."""
    found = [list(names) for names in known]
    for name in worded:
        home = next((names for names in found if _abbreviates(name, names[0])), None)
        if home is None:
            found.append([name])
        elif name not in home:
            home.append(name)
    return tuple(tuple(names) for names in found)


def _abbreviates(short: str, name: str) -> bool:
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    return fold(short) == fold(name) or (short.isupper() and sorted(short) == sorted(initials))
