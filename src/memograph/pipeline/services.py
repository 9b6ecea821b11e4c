"""Services opened by name: Wikidata, or another Wikibase by the address of its API."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from memograph import http
from memograph.linkers import wikidata, wikidata_facts, wikidata_query
from memograph.problems import ConfigError, problem

WIKIDATA: Final = "wikidata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How services are asked: what they answer is kept in the file `cache`, None for one's own.

    With `offline`, only what is kept is answered. `contact` tells the service whom to write to.
    """

    cache: Path | None = None
    offline: bool = False
    contact: str = ""


def opened(name: str, asking: Asking | None = None) -> wikidata.Wikidata:
    """Return the service of a name or an address.

    Raises ConfigError (MG221) if it is neither, MissingExtra (MG527) without requests-cache.
    """
    url = _address(name)
    query_url = wikidata_query.URL if name == WIKIDATA else ""
    return wikidata.Wikidata(_kept(asking), url=url, query_url=query_url)


def describer(
    name: str, asking: Asking | None = None, languages: tuple[str, ...] = ("en",)
) -> wikidata_facts.WikidataFacts:
    """Return Wikidata, or what else answers its calls, as it tells facts.

    Labels are taken in `languages` (BCP 47). Raises ConfigError (MG221) if the name is no service,
    MissingExtra (MG527) without requests-cache.
    """
    url = _address(name)
    return wikidata_facts.WikidataFacts(_kept(asking), url=url, languages=languages)


def own_cache() -> Path:
    """Return the file in which answers are kept, in the user's folder for such things."""
    from platformdirs import user_cache_path

    return user_cache_path("memograph") / "answers.sqlite"


def _kept(asking: Asking | None) -> http.Kept:
    how = asking or Asking()
    place = how.cache or own_cache()
    return http.Kept(place, judge=wikidata.judged, offline=how.offline, contact=how.contact)


def _address(name: str) -> str:
    url = wikidata.URL if name == WIKIDATA else name
    if not http.is_address(url):
        raise ConfigError(problem("MG221", name=name))
    return url
