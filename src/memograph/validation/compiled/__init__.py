"""The compiled check: the shapes as closures over the terms of one document.

It may pass a document, never judge one: what it does not pass goes to pyshacl.
"""

from memograph.validation.compiled.check import ENGINE, CompiledShapes, compile_shapes

__all__ = ["ENGINE", "CompiledShapes", "compile_shapes"]
