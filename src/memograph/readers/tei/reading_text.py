"""What of a TEI text is its reading text: all readers leave out the same apparatus.

Of two spellings of one passage one is read: what stands in the source where the edition only
modernizes or spells out, the correction where the edition says that the source is wrong
(TEI P5, 3.5 "Simple Editorial Changes").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

APPARATUS: Final = frozenset(
    {
        "teiHeader", "standOff", "facsimile", "listPerson", "listOrg", "listPlace", "listEvent",
        "listRelation", "listApp", "linkGrp", "link", "spanGrp", "interpGrp", "timeline", "fw",
        "figure", "figDesc", "graphic", "pb", "cb", "gb", "milestone", "anchor", "index", "ptr",
        "rdg", "del", "certainty", "precision", "metamark", "castList", "interp",
    }
)  # fmt: skip
"""Elements that hold nothing of the reading text, wherever they stand."""

_ALTERNATIVES: Final = frozenset({"choice", "app", "subst"})
_READ: Final = (("abbr", "expan"), ("corr", "sic"), ("orig", "reg"), ("lem", "rdg"), ("add", "del"))
_OTHERS: Final = frozenset(other for _, other in _READ)
LEFT_OUT: Final = APPARATUS | _OTHERS
"""Elements that may be left out; which of them are, `is_left_out` tells."""


def is_left_out(element: _Element) -> bool:
    """Tell whether an element is apparatus, or the other spelling of what is read.

    A spelling without another beside it is the only one, and is read.

    >>> from lxml.etree import fromstring
    >>> told = fromstring("<p><choice><sic>Redd</sic><corr>Reed</corr></choice><sic>Ashe</sic></p>")
    >>> [is_left_out(one) for one in told.iter("sic", "corr")]
    [True, False, False]
    """
    name = element.tag
    if name in APPARATUS:
        return True
    if name not in _OTHERS:
        return False
    parent = element.getparent()
    if parent is None or parent.tag not in _ALTERNATIVES:
        return False
    return any(name == other and parent.find(read) is not None for read, other in _READ)


def only_parts(element: _Element) -> bool:
    """Tell whether words between the children of an element are no words, as in a choice."""
    return element.tag in _ALTERNATIVES
