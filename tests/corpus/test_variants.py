"""Nothing is wired to one page: with other people, dates, ranks, labels or bytes it reads alike.

Each variant rewrites the saved page of the corpus in one respect or several, and names what its
structure should differ in from that of the page itself, which the facts read by hand vouch for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from memograph import pipeline

PARTICLES = """\
Joost van der Meulen, Ulrike von Aspern, Zoë Krüger-Holm, Inés de la Fuente, Žofie Dvořáčková,
Radu Ștefănescu, Gráinne Ní Cheallaigh, Nguyễn Thị Hạnh, Loïc Le Guen, Pía di Marzo, Bas ter Horst,
Aurélie d’Estrées, João dos Reis, Ágnes Kőhalmi, Salim bin Hamad, Õnne Põder, Kåre Øvrebø,
Conceição da Silveira, Łucja Żurawska, Ionuț Căldărușanu, Layla al-Masri, Hjördís Þorvaldsdóttir,
Krešimir Šušnjar, Eiður Ðalason"""
PLAIN = """\
Harold Winslow, Edith Marlow, Oscar Pennington, Leonard Hatch, Vivian Strode, Gilbert Farrow,
Nora Tillman, Percy Aldous, Ralph Denholm, Clara Whitby, Dennis Quarles, Arthur Bexley,
Stella Kempton, Howard Lisle, Monica Thrale, Ernest Yardley, Julian Pryce, Wilfred Snell,
Rosalind Amory, Hector Galt, Bernard Ogilvy, Irene Castell, Maud Sefton, Philip Rusk"""
CYRILLIC = """\
Борис Лазаров, Ганка Милева, Димо Арсов, Елка Райчева, Живко Пенев, Захари Нунев, Калина Тодева,
Ламбо Сираков, Момчил Гунев, Невена Чакърова, Огнян Вутов, Παύλος Κεφαλάς, Ειρήνη Δούκα,
Σταύρος Μελάς, Θάλεια Ράλλη, Ιάσων Βλάχος, Μυρτώ Καζάνα, Νίκανδρος Ζέπος, Ξένια Λάμπρου,
Ορέστης Φωκάς, Пенко Рачев, Рада Ушева, Стамен Хинов, Цвета Юркова"""
SINGLE = """\
Hartono, Thiha, Suryadi, Phyu, Rangga, Dolma, Wangchuk, Myat, Sonam, Kusuma, Lhamo, Pema, Tashi,
Zaw, Nyein, Wibowo, Thura, Dorji, Yangchen, Kinley, Hlaing, Deki, Sutrisno, Choden"""


@dataclass(frozen=True)
class Variant:
    """How the page is rewritten, and what its structure then differs in."""

    name: str
    steps: tuple = ()
    people: str = ""
    changes: dict = field(default_factory=dict)
    encoding: str = "utf-8"
    ends: str = "\n"
    mark: bool = False


def known_names(gold):
    """Return the names of all who take part or had a hand in the page."""
    return [*(each["name"] for each in gold["participants"]),
            gold["obtained_by"], gold["translated_by"]]  # fmt: skip


# Steps: (text, gold) to text


def swap(before, after):
    """Replace words that must be there."""

    def step(text, _gold):
        assert before in text, before
        return text.replace(before, after)

    return step


def fact(key, after):
    """Replace the words of a fact that was read by hand."""
    return lambda text, gold: swap(gold[key], after)(text, gold)


def rank(word):
    """Put another word in place of the one that stands before every name."""

    def step(text, _gold):
        text = text.replace("Comrade Ambassador", "Ambassador")
        return re.sub(r"\bComrade ", f"{word} " if word else "", text)

    return step


def ranks_of_their_own(text, gold):
    words = ("Minister", "General", "Mr.", "Dr.", "Colonel", "Professor", "Deputy Minister", "Mrs.")
    text = text.replace("Comrade Ambassador", "Ambassador")
    for number, name in enumerate(known_names(gold)):
        text = text.replace(f"Comrade {name}", f"{words[number % len(words)]} {name}")
    return re.sub(r"\bComrade ", "", text)


def labels(write):
    """Print the 43 speaker labels in another way."""

    def step(text, gold):
        names = "|".join(map(re.escape, gold["speakers"]))
        label = re.compile(rf"^(?P<rank>\S* ?)(?P<name>{names}):[ ]", re.MULTILINE)
        text, number = label.subn(lambda found: write(found["rank"], found["name"]), text)
        assert number == gold["statements"]
        return text

    return step


def day(top, middle, heading):
    """Print the three dates of the page in another way."""

    def step(text, gold):
        for before, after in (
            ("12 OCTOBER 1967", heading), ("12 October 1967", middle), ("October 12, 1967", top),
        ):  # fmt: skip
            text = swap(before, after)(text, gold)
        return text

    return step


def without(key):
    return fact(key, "")


def without_closing(text, gold):
    (closing,) = (each for each in gold["directions"] if each["kind"] == "closing")
    return swap(closing["text"], "")(text, gold)


def without_furniture(text, gold):
    start, end = text.index(gold["title"]), text.index("Document Information")
    return text[start:end].strip() + "\n"


def semicolons(text, _gold):
    def listed(found):
        line = re.sub(r",? and (?=Comrade)", "; and ", found[0])
        return re.sub(r", (?=Comrade)", "; ", line)

    return re.sub(r"(?m)^(?:In the conversation there were|Along with).*$", listed, text)


def one_blank_line(text, _gold):
    return re.sub(r"\n{3,}", "\n\n", text)


def hard_blanks(text, _gold):
    return re.sub(r"(?<=Comrade) |(?<=:) (?=\S)|(?<=\b12) ", "\u00a0", text)


def straight_quotes(text, _gold):
    return text.translate(str.maketrans("“”’‘", "\"\"''"))


def archive(reference):
    return fact("archive_ref", reference)


MAY = {"date": "1972-05-03", "created": "1972-05-03"}
NO_CLOSING = {"directions": slice(0, 8)}
GUESSED = {"problems": ("MG107",)}
TOLD = {"problems": ("MG108",)}
SINGLE_LABELS = labels(lambda rank, name: f"{rank}{name}:\n\n")
CAPITALS = labels(lambda rank, name: f"{rank}{name}: ".upper())
SURNAMES = labels(lambda _, name: f"{name.split()[-1]}: ")
TITLED_SURNAMES = labels(lambda _, name: f"Mr. {name.split()[-1]}: ")

VARIANTS = [
    Variant("as it is"),
    Variant("people with particles and accents", people=PARTICLES),
    Variant("people in two other scripts", people=CYRILLIC),
    Variant("people with one name each", people=SINGLE),
    Variant("people with accents in capitals", (CAPITALS,), people=PARTICLES),
    Variant("ministers", (rank("Minister"),), people=PLAIN),
    Variant("no rank", (rank(""),), people=PARTICLES),
    Variant("a rank for each", (ranks_of_their_own,)),
    Variant("capitals", (CAPITALS,)),
    Variant("surnames as labels", (SURNAMES,), people=PLAIN),
    Variant("Mr. and surname as labels", (rank("Mr."), TITLED_SURNAMES), people=PLAIN),
    Variant("labels on lines of their own", (SINGLE_LABELS,)),
    Variant("blank before the colon", (labels(lambda rank, name: f"{rank}{name} : "),)),
    Variant("another day", (day("May 3, 1972", "3 May 1972", "3 MAY 1972"),), changes=MAY),
    Variant("day in ISO", (day("1972-05-03", "1972-05-03", "1972-05-03"),), changes=MAY),
    Variant("day with a Roman month", (day("3.V.1972", "3.V.1972", "3.V.1972"),), changes=MAY),
    Variant(
        "a morning",
        (fact("time_text", "at 10.20 and ended at 12.40"),),
        changes={"start": "10:20", "end": "12:40", "qualifier": None, "duration": None},
    ),
    Variant(
        "a time in words",
        (fact("time_text", "at about 11 a.m. and lasted two and a half hours"),),
        changes={"start": "11:00", "duration": "PT2H30M"},
    ),
    Variant("fifth meeting", (fact("meeting_label", "Fifth Meeting"),), changes={"position": 5}),
    Variant("CRLF", ends="\r\n"),
    Variant("CR and a mark", ends="\r", mark=True),
    Variant("single blank lines", (one_blank_line,)),
    Variant("hard blanks", (hard_blanks,)),
    Variant("UTF-16", encoding="utf-16", changes=TOLD),
    Variant("Windows-1252", encoding="windows-1252", changes=GUESSED),
    Variant("straight quotes", (straight_quotes,)),
    Variant("no closing", (without_closing, without("summary")),
            changes={"abstract": False} | NO_CLOSING),
    Variant("no summary", (without("summary"),), changes={"abstract": False}),
    Variant("nothing around the record", (without_furniture,),
            changes={"rights": False, "reference": (None,) * 5,
                     "hands": {"edited_by": 1, "recorded_by": 1, "supported_by": 1},
                     "type": "memorandum-of-conversation"}),
    Variant("another archive", (archive("State Archive, Odessa, F. 4. Op. 17. D. 233. L. 5-19."),),
            changes={"reference": ("4", "17", "233", "5-19", None)}),
    Variant("lists with semicolons", (semicolons,)),
    Variant("much at once",
            (semicolons, rank("General"), CAPITALS, one_blank_line, straight_quotes,
             day("May 3, 1972", "3 May 1972", "3 MAY 1972")),
            people=PARTICLES, changes=MAY, ends="\r\n", mark=True),
]  # fmt: skip


# What the structure of a Record is, with every person called what the page itself calls them


def structure(record, back):
    """Return what a reading found, free of words that variants change."""
    names = {each.id: back[plain(each.name)] for each in record.everyone()}
    meeting, document = record.meetings[0], record.document
    return {
        "date": meeting.date,
        "created": document.created,
        "start": (meeting.started_at or "")[11:16] or None,
        "end": (meeting.ended_at or "")[11:16] or None,
        "qualifier": meeting.start_qualifier,
        "duration": meeting.duration,
        "position": meeting.series_position,
        "title": bool(document.title),
        "type": document.type,
        "abstract": bool(document.abstract),
        "rights": bool(document.rights),
        "place": places(record, meeting.place),
        "reference": reference(document.archival_reference),
        "hands": hands(record),
        "people": people(record, names),
        "sides": sorted(sides(record, names)),
        "turns": [[names[who] for who in turn.speaker] for turn in record.turns],
        "statements": [(s.order, len([p for p in s.text.split("\n") if p.strip()]))
                       for s in record.statements],
        "directions": [directed(each, record, names) for each in record.stage_directions],
        "insertions": [(each.kind, each.in_segment) for each in record.editorial_insertions],
        "items": [(each.item_label, each.in_segment) for each in record.list_items],
        "identities": sorted(each.certainty for each in record.identity_assertions),
        "problems": tuple(each.code for each in record.problems),
    }  # fmt: skip


def plain(name):
    return name.casefold().replace("’", "'")


def places(record, place):
    known = {each.id: each for each in record.places}
    found = []
    while place:
        found.append(plain(known[place].name))
        place = known[place].within
    return found


def reference(told):
    keys = ("fonds", "inventory", "file", "folio", "reference_year")
    return tuple(getattr(told, key, None) for key in keys)


def hands(record):
    document = record.document
    found = {
        "obtained_by": len(document.obtained_by),
        "edited_by": len(document.edited_by),
        "recorded_by": len(document.recorded_by),
        "supported_by": len(document.supported_by),
        "translated_by": len(record.text_versions[0].translated_by),
    }
    return {key: number for key, number in found.items() if number}


def people(record, names):
    return {
        (names[each.participant], each.event == record.meetings[0].id): (
            set(each.role), set(each.attestation), len(each.post),
        )
        for each in record.participations
    }  # fmt: skip


def sides(record, names):
    members = defaultdict(list)
    for each in record.participations:
        members[each.side].append(names[each.participant])
    leaders = {side.id: names.get(side.led_by, "") for side in record.sides}
    return [(leaders.get(side, ""), sorted(who)) for side, who in members.items() if side]


def directed(direction, record, names):
    passages = [each for each in record.passages if each.introduced_by == direction.span]
    gestures = [each for each in record.gestures if each.span == direction.span]
    return (
        set(direction.direction_kind),
        direction.in_segment,
        [names[who] for each in passages for who in each.addressed_to],
        [manner for each in passages for manner in each.manner],
        [names[who] for each in gestures for who in each.performed_by],
    )


class Back(dict):
    """Names as the page calls them, by how the variant does; a name of neither is its own."""

    def __missing__(self, name):
        return name


@pytest.fixture(scope="session")
def whole(page, gold):
    """The structure of the page itself."""
    names = {plain(name): name for name in known_names(gold)}
    return structure(pipeline.read(page), Back(names))


def rewritten(variant, text, gold):
    for step in variant.steps:
        text = step(text, gold)
    names = known_names(gold)
    if variant.people:
        others = [name.strip() for name in variant.people.replace("\n", " ").split(",")]
        assert len(names) == len(set(others))
        text = renamed(text, dict(zip(names, others, strict=True)), gold)
        return text, Back(zip(map(plain, others), names, strict=True))
    return text, Back({plain(name): name for name in names})


def renamed(text, names, gold):
    """Return the text with other people in it, also where a label shouts or shortens their name."""
    capitals = {old.upper(): new.upper() for old, new in names.items()}
    text = re.sub(
        "|".join(map(re.escape, [*names, *capitals])),
        lambda found: (names | capitals)[found[0]],
        text,
    )
    surnames = {old.split()[-1]: names[old].split()[-1] for old in gold["speakers"]}
    label = rf"(?m)^((?:Mr\. )?)({'|'.join(map(re.escape, surnames))}): "
    return re.sub(label, lambda found: f"{found[1]}{surnames[found[2]]}: ", text)


def expected(whole, changes):
    """Return the structure with the changes; a slice keeps a part of what was there."""
    return whole | {
        key: whole[key][value] if isinstance(value, slice) else value
        for key, value in changes.items()
    }


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_variant_of_the_page_has_the_structure_of_the_page(
    variant, whole, page_text, gold, tmp_path
):
    text, back = rewritten(variant, page_text, gold)
    assert (text != page_text) == bool(variant.steps or variant.people)
    data = (("\ufeff" if variant.mark else "") + text.replace("\n", variant.ends)).encode(
        variant.encoding
    )
    path = tmp_path / "variant.txt"
    path.write_bytes(data)

    record = pipeline.read(path)
    found, wanted = structure(record, back), expected(whole, variant.changes)

    assert {key: (found[key], wanted[key]) for key in wanted if found[key] != wanted[key]} == {}
    assert record.full_text == text
    for segment in record.segments():
        assert segment.span.cut(text) == segment.text
    if variant.people:
        assert pipeline.validate(pipeline.to_dataset(record), record=record).conforms
