"""The reference names all that there is, and what it says of values is true."""

from __future__ import annotations

import dataclasses
import re

import pytest

import memograph
from memograph import model
from memograph.mappers import participant
from memograph.rdf.vocab import MEMO, SCHEMES
from memograph.text import participation, people, segments


def section(text: str, heading: str) -> str:
    return re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1].split("\n#")[0]


@pytest.fixture(scope="module")
def reference(root):
    folder = root / "docs" / "reference"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


@pytest.mark.parametrize("name", ["ontology", "python", "quality", "record-json", "stores"])
def test_reference_page_is_current(name, reference, generate):
    assert reference[name] == generate.pages()[f"{name}.md"], "run `make docs`"


@pytest.mark.parametrize("name", sorted(MEMO))
def test_term_is_documented_with_definition_and_example(name, reference):
    told = section(reference["ontology"], name)
    assert re.search(r"^\*.+\*, \w+( \w+)?\. \S", told, re.MULTILINE)
    assert "\n- example: " in told


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_scheme_is_documented_with_all_concepts_and_its_property(scheme, reference):
    told = section(reference["ontology"], f"Scheme {scheme}")
    assert re.search(r"^Used by .+\.$", told, re.MULTILINE)
    for slug in SCHEMES[scheme]:
        assert re.search(rf"^\| `{scheme}/{slug}` \| .+ \| .+ \|$", told, re.MULTILINE), slug


@pytest.mark.parametrize("name", [n for n in memograph.__all__ if n != "Record"])
def test_public_name_is_documented(name, reference):
    page = reference["python"]
    assert f"\n### {name}\n" in page or f"| `memograph.{name}` |" in page


def test_every_class_and_key_of_the_record_is_documented(reference):
    classes = {
        name: value
        for name, value in vars(model).items()
        if dataclasses.is_dataclass(value) and value.__module__ == model.__name__
    }
    assert len(classes) > 20
    for name, value in classes.items():
        told = section(reference["record-json"], name)
        for field in dataclasses.fields(value):
            assert f"| `{field.name}` |" in told, f"{name}.{field.name}"


def test_graph_page_names_only_terms_of_the_ontology(reference):
    named = set(re.findall(r"\bmemo:(\w+)", reference["graph"]))
    assert named - set(MEMO) == set()


def test_graph_page_names_every_class_that_the_examples_hold(reference, root):
    import pyoxigraph as ox

    held = {
        quad.object.value.removeprefix(MEMO.namespace)
        for path in (root / "output").glob("*.nq")
        for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS)
        if quad.predicate.value.endswith("#type") and quad.object.value.startswith(MEMO.namespace)
    }
    page = reference["graph"]
    assert {name for name in held if not re.search(rf"memo:{name}\b|\b{name}\b", page)} == set()
    assert {"memo:TextSegment", "memo:Statement"} <= {f"memo:{name}" for name in held}


def test_graph_page_says_that_an_organization_holds_the_document(reference):
    assert "`memo:heldBy` [*] Organization" in reference["graph"]


CONFIDENCES = {
    "named in full, and listed or named in the head": participation._LISTED_IN_FULL,
    "named in full, speaks only": participation._SPEAKS_IN_FULL,
    "known by surname, office or label only": participation._LOCAL,
    "a Record that states none, person named in full": participant.NAME_CONFIDENCE,
    "the same name": people._EXACT,
    "the same parts in another order": people._ORDER,
    "surname with initials, given name shortened": people._ORDER,
    "surname, or another part of the name": people._SURNAME,
    "initials alone": people._INITIALS,
    "office or title": people._ROLE,
    "identity asserted without a hedge (`certain`)": segments._CONFIDENCE["certain"],
    "identity with “probably”, “likely” … (`likely`)": segments._CONFIDENCE["likely"],
    "identity with “perhaps”, a question mark … (`possible`)": segments._CONFIDENCE["possible"],
}


def test_confidence_page_has_the_values_of_the_code(root):
    page = (root / "docs" / "explanation" / "confidence.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (.+?) \| (\d\.\d+) \|$", page, re.MULTILINE))
    assert {
        name: float(value) for name, value in rows.items() if name in CONFIDENCES
    } == CONFIDENCES
    assert set(rows) - set(CONFIDENCES) == {
        "passage: addressee or manner told by a direction",
        "mention that an identification explains",
    }


def test_confidence_page_has_every_value_that_the_examples_hold(root):
    page = (root / "docs" / "explanation" / "confidence.md").read_text(encoding="utf-8")
    known = {float(value) for value in re.findall(r"\| (\d\.\d+) \|", page)}
    graphs = "".join(path.read_text(encoding="utf-8") for path in (root / "output").glob("*.nq"))
    held = set(re.findall(r'ontology#confidence> "([\d.]+)"', graphs))
    assert held
    assert {float(value) for value in held} <= known
