"""XML is opened safely, and broken mark-up is recovered with its places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from memograph.problems import UnreadableSource
from memograph.readers import Source
from memograph.readers import xml as module
from memograph.readers.xml import (
    first_letter,
    folded,
    parser,
    plain,
    root_of,
    tree,
    without_namespace,
    words,
)


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


BLANKS = " \t\r\n\f\v\x1c\x85\xa0\u1680\u2003\u2028\u202f\u3000\u00ad\u200b\u2060\ufeffabé字"
SPACE = "http://www.tei-c.org/ns/1.0"


@given(st.text(st.sampled_from(BLANKS) | st.characters()))
def test_folding_is_to_part_and_join(text):
    assert folded(text) == " ".join(text.split())


def grown(name, text, children):
    element = etree.Element(name)
    element.text = text
    for child, tail in children:
        child.tail = tail
        element.append(child)
    return element


TEXTS = st.none() | st.text(st.sampled_from(" \t\n\xa0\u2003ab"), max_size=4)
LEAVES = st.builds(grown, st.just("a"), TEXTS, st.just([]))
ELEMENTS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        grown, st.just("b"), TEXTS, st.lists(st.tuples(inner, TEXTS), max_size=3)
    ),
    max_leaves=6,
)


@given(ELEMENTS)
def test_words_are_all_text_folded_and_begin_with_the_first_letter(element):
    assert words(element) == " ".join("".join(element.itertext()).split())
    assert first_letter(element) == words(element)[:1]


PROLOGS = st.sampled_from([
    "", "\ufeff", "<?xml version='1.0'?>", '<?xml version="1.0" encoding="UTF-8"?>\n',
    "<?xml version='1.0' encoding='iso-8859-1'?>", "<!-- <a xmlns='urn:x'> -->\n",
    "<?xml-model href='a' ?>\n", "<!DOCTYPE p [<!ENTITY e 'x'><!ATTLIST q z CDATA 'd'>]>",
])  # fmt: skip
DECLARED = st.sampled_from([
    f'xmlns="{SPACE}"', f"xmlns='{SPACE}'", f'xmlns = "{SPACE}"', 'xmlns="urn:x"', 'xmlns=""',
    "xmlns='http://a b/'", 'xmlns="http://www.w3.org/XML/1998/namespace"', 'xmlns:x="urn:y"',
    "xmlns:z='http://z/'", 'n="1"', """n=' xmlns="http://a.b/c"'""", 'xml:lang="de"', 'm="&lt;"',
    'xml:id="a"', 'xml:id="1"',
])  # fmt: skip
INNER = st.sampled_from([
    "<q>one</q>\n", "<x:q/>", "<z:q>two</z:q>", "<xml:q/>", '<q xmlns="urn:z"><r/></q>', "&e;",
    "<q xmlns=''/>", "three ", "<!-- xmlns -->", "<![CDATA[ xmlns= ]]>", "<q", "</q>", "é", "\n",
    '<q xml:id="a"/>', "<a:b:c/>", "<:q/>", "&amp;", "<?pi xmlns?>",
])  # fmt: skip


@st.composite
def mark_up(draw):
    gaps = st.sampled_from([" ", "\n", "\n  ", "\t"])
    declared = "".join(draw(gaps) + one for one in draw(st.lists(DECLARED, max_size=4)))
    inner = "".join(draw(st.lists(INNER, max_size=5)))
    return f"{draw(PROLOGS)}<p{declared}{draw(st.sampled_from(['', chr(10)]))}>{inner}</p>".encode()


SOUND = st.sampled_from([
    "<q>one</q>\n", "<x:q/>", "<x:q x:n='1'>two</x:q>", "<q xml:lang='de'/>", "three ", "é", "\n",
    "<!-- a -->", "<![CDATA[ <x:b> ]]>", "&amp;", "<?pi a?>", "<q><x:r/>x</q>",
])  # fmt: skip


@st.composite
def sound_mark_up(draw):
    """Draw mark-up without a fault that declares one default namespace, and a prefix."""
    given_ = [f'xmlns="{SPACE}"', 'xmlns:x="urn:y"', *draw(st.sampled_from([[], ["n='1'"]]))]
    declared = "".join(" " + one for one in draw(st.permutations(given_)))
    prolog = draw(st.sampled_from(["", "<?xml version='1.0'?>\n", "<!-- a -->", "<?pi ?>"]))
    return f"{prolog}<p{declared}>{''.join(draw(st.lists(SOUND, max_size=6)))}</p>".encode()


def seen(data):
    """Return all that a tree of the bytes holds, with its lines and its problems."""
    try:
        parsed = tree(source(data))
    except UnreadableSource as fault:
        return fault.problem
    elements = [(e.tag, dict(e.attrib), e.text, e.tail, e.sourceline) for e in parsed.root.iter()]
    return elements, parsed.problems


@given(mark_up())
def test_namespace_taken_from_the_bytes_leaves_the_same_tree(data):
    found = seen(data)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "without_namespace", lambda _: None)
        assert seen(data) == found


@given(sound_mark_up())
def test_namespace_of_sound_mark_up_is_taken_and_the_tree_is_the_same(data):
    assert without_namespace(data) is not None
    _, problems = found = seen(data)
    assert problems == ()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "without_namespace", lambda _: None)
        assert seen(data) == found


@given(mark_up() | sound_mark_up())
def test_plain_bytes_need_no_more_names_taken_off(data):
    bare = without_namespace(data)
    if bare is None or not bare.plain:
        return
    assert len(bare.data) == len(data)
    try:
        root = etree.fromstring(bare.data, parser(recover=False))
    except etree.XMLSyntaxError:
        return
    tags = [element.tag for element in root.iter()]
    assert plain(root, "talk.xml") == ()
    assert [element.tag for element in root.iter()] == tags


def test_namespace_of_sittings_is_taken_from_the_bytes():
    bare = without_namespace(f'<?xml version="1.0"?>\n<TEI\n xmlns="{SPACE}" n="1"/>'.encode())
    assert bare is not None
    assert bare.plain
    assert b"xmlns" not in bare.data
