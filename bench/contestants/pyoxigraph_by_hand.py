"""A plain script that streams pyoxigraph quads from Record JSON into pyoxigraph.serialize.

python -m bench.contestants.pyoxigraph_by_hand RECORDS OUT RUN
"""

import sys
from functools import lru_cache, partial
from pathlib import Path

import msgspec
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from bench import vocabulary

BASE = vocabulary.BASE
# Terms that recur, such as words of the vocabulary and agents, are made once.
iri = lru_cache(maxsize=4096)(NamedNode)
memo = lru_cache(lambda name: NamedNode(vocabulary.ONTOLOGY + name))
vocab = lru_cache(lambda name: NamedNode(vocabulary.VOCAB + name))
dcterms = lru_cache(lambda name: NamedNode(vocabulary.DCTERMS + name))
label = partial(Literal, language=vocabulary.GENERATED)
A, LABEL = NamedNode(vocabulary.RDF + "type"), NamedNode(vocabulary.RDFS + "label")
INTEGER, DATE, DECIMAL = (NamedNode(vocabulary.XSD + n) for n in ("integer", "date", "decimal"))
EDTF = NamedNode(vocabulary.EDTF)


def quads_of(record, run):
    """Yield the quads of a record."""
    node = f"{BASE}doc/{record['document']['slug']}"
    graph = NamedNode(f"{node}/graph")
    for triple in triples_of(record, node, run):
        yield Quad(*triple, graph)
    yield Quad(graph, memo("extractedBy"), iri(run.iri), graph)


def triples_of(record, node, run):
    """Yield the triples of a record but for the one on its graph."""
    agents = {
        one["id"]: iri(f"{BASE}agent/{vocabulary.slug(one['name'])}") for one in record["persons"]
    }
    names = {one["id"]: one["name"] for one in record["persons"]}
    meeting = NamedNode(f"{node}/meeting")
    yield from document_triples(record, node, meeting)
    yield from text_triples(record["text_versions"][0], node)
    yield from meeting_triples(record, meeting)
    for who, agent in agents.items():
        yield agent, A, memo("Person")
        yield agent, A, memo("Agent")
        yield agent, LABEL, label(names[who])
    for part in record["participations"]:
        who = part["participant"]
        yield from participation_triples(part, (agents[who], names[who]), node, run)
    yield from turn_triples(record["turns"], (agents, names), node)
    yield from statement_triples(record, (agents, names), node)
    yield from run_triples(run)


def document_triples(record, node, meeting):
    document, text = record["document"], record["text_versions"][0]
    subject = NamedNode(node)
    title = Literal(document["title"], language=text["language"])
    yield subject, A, memo("RecordOfConversation")
    yield subject, A, memo("Document")
    yield subject, LABEL, title
    yield subject, dcterms("title"), title
    yield subject, dcterms("type"), vocab(f"doctype/{document['type']}")
    yield subject, memo("hasTextVersion"), NamedNode(f"{node}/text/{text['language']}")
    yield subject, memo("records"), meeting


def text_triples(text, node):
    language, source = text["language"], text["source"]
    code, name = vocabulary.LANGUAGES[language]
    subject, file = NamedNode(f"{node}/text/{language}"), NamedNode(f"{node}/source")
    yield subject, A, memo("TextVersion")
    yield subject, LABEL, label(f"Text in {name}")
    yield subject, memo("fullText"), Literal(text["full_text"], language=language)
    yield subject, dcterms("language"), iri(vocabulary.AUTHORITY + code)
    yield subject, memo("hasSource"), file
    yield file, A, memo("SourceFile")
    yield file, LABEL, label(f"Source file {source['file_name']}")
    yield file, memo("fileName"), Literal(source["file_name"])
    yield file, memo("sha256"), Literal(source["sha256"])
    yield file, dcterms("format"), Literal(source["media_type"])


def meeting_triples(record, node):
    meeting, language = record["meetings"][0], record["text_versions"][0]["language"]
    yield node, A, memo("Meeting")
    yield node, A, memo("Event")
    yield node, LABEL, Literal(meeting["name"], language=language)
    yield node, memo("date"), Literal(meeting["date"], datatype=DATE)
    yield node, memo("dateEDTF"), Literal(meeting["date_edtf"], datatype=EDTF)
    yield node, memo("dateInSource"), Literal(meeting["date_in_source"])


def participation_triples(part, participant, node, run):
    agent, name = participant
    meeting = iri(f"{node}/meeting")
    subject = NamedNode(f"{node}/participation/{vocabulary.slug(name)}")
    yield meeting, memo("hasParticipation"), subject
    yield meeting, memo("hasParticipant"), agent
    yield subject, A, memo("Participation")
    yield subject, LABEL, label(f"Participation of {name}")
    yield subject, memo("participant"), agent
    for role in part["role"]:
        yield subject, memo("role"), vocab(f"role/{role}")
    for attestation in part["attestation"]:
        yield subject, memo("attestation"), vocab(f"attestation/{attestation}")
    for printed in part["name_in_source"]:
        yield subject, memo("nameInSource"), Literal(printed)
    yield subject, memo("confidence"), Literal(str(part["confidence"]), datatype=DECIMAL)
    yield subject, memo("extractedBy"), iri(run.iri)


def turn_triples(turns, people, node):
    agents, names = people
    meeting, of_class = iri(f"{node}/meeting"), (memo("Turn"), memo("Event"))
    has_part, order_of, speaker = memo("hasPart"), memo("order"), memo("speaker")
    expressed_in, next_turn = memo("expressedIn"), memo("nextTurn")
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        order, who = turn["order"], turn["speaker"][0]
        subject = iri(f"{node}/turn/{order:04}")
        yield meeting, has_part, subject
        yield subject, A, of_class[0]
        yield subject, A, of_class[1]
        yield subject, LABEL, label(f"Turn {order}: {names[who]}")
        yield subject, order_of, Literal(str(order), datatype=INTEGER)
        yield subject, speaker, agents[who]
        yield subject, expressed_in, iri(f"{node}/statement/{order:04}")
        if after is not None:
            yield subject, next_turn, iri(f"{node}/turn/{after['order']:04}")


def statement_triples(record, people, node):
    agents, names = people
    language = record["text_versions"][0]["language"]
    speakers = {turn["order"]: turn["speaker"][0] for turn in record["turns"]}
    text, meeting = iri(f"{node}/text/{language}"), iri(f"{node}/meeting")
    of_class, words = (memo("Statement"), memo("TextSegment")), memo("text")
    first, last, in_text = memo("startIndex"), memo("endIndex"), memo("inText")
    said_by, said_in, mode = memo("saidBy"), memo("saidIn"), memo("mode")
    for statement in record["statements"]:
        order, (start, end) = statement["order"], statement["span"]
        subject, who = iri(f"{node}/statement/{order:04}"), speakers[order]
        yield subject, A, of_class[0]
        yield subject, A, of_class[1]
        yield subject, LABEL, label(f"Statement {order}: {names[who]}")
        yield subject, words, Literal(statement["text"], language=language)
        yield subject, first, Literal(str(start), datatype=INTEGER)
        yield subject, last, Literal(str(end), datatype=INTEGER)
        yield subject, in_text, text
        yield subject, said_by, agents[who]
        yield subject, said_in, meeting
        yield subject, mode, vocab(f"mode/{statement['mode']}")


def run_triples(run):
    subject, software = iri(run.iri), iri(f"{BASE}agent/memograph")
    yield subject, A, memo("ExtractionRun")
    yield subject, LABEL, label(run.label)
    yield subject, memo("softwareVersion"), Literal(run.version)
    yield subject, memo("settingsDigest"), Literal(run.digest)
    yield subject, iri(f"{vocabulary.PROV}wasAssociatedWith"), software
    yield software, A, memo("Agent")
    yield software, A, iri(f"{vocabulary.PROV}SoftwareAgent")
    yield software, LABEL, label("memograph")


def main(records, out, run):
    """Stream the quads of a folder of records into one file."""
    told = vocabulary.run_from(run)
    paths = sorted(Path(records).glob("*.json"))
    quads = (q for p in paths for q in quads_of(msgspec.json.decode(p.read_bytes()), told))
    serialize(quads, str(Path(out) / "all.nq"), format=RdfFormat.N_QUADS)


if __name__ == "__main__":
    main(*sys.argv[1:])
