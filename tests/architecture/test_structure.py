"""The tree is the diagram of the architecture: imports, sizes, names."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import memograph
from memograph import model, resources

PACKAGE = Path(memograph.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
PUBLIC = [
    "MemographError", "NotConforming", "Problem", "Record", "Report", "Results", "Settings",
    "Severity", "Span", "UnreadableSource", "Where", "dumps", "export", "load", "loads", "push",
    "query", "read", "to_dataset", "validate", "write",
]  # fmt: skip
OF_THE_PROGRAM = {"Record"}
IN_THE_PROGRAM_ELSEWHERE = {
    "RecordOfConversation": "Document",
    "Delegation": "Side",
    "Gap": "EditorialInsertion",
    "Supplied": "EditorialInsertion",
    "Gloss": "EditorialInsertion",
    "IdentificationNote": "EditorialInsertion",
}
"""Classes of the ontology that are a `kind` of a model class."""


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def nesting(node: ast.AST) -> int:
    deeper = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
    inside = 0
    for field, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for child in children:
            if not isinstance(child, ast.AST):
                continue
            # `elif` is an If in the orelse of an If, and no deeper to the reader.
            flat = field == "orelse" and isinstance(node, ast.If) and isinstance(child, ast.If)
            step = isinstance(child, deeper) and not flat
            inside = max(inside, nesting(child) + step)
    return inside


def test_imports_go_one_way(root):
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_is_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_functions_are_small_and_flat(path):
    long = [f"{n.name}: {size} lines" for n in functions(path) if (size := length(n)) > 50]
    deep = [f"{n.name}: nested {depth} deep" for n in functions(path) if (depth := nesting(n)) > 3]
    assert long + deep == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_is_named_for_what_it_knows(path):
    assert path.stem not in {"util", "utils", "helper", "helpers", "common", "misc", "tools"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_says_what_it_knows(path):
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert len(said) > 10


def test_public_names_are_these():
    assert memograph.__all__ == PUBLIC == sorted(PUBLIC)
    for name in memograph.__all__:
        assert getattr(memograph, name).__module__.startswith("memograph.")
    assert dir(memograph) == PUBLIC
    with pytest.raises(AttributeError, match="nothing"):
        memograph.nothing  # noqa: B018 - asking for it is the test


@pytest.mark.parametrize(
    "path", [path for path in MODULES if "__all__" in path.read_text()], ids=named
)
def test_all_names_what_is_there(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
    names = list(module.__all__)
    assert len(names) == len(set(names))
    assert all(hasattr(module, name) for name in names)


def test_import_of_the_package_and_of_the_command_line_loads_nothing_heavy():
    heavy = (
        "rdflib", "pyshacl", "pyoxigraph", "requests", "rich", "lxml", "msgspec", "asyncio",
        "dask", "distributed", "fsspec", "flask", "waitress",
    )  # fmt: skip
    code = (
        "import sys, memograph, memograph.cli, memograph.pipeline\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def model_classes() -> set[str]:
    return {
        name
        for name, value in vars(model).items()
        if isinstance(value, type) and value.__module__ == model.__name__
    } - OF_THE_PROGRAM


def ontology_classes() -> set[str]:
    found = re.findall(r"^memo:([A-Z]\w*)\s+a\s+owl:Class", resources.ontology(), re.MULTILINE)
    return set(found)


def test_classes_of_the_model_are_classes_of_the_ontology():
    assert model_classes() <= ontology_classes()


def test_kinds_of_model_classes_are_classes_of_the_ontology():
    assert set(IN_THE_PROGRAM_ELSEWHERE) <= ontology_classes()
    assert set(IN_THE_PROGRAM_ELSEWHERE.values()) <= model_classes()


def test_shapes_files_bear_names_of_classes_and_each_class_of_the_model_has_one():
    files = {name.removesuffix(".ttl").replace("-", "") for name, _ in resources.shapes()}
    known = {name.lower() for name in ontology_classes()}
    assert files <= known
    assert {name.lower() for name in model_classes()} <= files


def test_no_path_of_a_machine_and_no_registry_is_named(root):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    if not listed:
        pytest.skip("there is no git repository around the tests")
    spoken = re.compile(r"/(?:home|root|work|Users)/\w|pypi\.org|pythonhosted|npmjs\.|crates\.io")
    own = Path(__file__).name
    for name in listed:
        path = root / name
        if path.name == own or not path.is_file():
            continue
        found = spoken.search(path.read_text(encoding="utf-8", errors="ignore"))
        assert found is None, f"{name}: {found and found[0]}"


FIELDS_WITH_ANOTHER_WORD = {
    "id": "the IRI",
    "name": "rdfs:label",
    "named": "how the IRI is minted",
    "key": "how the IRI is minted",
    "aliases": "skos:altLabel",
    "identifiers": "skos:exactMatch",
    "kind": "rdf:type",
    "slug": "the IRI",
    "span": "memo:startIndex and memo:endIndex",
    "label": "where the speaker label stands",
    "event": "memo:hasParticipation, the other way",
    "meeting": "memo:hasPart, the other way",
    "sides": "memo:hasSide, of several",
    "source": "memo:hasSource",
    "media_type": "dcterms:format",
}
DUBLIN_CORE = {"title", "type", "created", "abstract", "rights", "identifier", "language"}


def test_fields_of_the_model_are_properties_of_the_ontology():
    properties = set(re.findall(r"^memo:([a-z]\w*)\s", resources.ontology(), re.MULTILINE))
    fields = {
        field.name for name in model_classes() for field in dataclasses.fields(getattr(model, name))
    }
    own = fields - set(FIELDS_WITH_ANOTHER_WORD) - DUBLIN_CORE
    camel = {re.sub(r"_(\w)", lambda found: found[1].upper(), name) for name in own}
    assert {name.replace("Edtf", "EDTF") for name in camel} <= properties
    assert set(FIELDS_WITH_ANOTHER_WORD) | DUBLIN_CORE <= fields
