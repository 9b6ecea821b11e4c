"""Kinds of documents: the concept that words name, and which kinds record a talk."""

from __future__ import annotations

from memograph.text.cues import Cues

PAPERS = frozenset({"letter", "report", "telegram", "speech", "memorandum"})
TALKS = frozenset(
    {"memorandum-of-conversation", "minutes", "transcript", "stenographic-record", "interview"}
)


def doctype_of(words: str, cues: Cues) -> str | None:
    """Return the concept of the scheme doctype that words name, the longest phrase first.

    >>> from memograph.text.cues import cues
    >>> doctype_of("Memorandum of Conversation between A and B", cues("en"))
    'memorandum-of-conversation'
    """
    folded = f" {' '.join(words.lower().split())} "
    phrases = cues.phrases["doctypes"]
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        if f" {phrase} " in folded.replace(",", " ").replace(":", " "):
            return phrases[phrase]
    return None
