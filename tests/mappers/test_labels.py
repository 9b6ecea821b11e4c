"""Labels made of texts."""

from hypothesis import given
from hypothesis import strategies as st

from memograph.mappers.labels import LONGEST, shortened


@given(st.text(st.sampled_from("ab \n\u2003é"), max_size=400))
def test_label_of_any_text_is_one_short_line(text):
    label = shortened(text)
    assert len(label) <= LONGEST
    assert label == " ".join(label.split())


def test_label_of_long_text_ends_after_a_word():
    assert shortened("harvest " * 30) == "harvest " * 8 + "harvest…"
    assert shortened("x" * 100) == "x" * 79 + "…"


def test_label_of_short_text_is_the_text():
    assert shortened(" Yes.\n") == "Yes."
