"""Names: how alike two of them are, by which keys they are found, in which forms they are sought.

It knows spelling and order, titles and transliterations; it does not know who anybody is.
"""

from memograph.linkers.names.alike import Likeness, is_found, is_one_thing, likeness
from memograph.linkers.names.keying import keys
from memograph.linkers.names.spelled import ASKED, spellings

__all__ = [
    "ASKED", "Likeness", "is_found", "is_one_thing", "keys", "likeness", "spellings",
]  # fmt: skip
