"""How well people are linked: their identifiers are hidden, and looked for in a made-up service.

    python tests/quality/linking.py            # figures for the half that nothing is tuned on
    python tests/quality/linking.py --tune     # figures for the other half
    python tests/quality/linking.py --worst    # the worst mistakes, too
    python tests/quality/linking.py --draw     # draws confidence beside what is right

The records are parliamentary sittings whose speakers carry Wikidata identifiers in a list of
persons. Who speaks, and what is known of them, is what memograph understands of the records; the
service knows what the list says, in other spellings, and others of like names. `link_rules.toml`
has the rules.
"""

from __future__ import annotations

import hashlib
import sys
import tarfile
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from memograph.linkers.authority import Authority
from memograph.linkers.claims import Case, settled
from memograph.linkers.entity import Entity, Tenure
from memograph.linkers.scoring import Scored, scored
from memograph.linkers.service import Question
from memograph.linkers.subject import Subject
from memograph.linkers.surroundings import surrounded
from memograph.pipeline import stages
from memograph.pipeline.gathering import gathered
from memograph.settings import Settings

RULES = tomllib.loads(Path(__file__).with_name("link_rules.toml").read_text(encoding="utf-8"))
HERE = Path(__file__).resolve().parent
LOAD = HERE.parents[2] / "shared" / "corpus" / "load" / "parlamint-at.tar.gz"
DRAWING = HERE.parents[1] / "docs" / "images" / "linking.svg"
SPACE = "http://www.wikidata.org/entity/"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
MIDDLE = ("Maria", "Josef", "Anton", "Elisabeth", "Karl", "Anna")
TITLES = ("Dr.", "Mag.", "Dipl.-Ing.", "Prof.")
COUNTRY, ELSEWHERE = "Austria", "Australia"


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a list of persons knows."""

    id: str
    given: str
    family: str
    born: str
    posts: tuple[Tenure, ...]

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whom a subject was linked with, and who it is; "" is nobody."""

    subject: Subject
    truth: str
    best: Scored | None

    @property
    def found(self) -> str:
        return self.best.candidate.entity.id if self.best else ""

    @property
    def confidence(self) -> float:
        return self.best.confidence if self.best else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured."""

    people: int
    withheld: int
    precision: float
    recall: float
    nobody: float
    first: float


def draw(*words: object) -> float:
    """Return a number from 0 to 1 that the words decide."""
    digest = hashlib.sha256("\t".join(map(str, (RULES["seed"], *words))).encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48


def chosen(options: Sequence[Any], *words: object) -> Any:
    """Return one of some options, by the words."""
    return options[int(draw(*words) * len(options))]


def persons(paths: Iterable[Path]) -> dict[str, Person]:
    """Return the people of the lists of TEI files who have an identifier of Wikidata."""
    found: dict[str, Person] = {}
    for path in paths:
        for _, element in etree.iterparse(str(path), tag=f"{TEI}person"):
            if person := _person(element):
                found[person.id] = person
    return found


def _person(element: Any) -> Person | None:
    ids = [(each.text or "").strip() for each in element.iter(f"{TEI}idno")]
    known = [each for each in ids if each.startswith(SPACE)]
    name = element.find(f"{TEI}persName")
    if name is None:
        return None
    given = " ".join(each.text or "" for each in name.iter(f"{TEI}forename"))
    family = " ".join(each.text or "" for each in name.iter(f"{TEI}surname"))
    if not (known and given and family):
        return None
    birth = element.find(f"{TEI}birth")
    posts = tuple(
        Tenure(post=role.text or "", begun=each.get("from", ""), ended=each.get("to", ""))
        for each in element.iter(f"{TEI}affiliation")
        for role in each.iter(f"{TEI}roleName")
    )
    born = birth.get("when", "") if birth is not None else ""
    return Person(known[0], given, family, born, tuple(dict.fromkeys(posts)))


def service(people: Mapping[str, Person]) -> list[Entity]:
    """Return what the service knows: most of the people, in other spellings, and others."""
    names = sorted({person.given for person in people.values()})
    families = sorted({person.family for person in people.values()})
    found = []
    every = sorted(people.values(), key=lambda each: each.id)
    for person in every:
        if not is_withheld(person.id):
            found.append(_entity(person, person.id, spelled(person)))
        found += _others(person, names, families, chosen(every, "posts", person.id).posts)
    return found


def is_withheld(identifier: str) -> bool:
    """Tell whether the service does not have an entity."""
    return draw("withheld", identifier) < RULES["withheld"]


def is_tuned_on(identifier: str) -> bool:
    """Tell in which half of the people an entity is."""
    return draw("half", identifier) < 0.5


def spelled(person: Person) -> str:
    """Return a person's name as the service spells it."""
    left = draw("spelling", person.id)
    for rule, share in RULES["spelling"].items():
        if left < share:
            return _by_rule(rule, person)
        left -= share
    return person.name


def _by_rule(rule: str, person: Person) -> str:
    given, family = person.given, person.family
    middle, title = (chosen(some, rule, person.id) for some in (MIDDLE, TITLES))
    return {
        "umlauts as two letters": person.name.translate(TWO_LETTERS),
        "without diacritics": _without_diacritics(person.name),
        "family name first": f"{family}, {given}",
        "a middle name": f"{given} {middle} {family}",
        "initial of the given name": f"{given[0]}. {family}",
        "one letter mistyped": f"{given} {_mistyped(family, person.id)}",
        "a title before it": f"{title} {person.name}",
    }[rule]


def _without_diacritics(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(each for each in letters if not unicodedata.combining(each))


def _mistyped(word: str, *words: object) -> str:
    """Return a word two of whose letters inside are the other way round, or one is doubled."""
    if len(word) < 4:
        return word + word[-1]
    at = 1 + int(draw("mistyped", *words) * (len(word) - 3))
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _entity(person: Person, identifier: str, name: str, **changed: Any) -> Entity:
    known = Entity(
        id=identifier, name=name, kind="person", begun=person.born, posts=person.posts,
        countries=(COUNTRY,), description="Austrian politician",
    )  # fmt: skip
    return replace(known, **changed)


def _others(
    person: Person, names: Sequence[str], families: Sequence[str], posts: tuple[Tenure, ...]
) -> Iterator[Entity]:
    """Yield others of like names; relatives have held posts as the people have."""
    year = int(person.born[:4] or 1950)
    other = chosen([each for each in names if each != person.given], "other", person.id)
    initial = [each for each in names if each != person.given and each[0] == person.given[0]] or [
        f"{person.given[0]}lara"
    ]
    close = _mistyped(chosen(families, "close", person.id), person.id)
    made: dict[str, tuple[str, dict[str, Any]]] = {
        "same family name": (
            f"{other} {person.family}", {"begun": str(year + 8), "posts": posts},
        ),
        "same family name and initial": (
            f"{chosen(initial, 'initial', person.id)} {person.family}",
            {"begun": str(year - 5), "posts": posts},
        ),
        "same name, another century": (
            person.name, {"begun": str(year - 110), "ended": str(year - 40)},
        ),
        "same given name, close family name": (f"{person.given} {close}", {}),
        "same name, same time, another country": (
            person.name, {"begun": str(year + 3), "posts": (), "countries": (ELSEWHERE,)},
        ),
    }  # fmt: skip
    for number, (rule, share) in enumerate(RULES["others"].items()):
        if draw("others", rule, person.id) < share:
            name, changed = made[rule]
            identifier = f"{SPACE}Q9{number}{person.id.rpartition('Q')[2]:0>9}"
            yield _entity(person, identifier, name, **{"posts": (), **changed})


def subjects(paths: Iterable[Path]) -> tuple[tuple[Subject, str], ...]:
    """Return the people of records as memograph understands them, and who they are, unhidden."""
    settings = Settings()

    def graphs() -> Iterator[Any]:
        for path in paths:
            for record in stages.read_all(path, settings=settings):
                yield stages.mapped(record, settings)[0]

    found = gathered(graphs(), base=settings.base)
    known = [
        (each, next((one for one in each.identifiers if one.startswith(SPACE)), ""))
        for each in found
        if each.kind == "person"
    ]
    return tuple(
        (replace(each, identifiers=(), tellers=()), truth) for each, truth in known if truth
    )


def outcomes(
    asked: Sequence[tuple[Subject, str]], entities: Iterable[Entity]
) -> tuple[Outcome, ...]:
    """Return whom each is linked with by a service that knows some entities."""
    authority = Authority(entities)
    questions = [
        Question(
            name=each.name, kind="person", names=each.names, begun=each.begun, ended=each.ended
        )
        for each, _ in asked
    ]
    cases = [
        Case(subject=each, scored=scored(each, answer.candidates), query=answer.query)
        for (each, _), answer in zip(asked, authority.ask(questions), strict=True)
    ]
    return tuple(
        Outcome(case.subject, truth, case.scored[0] if case.scored else None)
        for case, (_, truth) in zip(settled(surrounded(cases)), asked, strict=True)
    )


def figures(found: Sequence[Outcome], threshold: float) -> Figures:
    """Return how good some outcomes are."""
    taken = [each for each in found if each.confidence >= threshold]
    right = sum(each.found == each.truth for each in taken)
    there = [each for each in found if not is_withheld(each.truth)]
    gone = [each for each in found if is_withheld(each.truth)]
    return Figures(
        people=len(found),
        withheld=len(gone),
        precision=right / len(taken) if taken else 1.0,
        recall=right / len(there) if there else 1.0,
        nobody=sum(each.confidence < threshold for each in gone) / len(gone) if gone else 1.0,
        first=sum(each.found == each.truth for each in there) / len(there) if there else 1.0,
    )


def calibration(found: Sequence[Outcome], steps: int = 10) -> Iterator[tuple[float, float, int]]:
    """Yield for each step of confidence its mean, what part is right, and how many there are."""
    for step in range(steps):
        some = [
            each
            for each in found
            if each.best and step == min(int(each.confidence * steps), steps - 1)
        ]
        if some:
            mean = sum(each.confidence for each in some) / len(some)
            yield mean, sum(each.found == each.truth for each in some) / len(some), len(some)


def drawn(found: Sequence[Outcome]) -> str:
    """Return a drawing of what part is right, by confidence; the size of a dot is how many."""
    text = 'font-family="sans-serif" font-size="12"'
    dots = "".join(
        f'<circle cx="{50 + 300 * mean:.0f}" cy="{330 - 300 * right:.0f}"'
        f' r="{3 + number**0.5 / 2:.1f}" fill="#0b5394" fill-opacity="0.6">'
        f"<title>confidence {mean:.2f}: {right:.2f} right of {number}</title></circle>\n"
        for mean, right, number in calibration(found)
    )
    marks = "".join(
        f'<text x="{50 + 300 * part:.0f}" y="350" text-anchor="middle" {text}>{part:g}</text>\n'
        f'<text x="42" y="{334 - 300 * part:.0f}" text-anchor="end" {text}>{part:g}</text>\n'
        for part in (0, 0.5, 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 390" width="380" height="390">\n'
        '<rect width="380" height="390" fill="white"/>\n'
        '<path d="M50 30V330H350M50 330L350 30" fill="none" stroke="#999999"/>\n'
        f'{dots}{marks}<text x="200" y="378" text-anchor="middle" {text}>confidence</text>\n'
        f'<text x="50" y="20" {text}>part that is right</text>\n</svg>\n'
    )


@contextmanager
def sittings(archive: Path = LOAD) -> Iterator[list[Path]]:
    """Give the sittings of the load corpus as files, for a while."""
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="data")
        yield sorted(Path(place).rglob("ParlaMint-AT_*.xml"))


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    if not LOAD.is_file():
        sys.stdout.write(f"the load corpus is not there: {LOAD.name}\n")
        return 1
    with sittings() as paths:
        every = outcomes(subjects(paths), service(persons(paths)))
    found = [each for each in every if is_tuned_on(each.truth) == ("--tune" in arguments)]
    lines = [
        f"{threshold:.2f}  precision {made.precision:.3f}  recall {made.recall:.3f}"
        f"  nobody {made.nobody:.3f}  first {made.first:.3f}"
        f"  of {made.people} ({made.withheld} withheld)"
        for threshold in sorted({0.5, 0.7, 0.8, 0.9, RULES["threshold"]})
        for made in (figures(found, threshold),)
    ]
    lines += [
        f"confidence {mean:.2f}: {right:.2f} right of {number}"
        for mean, right, number in calibration(found)
    ]
    if "--worst" in arguments:
        lines += [line for each in worst(found) for line in each]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    if "--draw" in arguments:
        DRAWING.write_text(drawn(found), encoding="utf-8")
    return 0


def worst(found: Sequence[Outcome], number: int = 10) -> Iterator[tuple[str, ...]]:
    """Yield the mistakes of which it was surest, then those missed by most."""
    wrong = [each for each in found if each.found != each.truth and not is_withheld(each.truth)]
    claimed = [each for each in found if is_withheld(each.truth) and each.best]
    for each in sorted((*wrong, *claimed), key=lambda one: -one.confidence)[:number]:
        said = "; ".join(map(str, each.best.evidence)) if each.best else "nobody"
        gone = " (withheld)" if is_withheld(each.truth) else ""
        yield (f"{each.subject.name}: {each.found} {each.confidence:.2f}, is {each.truth}{gone}",
               f"    {said}")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
