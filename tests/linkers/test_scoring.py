"""What speaks for a candidate, and how sure it is then: alone, among others, among those there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memograph.linkers.authority import Authority
from memograph.linkers.claims import Case, settled
from memograph.linkers.entity import Entity, Tenure
from memograph.linkers.scoring import scored, weights
from memograph.linkers.service import Candidate, Question
from memograph.linkers.subject import Subject
from memograph.linkers.surroundings import surrounded

ANA = Subject(
    iri="https://example.org/id/agent/ana-prifti", kind="person", name="Ana Prifti",
    begun="1961-05-03", ended="1961-05-03", posts=("Minister of Railways",), sides=("Albania",),
)  # fmt: skip
ONE = Entity(
    id="https://example.net/1", name="Ana Prifti", kind="person", begun="1911", ended="1990"
)


def entity(number, **changed):
    return replace(ONE, id=f"https://example.net/{number}", **changed)


def confidence(*entities, subject=ANA):
    found = scored(subject, [Candidate(entity=each) for each in entities])
    return {each.candidate.entity.id.rpartition("/")[2]: each.confidence for each in found}


def words(*entities, subject=ANA):
    (first, *_) = scored(subject, [Candidate(entity=each) for each in entities])
    return [each.words for each in first.evidence]


def counted(*entities, subject=ANA):
    """Return the evidence for the first, each with what it counts."""
    (first, *_) = scored(subject, [Candidate(entity=each) for each in entities])
    return [str(each) for each in first.evidence]


def test_one_of_the_name_who_was_alive_is_likely():
    assert confidence(ONE)["1"] > 0.95


def test_two_of_the_name_are_both_unlikely():
    found = confidence(ONE, entity(2))
    assert max(found.values()) < 0.5


def test_shares_of_all_and_of_nobody_are_one():
    found = confidence(ONE, entity(2, name="Anna Prifti"), entity(3, name="Ana Prift"))
    assert 0 < sum(found.values()) < 1


@pytest.mark.parametrize(
    "changed",
    [
        {"begun": "1790", "ended": "1841"},
        {"begun": "1970", "ended": ""},
        {"begun": "1955", "ended": ""},
        {"kind": "place"},
        {"name": "Ana Prifta"},
        {"name": "Eva Prifti"},
    ],
    ids=["dead", "unborn", "child", "place", "other family name", "other given name"],
)
def test_who_fits_less_is_less_likely(changed):
    assert confidence(entity(2, **changed)).get("2", 0.0) < confidence(ONE)["1"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"posts": (Tenure(post="Minister of Railways"),)}, "post 'Minister of Railways'"),
        ({"countries": ("Albania",)}, "country 'Albania'"),
        ({"same_as": ("https://viaf.org/viaf/7",)}, "the source says https://viaf.org/viaf/7"),
    ],
)
def test_more_evidence_decides_between_two_of_the_name(changed, says):
    subject = replace(ANA, identifiers=("https://viaf.org/viaf/7",))
    better = entity(2, **changed)
    found = confidence(ONE, better, subject=subject)
    assert found["2"] > found["1"]
    assert says in words(ONE, better, subject=subject)


@pytest.mark.parametrize(
    ("tenures", "says"),
    [
        ((("Minister of Railways", "1958", "1965"),), "+2.5 post 'Minister of Railways'"),
        ((("minister for railways of Albania", "1958", ""),),
         "+2.5 post 'minister for railways of Albania'"),
        ((("Minister of Railways", "", ""),), "+1.5 post 'Minister of Railways'"),
        ((("Minister of Railways", "1930", "1935"),),
         "+0.3 post 'Minister of Railways', at another time"),
        ((("Minister of Railways", "1930", "1935"), ("Minister of Railways", "1960", "1962")),
         "+2.5 post 'Minister of Railways'"),
    ],
    ids=["then", "of a state", "who knows when", "before", "again"],
)  # fmt: skip
def test_post_counts_by_when_it_was_held(tenures, says):
    posts = tuple(Tenure(post=post, begun=begun, ended=ended) for post, begun, ended in tenures)
    assert says in counted(entity(2, posts=posts, countries=("Albania",)))


@pytest.mark.parametrize(
    "post",
    ["Deputy Minister of Railways", "Minister of Railways of Zambia", "Minister", "Railways",
     "Minister of Roads"],
)  # fmt: skip
def test_other_post_is_none_of_the_records(post):
    found = words(entity(2, posts=(Tenure(post=post),), countries=("Albania",)))
    assert not any("post" in each for each in found)


def test_who_held_the_post_then_is_likelier_than_who_held_it_before():
    now, before = (
        entity(number, posts=(Tenure(post="Minister of Railways", begun=begun, ended=ended),))
        for number, begun, ended in ((2, "1960", "1962"), (3, "1948", "1952"))
    )
    found = confidence(now, before)
    assert found["2"] > 4 * found["3"]


@pytest.mark.parametrize(
    "told", [{"description": "Albanian minister (1911-1990)"}, {"occupations": ("Minister",)}]
)
def test_description_that_has_a_word_of_the_post_speaks_for_it(told):
    assert "+0.5 described as 'minister'" in counted(entity(2, **told))
    assert confidence(entity(2, **told))["2"] > confidence(entity(2, description="poet"))["2"]


def test_place_that_was_no_longer_there_is_less_likely_and_an_old_one_is_not():
    town = replace(ANA, kind="place", name="Lusaka", posts=(), sides=())
    gone, there = (
        entity(number, name="Lusaka", kind="place", begun="1905", ended=ended)
        for number, ended in ((2, "1940"), (3, ""))
    )
    found = confidence(gone, there, subject=town)
    assert found["3"] > found["2"] > 0
    assert "no longer there then (1905–1940)" in " ".join(words(gone, subject=town))


def test_organization_is_no_child_and_never_too_old():
    board = replace(ANA, kind="organization", name="Railway Board")
    for begun, ended in (("1955", ""), ("1801", ""), ("1955", "1970")):
        found = entity(2, name="Railway Board", kind="organization", begun=begun, ended=ended)
        assert f"there then ({begun}–{ended})" in words(found, subject=board)
    later = entity(2, name="Railway Board", kind="organization", begun="1970", ended="")
    assert "not yet founded (1970–)" in words(later, subject=board)


def test_subject_is_no_candidate_for_itself():
    assert confidence(replace(ONE, id=ANA.iri)) == {}


def test_names_that_are_not_alike_are_no_candidates():
    assert confidence(entity(2, name="John Banda")) == {}


def test_who_is_given_by_the_source_is_one_whatever_the_name():
    other = entity(2, name="Prif, A.", same_as=("https://viaf.org/viaf/7",))
    assert "2" in confidence(other, subject=replace(ANA, identifiers=("https://viaf.org/viaf/7",)))


def test_order_of_candidates_changes_nothing():
    several = [ONE, entity(2, begun="1790", ended="1841"), entity(3, name="Anna Prifti")]
    assert confidence(*several) == confidence(*several[::-1])


def case(subject, *entities):
    return Case(
        subject=subject, scored=scored(subject, [Candidate(entity=each) for each in entities]),
        query=subject.name,
    )  # fmt: skip


def talk(*names, **changed):
    """Return subjects who were at one meeting."""
    iris = [f"https://example.org/id/agent/{name.lower().replace(' ', '-')}" for name in names]
    return [
        replace(ANA, iri=iri, name=name, posts=(), sides=(),
                companions=tuple(each for each in iris if each != iri), **changed)
        for iri, name in zip(iris, names, strict=True)
    ]  # fmt: skip


def test_entity_is_one_person_of_a_meeting():
    first, second = talk("Ana Prifti", "A. Prifti")
    together = settled([case(first, ONE), case(second, ONE)])
    alone = settled([case(first, ONE), case(replace(second, companions=()), ONE)])
    assert [each.scored[0].confidence > 0.5 for each in together] == [True, False]
    assert together[1].scored[0].confidence < alone[1].scored[0].confidence
    assert "likelier 'Ana Prifti', who was there, too" in [
        each.words for each in together[1].scored[0].evidence
    ]


@pytest.mark.parametrize(("name", "less"), [("Prifti, Ana", False), ("Lule Kodra", True)])
def test_one_of_the_same_name_at_another_meeting_takes_nothing_away(name, less):
    first = replace(ANA, iri="https://example.org/id/doc/d/agent/ana-prifti")
    second = replace(first, iri="https://example.org/id/doc/e/agent/ana-prifti", name=name)
    known = entity(1, name="Ana Prifti", names=("Lule Kodra",))
    _, last = settled([case(first, known), case(replace(second, posts=()), known)])
    assert any("likelier" in each.words for each in last.scored[0].evidence) is less


@pytest.mark.parametrize(
    ("countries", "sides", "own", "against"),
    [
        (("Zambia",) * 3, ((),) * 4, "Albania", True),
        (("Zambia", "Ghana", "India"), ((),) * 4, "Albania", False),
        (("Zambia",) * 3, ((),) * 4, "Republic of Zambia", False),
        (("Zambia",) * 3, (("Zambian side",),) * 3 + (("Albanian side",),), "Albania", False),
        (("Zambia",) * 3, (("Zambian side",),) * 4, "Albania", True),
    ],
    ids=["parliament", "conference", "other name of the state", "other side", "same side"],
)
def test_country_of_nobody_there_counts_where_most_on_the_side_are_of_one(
    countries, sides, own, against
):
    there = talk("John Banda", "Mary Tembo", "Peter Zulu", "Ana Prifti")
    people = [replace(each, sides=side) for each, side in zip(there, sides, strict=True)]
    known = [
        entity(n, name=each.name, countries=(country,))
        for n, (each, country) in enumerate(zip(people, (*countries, own), strict=True))
    ]
    (*_, last) = surrounded([case(*each) for each in zip(people, known, strict=True)])
    said = [each.words for each in last.scored[0].evidence]
    assert (f"of {own}, as nobody there" in said) is against


def test_those_who_were_there_decide_between_two_of_the_name():
    seat = Tenure(post="Member", begun="1960", ended="1965")
    people = talk("John Banda", "Mary Tembo", "Peter Zulu", "Ana Prifti")
    known = [
        entity(10 + n, name=each.name, posts=(seat,), countries=("Zambia",))
        for n, each in enumerate(people)
    ]
    stranger = entity(99, name="Ana Prifti", countries=("Albania",), posts=())
    cases = [case(each, one) for each, one in zip(people[:3], known[:3], strict=True)]
    (*_, last) = surrounded([*cases, case(people[3], stranger, known[3])])
    assert last.scored[0].candidate.entity.id == known[3].id
    assert last.scored[0].confidence > 0.9
    said = {each.words for one in last.scored for each in one.evidence}
    assert {
        "of Zambia, as others there", "of Albania, as nobody there",
        "then 'Member', as others there", "held no post then that most there did",
    } <= said  # fmt: skip


def test_few_who_were_there_decide_nothing():
    people = talk("John Banda", "Mary Tembo", "Ana Prifti")
    cases = [case(each, entity(n, name=each.name)) for n, each in enumerate(people)]
    assert surrounded(cases) == tuple(cases)


def test_post_of_one_who_was_there_is_common_to_nobody():
    people = talk("John Banda", "Mary Tembo", "Peter Zulu", "Ana Prifti")
    posts = [(Tenure(post=f"Minister {n}"),) for n in range(3)]
    known = [entity(n, name=each.name, posts=posts[n]) for n, each in enumerate(people[:3])]
    cases = [case(each, one) for each, one in zip(people[:3], known, strict=True)]
    (*_, last) = surrounded([*cases, case(people[3], ONE)])
    assert not [each for each in last.scored[0].evidence if "post" in each.words]


def test_authority_finds_by_other_spellings_and_of_the_kind_alone():
    authority = Authority(
        [ONE, entity(2, name="Prifti, Anna"), entity(3, name="Ana Prifti", kind="place")]
    )
    (answer,) = authority.ask([Question(name="Ana Prifti", kind="person")])
    assert [each.entity.id[-1] for each in answer.candidates] == ["1", "2"]
    assert authority.space == "https://example.net/"
    (answer,) = authority.ask([Question(name="Ana Prifti", kind="person", limit=1)])
    assert len(answer.candidates) == 1


def test_weights_are_of_the_signs_that_they_should_be():
    count = weights()
    assert count["presence"]["alive"] > 0 > count["presence"]["young"] > count["presence"]["dead"]
    assert all(count["others"][name] > 0 for name in ("identifier", "post", "country", "within"))
    assert count["others"]["beside"] < count["others"]["claimed"] < 0


KAPO = replace(
    ANA, iri="https://example.org/id/doc/d/agent/kapo", name="Kapo", names=("Comrade Kapo",),
    posts=(), sides=(), local=True,
)  # fmt: skip


@pytest.mark.parametrize("name", ["Kapo", "Hysni Kapo", "Comrade Kapo"])
def test_family_name_alone_counts_no_more_than_a_short_name(name):
    (found,) = scored(KAPO, [Candidate(entity=entity(1, name=name))])
    assert found.evidence[0].weight <= weights()["short"]
    assert found.confidence < 0.7


def test_family_name_alone_is_likely_with_what_else_is_known():
    plain = confidence(entity(1, name="Hysni Kapo"), subject=KAPO)["1"]
    told = replace(KAPO, posts=("Secretary",), sides=("Albania",))
    known = entity(1, name="Hysni Kapo", posts=(Tenure(post="Secretary"),), countries=("Albania",))
    assert 0.2 < plain < 0.5 < confidence(known, subject=told)["1"]


@pytest.mark.parametrize("sure", [0.9, 0.6, 0.3])
def test_confidence_by_the_name_that_an_editor_gives_is_no_more_than_the_editors(sure):
    told = replace(ANA, name="Tay", names=("Hysni Kapo", "Miss Tay"),
                   asserted=(("Hysni Kapo", sure),))  # fmt: skip
    assert confidence(entity(1, name="Hysni Kapo"), subject=told) == {"1": sure}
    assert "by the editor" in words(entity(1, name="Hysni Kapo"), subject=told)[0]
    assert confidence(entity(2, name="Agim Tay"), subject=told)["2"] < 0.7


def test_own_name_is_capped_by_no_editor():
    told = replace(ANA, names=("Ana Prifti-Kapo",), asserted=(("Ana Prifti-Kapo", 0.3),))
    assert confidence(ONE, subject=told)["1"] > 0.9


def test_editors_word_caps_what_those_who_were_there_have_in_common():
    told = replace(ANA, name="Tay", names=("Hysni Kapo",), asserted=(("Hysni Kapo", 0.6),))
    (found,) = settled([case(told, entity(1, name="Hysni Kapo"))])
    more = found.with_evidence({"https://example.net/1": found.scored[0].evidence})
    assert more.scored[0].confidence == 0.6


@pytest.mark.parametrize(
    ("post", "state"),
    [("Ministre des Finances d’Italie", "Italie"), ("Ministre des Finances d'Italie", "Italie"),
     ("Ministre des Finances de l’Inde", "Inde"), ("Ministre des Finances de la Suisse", "Suisse"),
     ("Ministre des Finances du Ghana", "Ghana")],
)  # fmt: skip
def test_state_of_a_post_may_stand_behind_an_apostrophe(post, state):
    from memograph.linkers.posts import _forms

    assert "Ministre des Finances" in set(_forms(post, (state,)))


@pytest.mark.parametrize(
    ("side", "country"),
    [
        ("Albanian side", "Albania"), ("The Albanian Delegation", "Albania"),
        ("partie soviétique", "Soviet Union"), ("Soviet side", "Soviet Union"),
        ("chinesische Seite", "People's Republic of China"), ("Ghana", "Ghana"),
        ("Czechoslovak side", "Czechoslovakia"), ("Egyptian side", "Egypt"),
        ("United Arab Republic", "Egypt"),
    ],
)  # fmt: skip
def test_country_is_that_of_a_side_whatever_the_side_is_called(side, country):
    found = words(entity(2, countries=(country,)), subject=replace(ANA, sides=(side,)))
    assert f"country {country!r}" in found


@pytest.mark.parametrize(
    ("side", "country"),
    [("Austrian side", "Australia"), ("Our side", "Austria"), ("Other side", "Albania"),
     ("North Korean side", "South Korea")],
)  # fmt: skip
def test_country_of_another_side_speaks_for_nothing(side, country):
    found = words(entity(2, countries=(country,)), subject=replace(ANA, sides=(side,)))
    assert not any(each.startswith("country") for each in found)


@pytest.mark.parametrize(
    ("post", "other"),
    [
        ("Prime Minister", "Chairman of the Council of Ministers of Albania"),
        ("Premier", "Prime Minister of Albania"),
        ("Vorsitzender des Ministerrates", "Prime Minister"),
        ("président du Conseil", "Ministerpräsident"),
        ("Vice Premier of the State Council", "Deputy Prime Minister"),
        ("Staatssekretär", "State Secretary"),
    ],
)
def test_post_is_the_same_under_the_names_that_states_have_for_it(post, other):
    subject = replace(ANA, posts=(post,))
    found = counted(entity(2, posts=(Tenure(post=other),), countries=("Albania",)), subject=subject)
    assert f"+1.5 post {other!r}" in found


@pytest.mark.parametrize(
    ("post", "other"),
    [
        ("Prime Minister", "Deputy Prime Minister"),
        ("Prime Minister", "President"),
        ("Minister", "Prime Minister"),
        ("Chairman of the Council of Ministers", "Vice Chairman of the Council of Ministers"),
        ("member of the Council of Ministers", "Chairman of the Council of Ministers"),
    ],
)
def test_post_beside_it_is_another(post, other):
    subject = replace(ANA, posts=(post,))
    found = counted(entity(2, posts=(Tenure(post=other),)), subject=subject)
    assert not any(" post " in each for each in found)
