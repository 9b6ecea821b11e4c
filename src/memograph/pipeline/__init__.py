"""The stages composed: read, link, map, validate and write one document, or export many.

`stages` handles one document; `sources` finds what paths hold, `naming` gives each document its
slug, `planning` says what is to be done, `document` does it to one source and `batch` to all;
`folder` and `description` keep what an output folder holds, `plugged` the plug-ins at arm's length.
"""

from __future__ import annotations

from memograph.pipeline.batch import carry_out, export, removed, unfinished, whole_report
from memograph.pipeline.planning import Plan, plan
from memograph.pipeline.rdf_text import load_text
from memograph.pipeline.results import Exported, problem_json, report
from memograph.pipeline.sources import all_rdf_files, rdf_files
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
    "all_rdf_files",
    "carry_out",
    "excerpt",
    "export",
    "load",
    "load_text",
    "plan",
    "problem_json",
    "rdf_files",
    "read",
    "read_all",
    "removed",
    "report",
    "to_dataset",
    "unfinished",
    "validate",
    "whole_report",
    "write",
]
