from pathlib import Path

import pytest

from memograph import resources
from memograph.validation import load_ontology, load_shapes


@pytest.fixture(scope="session")
def shapes():
    return load_shapes(resources.shapes())


@pytest.fixture(scope="session")
def hierarchy():
    return load_ontology([("memo.ttl", resources.ontology())])


@pytest.fixture(scope="session")
def cases():
    return Path(__file__).parents[2] / "shapes" / "cases"
