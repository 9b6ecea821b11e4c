"""Targets: what a user names to load or to ask, opened as a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from memograph.problems import ConfigError, problem
from memograph.settings import STORE_VARIABLES
from memograph.stores.loading.embedded import PREFIX, embedded
from memograph.stores.loading.endpoint import Endpoint
from memograph.stores.loading.store import Store
from memograph.stores.profiles import Profile, profile_named

if TYPE_CHECKING:
    from memograph.http import Access


def is_store(target: str) -> bool:
    """Tell whether a target names a triplestore and no file.

    >>> is_store("oxigraph:talks.db"), is_store("https://example.org/ds"), is_store("memo.ttl")
    (True, True, False)
    """
    from memograph import http

    return target.startswith(PREFIX) or http.is_address(target)


@contextmanager
def opened(
    target: str,
    *,
    kind: str | None,
    variables: Mapping[str, str],
    plain: bool = False,
    plugins: tuple[str, ...] = (),
) -> Iterator[Store]:
    """Give the store that a target names: `oxigraph:DIR`, or an address of a `kind` of store.

    `variables` say who calls it (`MEMOGRAPH_STORE_USER` …); `plain` allows them to be sent over
    http. Raises as `checked`, and WriteError or RemoteError if the store cannot be opened.
    """
    from memograph import http

    profile = checked(target, kind=kind, plugins=plugins)
    store: Store
    if profile is None:
        store = embedded(Path(target.removeprefix(PREFIX)))
    else:
        caller = http.Caller(target, caller_of(target, profile, variables), plain=plain)
        store = Endpoint(url=target, profile=profile, caller=caller)
    try:
        yield store
    finally:
        store.close()


def caller_of(url: str, profile: Profile, variables: Mapping[str, str]) -> Access:
    """Return who calls a store: as the variables say, or else a netrc file."""
    from memograph import http

    user, password, token = (variables.get(name, "") for name in STORE_VARIABLES)
    return http.access(url, user=user, password=password, token=token, kinds=profile.auth)


def checked(
    target: str, *, kind: str | None = None, plugins: tuple[str, ...] = ()
) -> Profile | None:
    """Return the profile of a target, None if it is embedded; nobody is asked.

    Raises ConfigError: MG560 if it is no target, MG565 or MG533 if the kind of store is not known.
    """
    from memograph import http

    if target.startswith(PREFIX) and target != PREFIX:
        return None
    if not http.is_address(target):
        raise ConfigError(problem("MG560", target=target))
    known = profiles(plugins)
    if kind is None:
        raise ConfigError(problem("MG565", target=target, known=", ".join(known)))
    return profile_named(kind, known)


def profiles(plugins: tuple[str, ...] = ()) -> dict[str, Profile]:
    """Return all profiles by name, those of plug-ins in place of built-in ones."""
    from memograph import plugins as slots
    from memograph.stores.profiles import PROFILES

    plugged = slots.load("stores", files=plugins).objects.items()
    return {
        **{each.name: each for each in PROFILES},
        **{name: value for name, value in plugged if isinstance(value, Profile)},
    }
