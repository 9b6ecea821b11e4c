"""Services opened by name: Wikidata, or another Wikibase by the address of its API."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from memograph import http
from memograph.linkers import wikidata
from memograph.problems import ConfigError, problem

WIKIDATA: Final = "wikidata"


def opened(
    name: str, *, cache: Path | None = None, offline: bool = False, contact: str = ""
) -> wikidata.Wikidata:
    """Return the service of a name or an address; what it answers is kept in the file `cache`.

    With `offline`, only what is kept is answered. `contact` tells the service whom to write to.
    Raises ConfigError (MG221) if it is neither, MissingExtra (MG527) without requests-cache.
    """
    url = wikidata.URL if name == WIKIDATA else name
    if not http.is_address(url):
        raise ConfigError(problem("MG221", name=name))
    place = cache or own_cache()
    kept = http.Kept(place, judge=wikidata.judged, offline=offline, contact=contact)
    return wikidata.Wikidata(kept, url=url)


def own_cache() -> Path:
    """Return the file in which answers are kept, in the user's folder for such things."""
    from platformdirs import user_cache_path

    return user_cache_path("memograph") / "answers.sqlite"
