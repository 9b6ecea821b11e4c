"""IRIs: deterministic, readable, in ASCII; made of the base, names, orders and offsets alone.

`Iris` spells the IRIs of one record and keeps no state. It takes names or slugs alike, since a slug
is its own slug. That two things of a record do not get one IRI is seen to in `nodes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from memograph.model import Named
from memograph.problems import ConfigError, Span, problem
from memograph.rdf.slugs import slug

AgentScope: TypeAlias = Literal["name", "document"]
"""Whether one full name is one agent in all documents, or in each document another."""

SegmentKind: TypeAlias = Literal[
    "passage", "direction", "insertion", "item", "quotation", "question", "mention", "claim"
]
"""What stands in the IRI of a text segment that has no order of its own."""

_BASE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})+(?::[0-9]*)?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?[/#]"
)
_UCS = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd"
_PCT = "%[0-9A-Fa-f]{2}"
_WEB_ADDRESS = re.compile(
    rf"https?://[A-Za-z0-9._~{_UCS}-]+(?::[0-9]+)?"
    rf"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/{_UCS}-]|{_PCT})*)?"
    rf"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?{_UCS}-]|{_PCT})*)?"
    rf"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?{_UCS}-]|{_PCT})*)?"
)
_OUTSIDE_VERSION = re.compile(r"[^A-Za-z0-9.~_-]+")


def check_base(base: str) -> str:
    """Return the base IRI if data can be built on it; raises ConfigError (MG910) if not.

    >>> check_base("https://example.org/id/")
    'https://example.org/id/'
    """
    if not base.isascii():
        fault = "it is not ASCII"
    elif not base.endswith(("/", "#")):
        fault = "it does not end in / or #"
    elif _BASE.fullmatch(base) is None:
        fault = "it is no absolute IRI with a host and without a query"
    else:
        return base
    raise ConfigError(problem("MG910", base=base, fault=fault))


def is_web_address(value: str) -> bool:
    """Tell whether a string is an http or https IRI that every RDF library takes.

    >>> is_web_address("http://www.wikidata.org/entity/Q5816"), is_web_address("#maoz")
    (True, False)
    """
    return _WEB_ADDRESS.fullmatch(value) is not None


def offsets(span: Span) -> str:
    """Return a span as it stands in IRIs, each number with four digits or more.

    >>> offsets(Span(13, 1017))
    '0013-1017'
    """
    return f"{span.start:04}-{span.end:04}"


def dataset_iri(base: str) -> str:
    """Return the IRI of the dataset of all documents below a base."""
    return f"{base}dataset"


def dataset_graph(base: str) -> str:
    """Return the IRI of the graph that describes the dataset."""
    return f"{base}graph/dataset"


def links_graph(base: str) -> str:
    """Return the IRI of the graph of accepted identity links."""
    return f"{base}graph/links"


def enrichment_graph(base: str) -> str:
    """Return the IRI of the graph of what authorities say of accepted entities."""
    return f"{base}graph/enrichment"


def software_iri(base: str) -> str:
    """Return the IRI of memograph itself, as an agent."""
    return f"{base}agent/memograph"


def run_iri(base: str, version: str, settings_digest: str) -> str:
    """Return the IRI of the run of one version with one set of settings.

    >>> run_iri("https://example.org/", "0.1.0", "0badcafe")
    'https://example.org/run/0.1.0-0badcafe'
    """
    return f"{base}run/{_OUTSIDE_VERSION.sub('-', version)}-{slug(settings_digest)[:8]}"


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one record: `base` was checked, `slug` is the name or slug of the document.

    >>> Iris("https://example.org/", "Memo 7").turn(12)
    'https://example.org/doc/memo-7/turn/0012'
    """

    base: str
    slug: str
    agents: AgentScope = "name"
    document: str = field(init=False)

    def __post_init__(self) -> None:
        """Spell the document once."""
        object.__setattr__(self, "slug", slug(self.slug))
        object.__setattr__(self, "document", f"{self.base}doc/{self.slug}")

    @property
    def graph(self) -> str:
        """Return the named graph that holds all that the document says."""
        return f"{self.document}/graph"

    @property
    def archival_reference(self) -> str:
        """Return the call number."""
        return f"{self.document}/archival-reference"

    def text(self, language: str) -> str:
        """Return the text in a language."""
        return f"{self.document}/text/{slug(language)}"

    def source(self, text: str | None = None) -> str:
        """Return the source file; that of another text than the first hangs on its IRI."""
        return f"{text or self.document}/source"

    def segment(self, kind: SegmentKind, span: Span, *, text: str = "", target: int = 1) -> str:
        """Return a stretch of the first text, or of the text with the IRI `text`.

        `target` counts what the same words point to, where that makes more than one segment.

        >>> Iris("https://example.org/", "memo").segment("passage", Span(1400, 1434))
        'https://example.org/doc/memo/passage/1400-1434'
        """
        again = f"-{target}" if target > 1 else ""
        return f"{text or self.document}/{kind}/{offsets(span)}{again}"

    def turn(self, order: int) -> str:
        """Return the turn that comes at this place."""
        return f"{self.document}/turn/{order:04}"

    def statement(self, order: int) -> str:
        """Return the words of the turn that comes at this place."""
        return f"{self.document}/statement/{order:04}"

    def meeting(self, number: int = 1) -> str:
        """Return the meeting, or the one that the text tells of as the second, third and so on."""
        return f"{self.document}/meeting" + (f"/{number:04}" if number > 1 else "")

    def gesture(self, span: Span) -> str:
        """Return the bodily act that the direction at this place tells of."""
        return f"{self.document}/gesture/{offsets(span)}"

    def event(self, name: str) -> str:
        """Return an occasion, or another event that is no meeting."""
        return f"{self.document}/event/{slug(name)}"

    def series(self, name: str) -> str:
        """Return a row of meetings that has a name of its own."""
        return f"{self.base}series/{slug(name)}"

    def own_series(self, number: int = 1) -> str:
        """Return the row of meetings without a name, or the second, third and so on of them."""
        return f"{self.document}/series" + (f"/{number:04}" if number > 1 else "")

    def participation(self, agent: str, event: str = "") -> str:
        """Return an agent's part in the first meeting, or in the event with the IRI `event`."""
        whole = self.document if event in ("", self.meeting()) else event
        return f"{whole}/participation/{slug(agent)}"

    def agent(self, name: str, named: Named = "full") -> str:
        """Return a person, group or other agent; only a full name is one beyond the document.

        >>> Iris("https://example.org/", "memo").agent("Comrade Lin", "surname")
        'https://example.org/doc/memo/agent/comrade-lin'
        """
        return f"{self._reach(named if self.agents == 'name' else 'label')}agent/{slug(name)}"

    def organization(self, name: str) -> str:
        """Return a body with a name that outlives its members."""
        return f"{self.base}organization/{slug(name)}"

    def side(self, name: str) -> str:
        """Return a party to the meeting."""
        return f"{self.document}/side/{slug(name)}"

    def post(self, name: str) -> str:
        """Return an office."""
        return f"{self.base}post/{slug(name)}"

    def place(self, name: str, named: Named = "full") -> str:
        """Return a place; only a proper name is one beyond the document."""
        return f"{self._reach(named)}place/{slug(name)}"

    def identity(self, subject: str, candidate: str) -> str:
        """Return the assertion that the one is the other."""
        return f"{self.document}/identity/{slug(subject)}-{slug(candidate)}"

    def run(self, version: str, settings_digest: str) -> str:
        """Return the run of one version with one set of settings."""
        return run_iri(self.base, version, settings_digest)

    def _reach(self, named: Named) -> str:
        """Return what goes before the IRI of something named in this way."""
        return self.base if named == "full" else f"{self.document}/"
