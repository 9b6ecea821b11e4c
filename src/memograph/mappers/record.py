"""A whole record, mapped: the built-in mappers in their fixed order, then those of plug-ins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from memograph.mappers.agent import map_agents, map_places, map_posts
from memograph.mappers.by_node import ByNode
from memograph.mappers.context import Context, Mapper
from memograph.mappers.document import map_archival_reference, map_document, map_text_versions
from memograph.mappers.identity import map_identity_assertions
from memograph.mappers.meeting import map_events, map_gestures, map_meetings, map_series
from memograph.mappers.participant import map_participations
from memograph.mappers.provenance import map_provenance
from memograph.mappers.segment import (
    map_editorial_insertions,
    map_list_items,
    map_mentions,
    map_stage_directions,
)
from memograph.mappers.statement import map_passages, map_statements, map_turns
from memograph.model import Record
from memograph.rdf.quads import Node, nodes_of, triples_of
from memograph.rdf.terms import T, Triple

BUILT_IN: tuple[Mapper, ...] = (
    map_document,
    map_text_versions,
    map_archival_reference,
    map_meetings,
    map_series,
    map_events,
    map_gestures,
    map_participations,
    map_agents,
    map_posts,
    map_places,
    map_turns,
    map_statements,
    map_passages,
    map_stage_directions,
    map_editorial_insertions,
    map_list_items,
    map_mentions,
    map_identity_assertions,
    map_provenance,
)
"""The mappers of the ontology, in the order in which their nodes are written."""


def map_record(
    record: Record, context: Context[T], extra: tuple[Mapper, ...] = ()
) -> Iterator[Triple[T]]:
    """Return all triples of a record's graph, node by node; `extra` mappers come last.

    >>> from memograph.mappers.context import make_context, make_run
    >>> from memograph.model import Document, TextVersion
    >>> from memograph.rdf.iris import Iris
    >>> from memograph.rdf.terms import StringTerms
    >>> note = Record(source="note.txt", reader="plain", text_versions=(TextVersion(full_text=""),),
    ...     document=Document(slug="note", kind="Document"))
    >>> context = make_context(note, StringTerms(), iris=Iris("https://example.org/", "note"),
    ...     run=make_run("https://example.org/", "0.1.0", "0badcafe"))
    >>> next(map_record(note, context))[2]
    '<https://w3id.org/memograph/ontology#Document>'
    """
    return triples_of(map_nodes(record, context, extra))


def map_nodes(
    record: Record, context: Context[T], extra: tuple[Mapper, ...] = ()
) -> Iterator[Node[T]]:
    """Return the same as `map_record`, each node in one piece."""
    return chain.from_iterable(
        mapper.nodes(record, context)
        if isinstance(mapper, ByNode)
        else nodes_of(mapper(record, context))
        for mapper in (*BUILT_IN, *extra)
    )
