"""What tests of the service share: an authority, and the schemas of the specification."""

from __future__ import annotations

import json

import pytest

from memograph.linkers.authority import Authority
from memograph.linkers.entity import Entity, Tenure

SPACE = "https://example.net/"
VERSIONS = {"0.2": "0.2", "1.0": "1.0-draft"}


def entities():
    """Return two of one name, others, and somebody whose names are an attack."""
    return (
        Entity(
            id=f"{SPACE}p/1", name="Ana Prifti", names=("Prifti, A.",), kind="person",
            description="Minister of Railways", begun="1911-05-02", ended="1990",
            countries=("Albania",), occupations=("engineer",),
            posts=(Tenure(post="Minister of Railways", begun="1955", ended="1962"),),
            same_as=("https://other.example/77",),
        ),
        Entity(
            id=f"{SPACE}p/2", name="Ana Prifti", kind="person", description="Poet", begun="1790",
            ended="1841", countries=("Albania",),
        ),
        Entity(
            id=f"{SPACE}p/3", name="Chou En-lai", kind="person", begun="1898", ended="1976",
            types=(f"{SPACE}class/Premier",),
        ),
        Entity(id=f"{SPACE}p/4", name="<script>alert('&')</script>", kind="person",
               same_as=("https://x.example/'onmouseover='alert(1)",),
               countries=("<script>1</script>",),
               description='"><img src=x onerror=alert(1)>'),
        Entity(id=f"{SPACE}o/1", name="Ministry of Finance", kind="organization", begun="1912"),
        Entity(id=f"{SPACE}l/1", name="Lusaka", kind="place", within=("Zambia",)),
        Entity(id=f"{SPACE}x/1", name="Joan Mbeki"),
    )  # fmt: skip


@pytest.fixture
def authority():
    return Authority(entities(), name="people.csv")


@pytest.fixture
def client(authority):
    from memograph.web.known import Known
    from memograph.web.reconciliation import application

    return application(Known(authority)).test_client()


@pytest.fixture(scope="session")
def specification(root):
    """The folder of the specification's schemas and examples, beside the repository."""
    folder = root.parent / "shared" / "specs" / "reconciliation"
    if not folder.is_dir():
        pytest.skip(f"the specification is not beside the repository ({folder})")
    return folder


@pytest.fixture(scope="session")
def valid(specification):
    """A function that fails if a message is not what a schema of a version asks for."""
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    validators = {}
    for version, folder in VERSIONS.items():
        schemas = {
            path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in (specification / folder / "schemas").glob("*.json")
        }
        base = schemas["manifest.json"]["$id"].rsplit("/", 1)[0]
        registry = Registry().with_resources(
            (f"{base}/{name}", Resource(contents=schema, specification=DRAFT7))
            for name, schema in schemas.items()
        )
        for name, schema in schemas.items():
            validators[version, name] = Draft7Validator(
                {**schema, "$id": f"{base}/{name}"}, registry=registry
            )

    def check(version, schema, message):
        errors = list(validators[version, f"{schema}.json"].iter_errors(message))
        assert not errors, [f"{error.json_path}: {error.message}" for error in errors]
        return message

    return check


@pytest.fixture(scope="session")
def examples_of(specification):
    """A function that gives the example messages of a version, by their names."""

    def found(version, kind, verdict):
        folder = specification / VERSIONS[version] / "examples" / kind / verdict
        messages = {
            path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(folder.glob("*.json"))
        }
        assert messages, folder
        return messages

    return found
