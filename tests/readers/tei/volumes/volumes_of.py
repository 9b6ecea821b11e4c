"""Volumes invented for the tests: as many documents as wanted, of mixed kinds."""

from __future__ import annotations

from collections.abc import Iterator

PERSONS = """
<div type="section" xml:id="persons"><head>Persons</head><list>
<item><hi rend="strong"><persName xml:id="p_OA1">Oakes, William P.</persName>,</hi>
Secretary of Harbours</item>
<item><hi rend="strong"><persName xml:id="p_VI_1">Virtanen, Aino</persName>,</hi>
Envoy of Kallia in Port Mary until 1961</item>
<item><hi rend="strong"><persName xml:id="p_BR1">Brandt, Lt. Gen. Otto, Jr.</persName>,</hi>
harbour master</item>
<item><hi rend="strong"><persName xml:id="p_TE1">Tey</persName>,</hi> see Lin Tey-ho</item>
<item><hi rend="strong"><persName xml:id="p_LI1">Lin Tey-ho</persName>,</hi> interpreter</item>
<item><hi rend="strong"><persName xml:id="p_HA1">Hale, R. B.</persName>,</hi> clerk</item>
</list></div>
"""
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
    ' xml:id="{volume}">\n<teiHeader><fileDesc><titleStmt><title>Papers</title></titleStmt>'
    "</fileDesc></teiHeader>\n<text><front>{front}</front><body>"
    '<div type="compilation" xml:id="comp1"><head>Harbours</head>\n'
)
FOOT = "</div></body></text></TEI>\n"
TALK = """
<div type="document" n="{n}" xml:id="d{n}" subtype="historical-document">
<head>{n}. Memorandum of Conversation<note n="1" type="source" xml:id="d{n}fn1">Source: Harbour
Archive, Box {n}. Secret. Drafted by <persName corresp="#p_HA1">Hale</persName>.</note></head>
<dateline><placeName>Port Mary</placeName>, <date from="1960-03-0{day}T10:15:00+01:00"
to="1960-03-0{day}T11:40:00+01:00">March {day}, 1960, 10:15–11:40 a.m.</date></dateline>
<list type="participants"><head>PARTICIPANTS</head>
<item><hi rend="italic">Kallian Side</hi></item>
<item>Madame <persName corresp="#p_VI1">Virtanen</persName>, Envoy</item>
<item><hi rend="italic">Maryan Side</hi></item>
<item>Mr. <persName corresp="#p_OA1">Oakes</persName></item></list>
{body}</div>
"""
LETTER = """
<div type="document" n="{n}" xml:id="d{n}" subtype="historical-document">
<head>{n}. Letter From the Envoy of Kallia (<persName corresp="#p_VI_1">Virtanen</persName>)</head>
<opener><dateline><date when="1960-04-0{day}">April {day}, 1960</date></dateline></opener>
<list><head>TO</head><item>Mr. <persName corresp="#p_OA1">Oakes</persName></item></list>
{body}<closer><signed corresp="#p_VI_1">Aino Virtanen</signed></closer></div>
"""
NOTE = """
<div type="document" n="{n}" xml:id="d{n}" subtype="editorial-note"><head>{n}. Editorial Note</head>
{body}</div>
"""
SPOKEN = (
    "<p>Madame <persName corresp='#p_VI1'>Virtanen</persName>: The quay {i} is too short for our"
    " boats, and the crane stands where it can reach none of them.</p>\n"
    "<p>Mr. <persName corresp='#p_OA1'>Oakes</persName>: We can lengthen it by {i} metres, if you"
    " share what the stone costs.<note n='{i}'>Mr. Hale: this is a note.</note></p>\n"
)
TOLD = (
    "<p>The quay {i} was built of stone in a year of low water, and it has been too short since"
    " the new boats came; what it costs to lengthen it has been asked more than once.</p>\n"
)


def volume(documents: str, *, name: str = "frus1958-60v99", front: str = PERSONS) -> bytes:
    """Return a volume with these documents."""
    return (HEAD.format(volume=name, front=front) + documents + FOOT).encode()


def mixed(count: int, paragraphs: int) -> Iterator[str]:
    """Yield documents: of each three a talk, a letter and an editorial note."""
    for n in range(1, count + 1):
        form, said = ((TALK, SPOKEN), (LETTER, TOLD), (NOTE, TOLD))[n % 3 - 1]
        body = "".join(said.format(i=i) for i in range(paragraphs))
        yield form.format(n=n, day=n % 9 + 1, body=body)
