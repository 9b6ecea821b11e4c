"""Validation: what graphs must look like, and where in the source they do not.

It reads RDF and the shapes, and returns a Report of Problems. It knows nothing of how a record is
read, mapped or written.
"""

from memograph.validation.check import validate_dataset, validate_graph
from memograph.validation.excerpts import excerpt_at
from memograph.validation.report import Report, ValidationResult
from memograph.validation.rules import Rule, ShapesBundle, load_ontology, load_shapes

__all__ = [
    "Report",
    "Rule",
    "ShapesBundle",
    "ValidationResult",
    "excerpt_at",
    "load_ontology",
    "load_shapes",
    "validate_dataset",
    "validate_graph",
]
