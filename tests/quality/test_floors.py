"""What is understood of texts whose facts were read by hand falls below no floor."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
WITHOUT_CORPUS = ("examples", "rendered examples")
CLEARLY = 0.01


@pytest.fixture(scope="session")
def reached(measure):
    """The scores of the sets that need no corpus."""
    return measure.measured(None)


@pytest.fixture(scope="session")
def reached_with_corpus(measure, corpus):
    return measure.measured(corpus)


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name in WITHOUT_CORPUS for kind in FLOORS[name]]
)
def test_own_texts_stay_above_the_floor(name, kind, measure, reached, record_property):
    check(name, kind, measure, reached, record_property)


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name in FLOORS if name not in WITHOUT_CORPUS for kind in FLOORS[name]],
)
def test_real_records_and_each_reader_stay_above_the_floor(
    name, kind, measure, reached_with_corpus, record_property
):
    check(name, kind, measure, reached_with_corpus, record_property)


def check(name, kind, measure, reached, record_property):
    found, floor = measure.total(reached[name])[kind].f1, FLOORS[name][kind]
    told = {stem: each[kind] for stem, each in reached[name].items() if kind in each}
    faults = {stem: one for stem, one in told.items() if one.f1 < 1}
    assert found >= floor, f"{name}: {kind}: F1 {found:.3f} is below the floor {floor}: {faults}"
    if found >= floor + CLEARLY:
        record_property(
            "hint", f"{name}: {kind}: F1 is {found:.3f}; raise the floor from {floor}: "
            "python tests/quality/measure.py --raise",
        )  # fmt: skip


def test_floors_are_kept_for_every_set_and_reader(measure, reached_with_corpus):
    readers = {f"reader: {name}" for name in measure.readers()} - {"reader: record_json"}
    assert set(FLOORS) == set(reached_with_corpus)
    assert readers <= set(FLOORS), "every reader needs an example with facts"
    for name, kinds in FLOORS.items():
        told = measure.total(reached_with_corpus[name])
        assert set(kinds) == {kind for kind, one in told.items() if one.found or one.expected}
        assert all(0 <= floor <= 1 for floor in kinds.values())


def test_every_example_has_facts_and_all_facts_have_an_example(measure, root):
    texts = {path.stem for path in (root / "examples").glob("*.*")} - {"README"}
    assert {stem for stem, _, _ in measure.examples()} == texts


def printed(path, slug=None):
    """Return the text of an example; of one that is marked up what its reader gives."""
    from memograph import pipeline

    if path.suffix in (".txt", ".md"):
        return path.read_text(encoding="utf-8-sig")
    records = pipeline.read_all(path)
    return next(one.full_text for one in records if slug in (None, one.document.slug))


def test_facts_quote_their_text(measure):
    for stem, path, facts in measure.examples():
        text = printed(path, facts.get("record"))
        plain = " ".join(text.split())
        quoted = [each["text"] for key in ("directions", "not_directions", "editorial_insertions")
                  for each in facts.get(key, ())]  # fmt: skip
        quoted += [each["begins"].strip() for each in facts["statement_sequence"]]
        assert [words for words in quoted if " ".join(words.split()) not in plain] == [], stem
        assert facts["statements"] == len(facts["statement_sequence"])
        told = Counter(each["speaker"] for each in facts["statement_sequence"])
        assert told == Counter(facts["speakers"]), stem


def test_score_counts_what_is_right_found_and_expected(score):
    told = Counter([("a", "1"), ("a", "1"), ("b", "2")])
    found = Counter([("a", "1"), ("c", "3")])
    compared = score.compared(found, told)
    assert compared == score.Score(right=1, found=2, expected=3)
    assert (compared.precision, compared.recall) == (1 / 2, 1 / 3)
    assert compared.f1 == pytest.approx(0.4)
    assert score.compared(Counter(), Counter()).f1 == 1
    assert compared + compared == score.Score(right=2, found=4, expected=6)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"start": "23:59"}, {"dates"}),
        ({"place": "a tent"}, {"places"}),
        ({"directions": []}, {"directions"}),
        ({"editorial_insertions": []}, {"insertions"}),
        ({"participants": []}, {"participants", "roles", "sides"}),
        ({"statement_sequence": []}, {"turns", "speakers"}),
    ],
)
def test_score_falls_where_facts_and_record_differ(measure, change, kinds):
    from memograph import pipeline

    score = measure.score
    _, path, facts = next(each for each in measure.examples() if each[0] == "harbour-talks")
    record = pipeline.read(path)
    before = score.scores(record, facts)
    after = score.scores(record, {**facts, **change})
    assert {kind for kind in score.KINDS if after[kind].f1 < before[kind].f1} == kinds
