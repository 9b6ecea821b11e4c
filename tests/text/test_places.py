"""Places: a room within a building within a city."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.text.cues import cues
from memograph.text.places import place_chain


def chain(wording, language="en"):
    return [place.name for place in place_chain(wording, cues(language))]


@pytest.mark.parametrize(
    ("language", "wording", "expected"),
    [
        ("en", "Lusaka", ["Lusaka"]),
        ("en", "Room 12, Town Hall, Lusaka", ["Room 12", "Town Hall", "Lusaka"]),
        ("en", "a room of the building of the People’s Assembly",
         ["a room", "building of the People’s Assembly"]),
        ("en", "the council chamber of the Harbour Board", ["council chamber", "Harbour Board"]),
        ("en", "Room 4 of the East Annex, Ottawa", ["Room 4", "East Annex", "Ottawa"]),
        ("en", "second floor of the Town Hall", ["second floor", "Town Hall"]),
        ("en", "the University of Tirana", ["University of Tirana"]),
        ("en", "House of the People", ["House of the People"]),
        ("en", "the Embassy of Ghana", ["Embassy of Ghana"]),
        ("en", "Hotel Adler, Room 4", ["Room 4", "Hotel Adler"]),
        ("en", "Lusaka, Lusaka", ["Lusaka"]),
        ("en", "Lusaka, 3 May 1961", ["Lusaka"]),
        ("en", "Lusaka, 10.30", ["Lusaka"]),
        ("en", "Town Hall - Lusaka.", ["Town Hall", "Lusaka"]),
        ("en", "", []),
        ("en", "3 May 1961", []),
        ("de", "Zimmer 12 im Rathaus", ["Zimmer 12", "Rathaus"]),
        ("de", "Kabinettsaal des Palais Ost", ["Kabinettsaal", "Palais Ost"]),
        ("de", "das Rathaus, Flensburg", ["Rathaus", "Flensburg"]),
        ("fr", "la salle des actes de la Chambre de commerce",
         ["salle des actes", "Chambre de commerce"]),
        ("en", "the Oval Office at the White House", ["Oval Office", "White House"]),
        ("en", "at the Soviet Embassy in Vienna", ["Soviet Embassy", "Vienna"]),
        ("en", "Lusaka, Town Hall, Room 12", ["Room 12", "Town Hall", "Lusaka"]),
        ("en", "City Hall, Council Chambers, 40 Alder Street",
         ["Council Chambers", "City Hall", "40 Alder Street"]),
        ("en", "Great Hall of the People, Accra", ["Great Hall of the People", "Accra"]),
        ("en", "office of the Minister", ["office of the Minister"]),
        ("en", "CANBERRA", ["Canberra"]),
        ("en", "USSR", ["USSR"]),
        ("de", "Berlin, Rathaus", ["Rathaus", "Berlin"]),
        ("de", "Kleiner Sitzungssaal des Rathauses", ["Kleiner Sitzungssaal", "Rathaus"]),
        ("de", "im Großen Saal des Roten Rathauses in Berlin",
         ["Großer Saal", "Rotes Rathaus", "Berlin"]),
        ("de", "Auswärtigen Amt", ["Auswärtiges Amt"]),
        ("de", "Dienstzimmer des Ministers", ["Dienstzimmer des Ministers"]),
        ("ru", "Москва, гостиница «Северная», номер 12",
         ["номер 12", "гостиница «Северная»", "Москва"]),
        ("ru", "в здании Министерства рыболовства", ["здание Министерства рыболовства"]),
        ("fr", "à la mairie, Lorient", ["mairie", "Lorient"]),
        ("fr", "Hôtel de ville, Bamako", ["Hôtel de ville", "Bamako"]),
    ],
)  # fmt: skip
def test_places_are_told_the_innermost_first(language, wording, expected):
    assert chain(wording, language) == expected


@pytest.mark.parametrize(
    ("wording", "proper"),
    [("Lusaka", True), ("Harbour House", True), ("a room", False), ("council chamber", False)],
)
def test_place_is_proper_if_its_words_of_weight_are_capitalized(wording, proper):
    assert [p.proper for p in place_chain(wording, cues("en"))] == [proper]


@pytest.mark.parametrize(("language", "wording"), [("en", "Room 12"), ("de", "Zimmer 12")])
def test_numbered_room_has_no_proper_name(language, wording):
    assert [p.proper for p in place_chain(wording, cues(language))] == [False]


@given(st.text(alphabet="Rom of the,.12-\n[] ", max_size=40), st.sampled_from(["en", "de", "fr"]))
def test_no_place_comes_twice_or_without_name(wording, language):
    names = chain(wording, language)
    assert all(names)
    assert len(names) == len(set(names))
