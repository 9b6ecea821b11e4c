"""Made-up transcripts for hypothesis: who speaks in what order, and the page that prints it.

Names are put together from syllables of several scripts, so that they are nobody's and no word of
any language that labels or heads are made of.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

SYLLABLES = {
    "Latin": "brend olm fask gimp hesk jorv kolv lund nist plov ravn sund tolm vesk wimt zelk",
    "accents": "bjør šelk čand ñodr żulk ğamt łosk ævin þorm éstv őrsk ümlt ýrsk",
    "Cyrillic": "бурк говн димч желк зинт лусч марг невр петр радл солк щукт яврн",
    "Greek": "βασκ γερμ δημτ κονστ λιβρ μανθ νικφ πανδ ραλκ στεφ φωτρ",
    "Georgian": "გიორ ნინო დავთ ლევნ თამრ ზურბ",
    "Arabic": "سامر كمال نادر فريد جميل رشيد",
}
JOINED = ("Georgian", "Arabic")
"""Scripts without capitals, in which a syllable is a word of its own."""
SENTENCES = (
    "The line has waited for a long time.",
    "We would rather see the plan first.",
    "Nobody counted the boats that came in on the tide.",
    "I can only repeat what was written in the letter: it is too dear.",
    "What would it cost, and who is to pay for it?",
    "That is what they told us in the spring.",
    "Very well!",
    "He said “not before the harvest”, and left.",
    "There were 45 of them (more or less) at the gate; 12 stayed.",
    "So be it…",
)
MANNERS = ("(smiling)", "(angrily)", "(He stands up.)", "[illegible]")
HEADS = ("Title: The talks at the harbor", "Date: 3 May 1961", "Place: Town Hall")


@dataclass(frozen=True)
class Style:
    """How a transcript is printed."""

    label: str
    between: str
    within: str
    ends: str
    head: tuple[str, ...]
    listed: bool


@dataclass(frozen=True)
class Transcript:
    """What is said by whom, in order, and the page that prints it."""

    turns: tuple[tuple[str, str], ...]
    page: str

    @property
    def speakers(self) -> list[str]:
        return [name for name, _ in self.turns]


@st.composite
def names(draw, *, cased=False):
    """Return two or more names, no part of which occurs twice; `cased` ones have capitals."""
    known = sorted(script for script in SYLLABLES if not (cased and script in JOINED))
    scripts = draw(st.lists(st.sampled_from(known), min_size=2, max_size=5))
    found = []
    for number, script in enumerate(scripts):
        syllables = SYLLABLES[script].split()
        parts = draw(st.permutations(syllables))[:4]
        if script in JOINED:
            words = parts[:2]
        else:
            words = ["".join(parts[:2]).capitalize(), "".join(parts[2:]).capitalize()]
        # A letter of its own keeps people of one script apart.
        words[-1] += SYLLABLES[script].split()[number % len(syllables)]
        found.append(" ".join(words))
    parts = [part.casefold() for name in found for part in name.split()]
    return found if len(parts) == len(set(parts)) else draw(names(cased=cased))


STYLES = {
    "full": "{full}: ",
    "capitals": "{FULL}: ",
    "bold": "**{full}:** ",
    "bold name": "**{full}**: ",
    "blank": "{full} : ",
    "comrade": "Comrade {full}: ",
    "bullet": "- {full}: ",
    "stamped": "[00:{minute:02}:07] {full}: ",
    "dash": "{full} – ",
    "alone": "{FULL}\n",
    "stamped alone": "{full}  {minute}:07\n",
    "given": "[{given}] {surname}. ",
}
LISTED_STYLES = {
    "surname": "{surname}: ",
    "surname in capitals": "{SURNAME}: ",
    "mr": "Mr. {surname}: ",
    "capitals with a stop": "{SURNAME}. ",
    "mr with a stop": "MR. {SURNAME}. ",
    "initial with a stop": "{initial}. {SURNAME}. ",
}
SIGNS = ("dash", "alone", "given", *(style for style in LISTED_STYLES if "stop" in style))
"""Styles whose marks are in names of a script without capitals no sign of a label."""


def label(style, name, number):
    given, surname = name.split()[0], name.split()[-1]
    return {**STYLES, **LISTED_STYLES}[style].format(
        full=name,
        FULL=name.upper(),
        given=given,
        surname=surname,
        SURNAME=surname.upper(),
        initial=given[0],
        minute=number % 60,
    )


paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)


@st.composite
def speeches(draw, people):
    """Return the paragraphs of one turn, which may open with a word of the recorder."""
    said = draw(st.lists(paragraphs, min_size=1, max_size=3))
    opening = draw(st.sampled_from(["", "", "", *MANNERS, "to"]))
    if opening == "to":
        opening = f"(to {draw(st.sampled_from(people))})"
    return [f"{opening} {said[0]}".strip(), *said[1:]]


@st.composite
def styles(draw):
    between = draw(st.sampled_from(["\n", "\n\n", "\n\n\n"]))
    listed = draw(st.booleans())
    return Style(
        label=draw(st.sampled_from([*STYLES, *LISTED_STYLES] if listed else [*STYLES])),
        between=between,
        within=between if between == "\n" else draw(st.sampled_from(["\n", "\n\n"])),
        ends=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        head=tuple(draw(st.lists(st.sampled_from(HEADS), unique=True))),
        listed=listed,
    )


@st.composite
def transcripts(draw):
    """Return a transcript in which everybody is listed, or is named in full in the labels."""
    style = draw(styles())
    people = draw(names(cased=style.label in SIGNS))
    # One voice alone is no conversation.
    # Without a colon or a list, only a name that comes again is known for a speaker's.
    again = people[:2] if style.label in SIGNS else []
    order = [*people[:2], *again, *draw(st.lists(st.sampled_from(people), min_size=1, max_size=8))]
    said = [draw(speeches(people)) for _ in order]
    head = [*style.head, *([f"Participants: {', '.join(people)}"] if style.listed else [])]
    turns = [
        f"{label(style.label, name, number)}{style.within.join(words)}"
        for number, (name, words) in enumerate(zip(order, said, strict=True))
    ]
    page = "".join(f"{line}\n" for line in head) + "\n" + style.between.join(turns) + "\n"
    return Transcript(
        turns=tuple(
            (name, " ".join(" ".join(words).split()))
            for name, words in zip(order, said, strict=True)
        ),
        page=page.replace("\n", style.ends),
    )
