"""Languages: from a BCP 47 tag to the language in the authority table of the EU, and its name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

AUTHORITY = "http://publications.europa.eu/resource/authority/language/"
"""What the IRIs of languages begin with."""

_LANGUAGES = """
af AFR Afrikaans; am AMH Amharic; ar ARA Arabic; az AZE Azerbaijani; be BEL Belarusian;
bg BUL Bulgarian; bn BEN Bengali; bs BOS Bosnian; ca CAT Catalan; cs CES Czech; cy CYM Welsh;
da DAN Danish; de DEU German; el ELL Greek; en ENG English; eo EPO Esperanto; es SPA Spanish;
et EST Estonian; eu EUS Basque; fa FAS Persian; fi FIN Finnish; fr FRA French; ga GLE Irish;
gl GLG Galician; gu GUJ Gujarati; he HEB Hebrew; hi HIN Hindi; hr HRV Croatian; hu HUN Hungarian;
hy HYE Armenian; id IND Indonesian; is ISL Icelandic; it ITA Italian; ja JPN Japanese;
ka KAT Georgian; kk KAZ Kazakh; km KHM Khmer; ko KOR Korean; ky KIR Kyrgyz; la LAT Latin;
lb LTZ Luxembourgish; lo LAO Lao; lt LIT Lithuanian; lv LAV Latvian; mk MKD Macedonian;
mn MON Mongolian; ms MSA Malay; mt MLT Maltese; my MYA Burmese; nb NOB Norwegian Bokmål;
ne NEP Nepali; nl NLD Dutch; nn NNO Norwegian Nynorsk; no NOR Norwegian; pl POL Polish;
ps PUS Pashto; pt POR Portuguese; rm ROH Romansh; ro RON Romanian; ru RUS Russian;
sh HBS Serbo-Croatian; sk SLK Slovak; sl SLV Slovenian; so SOM Somali; sq SQI Albanian;
sr SRP Serbian; sv SWE Swedish; sw SWA Swahili; ta TAM Tamil; te TEL Telugu; tg TGK Tajik;
th THA Thai; tk TUK Turkmen; tl TGL Tagalog; tr TUR Turkish; uk UKR Ukrainian; ur URD Urdu;
uz UZB Uzbek; vi VIE Vietnamese; xh XHO Xhosa; yi YID Yiddish; zh ZHO Chinese; zu ZUL Zulu;
mul MUL several languages; und UND an undetermined language
"""


@cache
def _table() -> Mapping[str, tuple[str, str]]:
    """Return authority code and English name by ISO 639-1 code and by ISO 639-3 code."""
    table: dict[str, tuple[str, str]] = {}
    for entry in " ".join(_LANGUAGES.split()).split("; "):
        tag, code, name = entry.split(" ", 2)
        table[tag] = table[code.lower()] = (code, name)
    return MappingProxyType(table)


def language_iri(tag: str) -> str:
    """Return the authority IRI of a tag's language; that of an unknown one is `UND`.

    >>> language_iri("en-gb"), language_iri("tlh")
    ('http://publications.europa.eu/resource/authority/language/ENG', \
'http://publications.europa.eu/resource/authority/language/UND')
    """
    return AUTHORITY + _entry(tag)[0]


def language_name(tag: str) -> str:
    """Return the English name of a tag's language, fit to stand after "in".

    >>> language_name("sq"), language_name("und")
    ('Albanian', 'an undetermined language')
    """
    return _entry(tag)[1]


def _entry(tag: str) -> tuple[str, str]:
    """Return the table's row for the primary subtag."""
    table = _table()
    return table.get(tag.split("-", 1)[0].lower(), table["und"])
