"""The stages composed: read, link, map, validate and write one document, or export many.

`stages` handles one document, `document` exports it, whatever goes wrong. `sources` and `archives`
find what paths hold, `inputs` lists it, `chunks` parts it into pieces of work, which `chunk`
handles and `workers` share out; `committing` keeps what came of them in the `manifest`,
`resolution` settles names that several asked for, `finishing` and `description` see to the folder;
`run` is all of it.
"""

from __future__ import annotations

from memograph.pipeline.asking import query
from memograph.pipeline.planning import Plan, plan
from memograph.pipeline.pushing import Push, Wishes, pushing
from memograph.pipeline.putting import Pushed
from memograph.pipeline.rdf_text import load_text
from memograph.pipeline.results import Exported, problem_json
from memograph.pipeline.run import Run, carry_out, export, running
from memograph.pipeline.sources import all_rdf_files, rdf_files
from memograph.pipeline.stages import (
    excerpt,
    load,
    read,
    read_all,
    to_dataset,
    validate,
)
from memograph.pipeline.stored import push, write

__all__ = [
    "Exported",
    "Plan",
    "Push",
    "Pushed",
    "Run",
    "Wishes",
    "all_rdf_files",
    "carry_out",
    "excerpt",
    "export",
    "load",
    "load_text",
    "plan",
    "problem_json",
    "push",
    "pushing",
    "query",
    "rdf_files",
    "read",
    "read_all",
    "running",
    "to_dataset",
    "validate",
    "write",
]
