"""The stages composed: read, map, validate and write one document, or export many.

`stages` handles one document, `sources` finds what paths hold, `naming` gives each document its
slug, `folder` keeps what stands beside the documents, `batch` runs it all.
"""

from __future__ import annotations

from memograph.pipeline.batch import Plan, carry_out, export, plan
from memograph.pipeline.results import Exported, problem_json, report
from memograph.pipeline.sources import rdf_files
from memograph.pipeline.stages import (
    excerpt,
    load,
    read,
    read_all,
    to_dataset,
    validate,
    write,
)

__all__ = [
    "Exported",
    "Plan",
    "carry_out",
    "excerpt",
    "export",
    "load",
    "plan",
    "problem_json",
    "rdf_files",
    "read",
    "read_all",
    "report",
    "to_dataset",
    "validate",
    "write",
]
