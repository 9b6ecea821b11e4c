"""Each reader says of which media type its source is: the graph repeats it."""

from __future__ import annotations

import pytest

from memograph.readers.akn import AknReader
from memograph.readers.markdown import MarkdownReader
from memograph.readers.source import Source
from memograph.readers.subtitles import SubtitlesReader
from memograph.readers.table import TableReader
from memograph.readers.tei.reader import TeiReader

TEI = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>{}</body></text></TEI>"
VOLUME = TEI.format("<div type='document' n='1'><head>Note</head><p>It rained.</p></div>")
DEBATE = "<akomaNtoso><debate><debateBody><p>It rained.</p></debateBody></debate></akomaNtoso>"
CUE = "00:00:01{0}000 --> 00:00:02{0}000\nIda: It rained.\n"


@pytest.mark.parametrize(
    ("reader", "text", "media_type"),
    [
        (TeiReader(), TEI.format("<u who='#ida'>It rained.</u>"), "application/tei+xml"),
        (TeiReader(), TEI.format("<p>It rained.</p>"), "application/tei+xml"),
        (TeiReader(), VOLUME, "application/tei+xml"),
        (AknReader(), DEBATE, "application/akn+xml"),
        (MarkdownReader(), "# Talk\n\n**Ida:** It rained.\n", "text/markdown"),
        (SubtitlesReader(), f"WEBVTT\n\n{CUE.format('.')}", "text/vtt"),
        (SubtitlesReader(), f"1\n{CUE.format(',')}", "application/x-subrip"),
        (TableReader(), "speaker,text\nIda,It rained.\n", "text/csv"),
        (TableReader(), "speaker\ttext\nIda\tIt rained.\n", "text/tab-separated-values"),
    ],
)
def test_source_read_by_a_reader_has_the_media_type_of_its_format(reader, text, media_type):
    source = Source(name="talk", stem="talk", data=text.encode())
    (record,) = reader.read(source)
    assert record.text_versions[0].source.media_type == media_type
