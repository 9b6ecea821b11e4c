"""Labels: what a person reads in place of an IRI."""

from __future__ import annotations

LONGEST = 80
"""How many characters a label takes from a text."""


def shortened(text: str) -> str:
    r"""Return a text on one line, cut between words if it is longer than a label.

    >>> shortened("Did  someone\nhit you?")
    'Did someone hit you?'
    """
    # Blanks may shrink to a quarter, and the rest of a long statement need not be looked at.
    line = " ".join(text[: 4 * LONGEST].split())
    if len(line) <= LONGEST and len(text) <= 4 * LONGEST:
        return line
    cut = line[: LONGEST - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > LONGEST // 2 else cut}…"


def turn_label(order: int, speakers: str) -> str:
    """Return the label of a turn.

    >>> turn_label(12, "Zhou Enlai")
    'Turn 12: Zhou Enlai'
    """
    return f"Turn {order}: {speakers}" if speakers else f"Turn {order}"


def statement_label(order: int, speakers: str) -> str:
    """Return the label of a statement."""
    return f"Statement {order}: {speakers}" if speakers else f"Statement {order}"


def identity_label(subject: str, candidate: str, certainty: str) -> str:
    """Return the label of an assertion of identity.

    >>> identity_label("Congolese Prime Minister (B)", "Ambroise Noumazalaye", "likely")
    'Congolese Prime Minister (B) is Ambroise Noumazalaye (likely)'
    """
    return f"{subject} is {candidate} ({certainty})"
