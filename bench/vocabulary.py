"""What the peers write down by hand: name spaces, and how names are spelled in IRIs.

The made-up records need no more than this: ASCII names, one text in English, labels that are not
shortened. What makes the triples (version and settings of memograph) is handed over in a file,
since no peer can work it out.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

BASE = "https://example.org/"
ONTOLOGY = "https://w3id.org/memograph/ontology#"
VOCAB = "https://w3id.org/memograph/vocab/"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
AUTHORITY = "http://publications.europa.eu/resource/authority/language/"
LANGUAGES = {"en": ("ENG", "English")}
GENERATED = "en"

_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Run:
    """The run that the triples are said to come from."""

    version: str
    digest: str

    @property
    def iri(self):
        return f"{BASE}run/{self.version}-{self.digest}"

    @property
    def label(self):
        return f"memograph {self.version}, settings {self.digest}"


def run_from(path):
    """Return the run that the corpus tells of."""
    return Run(**json.loads(Path(path).read_text(encoding="utf-8")))


def slug(name):
    """Return a name as it stands in an IRI."""
    return _OTHER.sub("-", name.lower()).strip("-")
