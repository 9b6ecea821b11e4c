"""A plain script that builds rdflib graphs from Record JSON and writes N-Quads.

python -m bench.contestants.rdflib_by_hand RECORDS OUT RUN
"""

import sys
from pathlib import Path

import msgspec
from rdflib import DCTERMS, PROV, RDF, RDFS, XSD, Dataset, Literal, Namespace, URIRef

from bench import vocabulary

MEMO = Namespace(vocabulary.ONTOLOGY)
VOCAB = Namespace(vocabulary.VOCAB)
EDTF = URIRef(vocabulary.EDTF)
BASE = vocabulary.BASE


def graph_of(record, run, dataset):
    """Return the graph of a record, named in a dataset."""
    iri = f"{BASE}doc/{record['document']['slug']}"
    graph = dataset.graph(URIRef(f"{iri}/graph"))
    agents = {one["id"]: _agent(one) for one in record["persons"]}
    names = {one["id"]: one["name"] for one in record["persons"]}
    add_document(graph, record, iri)
    add_text(graph, record["text_versions"][0], iri)
    add_meeting(graph, record["meetings"][0], record, iri)
    for one in record["persons"]:
        add_person(graph, agents[one["id"]], one)
    for part in record["participations"]:
        who = part["participant"]
        add_participation(graph, part, (agents[who], names[who]), iri, run)
    add_turns(graph, record["turns"], (agents, names), iri)
    add_statements(graph, record, (agents, names), iri)
    add_run(graph, run)
    graph.add((URIRef(f"{iri}/graph"), MEMO.extractedBy, URIRef(run.iri)))
    return graph


def add_document(graph, record, iri):
    document, node = record["document"], URIRef(iri)
    language = record["text_versions"][0]["language"]
    title = Literal(document["title"], lang=language)
    graph.add((node, RDF.type, MEMO.RecordOfConversation))
    graph.add((node, RDF.type, MEMO.Document))
    graph.add((node, RDFS.label, title))
    graph.add((node, DCTERMS.title, title))
    graph.add((node, DCTERMS.type, VOCAB[f"doctype/{document['type']}"]))
    graph.add((node, MEMO.hasTextVersion, URIRef(f"{iri}/text/{language}")))
    graph.add((node, MEMO.records, URIRef(f"{iri}/meeting")))


def add_text(graph, text, iri):
    language, source = text["language"], text["source"]
    code, name = vocabulary.LANGUAGES[language]
    node, file = URIRef(f"{iri}/text/{language}"), URIRef(f"{iri}/source")
    graph.add((node, RDF.type, MEMO.TextVersion))
    graph.add((node, RDFS.label, _label(f"Text in {name}")))
    graph.add((node, MEMO.fullText, Literal(text["full_text"], lang=language)))
    graph.add((node, DCTERMS.language, URIRef(vocabulary.AUTHORITY + code)))
    graph.add((node, MEMO.hasSource, file))
    graph.add((file, RDF.type, MEMO.SourceFile))
    graph.add((file, RDFS.label, _label(f"Source file {source['file_name']}")))
    graph.add((file, MEMO.fileName, Literal(source["file_name"])))
    graph.add((file, MEMO.sha256, Literal(source["sha256"])))
    graph.add((file, DCTERMS["format"], Literal(source["media_type"])))


def add_meeting(graph, meeting, record, iri):
    node = URIRef(f"{iri}/meeting")
    graph.add((node, RDF.type, MEMO.Meeting))
    graph.add((node, RDF.type, MEMO.Event))
    language = record["text_versions"][0]["language"]
    graph.add((node, RDFS.label, Literal(meeting["name"], lang=language)))
    graph.add((node, MEMO.date, Literal(meeting["date"], datatype=XSD.date)))
    graph.add((node, MEMO.dateEDTF, Literal(meeting["date_edtf"], datatype=EDTF)))
    graph.add((node, MEMO.dateInSource, Literal(meeting["date_in_source"])))


def add_person(graph, node, person):
    graph.add((node, RDF.type, MEMO.Person))
    graph.add((node, RDF.type, MEMO.Agent))
    graph.add((node, RDFS.label, _label(person["name"])))


def add_participation(graph, part, participant, iri, run):
    agent, name = participant
    meeting = URIRef(f"{iri}/meeting")
    node = URIRef(f"{iri}/participation/{vocabulary.slug(name)}")
    graph.add((meeting, MEMO.hasParticipation, node))
    graph.add((meeting, MEMO.hasParticipant, agent))
    graph.add((node, RDF.type, MEMO.Participation))
    graph.add((node, RDFS.label, _label(f"Participation of {name}")))
    graph.add((node, MEMO.participant, agent))
    for role in part["role"]:
        graph.add((node, MEMO.role, VOCAB[f"role/{role}"]))
    for attestation in part["attestation"]:
        graph.add((node, MEMO.attestation, VOCAB[f"attestation/{attestation}"]))
    for printed in part["name_in_source"]:
        graph.add((node, MEMO.nameInSource, Literal(printed)))
    graph.add((node, MEMO.confidence, Literal(str(part["confidence"]), datatype=XSD.decimal)))
    graph.add((node, MEMO.extractedBy, URIRef(run.iri)))


def add_turns(graph, turns, people, iri):
    agents, names = people
    meeting = URIRef(f"{iri}/meeting")
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        order, who = turn["order"], turn["speaker"][0]
        node = URIRef(f"{iri}/turn/{order:04}")
        graph.add((meeting, MEMO.hasPart, node))
        graph.add((node, RDF.type, MEMO.Turn))
        graph.add((node, RDF.type, MEMO.Event))
        graph.add((node, RDFS.label, _label(f"Turn {order}: {names[who]}")))
        graph.add((node, MEMO.order, Literal(order)))
        graph.add((node, MEMO.speaker, agents[who]))
        graph.add((node, MEMO.expressedIn, URIRef(f"{iri}/statement/{order:04}")))
        if after is not None:
            graph.add((node, MEMO.nextTurn, URIRef(f"{iri}/turn/{after['order']:04}")))


def add_statements(graph, record, people, iri):
    agents, names = people
    language = record["text_versions"][0]["language"]
    speakers = {turn["order"]: turn["speaker"][0] for turn in record["turns"]}
    text, meeting = URIRef(f"{iri}/text/{language}"), URIRef(f"{iri}/meeting")
    for statement in record["statements"]:
        order, (start, end) = statement["order"], statement["span"]
        who = speakers[order]
        node = URIRef(f"{iri}/statement/{order:04}")
        graph.add((node, RDF.type, MEMO.Statement))
        graph.add((node, RDF.type, MEMO.TextSegment))
        graph.add((node, RDFS.label, _label(f"Statement {order}: {names[who]}")))
        graph.add((node, MEMO.text, Literal(statement["text"], lang=language)))
        graph.add((node, MEMO.startIndex, Literal(start)))
        graph.add((node, MEMO.endIndex, Literal(end)))
        graph.add((node, MEMO.inText, text))
        graph.add((node, MEMO.saidBy, agents[who]))
        graph.add((node, MEMO.saidIn, meeting))
        graph.add((node, MEMO["mode"], VOCAB[f"mode/{statement['mode']}"]))


def add_run(graph, run):
    node, software = URIRef(run.iri), URIRef(f"{BASE}agent/memograph")
    graph.add((node, RDF.type, MEMO.ExtractionRun))
    graph.add((node, RDFS.label, _label(run.label)))
    graph.add((node, MEMO.softwareVersion, Literal(run.version)))
    graph.add((node, MEMO.settingsDigest, Literal(run.digest)))
    graph.add((node, PROV.wasAssociatedWith, software))
    graph.add((software, RDF.type, MEMO.Agent))
    graph.add((software, RDF.type, PROV.SoftwareAgent))
    graph.add((software, RDFS.label, _label("memograph")))


def _agent(person):
    return URIRef(f"{BASE}agent/{vocabulary.slug(person['name'])}")


def _label(text):
    return Literal(text, lang=vocabulary.GENERATED)


def main(records, out, run):
    """Write the graphs of a folder of records to one file, a record at a time."""
    told = vocabulary.run_from(run)
    with (Path(out) / "all.nq").open("wb") as target:
        for path in sorted(Path(records).glob("*.json")):
            dataset = Dataset()
            graph_of(msgspec.json.decode(path.read_bytes()), told, dataset)
            dataset.serialize(target, format="nquads", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
