"""The forms of a name that are sent to a search."""

import pytest

from memograph.linkers.names import spellings


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Gromyko, A. A.", ("A. A. Gromyko", "A. Gromyko", "Gromyko")),
        ("Хрущёв, Никита", ("Никита Хрущёв", "Nikita Khrushchev")),
        ("Громыко, Андрей", ("Андрей Громыко", "Andrei Gromyko")),
        ("Nicolae Ceaușescu", ("Nicolae Ceausescu", "Ceaușescu")),
        ("General Charles de Gaulle", ("Charles de Gaulle", "de Gaulle")),
        ("Anwar al-Sadat", ("al-Sadat",)),
        ("Hsü Hsiang-ch’ien", ("Xu Xiangqian", "Hsü")),
        ("Li Peng", ("Li",)),
        ("Maria Rauch (geb. Kallat)", ("Maria Rauch", "Maria Kallat", "Rauch")),
        ("Franz Josef Strauß", ("Franz Strauß", "Franz Josef Strauss")),
    ],
)
def test_a_person_is_sought_in_these_forms(name, forms):
    found = spellings(name)
    assert found[0] == name
    assert set(forms) <= set(found[1:])


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("USSR", ("Soviet Union",)),
        ("Congo (B)", ("Congo Brazzaville", "Republic of the Congo")),
        ("Ministry of Finance (MF)", ("Ministry of Finance",)),
        ("the Prime Minister", ("Prime Minister",)),
        ("Köln", ("Cologne",)),
        ("Łódź", ("Lodz",)),
    ],
)
def test_a_thing_is_sought_in_these_forms(name, forms):
    found = spellings(name, kind="place")
    assert found[0] == name
    assert set(forms) <= set(found[1:])


def test_a_state_is_not_sought_by_the_name_that_it_shares():
    assert "Congo" not in spellings("Congo (B)", kind="place")
