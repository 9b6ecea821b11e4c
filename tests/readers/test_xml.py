"""XML is opened safely, and broken mark-up is recovered with its places."""

from __future__ import annotations

import pytest

from memograph.problems import UnreadableSource
from memograph.readers import Source
from memograph.readers.xml import root_of, tree, words


def source(data: bytes | str) -> Source:
    raw = data.encode() if isinstance(data, str) else data
    return Source(name="talk.xml", stem="talk", data=raw)


def codes(parsed):
    return [found.code for found in parsed.problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<TEI/>", "TEI"),
        ("<tei:TEI xmlns:tei='http://www.tei-c.org/ns/1.0'/>", "TEI"),
        ("<?xml version='1.0'?><!-- <a> --><!DOCTYPE b [<!ENTITY c 'd'>]><debate>", "debate"),
        ("\ufeff<p>", "p"),
    ],
)
def test_root_is_seen_behind_what_stands_before_it(text, name):
    assert root_of(source(text)).name == name


def test_root_in_utf_16_is_seen():
    assert root_of(source("<TEI a='b'/>".encode("utf-16"))).name == "TEI"


@pytest.mark.parametrize("text", ["", "Ann: 1 < 2", "{}", "no mark-up <b>here</b>"])
def test_root_of_what_is_no_xml_is_none(text):
    assert root_of(source(text)) is None


def test_names_lose_their_namespaces_and_prefixes():
    parsed = tree(source("<t:a xmlns:t='urn:x'><b xmlns='urn:y'/></t:a>"))
    assert [element.tag for element in parsed.root.iter()] == ["a", "b"]


def test_broken_mark_up_is_recovered_and_located():
    parsed = tree(source("<a>\n<p>One <b>two</p><p>Three</p></a>"))
    assert words(parsed.root).split() == ["One", "twoThree"]
    assert codes(parsed)[0] == "MG126"
    assert parsed.problems[0].where.line == 2


def test_mark_up_without_an_element_is_unreadable():
    with pytest.raises(UnreadableSource) as raised:
        tree(source("<<<"))
    assert raised.value.problem.code == "MG127"


def test_foreign_entity_is_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    parsed = tree(source(f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><a>1 &x; 2</a>"))
    assert (words(parsed.root), codes(parsed)) == ("1 2", ["MG128"])


def test_entities_that_multiply_are_left_out():
    layers = "".join(
        f"<!ENTITY e{n} '{''.join(f'&e{n - 1};' for _ in range(10))}'>" for n in range(1, 12)
    )
    parsed = tree(source(f"<!DOCTYPE a [<!ENTITY e0 'ha'>{layers}]><a>&e11;</a>"))
    assert words(parsed.root) == ""


def test_attribute_whose_entities_multiply_is_no_hang():
    layers = "".join(
        f"<!ENTITY e{n} '{''.join(f'&e{n - 1};' for _ in range(10))}'>" for n in range(1, 12)
    )
    bomb = source(f"<!DOCTYPE a [<!ENTITY e0 'ha'>{layers}]><a b='&e11;'>x</a>")
    try:
        assert codes(tree(bomb))
    except UnreadableSource as error:
        assert error.problem.code == "MG127"  # noqa: PT017 - either is a clear answer


def test_elements_nested_beyond_the_bound_are_told():
    deep = source("<a>" * 5000 + "x" + "</a>" * 5000)
    try:
        assert "MG126" in codes(tree(deep))
    except UnreadableSource as error:
        assert error.problem.code == "MG127"  # noqa: PT017 - either is a clear answer
