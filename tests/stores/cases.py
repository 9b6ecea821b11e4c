"""What the probes of stores share: small data, and the list in which each is entered.

A probe is given a session with a store and the name of a graph that nobody else uses; it returns
in a few words what the store does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests
    from asking import Asking

SIZE = 300
HERE = "https://example.org/"


def turtle(size: int = SIZE) -> bytes:
    """Return as many triples in Turtle, one in five of a blank node, one to a line."""
    lines = [
        f'_:b{n} <{HERE}says> "“{n}” – 长江" .'
        if n % 5 == 0
        else f'<{HERE}{n}> <{HERE}says> "{n}" .'
        for n in range(size)
    ]
    return "\n".join([*lines, ""]).encode()


def triples(size: int, place: str = "") -> str:
    """Return as many triples without blank nodes, in N-Triples."""
    return "\n".join(f'<{HERE}{place}{n}> <{HERE}says> "{n}" .' for n in range(size))


BROKEN = turtle() + b'<https://example.org/a> "no predicate" .\n'
PROBES: dict[str, Callable[[Asking, str], str]] = {}


def probe(function: Callable[[Asking, str], str]) -> Callable[[Asking, str], str]:
    """List a probe under its name."""
    PROBES[function.__name__] = function
    return function


def told_of(answer: requests.Response, *counts: int) -> str:
    return ", ".join([str(answer.status_code), *map(str, counts)])
