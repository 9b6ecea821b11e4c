"""Facts of an authority that is known here: names, descriptions, dates of its entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from memograph.linkers.authority import Authority
from memograph.linkers.entity import Entity
from memograph.linkers.facts import Facts, Labels, Told
from memograph.problems import Where, problem

_UNKNOWN: Final = "und"


class AuthorityFacts:
    """Tells facts of the entities of an authority, which says in no language what they are called.

    The posts of its entities have no IRI, so that they are not told.

    >>> people = Authority([Entity(id="https://example.org/1", name="Ana", begun="1911")])
    >>> (told,) = AuthorityFacts(people).described(["https://example.org/1"])
    >>> told.facts.labels, told.facts.begun
    ((('und', 'Ana'),), '1911')
    """

    def __init__(self, authority: Authority) -> None:
        """Look through the authority once."""
        self.name, self._authority = authority.name, authority
        self._ids = frozenset(entity.id for entity in authority)

    def knows(self, iri: str) -> bool:
        """Tell whether an IRI is that of one of its entities."""
        return iri in self._ids

    def described(self, iris: Sequence[str]) -> Iterator[Told]:
        """Yield what is known of each."""
        wanted = frozenset(iris)
        found = {each.id: each for each in self._authority if each.id in wanted}
        for iri in iris:
            if iri in found:
                yield Told(iri=iri, facts=_facts(found[iri]))
            else:
                yield Told(iri=iri, problems=(problem("MG225", Where(source=iri)),))

    def close(self) -> None:
        """Let go of the authority."""
        self._authority.close()


def _facts(entity: Entity) -> Facts:
    return Facts(
        iri=entity.id,
        labels=_worded(entity.name),
        kind=entity.kind,
        descriptions=_worded(entity.description),
        begun=entity.begun,
        ended=entity.ended,
        same_as=entity.same_as,
    )


def _worded(text: str) -> Labels:
    return ((_UNKNOWN, text),) if text else ()
