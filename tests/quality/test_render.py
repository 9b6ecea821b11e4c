"""Marked records printed as transcripts: the print holds each statement, and is read back."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from memograph.readers.akn import AknReader
from memograph.readers.source import Source, open_source
from memograph.readers.transcript import TranscriptReader

HERE = Path(__file__).parent


def _render():
    """Load render.py by its path: tests are no package."""
    spec = importlib.util.spec_from_file_location("rendered_records", HERE / "render.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


render = _render()
TURNS = [
    ("olm", "We would rather see the plan first.", "Nobody counted the boats."),
    ("vesk", "That is what they told us in the spring.", "So be it."),
    ("olm", "What would it cost, and who is to pay for it?", "Well?"),
    ("vesk", "It is too dear for the town.", "I can only repeat what was written."),
]


@pytest.fixture(scope="module")
def debate():
    speeches = "".join(
        f'<speech by="#{by}"><p>{first} <remark>(laughs)</remark></p><p>{second}</p></speech>'
        for by, first, second in TURNS
    )
    data = (
        "<akomaNtoso><debate><meta><references>"
        '<TLCPerson eId="olm" href="/p/olm" showAs="Ada Olm"/>'
        '<TLCPerson eId="vesk" href="/p/vesk" showAs="Ivo Vesk"/>'
        "</references></meta><preface>"
        '<docTitle>Meeting of the council</docTitle><docDate date="1974-02-12"/></preface>'
        f"<debateBody>{speeches}</debateBody></debate></akomaNtoso>"
    )
    [record] = AknReader().read(Source(name="d.xml", stem="d", data=data.encode()))
    return record


@pytest.mark.parametrize("style", sorted(render.STYLES))
def test_rendering_holds_statements_without_directions_in_order(style, debate):
    rendering = render.STYLES[style](debate)
    assert [(one.speaker, one.text) for one in rendering.expected] == [
        ({"olm": "Ada Olm", "vesk": "Ivo Vesk"}[by], f"{first}\n\n{second}")
        for by, first, second in TURNS
    ]
    at = 0
    for one in rendering.expected:
        at = rendering.text.index(one.text, at)
    assert "laughs" not in rendering.text
    assert "Present: Ada Olm, Ivo Vesk" in rendering.text


@pytest.mark.parametrize("style", sorted(render.STYLES))
def test_rendering_read_back_has_the_turns_and_speakers_that_were_printed(style, debate):
    rendering = render.STYLES[style](debate)
    source = Source(name="d.txt", stem="d", data=rendering.text.encode())
    [record] = TranscriptReader().read(source)
    assert render.compared(rendering, record) == (4, 4, 4)


def test_comparison_counts_a_statement_of_somebody_else_as_wrong(debate):
    rendering = render.name_colon(debate)
    other = rendering.text.replace("Ivo Vesk: That is", "Ada Olm: That is")
    [record] = TranscriptReader().read(Source(name="d.txt", stem="d", data=other.encode()))
    assert render.compared(rendering, record)[0] < 4


def test_two_of_one_surname_are_printed_in_full():
    assert render.surname("Ada Olm", ["Ada Olm", "Ivo Olm"]) == "Ada Olm"
    assert render.surname("Ada Olm", ["Ada Olm", "Ivo Vesk"]) == "Olm"


def test_example_of_a_debate_can_be_rendered(root):
    [record] = AknReader().read(open_source(root / "examples" / "quay-debate-1974.xml"))
    assert "QUILL: To ask when" in render.surname_colon(record).text
