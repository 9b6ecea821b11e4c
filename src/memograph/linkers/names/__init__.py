"""Names: how alike two of them are, by which keys they are found, in which forms they are sought.

It knows spelling and order, titles and transliterations; it does not know who anybody is.
"""

from memograph.linkers.names.alike import Likeness, likeness
from memograph.linkers.names.keying import keys
from memograph.linkers.names.spelled import spellings

__all__ = ["Likeness", "keys", "likeness", "spellings"]
