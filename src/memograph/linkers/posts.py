"""Posts: whether two names are of one, though one says of which state, and who held it when.

Records say "the Prime Minister", authorities "Prime Minister of Ghana".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from memograph.linkers.entity import Entity
from memograph.linkers.lifetimes import overlap
from memograph.linkers.names import is_one_thing
from memograph.linkers.sides import whose
from memograph.linkers.subject import Subject

_BEHIND: Final = re.compile(
    r"[\s,]+(?:(?:of|for|in|to|der|des|von|für|du|de|di|della|del|do|da)\s+|d[’'])"
    r"(?:(?:the|la|le|los|las|der|die|das)\s+|l[’'])?",
    re.IGNORECASE,
)
"""What stands between a post and its state."""


def held(subject: Subject, entity: Entity) -> tuple[str, bool | None] | None:
    """Return a post that both have, and whether it was held at the time, None if nobody knows.

    One that was held then comes first, then one of which it is not known. None if they have none.

    >>> from memograph.linkers.entity import Tenure
    >>> post = Tenure(post="Prime Minister of Ghana", begun="1960", ended="1966")
    >>> boadi = Entity(id="https://e.org/1", name="Boadi", posts=(post,), countries=("Ghana",))
    >>> asked = Subject(
    ...     iri="https://e.org/a", kind="person", name="Boadi", posts=("Prime Minister",),
    ...     begun="1961-05-03",
    ... )
    >>> held(asked, boadi)
    ('Prime Minister of Ghana', True)
    """
    states = (*entity.countries, *map(whose, subject.sides))
    own = tuple(form for post in subject.posts for form in _forms(post, states))
    found = []
    for each in entity.posts if own else ():
        forms = tuple(_forms(each.post, states))
        if any(is_one_thing(one, other) for one in own for other in forms):
            then = overlap(
                begun=each.begun, ended=each.ended, first=subject.begun, last=subject.ended
            )
            found.append((each.post, then))
    order = {True: 0, None: 1, False: 2}
    return min(found, key=lambda pair: order[pair[1]], default=None)


def _forms(post: str, states: Sequence[str]) -> Iterator[str]:
    """Yield a post as it is called, and without its state."""
    yield post
    for found in _BEHIND.finditer(post):
        state = post[found.end() :]
        if any(is_one_thing(state, each) for each in states):
            yield post[: found.start()]
