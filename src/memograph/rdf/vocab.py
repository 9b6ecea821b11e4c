"""The terms that the project uses: IRIs as strings, without any RDF library.

`MEMO.Meeting` is the IRI of a class, `MEMO.hasParticipation` that of a property; a term that the
ontology does not have is an AttributeError, not a new IRI. `concept("role", "interpreter")` is the
IRI of a concept. The tests hold MEMO equal to `ontology/memo.ttl` and SCHEMES equal to
`ontology/vocab/*.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType


class Vocabulary:
    """The IRIs of one namespace, as attributes.

    >>> MEMO.Meeting
    'https://w3id.org/memograph/ontology#Meeting'
    >>> "Meeting" in MEMO, "Meating" in MEMO
    (True, False)
    """

    def __init__(self, namespace: str, names: str) -> None:
        """Keep the namespace and the blank-separated `names` of its terms."""
        terms = {name: namespace + name for name in names.split()}
        # Mappers ask for terms all the time: an attribute of its own is found without a call.
        self.__dict__.update(terms)
        self.namespace = namespace
        self.terms: Mapping[str, str] = terms

    def __getattr__(self, name: str) -> str:
        """Raise AttributeError: every term is an attribute of its own."""
        raise AttributeError(f"no such term: {name!r}")

    def __getitem__(self, name: str) -> str:
        """Return the IRI of the term `name`, which may be no Python identifier."""
        if name in self.terms:
            return self.terms[name]
        raise KeyError(f"{self.namespace} has no term {name!r}")

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a term `name`."""
        return name in self.terms

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the terms."""
        return iter(self.terms)

    def __len__(self) -> int:
        """Return the number of terms."""
        return len(self.terms)

    def __repr__(self) -> str:
        """Return the namespace and how many terms are known."""
        return f"Vocabulary({self.namespace!r}, {len(self)} terms)"


MEMO = Vocabulary(
    "https://w3id.org/memograph/ontology#",
    """
    Document RecordOfConversation TextVersion SourceFile ArchivalReference
    TextSegment Statement Passage StageDirection EditorialInsertion Gap Supplied Gloss
    IdentificationNote ListItem Question Quotation Slogan Mention
    Event Meeting Turn Gesture ReferredEvent MeetingSeries
    Agent Person Group Side Delegation Organization Post Place Participation
    Claim Quantity IdentityAssertion ExtractionRun

    records hasTextVersion translationOf hasSource archivalReference heldBy recordedBy obtainedBy
    supportedBy editedBy translatedBy
    hasParticipation participant role attestation side onBehalfOf post hasParticipant
    hasSide ledBy represents memberOf holdsPost place within
    hasPart during inSeries previousMeeting executes eventStatus startQualifier
    speaker addressee nextTurn expressedIn expresses saidBy saidIn mode hasPassage respondsTo
    answers addressedTo manner introducedBy describes directionKind performedBy explains
    inText hasSegment inSegment refersTo mentions quotedAgent
    assertedIn claimedBy reportedBy aboutEvent quantity unit comparator quantifies
    identifies candidate statedBy assertedBy certainty reviewStatus extractedBy

    order startIndex endIndex text fullText sha256 fileName
    callNumber fonds inventory file folio referenceYear
    date dateEDTF dateInSource createdEDTF startedAt endedAt timeInSource duration seriesPosition
    nameInSource honorific itemLabel value minValue maxValue asInSource confidence
    softwareVersion settingsDigest

    usesScheme
    """,
)
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type langString Property")
RDFS = Vocabulary(
    "http://www.w3.org/2000/01/rdf-schema#",
    "label comment seeAlso isDefinedBy subClassOf subPropertyOf domain range Literal Datatype",
)
OWL = Vocabulary(
    "http://www.w3.org/2002/07/owl#",
    "Ontology Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual Thing "
    "sameAs versionIRI versionInfo deprecated",
)
XSD = Vocabulary(
    "http://www.w3.org/2001/XMLSchema#",
    "string boolean integer decimal date dateTime dayTimeDuration anyURI gYear",
)
SKOS = Vocabulary(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel definition example scopeNote inScheme topConceptOf "
    "hasTopConcept exactMatch closeMatch broadMatch narrowMatch relatedMatch",
)
DCTERMS = Vocabulary(
    "http://purl.org/dc/terms/",
    "title created date issued modified abstract description type format rights license identifier "
    "language creator contributor publisher subject source conformsTo isPartOf hasPart "
    "isReplacedBy",
)
PROV = Vocabulary(
    "http://www.w3.org/ns/prov#",
    "Activity Agent Entity SoftwareAgent wasAssociatedWith wasAttributedTo wasDerivedFrom "
    "wasGeneratedBy used startedAtTime endedAtTime generatedAtTime",
)
VOID = Vocabulary(
    "http://rdfs.org/ns/void#",
    "Dataset Linkset triples entities documents class property classPartition propertyPartition "
    "dataDump exampleResource feature inDataset rootResource sparqlEndpoint subset uriSpace "
    "vocabulary",
)
DCAT = Vocabulary(
    "http://www.w3.org/ns/dcat#",
    "Dataset Distribution distribution downloadURL accessURL byteSize mediaType compressFormat "
    "keyword landingPage version",
)
SCHEMA = Vocabulary(
    "http://schema.org/",
    "sameAs name url image latitude longitude description birthDate deathDate foundingDate "
    "dissolutionDate startDate endDate nationality about version dateModified",
)
ORG = Vocabulary("http://www.w3.org/ns/org#", "Membership member role")

ONTOLOGY = "https://w3id.org/memograph/ontology"
"""The ontology itself."""

ONTOLOGY_VERSION = f"{ONTOLOGY}/0.1.0"
"""The version of the ontology that the graphs conform to."""

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The datatype of dates in the Extended Date/Time Format."""

VOCAB = "https://w3id.org/memograph/vocab/"
"""What the IRIs of concept schemes begin with; `VOCAB + "role"` is the scheme itself."""

_SLUGS = {
    "role": "participant chair head-of-delegation interpreter note-taker stenographer editor "
    "observer host secretary guest expected adviser moderator interviewer interviewee",
    "doctype": "memorandum-of-conversation memorandum minutes transcript stenographic-record "
    "summary letter report telegram speech interview note other",
    "attestation": "listed speaks addressed absent named hosts",
    "manner": "jokingly laughing smiling ironically angrily emphatically quietly loudly whispering "
    "shouting interrupting hesitantly solemnly seriously calmly warmly sadly sighing applauding "
    "reading other",
    "direction": "address manner gesture closing opening reaction interruption pause reading "
    "arrival departure other",
    "eventstatus": "occurred planned hypothetical denied claimed",
    "certainty": "certain likely possible rejected",
    "qualifier": "about before after",
    "mode": "verbatim reported",
    "reviewstatus": "unreviewed accepted rejected",
    "comparator": "exactly about over more-than less-than up-to at-least",
    "unit": "person item household percent second minute hour day week month year meter kilometer "
    "square-kilometer hectare kilogram ton liter degree-celsius us-dollar ruble pound-sterling "
    "yuan",
}

SCHEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {scheme: tuple(slugs.split()) for scheme, slugs in _SLUGS.items()}
)
"""The slugs of the concepts of each scheme, in the order in which they are shown."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    dict(
        sorted(
            {
                "memo": MEMO.namespace,
                "rdf": RDF.namespace,
                "rdfs": RDFS.namespace,
                "owl": OWL.namespace,
                "xsd": XSD.namespace,
                "skos": SKOS.namespace,
                "dcterms": DCTERMS.namespace,
                "prov": PROV.namespace,
                "void": VOID.namespace,
                "dcat": DCAT.namespace,
                "schema": SCHEMA.namespace,
                "org": ORG.namespace,
                "edtf": EDTF.removesuffix("EDTF"),
                "lang": "http://publications.europa.eu/resource/authority/language/",
                "wd": "http://www.wikidata.org/entity/",
                **{scheme: f"{VOCAB}{scheme}/" for scheme in _SLUGS},
            }.items()
        )
    )
)
"""Prefixes for output, by name.

JSON-LD has one name space for prefixes and keys, and `role`, `mode` and others are keys there:
`context.jsonld` shortens concepts by `vocab:` instead (`vocab:role/interpreter`).
"""


def concept(scheme: str, slug: str) -> str:
    """Return the IRI of the concept `slug` of `scheme`; an unknown one is a LookupError.

    >>> concept("role", "interpreter")
    'https://w3id.org/memograph/vocab/role/interpreter'
    """
    if scheme not in SCHEMES:
        raise LookupError(f"no concept scheme {scheme!r}; there are {', '.join(SCHEMES)}")
    if slug not in SCHEMES[scheme]:
        raise LookupError(f"no concept {slug!r} in the scheme {scheme!r}")
    return f"{VOCAB}{scheme}/{slug}"
