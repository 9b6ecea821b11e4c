"""Queries: named SPARQL questions to rows. The questions stand in ontology/queries."""
