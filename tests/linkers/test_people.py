"""People: who may be meant by a name, found by its words, before names are compared."""

from __future__ import annotations

import subprocess
import sys

import pytest

from memograph.linkers.names import likeness
from memograph.linkers.people import People

NAMES = (
    "Andrei Gromyko", "Gromyko, A.A.", "Громыко, Андрей", "Zhou Enlai", "Chou En-lai",
    "Mao Tse tung",  # codespell:ignore tung
    "Mao, Zedong", "Chen Yi", "Ch'en I", "Kim Il Sung", "Kádár János",
    "János Kádár", "J. Edler", "Müller, Kurt", "Kurt Mueller", "Anwar el-Sadat", "Dick Van Dyke",
    "John Mac Donald", "VanDyke, Dick", "John MacDonald", "Gabriel García Márquez",
    "Gabriel García", "Maria Rauch-Kallat", "Maria Kallat", "Ada Brown (née Ash)", "Ada Ash",
    "Ada Brown, Jr.", "Ada Brown MP", "William Gladstone", "Bill Gladstone", "Muammar Gaddafi",
    "Qadhafi, Muammar", "Nixon", "President Nixon", "Robert Rada", "Bishop Brown",
    "Anna Maria Berg", "Annamaria Berg", "Ed. Kardelj", "Edvard Kardelj", "Hans Rudolf Merz",
    "Rudolf Merz", "Eva Holub", "Ewa Holub", "Kim Ilsung", "A. A. Gromyko", "Gromiko",
    "Josef Edler", "Rada, Robert", "George V",
)  # fmt: skip
LEAST = 0.6


def found(name: str, names=NAMES) -> dict[str, float]:
    people = People()
    for at, each in enumerate(names):
        people.add(at, (each,))
    return {names[at]: most for at, most in people.likely(name).items()}


@pytest.mark.parametrize("name", NAMES)
def test_everybody_whose_name_is_alike_may_be_meant(name):
    alike = {each for each in NAMES if likeness(name, each).score > LEAST}
    assert alike <= found(name).keys()


@pytest.mark.parametrize(
    ("name", "other"),
    [("Andrei Gromyko", "Andrei Prifti"), ("Ada Brown", "Ada Ash"), ("Ada Brown", "Kurt Brown")],
)
def test_who_shares_one_name_of_two_is_not_meant(name, other):
    assert found(name, (other,)) == {}


@pytest.mark.parametrize("name", ["Andrei Gromyko", "Ada Brown", "Edvard Kardelj", "Nixon"])
def test_names_are_no_more_alike_than_is_told(name):
    for other, most in found(name).items():
        assert likeness(name, other).score <= most + 0.001


@pytest.mark.parametrize(
    "name", ["", " ", "–", "…, …", "x" * 5000, "a " * 3000, "\ufeff", "(((", "-’-"]
)
def test_what_is_no_name_is_nobodys(name):
    people = People()
    people.add(0, (name, "Ana Prifti"))
    people.add(1, (name,))
    assert people.likely("Ana Prifti") == {0: 1.0}
    people.likely(name)


def test_person_with_several_names_is_found_by_each():
    people = People()
    people.add(7, ("Ana Prifti", "Anna Berg", "Hodja, A."))
    for name in ("Prifti, Ana", "Anna Berg", "Agim Hoxha"):
        assert people.likely(name).keys() == {7}


def test_what_is_found_depends_on_no_hash():
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT.format(names=NAMES)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1
    assert b"Gromyko" in said.pop()


SCRIPT = """
from memograph.linkers.authority import Authority
from memograph.linkers.entity import Entity
from memograph.linkers.service import Question
names = {names!r}
known = Authority(Entity(id=f"https://example.net/{{at}}", name=name)
                  for at, name in enumerate(names))
for name in names:
    (answer,) = known.ask([Question(name=name, kind="person", limit=3)])
    print(name, [(each.entity.id, each.score) for each in answer.candidates])
"""
