"""Batches: several items are asked for in one call, and each answer is kept by itself.

Who else is in a batch changes from run to run. So an item is kept as the answer to a batch of this
item alone, and found again whoever stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from memograph.http.heard import Heard, Message, Verdict
from memograph.http.kept import Kept

T = TypeVar("T")

_TOO_LARGE: Final = 413


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Generic[T]):
    """How items are asked for: at which address, in which bytes, and what is theirs in an answer.

    Without a media type the bytes are the query of an address that is fetched, else they are
    posted. `judge` tells of errors that pass, as `Kept` takes it. `parts` gives for an answer to so
    many items what a batch of each alone would be answered, None for one that is not answered; it
    gives None if this is no answer to a batch at all.
    """

    url: str
    media_type: str
    spelled: Callable[[Sequence[T]], bytes]
    parts: Callable[[Any, Sequence[T]], Sequence[Any] | None]
    judge: Callable[[Any], Verdict] | None = None


class Batches(Generic[T]):
    """Asks a server for items in batches, of which each is on disk before the next one is sent.

    Items have to be hashable; what is asked for twice is sent once.
    """

    def __init__(self, kept: Kept, form: Form[T], *, most: int) -> None:
        """Ask through what is kept, for so many items at most at once."""
        self._kept, self._form, self._most = kept, form, most

    def ask(self, items: Sequence[T]) -> Iterator[Heard]:
        """Yield what is heard of every item, in their order.

        What is heard of those of one call that failed is one and the same object. Raises what
        `Kept.send` does.
        """
        known = {each: self._recalled(each) for each in dict.fromkeys(items)}
        left = [each for each, heard in known.items() if heard is None]
        for item in items:
            while known[item] is None:
                answered = self._sent(left[: self._most])
                known.update(answered)
                left = left[len(answered) :]
            heard = known[item]
            if heard is not None:
                yield heard

    def _recalled(self, item: T) -> Heard | None:
        data = self._kept.recalled(self._message([item]))
        part = None if data is None else self._parts(data, [item])[0]
        return None if part is None else Heard(state="answered", data=part)

    def _sent(self, items: Sequence[T]) -> dict[T, Heard]:
        """Return what is heard of some items, of none if the server wants fewer at once."""

        def judge(data: Any) -> Verdict:
            told = self._form.judge(data) if self._form.judge else "good"
            return "bad" if told == "good" and self._form.parts(data, items) is None else told

        heard = self._kept.send(self._message(items), judge=judge)
        if heard.status == _TOO_LARGE and len(items) > 1:
            self._most = len(items) // 2
            return {}
        if heard.state != "answered":
            return dict.fromkeys(items, heard)
        lost = Heard(state="failed", reason="it answers others, but not this", data=heard.data)
        found = dict.fromkeys(items, lost)
        for item, part in zip(items, self._parts(heard.data, items), strict=True):
            if part is not None:
                self._kept.keep(self._message([item]), part)
                found[item] = Heard(state="answered", data=part)
        return found

    def _message(self, items: Sequence[T]) -> Message:
        form, spelled = self._form, self._form.spelled(items)
        if not form.media_type:
            return Message(url=f"{form.url}?{spelled.decode()}")
        return Message(url=form.url, media_type=form.media_type, data=spelled)

    def _parts(self, data: Any, items: Sequence[T]) -> Sequence[Any]:
        parts = self._form.parts(data, items)
        return [None] * len(items) if parts is None else parts
