"""Measure the likeness of names by the persons of TEI files: python -m bench.names FILE...

Two questions: how often two different persons are taken for alike, and how often a name that was
changed by a rule is still found, first before all others. All persons of the files that have names
of their own are compared with each other.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from lxml import etree

from memograph.linkers.names import keys, likeness

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
STEPS = (0.8, 0.9)
TITLES = (
    "Dr.",
    "Mag.",
    "Dipl.-Ing.",
    "Comrade",
    "Prof. Dr.",
    "Bundesminister",
    "Sir",
    "Gen.",
    "Mrs.",
    "Abgeordneter",
)
UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",  # codespell:ignore ue
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",  # codespell:ignore ue
        "ß": "ss",
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    given: tuple[str, ...]
    family: str

    @property
    def name(self) -> str:
        return " ".join((*self.given, self.family))


def persons(paths):
    """Return the persons of the files by key, each once."""
    found = {}
    for path in paths:
        for _, one in etree.iterparse(path, tag=f"{TEI}person"):
            names = one.find(f"{TEI}persName")
            if names is not None and names.find(f"{TEI}surname") is not None:
                parts = [
                    " ".join((part.text or "").split()) for part in names.iterfind(f"{TEI}forename")
                ]
                family = " ".join(names.findtext(f"{TEI}surname").split())
                found.setdefault(one.get(XML_ID), Person(tuple(filter(None, parts)), family))
            one.clear()
    return {key: one for key, one in found.items() if one.given}


def plain(person, _):
    marks = unicodedata.normalize("NFKD", person.name)
    return "".join(c for c in marks if not unicodedata.combining(c))


def umlauts(person, _):
    return person.name.translate(UMLAUTS)


def listed(person, _):
    return f"{person.family}, {' '.join(person.given)}"


def capitals(person, _):
    return f"{person.family.upper()}, {' '.join(person.given)}"


def turned(person, _):
    return f"{person.family} {' '.join(person.given)}"


def initial(person, _):
    return " ".join((*(name[0] + "." for name in person.given), person.family))


def shorter(person, _):
    return f"{person.given[0]} {person.family}"


def titled(person, chance):
    return f"{chance.choice(TITLES)} {person.name}"


def mistyped(person, chance):
    """Return a name with one letter left out, doubled, changed, or changed with the next."""
    name = person.name
    at = chance.choice(
        [i for i, c in enumerate(name) if c.isalpha() and i and name[i - 1].isalpha()]
    )
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    before, own, behind = name[:at], name[at], name[at + 1 :]
    turned_letters = behind[:1] + own + behind[1:] if behind[:1].isalpha() else own * 2 + behind
    return before + chance.choice((behind, own * 2 + behind, letter + behind, turned_letters))


RULES = (plain, umlauts, listed, capitals, turned, initial, shorter, titled, mistyped)


def false_likeness(known):
    """Print how many pairs of different persons are taken for alike."""
    names = {key: one.name for key, one in known.items()}
    begun, count, high = time.perf_counter(), 0, []
    for (_, one), (_, other) in combinations(names.items(), 2):
        count += 1
        if one != other:
            found = likeness(one, other)
            if found.score >= STEPS[0]:
                high.append((found.score, one, other, found.reasons))
    spent = time.perf_counter() - begun
    print(f"{len(names)} persons, {count:,} pairs, {spent / count * 1e6:.1f} µs each")
    for step in STEPS:
        print(f"  at least {step}: {sum(score >= step for score, *_ in high)}")
    for score, one, other, reasons in sorted(high, reverse=True):
        print(f"    {score:.2f}  {one} | {other}  ({', '.join(reasons)})")


def variants(known):
    """Print how many changed names are found, and first before all others."""
    chance = random.Random(1)
    names = [one.name for one in known.values()]
    heads = ">=0.8", ">=0.9", "first", "alone", "by key"
    print(f"{'rule':<10} {'changed':>8} " + " ".join(f"{head:>7}" for head in heads))
    for rule in RULES:
        tried = [(one.name, rule(one, chance)) for one in known.values()]
        tried = [(name, new) for name, new in tried if name != new]
        if not tried:
            continue
        scores = [likeness(new, name).score for name, new in tried]
        others = [max(likeness(new, other).score for other in names if other != name)
                  for name, new in tried]  # fmt: skip
        better = [rival > score for rival, score in zip(others, scores, strict=True)]
        ranks = [rival >= score for rival, score in zip(others, scores, strict=True)]
        shares = [statistics.fmean(score >= step for score in scores) for step in STEPS]
        found = statistics.fmean(bool(keys(new) & keys(name)) for name, new in tried)
        shares += [
            statistics.fmean(not n for n in better),
            statistics.fmean(not n for n in ranks),
            found,
        ]
        print(
            f"{rule.__name__:<10} {len(tried):>8} " + " ".join(f"{share:7.1%}" for share in shares)
        )
        missed = [pair for pair, score in zip(tried, scores, strict=True) if score < STEPS[0]]
        for name, new in missed[:SHOWN]:
            print(f"    {likeness(new, name).score:.2f}  {new} | {name}")


SHOWN = 6


def indexed(known):
    """Print how many keys names have, and how many names a key has."""
    by_key = {}
    counts = []
    for one in known.values():
        own = keys(one.name)
        counts.append(len(own))
        for key in own:
            by_key.setdefault(key, set()).add(one.name)
    sizes = [len(names) for names in by_key.values()]
    print(f"keys: {statistics.fmean(counts):.1f} a name, at most {max(counts)}; "
          f"{statistics.fmean(sizes):.1f} names a key, at most {max(sizes)}")  # fmt: skip
    met = [len({n for key in keys(one.name) for n in by_key[key]}) for one in known.values()]
    print(f"names to look at for one: {statistics.fmean(met):.1f}, at most {max(met)}")


def main():
    parser = argparse.ArgumentParser(
        prog="python -m bench.names", description=__doc__.split("\n\n")[0]
    )
    parser.add_argument("paths", nargs="+", type=Path, help="files of TEI with a list of persons")
    known = persons(parser.parse_args().paths)
    indexed(known)
    false_likeness(known)
    variants(known)


if __name__ == "__main__":
    main()
