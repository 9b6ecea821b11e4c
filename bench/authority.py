"""Measure how a large authority file opens and answers: python -m bench.authority [SIZE...]

The persons are made up by a seed. Family and given names are as unevenly shared as real ones (by
Zipf's law); some have two given names, marks on letters, particles, double names, other spellings,
and years of life. A question is another spelling of the name of one of them, by a rule; recall is
how often that one is among the candidates. Times are CPU times. Each size is a process of its own.
"""

from __future__ import annotations

import argparse
import bisect
import csv
import itertools
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.names import mistyped, plain
from memograph.linkers.service import Question
from memograph.pipeline import authorities

SEED = 20261127
SIZES = (10_000, 100_000, 1_000_000)
FAMILIES, GIVEN = 120_000, 4_000
COLUMNS = ("id", "name", "names", "kind", "begun", "ended", "description", "countries")
BEGINNINGS = (
    "b br ch d dr f g gr h j k kr l m n p pr r s sch sh st t tr v w z bl fl gl kl sl"
    " c sz zh th y q kw nd mb"
).split()
VOWELS = "a e i o u a e i o ä ö ü é ó au ei ie ou aa ai".split()
ENDS = "n r l s t m k nn rt ck ng nd lt rn sk v z ll ss".split()
FAMILY_ENDS = (
    "er mann sen son ov ev in ski sky ić ak enko ez es ini etti ard eau ian dze oglu a o i u"
).split()
GIVEN_ENDS = "a o i us ine ette el an en ina ko".split()  # codespell:ignore ine
COUNTRIES = ("Albania", "Zambia", "Ghana", "Austria", "Peru", "Laos", "Norway", "Egypt")


def word(chance, ends):
    """Return a made-up word."""
    syllables = chance.choice((1, 1, 2))
    made = "".join(
        chance.choice(BEGINNINGS)
        + chance.choice(VOWELS)
        + (chance.choice(ENDS) if chance.random() < 0.3 else "")
        for _ in range(syllables)
    )
    return (made + chance.choice(BEGINNINGS)[:1] * (made[-1] in "aeiouäöüéó")
            + chance.choice(ends)).capitalize()  # fmt: skip


class Zipf:
    """Words of which the n-th is drawn in inverse proportion to n, more evenly at the top."""

    def __init__(self, chance, count, ends, *, flat):
        drawn = (word(chance, ends) for _ in itertools.count())
        self.words = tuple(
            itertools.islice((each for each in _once(drawn) if len(each) > 3), count)
        )
        self.sums = list(itertools.accumulate(1 / (at + flat) for at in range(count)))

    def draw(self, chance):
        return self.words[bisect.bisect(self.sums, chance.random() * self.sums[-1])]


def _once(words):
    seen = set()
    for each in words:
        if each not in seen:
            seen.add(each)
            yield each


class Person:
    """A made-up person, as a row of an authority."""

    __slots__ = ("born", "died", "family", "given", "id")

    def __init__(self, chance, at, families, given):
        self.id = f"https://example.org/people/{at}"
        self.given = [given.draw(chance) for _ in range(chance.choice((1, 1, 1, 2, 2)))]
        self.family = families.draw(chance)
        if chance.random() < 0.03:
            self.family += f"-{families.draw(chance)}"
        elif chance.random() < 0.03:
            self.family = f"{chance.choice(('von', 'de', 'van der'))} {self.family}"
        self.born = chance.randrange(1780, 1985) if chance.random() < 0.8 else 0
        self.died = self.born + chance.randrange(40, 95) if self.born else 0

    @property
    def name(self):
        return " ".join((*self.given, self.family))

    def row(self, chance):
        other = ""
        if chance.random() < 0.25:
            other = f"{self.family}, {' '.join(f'{each[0]}.' for each in self.given)}"
        name = self.name if chance.random() < 0.6 else f"{self.family}, {' '.join(self.given)}"
        country = chance.choice(COUNTRIES)
        died = self.died if self.died < 2026 else 0
        return (self.id, name, other, "person", self.born or "", died or "",
                f"Politician of {country}, {self.born}", country)  # fmt: skip


def listed(person, _):
    return f"{person.family}, {' '.join(person.given)}"


def turned(person, _):
    return f"{person.family} {' '.join(person.given)}"


def as_it_is(person, _):
    return person.name


def initials(person, _):
    return " ".join((*(f"{each[0]}." for each in person.given), person.family))


def shorter(person, _):
    return f"{person.given[0]} {person.family}"


def titled(person, chance):
    return f"{chance.choice(('Dr.', 'Comrade', 'President', 'Gen.'))} {person.name}"


def alone(person, _):
    return person.family


RULES = (as_it_is, listed, turned, initials, plain, shorter, titled, mistyped, alone)
"""All but the last count for the sum: a family name alone tells little."""


def write(path, size):
    """Write an authority and return its persons."""
    chance = random.Random(SEED)
    families = Zipf(chance, FAMILIES, FAMILY_ENDS, flat=8)
    given = Zipf(chance, GIVEN, GIVEN_ENDS, flat=4)
    persons = [Person(chance, at, families, given) for at in range(size)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(person.row(chance) for person in persons)
    return persons


def questions(persons, each):
    """Return rules, persons and questions, as many for each rule."""
    chance = random.Random(SEED + 1)
    found = []
    for rule in RULES:
        for person in chance.sample(persons, each):
            year = person.born + 30 if person.born else 0
            asked = Question(
                name=rule(person, chance), kind="person",
                begun=str(year or ""), ended=str(year + 5 if year else ""),
            )  # fmt: skip
            found.append((rule, person.id, asked))
    return found


def resident():
    """Return how many MB are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def measure(path, size, each):
    """Print the figures of one size."""
    persons = write(path, size)
    asked = questions(persons, each)
    del persons
    before, begun = resident(), time.process_time()
    authority = authorities.opened(path)
    opened = time.process_time() - begun
    print(f"{size:>9,} persons: {opened:.1f} s to open, {resident() - before:.0f} MB"
          f" (peak of all {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB)",
          flush=True)  # fmt: skip
    spent, met = {}, {}
    for rule, id_, question in asked:
        begun = time.process_time()
        (answer,) = authority.ask([question])
        spent.setdefault(rule, []).append((time.process_time() - begun) * 1e3)
        there = any(one.entity.id == id_ for one in answer.candidates)
        met.setdefault(rule, []).append(there)
    for rule in RULES:
        _line(rule.__name__.replace("_", " "), spent[rule], met[rule])
    times, found = ([each for rule in RULES[:-1] for each in known[rule]] for known in (spent, met))
    _line("all but the last", times, found)


def _line(name, spent, met):
    ordered = sorted(spent)
    print(f"  {name:<17} {statistics.median(ordered):8.2f} ms median"
          f" {ordered[int(len(ordered) * 0.99)]:9.2f} ms of 99 in 100"
          f"   recall {statistics.fmean(met):.3f}", flush=True)  # fmt: skip


def main():
    parser = argparse.ArgumentParser(
        prog="python -m bench.authority", description=__doc__.split("\n\n")[0]
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--each", type=int, default=100, help="questions for each rule")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    for size in chosen.sizes:
        if chosen.one:
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder) / "people.csv", size, chosen.each)
        else:
            command = [sys.executable, "-m", "bench.authority", str(size), "--one"]
            subprocess.run([*command, "--each", str(chosen.each)], check=True)


if __name__ == "__main__":
    main()
