"""Publishing: an export into a store, of which this machine keeps what is known while it runs.

The manifest is a database, which a store cannot hold open. So it is fetched into a folder of this
machine when a run begins, with what stands beside it, and sent back when the run has ended. In
between a lock in the store tells others whose it is, and the store has no manifest: whoever removes
the lock of a run that is lost begins with the parts themselves (ADR 0020).
"""

from __future__ import annotations

import hashlib
import json
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from memograph.pipeline import description, written
from memograph.pipeline.manifest import FOLDER, NAME
from memograph.problems import Where, WriteError, problem
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.pipeline.document import Target

_LOCK: Final = f"{FOLDER}/lock"
_MANIFEST: Final = f"{FOLDER}/{NAME}"
_OWNER: Final = f"{FOLDER}/owner"
_READY: Final = f"{FOLDER}/ready"
"""The file that tells that this machine has what the store had, and what that was."""
_BESIDE: Final = (description.DATASET, description.REPORT)


def state_of(url: str, folder: str | None) -> Path:
    """Return the folder of this machine that belongs to a store, below `folder` if that is given.

    >>> state_of("s3://talks/out", "state").name
    'out-2c701650'
    """
    import platformdirs

    place = Path(folder) if folder else platformdirs.user_state_path("memograph") / "exports"
    digest = hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:8]
    return place / f"{PurePosixPath(url).name}-{digest}"


@contextmanager
def looked_at(target: Target) -> Iterator[Target]:
    """Give the target with a copy of what is known of it, which is thrown away."""
    from tempfile import TemporaryDirectory

    if (target.place / _READY).is_file():
        yield target
        return
    with TemporaryDirectory(prefix="memograph-") as folder:
        copy = replace(target, place=Path(folder))
        files.prepare(copy.place / FOLDER)
        _fetch(copy)
        yield copy


def take(target: Target) -> None:
    """Lock the store and fetch what is known of it, unless a run of this machine was interrupted.

    Raises WriteError (MG532) if another machine has the lock, StoreError (MG531) if the store
    cannot be written to.
    """
    own = _own_claim(target.place)
    held = written.claim(target.path_of(_LOCK), own)
    if held != own:
        lock = target.path_of(_LOCK)
        found = problem("MG532", Where(source=lock), machine=_machine(held), lock=lock)
        raise WriteError(found)
    if not (target.place / _READY).is_file():
        _fetch(target)
        files.write(target.place / _READY, json.dumps(dict(_digests(target.place))).encode())
    # From now on what the store has may be older than its parts.
    written.remove(target.path_of(_MANIFEST))


def publish(target: Target) -> None:
    """Send what is known to the store, and free it; what memograph did not write stays there."""
    ready = target.place / _READY
    as_fetched = json.loads(ready.read_bytes())
    # If this is interrupted, nobody knows what the store has.
    files.write(ready, b"{}")
    foreign = {each.where.source for each in description.foreign(target) if each.where}
    for name, digest in _digests(target.place):
        if as_fetched.get(name) != digest and target.path_of(name) not in foreign:
            written.send(target.place / name, target.path_of(name))
    written.send(target.place / _MANIFEST, target.path_of(_MANIFEST))
    give_back(target)


def give_back(target: Target) -> None:
    """Free a store of which this machine has no more to tell."""
    # The other way round, another machine could come in between.
    (target.place / _READY).unlink(missing_ok=True)
    written.remove(target.path_of(_LOCK))


def _fetch(target: Target) -> None:
    for path in (target.place / FOLDER).glob(f"{NAME}*"):
        files.remove(path)
    for name in (*_BESIDE, _MANIFEST):
        written.fetch(target.path_of(name), target.place / name)


def _digests(place: Path) -> Iterator[tuple[str, str]]:
    """Yield what stands beside the parts, with a digest of each."""
    for name in _BESIDE:
        if (place / name).is_file():
            with (place / name).open("rb") as stream:
                yield name, hashlib.file_digest(stream, "sha256").hexdigest()


def _own_claim(place: Path) -> bytes:
    """Return what the lock holds when it is this folder that has it."""
    path = place / _OWNER
    if not path.is_file():
        found = {"owner": secrets.token_hex(16), "machine": socket.gethostname()}
        files.write(path, json.dumps(found).encode())
    return path.read_bytes()


def _machine(held: bytes) -> str:
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        return str(json.loads(held)["machine"])
    return "another machine"
