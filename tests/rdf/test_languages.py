"""Languages by tag."""

import pytest

from memograph.rdf.languages import AUTHORITY, language_iri, language_name


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "ENG"),
        ("en-gb", "ENG"),
        ("zh-hant-tw", "ZHO"),
        ("SQ", "SQI"),
        ("deu", "DEU"),
        ("sh", "HBS"),
        ("und", "UND"),
        ("xx", "UND"),
        ("", "UND"),
    ],
)
def test_language_of_a_tag_is_that_of_its_first_part(tag, code):
    assert language_iri(tag) == AUTHORITY + code


def test_language_has_an_english_name():
    assert language_name("nb") == "Norwegian Bokmål"
    assert language_name("xx") == "an undetermined language"
