"""Reconciliation: services that speak the Reconciliation API, asked in batches that they take.

https://www.w3.org/community/reconciliation/, versions 0.2 and 1.0 (a draft). The manifest of a
service says which; what it tells beside is asked for by its data extension.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from memograph.http import Kept, Verdict, is_address
from memograph.linkers.asking import Asking
from memograph.linkers.dialects import of_versions
from memograph.linkers.proposals import Terms, terms_of
from memograph.linkers.service import Answer, Question
from memograph.problems import Problem, RemoteError, Where, problem


def judged(data: Any) -> Verdict:
    """Return whether something is a manifest, or a list of properties.

    What is asked in batches is judged by its shape.

    >>> judged({"versions": ["0.2"], "name": "People"}), judged({"error": "down"})
    ('good', 'bad')
    """
    told = isinstance(data, Mapping) and {"versions", "name", "properties"} & data.keys()
    return "good" if told and "error" not in data else "bad"


class Reconciliation:
    """A service at an address, in the version that its manifest names.

    A batch that fails gives answers that have failed, of which the first tells why.
    """

    def __init__(self, kept: Kept, *, url: str) -> None:
        """Read the manifest; raise RemoteError (MG215) if the service cannot be asked.

        Where only what is kept may be used, and the manifest is not, nothing is known to it.
        """
        self.name, self._url, self._kept = url.rstrip("/"), url, kept
        self.problems: tuple[Problem, ...] = ()
        terms = self._read()
        self.space = terms.begins if terms else ""
        self._asking = Asking(kept, url, terms) if terms else None

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield an answer to every question.

        Those of one batch are answered together, with what is told of their candidates.
        """
        if self._asking is None:
            for each in questions:
                yield Answer(question=each, query=each.name, state="unasked")
            return
        rest = iter(questions)
        while some := tuple(islice(rest, self._asking.size)):
            yield from self._asking.answers(some)

    def close(self) -> None:
        """Close what is kept."""
        self._kept.close()

    def _read(self) -> Terms | None:
        """Return what the manifest says, None if it may not be asked for."""
        check_address(self._url)
        heard = self._kept.get(self._url)
        if heard.state == "unasked":
            return None
        if heard.state == "failed":
            raise _unusable(self.name, heard.reason)
        told = heard.data.get("versions")
        versions = [str(each) for each in told] if isinstance(told, list) else []
        spoken = of_versions(versions)
        if spoken is None:
            known = f"it speaks {', '.join(versions)[:100]}; memograph speaks 0.2 and 1.0-draft"
            raise _unusable(self.name, known)
        return terms_of(heard.data, spoken, url=self._url)


def check_address(url: str) -> None:
    """Raise RemoteError (MG215) if an address cannot be told to others, or is none.

    It is written into review files, and told with what goes wrong.
    """
    if not is_address(url) or "@" in urlsplit(url).netloc:
        reason = "its address has to begin with http or https, and to hold no password"
        raise _unusable(url.rpartition("@")[2], reason)


def _unusable(source: str, reason: str) -> RemoteError:
    return RemoteError(problem("MG215", Where(source=source), reason=reason))
