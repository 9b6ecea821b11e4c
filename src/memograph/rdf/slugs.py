"""Slugs: how a name is spelled inside an IRI, in ASCII letters, digits and hyphens.

The spelling is a contract: one changed letter renames a person in every graph ever published.
So the table for other scripts is the project's own and pinned here; it transliterates without
knowing the language, which a name does not tell.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 80
"""The longest slug, the hash included."""

_HASH_LENGTH = 8

# Each entry is a lower-case letter, "=", its spelling. A composed letter that is not listed is
# spelled like its base letter, so й stands here and ё does not.
_LETTERS = """
ß=ss ø=o đ=d ð=d ł=l þ=th æ=ae œ=oe ı=i ħ=h ŧ=t ŋ=ng ə=a ǝ=e ɛ=e ɔ=o ɓ=b ɗ=d ƙ=k ƴ=y ƒ=f ǥ=g ɨ=i
ʉ=u ƶ=z ĸ=k ƞ=n ɣ=gh ʒ=zh ȝ=y ƿ=w ɲ=ny ʋ=v ɩ=i ʊ=u ɖ=d ƨ=s ƽ=s ƅ= ƣ=gh ȥ=z ɫ=l
а=a б=b в=v г=g ґ=g д=d е=e є=ye ж=zh з=z и=i і=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t
у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya
ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѕ=dz ѓ=gj ќ=kj ў=u
ѣ=e ѳ=f ѵ=i ѫ=a ѧ=ya ѡ=o
ә=a ғ=g қ=k ҡ=k ҝ=g ң=n ө=o ұ=u ү=u һ=h җ=j ҙ=z ҫ=s ҷ=j ҳ=h ҹ=j ҥ=ng ӊ=n ӏ= ԥ=p ԯ=l
α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch
ψ=ps ω=o ϝ=w ϙ=q ϸ=sh
"""
_TABLE = str.maketrans(dict(entry.split("=") for entry in _LETTERS.split()))
_COMPOSED = {code: _TABLE[code] for code in map(ord, "йѓќў")}
_GREEK_PAIRS = (("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("γγ", "ng"))
# In Bulgarian a hard sign between consonants is a vowel; elsewhere it is mute.
_SPOKEN_HARD_SIGN = re.compile("ъ(?=[бвгджзйклмнпрстфхцчшщ])")
# Apostrophes, and the letters of transliteration that look like them.
_VANISHING = dict.fromkeys(map(ord, "'’‘‛`´ʹʺʻʼʽʾʿˈ′＇᾽᾿῾"))
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """Return the spelling of a name in an IRI: `a-z`, `0-9` and `-`, never empty.

    What the table cannot spell is left out and answered for by a hash of the name; a name that is
    too long is cut and hashed too. A slug is its own slug.

    >>> slug("People's Assembly"), slug("Łódź"), slug("Хрущёв")
    ('peoples-assembly', 'lodz', 'khrushchev')
    >>> slug("毛泽东"), slug("Zhou Enlai 周恩来")
    ('e5404262', 'zhou-enlai-d1865f6f')
    """
    if text.isascii():
        spelled, whole = text, True
    else:
        spelled, whole = _spelled(unicodedata.normalize("NFC", text))
    plain = _OTHER.sub("-", spelled.lower().replace("'", "").replace("`", "")).strip("-")
    if not plain:
        return name_hash(text)
    if whole and len(plain) <= MAX_LENGTH:
        return plain
    return f"{plain[: MAX_LENGTH - _HASH_LENGTH - 1].rstrip('-')}-{name_hash(text)}"


def name_hash(text: str) -> str:
    r"""Return the first 8 hex digits of the sha256 of a name in NFC.

    >>> name_hash("e\u0301") == name_hash("\u00e9")
    True
    """
    raw = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:_HASH_LENGTH]


def _spelled(name: str) -> tuple[str, bool]:
    """Return a composed name in ASCII as far as it goes, and whether every letter was spelled."""
    folded = unicodedata.normalize("NFKC", name.translate(_VANISHING)).lower()
    composed = _SPOKEN_HARD_SIGN.sub("а", unicodedata.normalize("NFC", folded))
    bare = _without_marks(composed.translate(_COMPOSED))
    for pair, spelling in _GREEK_PAIRS:
        bare = bare.replace(pair, spelling)
    spelled = bare.translate(_TABLE)
    if spelled.isascii():
        return spelled, True
    digits = "".join(_digit_or_itself(character) for character in spelled)
    return digits, not any(_is_unspelled(character) for character in digits)


def _without_marks(text: str) -> str:
    """Return the text decomposed, in lower case, without accents and invisible characters."""
    parts = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf"))


def _digit_or_itself(character: str) -> str:
    """Return the ASCII digit for a decimal digit of any script, else the character."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _is_unspelled(character: str) -> bool:
    """Tell whether a character is a letter or number that the table does not know."""
    category = unicodedata.category(character)
    return not character.isascii() and (category[0] in "LN" or category in ("Co", "Cn", "Cs"))
