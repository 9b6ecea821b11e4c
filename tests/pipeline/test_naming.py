from __future__ import annotations

import itertools
from collections import defaultdict
from typing import NamedTuple

from memograph.pipeline.naming import Claim, settle


class Surveyed(NamedTuple):
    """A source and what its records want to be called."""

    name: str
    sha256: str
    slugs: tuple[str, ...]


def surveyed(name, sha256, *slugs):
    return Surveyed(name, sha256 * 64, slugs)


def assign(sources):
    """Return the names of the records of each source."""
    claims = defaultdict(list)
    for each in sources:
        for place, slug in enumerate(each.slugs):
            claims[slug].append(Claim(each.name, each.sha256, place, each.sha256))
    settled = {}
    for slug, several in claims.items():
        settled |= {(c.name, c.place): n for c, n in settle(slug, several, {}).items()}
    return [tuple(settled[each.name, at] for at in range(len(each.slugs))) for each in sources]


def slugs(*sources):
    return [tuple(each.slug for each in names) for names in assign(sources)]


def codes(*sources):
    return [[found.code for each in names for found in each.problems] for names in assign(sources)]


def test_slug_that_is_alone_is_kept_without_a_problem():
    sources = surveyed("a.txt", "a", "memo"), surveyed("b.txt", "b", "note")
    assert slugs(*sources) == [("memo",), ("note",)]
    assert codes(*sources) == [[], []]


def test_slug_of_two_sources_gets_the_hash_of_each_with_a_problem():
    sources = surveyed("a.txt", "a", "memo"), surveyed("x/a.txt", "b", "memo")
    assert slugs(*sources) == [("memo-aaaaaaaa",), ("memo-bbbbbbbb",)]
    assert codes(*sources) == [["MG502"], ["MG502"]]


def test_slugs_do_not_depend_on_the_order_of_the_sources():
    sources = [
        surveyed("a.txt", "a", "memo"),
        surveyed("b.txt", "b", "memo", "other"),
        surveyed("c.txt", "a", "memo"),
        surveyed("d.txt", "d", "dataset"),
        surveyed("e.txt", "e", "memo", "memo"),
    ]

    def by_name(order):
        return {source.name: names for source, names in zip(order, assign(order), strict=True)}

    expected = by_name(sources)
    for order in itertools.permutations(sources):
        assert by_name(list(order)) == expected


def test_slug_of_the_same_bytes_twice_is_kept_and_written_once():
    first, second = assign([surveyed("b.txt", "a", "memo"), surveyed("a.txt", "a", "memo")])
    assert (first[0].slug, first[0].twin) == ("memo", True)
    assert (second[0].slug, second[0].twin) == ("memo", False)
    assert [found.code for found in first[0].problems] == ["MG504"]


def test_slug_of_two_records_of_one_source_gets_a_number():
    assert slugs(surveyed("a.txt", "a", "memo", "memo")) == [("memo-aaaaaaaa", "memo-aaaaaaaa-2")]


def test_slug_that_would_hide_the_description_of_the_folder_gets_a_hash():
    assert slugs(surveyed("dataset.txt", "a", "dataset")) == [("dataset-aaaaaaaa",)]


def test_slug_that_is_very_long_stays_a_slug_of_its_own():
    from memograph.rdf.slugs import slug

    long = slug("x" * 200)
    (first,), (second,) = slugs(surveyed("a", "a", long), surveyed("b", "b", long))
    assert first != second
    assert slug(first) == first


def test_of_many_sources_that_ask_for_one_slug_only_some_are_named():
    sources = [surveyed(f"{n:04}/memo.txt", f"{n:08x}", "memo") for n in range(2000)]
    told = [each.problems[0].message for (each,) in assign(sources)]
    assert "0001/memo.txt, 0002/memo.txt, 0003/memo.txt and 1996 more" in told[0]
    assert max(map(len, told)) < 300


def test_names_that_thousands_of_documents_hold_are_kept_in_no_time():
    from memograph.pipeline.origins import Origin

    claims = [Claim(f"{n:05}/memo.txt", f"{n:08x}", 0, f"{n:08x}") for n in range(10_000)]
    holders = {
        f"memo-{each.sha256}": Origin(slug="memo", sources=(each.name,), sha256=each.sha256)
        for each in claims
    }
    settled = settle("memo", claims, holders)
    assert all(settled[each].slug == f"memo-{each.sha256}" for each in claims)
