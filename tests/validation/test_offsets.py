"""The law of offsets is checked where SHACL cannot."""

from __future__ import annotations

import pytest

GRAPH = """
@prefix memo: <https://w3id.org/memograph/ontology#> .
<https://example.org/doc/a/text/en> memo:fullText "Ada: Yes."@en .
<https://example.org/doc/a/statement/0001> a memo:Statement ;
    memo:inText <https://example.org/doc/a/text/en> ;
    memo:startIndex {start} ; memo:endIndex 9 ; memo:text "Yes."@en .
"""


def found(start: str) -> list[str]:
    from rdflib import Graph

    from memograph.validation.offsets import offset_problems
    from memograph.validation.places import Places

    graph = Graph().parse(data=GRAPH.format(start=start), format="turtle")
    return [str(p) for p in offset_problems(graph, Places(graph))]


def test_a_segment_whose_offsets_cut_out_its_text_is_no_problem():
    assert found("5") == []


@pytest.mark.parametrize("start", ["4", "0", "8"])
def test_a_segment_whose_offsets_cut_out_other_words_is_told_with_both(start):
    (told,) = found(start)
    assert "MG428" in told
    assert "“Yes.”" in told


@pytest.mark.parametrize(
    ("stated", "cut", "shown"),
    [
        ("Yes.\nNo.", "Yes. No.", ("“Yes.\\nNo.”", "“Yes. No.”")),
        ("Yes.\u00a0", "Yes. ", ("“Yes.\\xa0”", "“Yes. ”")),
        ("Café", "Cafe\u0301", ("“Caf\\xe9”", "“Cafe\\u0301”")),
        ("Café", "Cafés", ("“Café”", "“Cafés”")),
    ],
)
def test_texts_that_look_alike_are_shown_so_that_they_differ(stated, cut, shown):
    from memograph.validation.offsets import _apart

    told = _apart(stated, cut)
    assert (f"“{told['stated']}”", f"“{told['found']}”") == shown


def test_long_texts_are_shown_around_their_first_difference():
    from memograph.validation.offsets import _apart

    told = _apart("word " * 99 + "end", "word " * 99 + "END")
    assert told["stated"] == "…word word word word end"
    assert told["stated"] != told["found"]
    assert _apart("x" * 99, "x" * 98)["found"].startswith("…x")


def test_offsets_that_are_no_numbers_are_left_to_the_shapes():
    assert found('"many"') == []
