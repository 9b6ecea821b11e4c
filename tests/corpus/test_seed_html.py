"""The saved page of the corpus set in HTML gives the Record of its plain text."""

from __future__ import annotations

import re
from html import escape

import pytest

from memograph.readers.html.reader import HtmlReader
from memograph.readers.page import PageReader
from memograph.readers.source import Source


def paragraphs(lines):
    return "\n".join(f"<p>{line}</p>" for line in lines)


def breaks(lines):
    return "<p>" + "<br/><br/>\n".join(lines) + "</p>"


def bold(line):
    label = re.match(r"Comrade [^:]{2,40}(?=:)", line)
    end = label.end() if label else 0
    return f"<strong>{escape(line[:end])}</strong>{escape(line[end:])}"


def record(reader, words):
    (read,) = reader.read(Source(name="seed", stem="seed", data=words.encode()))
    return read


def told(read):
    called = {agent.id: agent.name for agent in read.everyone()}
    words = {one.order: one.text.split() for one in read.statements}
    return (
        [([called[one] for one in turn.speaker], words.get(turn.order)) for turn in read.turns],
        [
            (called[part.participant], part.role, part.side, part.attestation)
            for part in read.participations
        ],
        [(one.text, one.direction_kind) for one in read.stage_directions],
        [(one.text, one.kind) for one in read.editorial_insertions],
        read.document,
        read.meetings,
    )


@pytest.mark.parametrize("set_in", [paragraphs, breaks])
@pytest.mark.parametrize("line", [escape, bold])
def test_page_of_the_corpus_in_html_tells_what_its_text_tells(corpus, set_in, line):
    text = (corpus / "seed" / "seed.txt").read_text(encoding="utf-8")
    lines = [line(one) for one in text.splitlines() if one.strip()]
    page = f"<!DOCTYPE html><html><body><main>{set_in(lines)}</main></body></html>"
    assert told(record(HtmlReader(), page)) == told(record(PageReader(), text))
