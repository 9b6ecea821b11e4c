"""Links: what a review decided, as the graph of links that stands beside those of the documents.

Accepted is skos:exactMatch; what nobody has decided is skos:closeMatch, and like what was rejected
a memo:IdentityAssertion that says who asserts it and how surely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.linkers.review import DECIDED, NOBODY, Review, Row
from memograph.linkers.wikidata_items import SPACE
from memograph.pipeline import stages
from memograph.pipeline.description import LINKS
from memograph.problems import Where, WriteError, problem
from memograph.rdf.iris import is_web_address, links_graph, software_iri
from memograph.rdf.lexical import decimal
from memograph.rdf.slugs import slug
from memograph.rdf.terms import StringTerms
from memograph.rdf.vocab import DCTERMS, MEMO, OWL, RDF, RDFS, SKOS, VOCAB, XSD
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad, Triple
    from memograph.validation import Report

CLASSES: Final = {
    "person": (MEMO.Person, MEMO.Agent),
    "place": (MEMO.Place,),
    "organization": (MEMO.Organization, MEMO.Agent),
    "event": (MEMO.Event,),
}
"""The classes of what is linked."""
_ASSERTED: Final = ("person", "place", "organization")
"""What an assertion may say the identity of; an event has a link alone."""
_LIKELY: Final = 0.8
"""Confidence from which on a candidate is likely and not only possible."""
_IN_DOCUMENT: Final = re.compile(r"(?<=[/#])doc/[^/]+/\Z")
_ORCID: Final = "orcid:"


def applied(
    review: Review, folder: str | Path, *, same: bool = False
) -> tuple[Path, Report | None]:
    """Write the links of a review into a folder; return the file, and what the shapes say of it.

    `same` writes owl:sameAs of what is accepted, too. A graph that does not conform is written
    nowhere, and where there are no links there is no file.
    """
    quads = tuple(link_quads(review, same=same))
    path = Path(folder) / LINKS
    earlier(path, "links")
    return path, written(path, quads)


def written(path: Path, quads: Sequence[Quad]) -> Report | None:
    """Write a graph that stands beside the documents; return what the shapes say of it.

    What does not conform is written nowhere, and where there is nothing there is no file.
    """
    if not quads:
        files.remove(path)
        return None
    report = stages.check(quads, source=str(path))
    if report.conforms:
        files.write(path, stages.serialized(quads, "trig"))
    return report


def earlier(path: Path, name: str) -> tuple[Quad, ...]:
    """Return what a file of links, or of what is called `name`, held before.

    Raises WriteError (MG209) if it holds anything else: a document may be called so.
    """
    if not path.is_file():
        return ()
    quads = tuple(stages.load_quads(path))
    if not all(quad[3].endswith(f"/graph/{name}>") for quad in quads):
        raise WriteError(problem("MG209", Where(source=str(path)), name=name))
    return quads


def link_quads(review: Review, *, same: bool = False) -> Iterator[Quad]:
    """Yield the statements of the graph of links, each once; each base has a graph of its own."""
    terms, decided = StringTerms(), review.decided()
    quads = (
        (*triple, terms.iri(links_graph(base_of(row.subject))))
        for row in review.rows
        if row.candidate != NOBODY and (row.decided or row.subject not in decided)
        for triple in _of_row(row, same=same, terms=terms)
    )
    yield from dict.fromkeys(quads)


def base_of(subject: str) -> str:
    """Return the base of the IRI of an agent, a place, an organization or a series.

    >>> base_of("https://example.org/id/agent/ana-prifti")
    'https://example.org/id/'
    >>> base_of("https://example.org/id/doc/memo-7/agent/comrade-lin")
    'https://example.org/id/'
    """
    return _IN_DOCUMENT.sub("", f"{subject.rsplit('/', 2)[0]}/")


def _of_row(row: Row, *, same: bool, terms: StringTerms) -> Iterator[Triple[str]]:
    subject, candidate = terms.iri(row.subject), terms.iri(row.candidate)
    if row.status in DECIDED:
        yield subject, terms.iri(SKOS.exactMatch), candidate
        if same and row.status == "accepted":
            yield subject, terms.iri(OWL.sameAs), candidate
    elif row.status == "proposed":
        yield subject, terms.iri(SKOS.closeMatch), candidate
    for node, name in ((subject, row.label), (candidate, row.candidate_label or row.label)):
        for each in CLASSES.get(row.kind, ()):
            yield node, terms.iri(RDF.type), terms.iri(each)
        yield node, terms.iri(RDFS.label), terms.text(name or node[1:-1], "und")
    if row.kind in _ASSERTED and row.status != "given":
        yield from _assertion(row, base=base_of(row.subject), terms=terms)


def _assertion(row: Row, *, base: str, terms: StringTerms) -> Iterator[Triple[str]]:
    """Yield who asserts it, how surely, and what was decided on it."""
    own, other = row.subject.removeprefix(base), row.candidate.removeprefix(SPACE)
    node = terms.iri(f"{base}identity/{slug(own)}-{slug(other.partition('//')[2] or other)}")
    certainty = {"accepted": "certain", "rejected": "rejected"}.get(
        row.status, "likely" if (row.confidence or 0.0) >= _LIKELY else "possible"
    )
    status = row.status if row.decided else "unreviewed"
    label = f"{row.label} is {row.candidate_label or row.candidate} ({certainty})"
    yield node, terms.iri(RDF.type), terms.iri(MEMO.IdentityAssertion)
    yield node, terms.iri(RDFS.label), terms.text(label, "en")
    yield node, terms.iri(MEMO.identifies), terms.iri(row.subject)
    yield node, terms.iri(MEMO.candidate), terms.iri(row.candidate)
    yield node, terms.iri(MEMO.certainty), terms.iri(f"{VOCAB}certainty/{certainty}")
    yield node, terms.iri(MEMO.reviewStatus), terms.iri(f"{VOCAB}reviewstatus/{status}")
    if row.confidence is not None:
        sure = decimal(round(row.confidence, 4))
        yield node, terms.iri(MEMO.confidence), terms.typed(sure, XSD.decimal)
    if row.evidence:
        yield node, terms.iri(RDFS.comment), terms.text(row.evidence, "en")
    if row.decided and row.date:
        yield node, terms.iri(DCTERMS.date), terms.typed(row.date, XSD.date)
    yield from _asserted(row, node, base=base, terms=terms)


def _asserted(row: Row, node: str, *, base: str, terms: StringTerms) -> Iterator[Triple[str]]:
    """Yield by whom: the person who decided, else the software."""
    if row.decided and row.reviewer:
        agent, name = _reviewer(row.reviewer, base), row.reviewer
    else:
        agent, name = software_iri(base), "memograph"
    who = terms.iri(agent)
    yield node, terms.iri(MEMO.assertedBy), who
    yield who, terms.iri(RDF.type), terms.iri(MEMO.Agent)
    yield who, terms.iri(RDFS.label), terms.text(name, "und")


def _reviewer(name: str, base: str) -> str:
    """Return the IRI of who decided: an address, an ORCID iD, or a name.

    >>> _reviewer("orcid:0000-0002-1825-0097", ""), _reviewer("Ana Prifti", "https://example.org/")
    ('https://orcid.org/0000-0002-1825-0097', 'https://example.org/agent/ana-prifti')
    """
    if name.startswith(_ORCID):
        return f"https://orcid.org/{name.removeprefix(_ORCID)}"
    return name if is_web_address(name) else f"{base}agent/{slug(name)}"
