"""Every reader of TEI reads the same words of the same mark-up."""

from __future__ import annotations

import pytest

from memograph.readers.source import Source
from memograph.readers.tei.reader import TeiReader

HEAD = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Minutes of "
    "the Weir Board</title></titleStmt></fileDesc></teiHeader><text><body><div>"
)
VOLUME = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0' xmlns:frus='http://history.state.gov/frus/ns/1.0'>"
    "<teiHeader/><text><body><div type='document' xml:id='d1' n='1' subtype='historical-document'>"
    "<head>1. Memorandum of Conversation</head>"
)
SPEECH = {
    "minutes": (HEAD + "<p>Mr. Reed said that ", "</p></div></body></text></TEI>"),
    "utterances": (HEAD + "<u who='#r'>", "</u></div></body></text></TEI>"),
    "volume": (VOLUME + "<p>Mr. Reed said that ", "</p></div></body></text></TEI>"),
}


@pytest.mark.parametrize("kind", SPEECH)
@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("teh <choice><sic>wier</sic><corr>weir</corr></choice> leaks.", "teh weir leaks."),
        ("the <choice>\n <orig>olde</orig>\n <reg>old</reg>\n</choice> weir.", "the olde weir."),
        ("the <sic>wier</sic> leaks <corr>badly</corr>.", "the wier leaks badly."),
        ("the <app><lem>weir</lem><rdg>wire</rdg></app> leaks.", "the weir leaks."),
        ("the <del>bridge</del><add>weir</add> leaks.", "the weir leaks."),
        ("the weir<index><term>Weirs</term></index> leaks.", "the weir leaks."),
        ("the we<pb n='2'/>ir leaks<figure><head>A leak</head></figure>.", "the weir leaks."),
        ("the <expan>Reverend</expan> and <reg>others</reg>.", "the Reverend and others."),
    ],
)
def test_reading_text_is_the_same_in_every_kind_of_tei(kind, markup, words):
    opening, closing = SPEECH[kind]
    source = Source(name="a.xml", stem="a", data=(opening + markup + closing).encode())
    record = next(TeiReader().read(source))
    assert words in record.text_versions[0].full_text
