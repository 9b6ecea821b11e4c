"""Openers: the services that are built in, by the names that they are plugged in under."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from memograph.linkers.service import Opening, Service
from memograph.problems import ConfigError, MemographError, problem

if TYPE_CHECKING:
    from memograph.http import Kept, Verdict
    from memograph.linkers.wikidata_facts import WikidataFacts


def wikidata(opening: Opening) -> Service:
    """Return Wikidata, asked by its own API.

    Raises MissingExtra (MG527) without requests-cache, RemoteError (MG215) if the address of
    another holds a password.
    """
    from memograph.linkers import wikidata_query
    from memograph.linkers.reconciliation import check_address
    from memograph.linkers.wikidata import URL, Wikidata, judged

    url = opening.address or URL
    check_address(url)
    # Only Wikidata itself is known to have a query service, and where.
    query_url = "" if opening.address else wikidata_query.URL
    return Wikidata(_kept(opening, judged, home=url), url=url, query_url=query_url)


def wikidata_facts(opening: Opening, languages: tuple[str, ...]) -> WikidataFacts:
    """Return Wikidata, or another Wikibase, as it tells facts; it is asked as `wikidata` is."""
    from memograph.linkers.reconciliation import check_address
    from memograph.linkers.wikidata import URL, judged
    from memograph.linkers.wikidata_facts import WikidataFacts

    url = opening.address or URL
    check_address(url)
    return WikidataFacts(_kept(opening, judged, home=url), url=url, languages=languages)


def wikibase(opening: Opening) -> Service:
    """Return another Wikibase by the address of its API; raise ConfigError (MG221) without one."""
    return wikidata(_addressed(opening, "wikibase"))


def reconciliation(opening: Opening) -> Service:
    """Return a service that speaks the Reconciliation API, by its address.

    Raises RemoteError (MG215) if there is none, ConfigError (MG221) without an address.
    """
    from memograph.linkers.reconciliation import Reconciliation, judged

    addressed = _addressed(opening, "reconciliation")
    kept = _kept(addressed, judged, home=addressed.address)
    try:
        return Reconciliation(kept, url=addressed.address)
    except MemographError:
        kept.close()
        raise


def _addressed(opening: Opening, name: str) -> Opening:
    if not opening.address:
        raise ConfigError(problem("MG221", name=name))
    return opening


def _kept(opening: Opening, judge: Callable[[Any], Verdict], *, home: str) -> Kept:
    from memograph.http import Kept

    return Kept(
        opening.cache,
        judge=judge,
        offline=opening.offline,
        contact=opening.contact,
        token=opening.token,
        home=home,
    )
