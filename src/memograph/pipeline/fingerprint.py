"""The fingerprint of whatever the bytes of an export depend on, besides its sources."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memograph.settings import Settings


def made_by(settings: Settings) -> str:
    """Return what differs whenever documents have to be made anew: settings, plug-ins or program.

    >>> from memograph.settings import Settings
    >>> made_by(Settings()) == made_by(Settings(jobs=2)) != made_by(Settings(formats=("trig",)))
    True
    """
    from memograph.pipeline.stages import run_of

    chosen = {
        "run": run_of(settings).iri,
        "formats": sorted(settings.formats),
        "compress": settings.compress,
        "context": settings.context_url,
        "invalid": settings.keep_invalid,
        "engine": settings.engine,
        "parts": settings.parts,
        "program": program(),
    }
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:16]


@cache
def program() -> str:
    """Return a digest of memograph's own files: between two releases its version says nothing."""
    import memograph
    from memograph import resources

    digest = hashlib.sha256()
    package = Path(memograph.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".toml", ".json", ".jsonld", ".ttl"):
            digest.update(str(path.relative_to(package)).encode())
            digest.update(path.read_bytes())
    for name, text in (*resources.shapes(), ("memo.ttl", resources.ontology())):
        digest.update(name.encode())
        digest.update(text.encode())
    digest.update(json.dumps(resources.context(), sort_keys=True).encode())
    return digest.hexdigest()
