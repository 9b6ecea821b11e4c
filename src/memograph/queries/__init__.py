"""Questions to graphs: the named queries, their parameters, and how answers are written.

It knows texts of SPARQL and rows of terms, and not where graphs are.
"""
