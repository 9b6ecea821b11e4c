"""Morph-KGC with the RML mapping beside this file, over flat views, in an environment of its own.

Morph-KGC asks for older versions of rdflib and pyoxigraph than the other contestants use.
"""

import sys
from pathlib import Path

from bench.vocabulary import BASE

MAPPING = Path(__file__).with_name("morph.rml.ttl")
PYTHON = Path(sys.prefix).with_name("bench-morph-venv") / "bin" / "python"
# One process, as all contestants have: what is compared is CPU seconds. The rest is its default.
SETTINGS = """\
[CONFIGURATION]
output_file: {out}/all.nq
output_format: N-QUADS
number_of_processes: 1
logging_level: WARNING

[records]
mappings: {out}/mapping.ttl
"""


def command(views, out):
    """Write the settings and the mapping for these views; returns the command that runs them."""
    mapping = MAPPING.read_text(encoding="utf-8")
    mapping = mapping.replace("VIEWS/", f"{views}/")
    for part in ("doc", "agent", "run"):
        mapping = mapping.replace(f"BASE{part}/", f"{BASE}{part}/")
    (Path(out) / "mapping.ttl").write_text(mapping, encoding="utf-8")
    settings = Path(out) / "settings.ini"
    settings.write_text(SETTINGS.format(out=out), encoding="utf-8")
    return [PYTHON, "-m", "morph_kgc", settings]
