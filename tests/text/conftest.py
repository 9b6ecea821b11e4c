from __future__ import annotations

import pytest

from memograph import pipeline
from memograph.readers import Source
from memograph.settings import Settings


class Understood:
    """What is understood of a made-up record: who says what, who is there and as what."""

    def __init__(self, text: str) -> None:
        source = Source(name="made-up.txt", stem="made-up", data=text.encode())
        self.record = pipeline.read(source, settings=Settings(base="https://example.org/id/"))
        called = {agent.id: agent.name for agent in self.record.everyone()}
        said = {each.order: " ".join(each.text.split()) for each in self.record.statements}
        self.turns = [
            (" + ".join(called[who] for who in turn.speaker), said.get(turn.order))
            for turn in self.record.turns
        ]
        self.parts = {called[each.participant]: each for each in self.record.participations}

    @property
    def speakers(self):
        return [who for who, _ in self.turns]

    @property
    def present(self):
        return {name for name, each in self.parts.items() if "absent" not in each.attestation}

    @property
    def absent(self):
        return {name for name, each in self.parts.items() if "absent" in each.attestation}

    @property
    def roles(self):
        """Return the roles of those who have one besides taking part."""
        told = {name: set(each.role) - {"participant"} for name, each in self.parts.items()}
        return {name: roles for name, roles in told.items() if roles}

    @property
    def sides(self):
        return {
            name: each.side.removeprefix("side/") for name, each in self.parts.items() if each.side
        }

    @property
    def codes(self):
        return [each.code for each in self.record.problems]


@pytest.fixture
def understood():
    return Understood
