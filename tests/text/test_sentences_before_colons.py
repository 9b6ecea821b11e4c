"""Words before a colon that begin a sentence, and numerals of sections, are no labels."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.fields import fields
from memograph.text.labels import candidates
from memograph.text.places import place_chain


@pytest.mark.parametrize(
    ("line", "language", "opens"),
    [
        ("Die Mühle: die stand seit Jahren leer.", "de", False),
        ("Im Reichstag: Streit um den Haushalt", "de", False),
        ("The mill: it had been empty for years.", "en", False),
        ("III. Report on the harbour", "en", False),
        ("Der Vorsitzende: also gut, dann beginnen wir.", "de", True),
        ("Le camarade Sidi : (se tournant) Traduisez.", "fr", True),
        ("Ada Kern: then we begin.", "en", True),
    ],
)
def test_words_before_a_colon_are_a_label_or_begin_a_sentence(line, language, opens):
    assert bool(candidates(line, Span(0, len(line)), cues(language))) is opens


def test_numbered_heading_after_a_list_is_nobody_in_it():
    text = "PRESENT:\n\nMr. A. Pell\n\nMr. J. Ide\n\n1. Dredging\n\nThe Board met.\n"
    found = [f.span.cut(text) for f in fields(text, Span(0, len(text)), cues("en"))]
    assert found == ["Mr. A. Pell", "Mr. J. Ide"]


def test_numbered_list_under_its_heading_is_read_whole():
    text = "PRESENT:\n\n1. Mr. A. Pell\n\n2. Mr. J. Ide\n\nThe Board met.\n"
    found = [f.span.cut(text) for f in fields(text, Span(0, len(text)), cues("en"))]
    assert found == ["1. Mr. A. Pell", "2. Mr. J. Ide"]


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("Geneva on Monday", "Geneva"),
        ("Bonn am Mittwoch", "Bonn"),
        ("Friday Harbor", "Friday Harbor"),
    ],
)
def test_weekday_behind_a_place_is_no_part_of_it(wording, name):
    assert [place.name for place in place_chain(wording, cues("en"))] == [name]
