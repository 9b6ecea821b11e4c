"""Services opened by name: Wikidata, whatever answers at an address, or what is plugged in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from memograph import http, plugins
from memograph.problems import ConfigError, MemographError, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memograph.linkers.service import Answer, Opener, Opening, Question, Service
    from memograph.linkers.wikidata_facts import WikidataFacts

_API: Final = "api.php"
"""What the addresses of the APIs of all Wikibases end in."""
WIKIDATA: Final = "wikidata"


def opened(name: str, opening: Opening, *, files: tuple[str, ...] = ()) -> Service:
    """Return the service of a name or an address.

    An address that ends in `api.php` is a Wikibase; at any other a reconciliation service is asked
    for its manifest. Names are those of plug-ins, which `files` may hold, too.

    Raises ConfigError (MG221) if there is none of that name, RemoteError (MG215) if none answers at
    that address, MissingExtra (MG527) without requests-cache.
    """
    address = name if http.is_address(name) else ""
    plugin = _plugin(_named(name) if address else name, files)
    if plugin is None:
        raise ConfigError(problem("MG221", name=name))
    opener = plugin.load()
    if hasattr(opener, "link") or not callable(opener):
        raise ConfigError(problem("MG221", name=name))
    opening = replace(opening, address=address)
    if plugin.origin == plugins.OWN:
        return cast("Opener", opener)(opening)
    try:
        return _Guarded(cast("Opener", opener)(opening), plugin)
    except MemographError:
        raise
    except Exception as error:
        raise _failure(plugin, error) from error


class _Guarded:
    """A service of somebody else, which may raise whatever it likes."""

    def __init__(self, service: Service, plugin: plugins.Plugin) -> None:
        """Take what it is called, where its IRIs begin, and what is wrong with what it knows."""
        self.name, self.space, self.problems = service.name, service.space, service.problems
        self._service, self._plugin = service, plugin

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield its answers; raise ConfigError (MG911) for whatever it raises."""
        try:
            for question, answer in zip(questions, self._service.ask(questions), strict=True):
                # Whatever is no answer to that question is told of the service that gave it.
                yield replace(answer, question=question)
        except MemographError:
            raise
        except Exception as error:
            raise _failure(self._plugin, error) from error

    def close(self) -> None:
        """Let it let go of what is open."""
        self._service.close()


def _failure(plugin: plugins.Plugin, error: Exception) -> ConfigError:
    found = problem(
        "MG911", slot=plugin.slot, name=plugin.name, origin=plugin.origin,
        kind=type(error).__name__, error=error,
    )  # fmt: skip
    return ConfigError(found)


def describer(name: str, opening: Opening, languages: tuple[str, ...] = ("en",)) -> WikidataFacts:
    """Return Wikidata, or what else answers its calls, as it tells facts.

    Labels are taken in `languages` (BCP 47). Raises ConfigError (MG221) if the name is no service,
    MissingExtra (MG527) without requests-cache.
    """
    from memograph.linkers import openers

    if not (name == WIKIDATA or http.is_address(name)):
        raise ConfigError(problem("MG221", name=name))
    address = "" if name == WIKIDATA else name
    return openers.wikidata_facts(replace(opening, address=address), languages)


def own_cache() -> Path:
    """Return the file in which answers are kept, in the user's folder for such things."""
    from platformdirs import user_cache_path

    return user_cache_path("memograph") / "answers.sqlite"


def _named(address: str) -> str:
    """Return the name of the service that answers at an address."""
    return "wikibase" if urlsplit(address).path.endswith(_API) else "reconciliation"


def _plugin(name: str, files: tuple[str, ...]) -> plugins.Plugin | None:
    """Return what is plugged in under a name; of two the later counts."""
    found = [each for each in plugins.installed("linkers", files=files) if each.name == name]
    return found[-1] if found else None
