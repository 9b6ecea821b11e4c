"""Assertions of identity: who says that one is the other, how surely, and where."""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.context import Context
from memograph.mappers.labels import identity_label
from memograph.mappers.properties import concepts, segment_link, typed, typed_and_labelled
from memograph.model import IdentityAssertion, Record
from memograph.problems import Span
from memograph.rdf.iris import offsets
from memograph.rdf.lexical import decimal
from memograph.rdf.slugs import name_hash
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import MEMO, XSD

_FIRST = Span(-1, -1)


def map_identity_assertions(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the assertions of identity; those of one pair are told apart by where they stand."""
    used: set[str] = set()
    for assertion in sorted(dict.fromkeys(record.identity_assertions), key=_place):
        subject, candidate = (
            context.things[assertion.identifies],
            context.things[assertion.candidate],
        )
        agent = context.things[assertion.asserted_by]
        if subject is None or candidate is None or agent is None:
            continue
        iri = _iri(assertion, used, context)
        used.add(iri)
        node, words = context.terms.iri(iri), context.words
        yield from _beginning(assertion, node, context)
        yield node, words[MEMO.identifies], subject
        yield node, words[MEMO.candidate], candidate
        yield from _judgment(assertion, node, context)
        yield node, words[MEMO.assertedBy], agent


def _place(assertion: IdentityAssertion) -> Span:
    """Return where an assertion stands, before all text if nowhere."""
    return assertion.stated_by or _FIRST


def _iri(assertion: IdentityAssertion, used: set[str], context: Context[T]) -> str:
    """Return the IRI of an assertion; only the first of a pair does without its place."""
    slug_of = context.nodes.slug_of
    iri = context.iris.identity(slug_of(assertion.identifies), slug_of(assertion.candidate))
    if iri in used and assertion.stated_by is not None:
        iri = f"{iri}-{offsets(assertion.stated_by)}"
    return f"{iri}-{name_hash(repr(assertion))}" if iri in used else iri


def _beginning(assertion: IdentityAssertion, node: T, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield class and label."""
    subject, candidate = (
        context.names((thing,)) for thing in (assertion.identifies, assertion.candidate)
    )
    label = identity_label(subject, candidate, assertion.certainty)
    yield from typed_and_labelled(context, node, (MEMO.IdentityAssertion,), label)


def _judgment(assertion: IdentityAssertion, node: T, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield how sure it is, which bracket says it, and whether somebody has looked at it."""
    yield from concepts(context, node, MEMO.certainty, "certainty", (assertion.certainty,))
    if assertion.confidence is not None:
        sure = decimal(assertion.confidence)
        yield from typed(context, node, MEMO.confidence, sure, XSD.decimal)
    yield from segment_link(context, node, MEMO.statedBy, "insertion", assertion.stated_by)
    status = (assertion.review_status,)
    yield from concepts(context, node, MEMO.reviewStatus, "reviewstatus", status)
