"""Authorities opened: a file of entities, an RDF file, or a folder that memograph exported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.linkers.authority import Authority
from memograph.linkers.authority_file import Reading
from memograph.linkers.entity import Entity, Kind
from memograph.pipeline import stages
from memograph.pipeline.linking import subjects_of
from memograph.rdf.terms import value_of
from memograph.rdf.vocab import MEMO, OWL, RDF, RDFS, SKOS
from memograph.serialization.spelling import is_absolute
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad

_DELIMITERS: Final = {".csv": ",", ".tsv": "\t"}
_LINES: Final = (".jsonl", ".ndjson")
_STEP: Final = 1000
"""After so many entities it is told how many there are."""
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_SCHEMA: Final = ("http://schema.org/", "https://schema.org/")
_CLASSES: Final[dict[Kind, tuple[str, ...]]] = {
    "person": (MEMO.Person, f"{_FOAF}Person", *(f"{base}Person" for base in _SCHEMA)),
    "place": (MEMO.Place, *(f"{base}Place" for base in _SCHEMA)),
    "organization": (
        MEMO.Organization, f"{_FOAF}Organization", *(f"{base}Organization" for base in _SCHEMA),
    ),
    "event": (MEMO.Event, MEMO.MeetingSeries, *(f"{base}Event" for base in _SCHEMA)),
}  # fmt: skip
_KINDS: Final = {each: kind for kind, classes in _CLASSES.items() for each in classes}
_SHOWN: Final = (SKOS.prefLabel, RDFS.label, f"{_FOAF}name", *(f"{base}name" for base in _SCHEMA))
"""Properties of the name to be shown, the first that there is."""
_OTHERS: Final = (SKOS.altLabel, *(f"{base}alternateName" for base in _SCHEMA))
_SAME: Final = (SKOS.exactMatch, OWL.sameAs, *(f"{base}sameAs" for base in _SCHEMA))
_BEGUN: Final = tuple(f"{base}{name}" for base in _SCHEMA for name in ("birthDate", "foundingDate"))
_ENDED: Final = tuple(
    f"{base}{name}" for base in _SCHEMA for name in ("deathDate", "dissolutionDate")
)


def opened(
    place: str | Path, *, base: str = "", told: Callable[[int, int], None] | None = None
) -> Authority:
    """Return an authority by what holds it; what is wrong with entities is in its problems.

    Now and then it is `told` how many entities of a file have been read, and of how many lines.

    Raises UnreadableSource (MG500, MG103, MG517 …) if it cannot be read.
    """
    path = Path(place)
    if path.is_dir():
        subjects = subjects_of(path, base=base)
        entities = (
            Entity(
                id=each.iri, name=each.name, names=each.names, kind=each.kind,
                same_as=each.identifiers, within=each.within, countries=each.sides,
            )
            for each in subjects
            if not each.local  # a family name alone is nobody whom one could be
        )  # fmt: skip
        return Authority(entities, name=str(place))
    suffix = Path(files.plain_name(path.name)).suffix
    if suffix not in _DELIMITERS and suffix not in _LINES:
        return Authority(entities_in(stages.load_quads(path)), name=str(place))
    reading = Reading(str(place), is_absolute)
    text = stages.text_of(path)
    if suffix in _LINES:
        found = reading.lines(text)
    else:
        found = reading.table(text, delimiter=_DELIMITERS[suffix])
    if told is not None:
        found = _counted(found, told, text.count("\n"))
    return Authority(found, name=str(place), problems=reading.problems)


def _counted(
    entities: Iterable[Entity], told: Callable[[int, int], None], whole: int
) -> Iterator[Entity]:
    for number, entity in enumerate(entities, start=1):
        if number % _STEP == 0:
            told(number, whole)
        yield entity


def entities_in(quads: Iterable[Quad]) -> Iterator[Entity]:
    """Yield what some statements name, sorted by IRI."""
    known: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, obj, _ in quads:
        if subject.startswith("<"):
            known[subject[1:-1]][predicate[1:-1]].append(obj)
    for iri, told in sorted(known.items()):
        shown = [value_of(term) for name in _SHOWN for term in told.get(name, ())]
        kinds = [_KINDS[each[1:-1]] for each in told.get(RDF.type, ()) if each[1:-1] in _KINDS]
        if not shown:
            continue
        yield Entity(
            id=iri,
            name=shown[0],
            names=tuple(dict.fromkeys((*shown[1:], *_values(told, _OTHERS)))),
            kind=kinds[0] if kinds else "",
            begun=next(_values(told, _BEGUN), ""),
            ended=next(_values(told, _ENDED), ""),
            same_as=tuple(_values(told, _SAME)),
        )


def _values(told: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from map(value_of, told.get(name, ()))
