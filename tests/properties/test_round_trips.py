"""The graphs of the examples survive every format, in two libraries and offline."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

from memograph import pipeline
from memograph.serialization import FORMATS

OUTPUT = Path(__file__).resolve().parents[2] / "output"
SLUGS = sorted(path.stem for path in OUTPUT.glob("*.nq"))


@pytest.fixture(scope="session", params=SLUGS)
def original(request):
    return OUTPUT / f"{request.param}.nq"


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_graph_of_an_example_survives_the_format(form, original, read_quads, tmp_path):
    quads = pipeline.stages.load_quads(original)
    path = tmp_path / f"again{form.suffix}"
    path.write_bytes(pipeline.stages.serialized(quads, form.name))
    wanted = read_quads(original, triples=not form.graphs)
    for engine in ("pyoxigraph", "rdflib"):
        assert read_quads(path, engine, triples=not form.graphs) == wanted
    again = pipeline.stages.load_quads(path)
    assert set(again) == {quad if form.graphs else (*quad[:3], "") for quad in quads}


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_text_of_an_example_does_not_depend_on_the_order_of_its_quads(form, original):
    quads = pipeline.stages.load_quads(original)
    assert pipeline.stages.serialized(quads[::-1], form.name) == pipeline.stages.serialized(
        quads, form.name
    )


def test_no_socket_can_be_opened_while_this_is_shown():
    with pytest.warns(UserWarning, match="socket"), pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
