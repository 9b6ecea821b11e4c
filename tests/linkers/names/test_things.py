"""Names of organizations and places that are one, that are not, and why."""

import pytest

from memograph.linkers.names import likeness

ONE = [
    ("Ministry of Finance", "Finance Ministry", "order"),
    ("Ministry of Finance", "The Ministry of Finance", ""),
    ("Ministry of Finance", "Finanzministerium", "order"),
    ("Ministry of Finance", "Bundesministerium für Finanzen", "generic words"),
    ("Foreign Minister", "Minister of Foreign Affairs", "order"),
    ("Federal Minister of Finance", "Minister of Finance", "generic words"),
    ("Österreichische Volkspartei (ÖVP)", "Österreichische Volkspartei", "abbreviation"),
    ("Österreichische Volkspartei (ÖVP)", "ÖVP", "abbreviation"),
    ("Siemens AG", "Siemens", "same words"),
    ("The United Nations", "UN", "known as the same"),
    ("Congo (B)", "Congo (Brazzaville)", "known as the same"),
    ("Congo (B)", "Republic of the Congo", "known as the same"),
    ("GDR", "German Democratic Republic", "known as the same"),
    ("DDR", "East Germany", "known as the same"),
    ("FRG", "Federal Republic of Germany", "known as the same"),
    ("USSR", "Soviet Union", "known as the same"),
    ("USSR", "СССР", "known as the same"),
    ("Peking", "Beijing", "known as the same"),
    ("Canton", "Guangzhou", "known as the same"),
    ("Chungking", "Chongqing", "known as the same"),
    ("Tientsin", "Tianjin", "known as the same"),
    ("Hupeh", "Hubei", "Wade-Giles"),
    ("Hupei Province", "Hubei", "Wade-Giles"),
    ("Hubei Province", "Hubei", "generic words"),
    ("Tiranë", "Tirana", "known as the same"),
    ("Wien", "Vienna", "known as the same"),
    ("Москва", "Moscow", "known as the same"),
    ("Communist Party of China", "Chinese Communist Party", ""),
    ("Central Committee of the Communist Party", "Communist Party Central Committee", "order"),
    ("Austria", "Republic of Austria", "generic words"),
    ("Austria", "Österreich", "same words"),
    ("Hungary", "Hungarian People's Republic", "generic words"),
    ("Albania", "People’s Republic of Albania", "known as the same"),
    ("China", "People's Republic of China", "known as the same"),
    ("Peking", "Peking City", "generic words"),
    ("Minister for Foreign Affairs", "Außenminister", "order"),
    ("Hamburg", "Hambourg", "sounds alike"),
]


@pytest.mark.parametrize("kind", ["organization", "place"])
@pytest.mark.parametrize(("first", "second", "reason"), ONE)
def test_names_of_one_thing_are_alike(first, second, reason, kind):
    found = likeness(first, second, kind=kind)
    assert found.score >= 0.85, found
    if reason:
        assert reason in found.reasons


TWO = [
    ("Congo (B)", "Congo (L)", 0.5),
    ("Congo", "Congo (B)", 0.75),
    ("North Korea", "South Korea", 0.5),
    ("Ministry of Finance", "Ministry of Justice", 0.5),
    ("Ministry of Finance", "Ministry", 0.7),
    ("Prime Minister", "Deputy Prime Minister", 0.7),
    ("Prime Minister", "Prime Minister of Albania", 0.7),
    ("Minister of Finance", "Ministry of Finance", 0.8),
    ("Minister of Finance", "Deputy Minister of Finance", 0.7),
    ("Hubei", "Hunan", 0.5),
    ("Hubei", "Hebei", 0.5),
    ("Communist Party of China", "Communist Party of Albania", 0.7),
    ("University of Vienna", "University of Graz", 0.7),
    ("Chairman", "Vice Chairman", 0.7),
    ("Austria", "Australia", 0.8),
    ("Germany", "German Democratic Republic", 0.75),
    ("Korea", "Republic of Korea", 0.75),
    ("China", "Republic of China", 0.5),
    ("China", "Bank of China", 0.7),
    ("China", "Government of China", 0.7),
    ("Finance", "Ministry of Finance", 0.7),
    ("Socialist Party", "People's Party", 0.7),
    ("New York City", "New York State", 0.7),
    ("Vienna", "University of Vienna", 0.7),
    ("Secretary of State", "Secretary of Defense", 0.7),
    ("First Secretary", "Second Secretary", 0.7),
    ("Ambassador", "Ambassador to China", 0.7),
]


@pytest.mark.parametrize("kind", ["organization", "place"])
@pytest.mark.parametrize(("first", "second", "most"), TWO)
def test_two_things_stay_apart(first, second, most, kind):
    assert likeness(first, second, kind=kind).score <= most
