"""What kind of paper a document of a volume is: a record of conversation, another, or unclear."""

from __future__ import annotations

from typing import Final

from memograph.text.cues import Cues
from memograph.text.doctypes import doctype_of

_TALKS: Final = frozenset(
    {"memorandum-of-conversation", "minutes", "transcript", "stenographic-record", "interview"}
)


def talked(
    title: str, *, subtype: str = "", subject: str = "", listed: bool, cues: Cues
) -> bool | None:
    """Return whether a document is a record of conversation, or None where its words must tell.

    `listed` says that it has a list of those who were there. That outweighs a title such as
    "Telegram From …", but not one of a paper that is made before a meeting.

    >>> from memograph.text.cues import cues
    >>> talked("Minutes of a Meeting", listed=False, cues=cues("en"))
    True
    >>> talked("Letter From Ada Moore to Jan Kos", listed=False, cues=cues("en"))
    False
    """
    if subtype == "editorial-note" or cues.search("provenance.beside", title):
        return False
    if listed:
        return True
    by_title = cues.search("provenance.of_talk", title) is not None
    if cues.search("provenance.paper", title):
        return by_title
    if by_title or doctype_of(title, cues) in _TALKS or cues.search("provenance.talk", title):
        return True
    if cues.search("provenance.to_file", title) and cues.search("provenance.about_talk", subject):
        return True
    return False if cues.search("provenance.paper_otherwise", title) else None


def is_talk(title: str, *, listed: bool, cues: Cues) -> bool:
    """Tell whether what is attached to a document is surely a record of its own."""
    return talked(title, listed=listed, cues=cues) is True
