"""pyshacl with less to do: the same constraints on the same graph, prepared once for all documents.

pyshacl's own constraints judge, and write each result. What is spared is what they need not be
asked twice: the shapes are harvested once, their constraints are built once, the property shapes of
a node shape get all its nodes at once, and both graphs are read from dictionaries. Nothing of
pyshacl or rdflib is changed for others in the process. With releases or shapes for which this was
not tried, `told` gives None, and pyshacl is called as it is documented.
"""

from memograph.validation.tuned.run import prepare, told, tried

__all__ = ["prepare", "told", "tried"]
