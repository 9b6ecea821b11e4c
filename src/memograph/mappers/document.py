"""The document, its texts, the file it was read from and its call number."""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.context import Context
from memograph.mappers.labels import shortened
from memograph.mappers.properties import concepts, links, plains, texts, typed, typed_and_labelled
from memograph.model import Record, SourceFile, TextVersion
from memograph.rdf.languages import language_iri, language_name
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import DCTERMS, EDTF, MEMO, XSD


def map_document(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield what is said of the document itself."""
    document, iris, words = record.document, context.iris, context.words
    node = context.terms.iri(iris.document)
    is_record = document.kind == "RecordOfConversation"
    classes = (MEMO.RecordOfConversation, MEMO.Document) if is_record else (MEMO.Document,)
    title = shortened(document.title)
    language = context.language if title else "und"
    yield from typed_and_labelled(context, node, classes, title or iris.slug, language)
    yield from _description(record, node, context)
    for text in context.texts:
        yield node, words[MEMO.hasTextVersion], context.terms.iri(text)
    if document.archival_reference is not None:
        yield node, words[MEMO.archivalReference], context.terms.iri(iris.archival_reference)
    for predicate, agents in (
        (MEMO.heldBy, document.held_by),
        (MEMO.obtainedBy, document.obtained_by),
        (MEMO.editedBy, document.edited_by),
        (MEMO.recordedBy, document.recorded_by),
        (MEMO.supportedBy, document.supported_by),
    ):
        yield from links(context, node, predicate, agents)
    if is_record:
        yield from links(context, node, MEMO.records, (meeting.id for meeting in record.meetings))
    mentioned = (thing for mention in record.mentions for thing in mention.refers_to)
    yield from links(context, node, MEMO.mentions, mentioned)


def _description(record: Record, node: T, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the document's dates, type, rights and the like."""
    document = record.document
    yield from texts(context, node, DCTERMS.title, (document.title,))
    yield from typed(context, node, DCTERMS.created, document.created, XSD.date)
    yield from typed(context, node, MEMO.createdEDTF, document.created_edtf, EDTF)
    yield from plains(context, node, MEMO.dateInSource, (document.date_in_source,))
    if document.type is not None:
        yield from concepts(context, node, DCTERMS.type, "doctype", (document.type,))
    yield from texts(context, node, DCTERMS.abstract, (document.abstract,))
    yield from texts(context, node, DCTERMS.rights, (document.rights,))
    yield from plains(context, node, DCTERMS.identifier, document.identifier)
    if document.language is not None:
        language = context.words[language_iri(document.language)]
        yield node, context.words[DCTERMS.language], language


def map_text_versions(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the texts of the document, each with its source file."""
    originals = [
        text
        for text, version in zip(context.texts, record.text_versions, strict=True)
        if not version.translated_by
    ]
    original = originals[0] if len(originals) == 1 else None
    for number, version in enumerate(record.text_versions):
        text = context.texts[number]
        source = context.iris.source(text if number else None)
        yield from _text_version(version, number, source, context)
        if original is not None and version.translated_by:
            node, translated = context.terms.iri(text), context.words[MEMO.translationOf]
            yield node, translated, context.terms.iri(original)
        if version.source is not None:
            yield from _source_file(version.source, source, context)


def _text_version(
    version: TextVersion, number: int, source: str, context: Context[T]
) -> Iterator[Triple[T]]:
    """Yield one text but for what it translates."""
    terms, words, language = context.terms, context.words, context.languages[number]
    node = terms.iri(context.texts[number])
    label = f"Text in {language_name(language)}"
    yield from typed_and_labelled(context, node, (MEMO.TextVersion,), label)
    yield node, words[MEMO.fullText], terms.text(version.full_text, language)
    yield node, words[DCTERMS.language], words[language_iri(language)]
    if version.source is not None:
        yield node, words[MEMO.hasSource], terms.iri(source)
    yield from links(context, node, MEMO.translatedBy, version.translated_by)


def _source_file(source: SourceFile, iri: str, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the file whose bytes were read."""
    node = context.terms.iri(iri)
    label = f"Source file {source.file_name}"
    yield from typed_and_labelled(context, node, (MEMO.SourceFile,), label)
    yield from plains(context, node, MEMO.fileName, (source.file_name,))
    yield from plains(context, node, MEMO.sha256, (source.sha256,))
    yield from plains(context, node, DCTERMS.format, (source.media_type,))


def map_archival_reference(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the call number and its parts."""
    reference = record.document.archival_reference
    if reference is None:
        return
    node = context.terms.iri(context.iris.archival_reference)
    label, language = shortened(reference.call_number), context.language
    yield from typed_and_labelled(context, node, (MEMO.ArchivalReference,), label, language)
    for predicate, value in (
        (MEMO.callNumber, reference.call_number),
        (MEMO.fonds, reference.fonds),
        (MEMO.inventory, reference.inventory),
        (MEMO.file, reference.file),
        (MEMO.folio, reference.folio),
        (MEMO.referenceYear, reference.reference_year),
    ):
        yield from plains(context, node, predicate, (value,))
