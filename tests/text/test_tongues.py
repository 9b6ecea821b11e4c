"""Records in each language that has cue words: read with that language's data and nothing else."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader
from memograph.text import cues as cue_files
from memograph.text import languages

HERE = Path(__file__).parent / "tongues"
FACTS = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))


def read(text, name="talk"):
    source = Source(name=f"{name}.txt", stem=name, data=text.encode())
    (record,) = TranscriptReader().read(source)
    return record


def facts(record):
    """What a record was understood to tell, in the words of the facts."""
    names = {agent.id: agent.name for agent in record.everyone()}
    meeting = record.meetings[0]
    places = {place.id: place for place in record.places}
    chain, at = [], meeting.place
    while at:
        chain.append(places[at].name)
        at = places[at].within
    return {
        "language": record.text_versions[0].language,
        "title": record.document.title,
        "date": meeting.date or meeting.date_edtf,
        "start": (meeting.started_at or "")[11:16],
        "end": (meeting.ended_at or "")[11:16],
        "place": ", ".join(chain),
        "people": {
            names[each.participant]: ", ".join(
                sorted({*each.role, *({"absent"} & set(each.attestation))} - {"participant"})
            )
            for each in record.participations
        },
        "speakers": [", ".join(names[who] for who in turn.speaker) for turn in record.turns],
        "directions": [
            f"{each.text} {' '.join(each.direction_kind)}" for each in record.stage_directions
        ],
    }


@pytest.mark.parametrize("name", FACTS)
def test_record_in_its_language_tells_its_facts(name):
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    assert facts(read(text, name)) == FACTS[name]


def test_every_language_in_full_has_four_records():
    for language in ("de", "en", "fr", "ru"):
        assert {f"{language}{number}" for number in (1, 2, 3, 4)} <= set(FACTS)
    assert set(FACTS) == {path.stem for path in HERE.glob("*.txt")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Присутствовали: тов. Лом.", "ru"),
        ("Anwesend: Herr Harmsen", "de"),
        ("Présents : Mme Kerbrat", "fr"),
        ("Present: Mr. Brown", "en"),
        ("Prisotni: gospa Kralj", "sl"),
        ("12.10.1967", "en"),
        ("", "en"),
    ],
)
def test_short_text_is_read_with_the_cues_whose_words_stand_in_it(text, language):
    assert languages.words_for(text, "und").language == language


def test_language_that_is_known_is_not_guessed():
    assert languages.words_for("Присутствовали: тов. Лом.", "en").language == "en"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("А. А. Громов", "А. А. Громов"),
        ("тов. Громов", "А. А. Громов"),
        ("Т. ГРОМОВ", "А. А. Громов"),
        ("ГРОМОВ А. А.", "А. А. Громов"),
        ("Г-н Громов", "А. А. Громов"),
        ("Громов", "А. А. Громов"),
        ("Андрей Павлович Ветлин", "Андрей Павлович Ветлин"),
        ("Ветлин", "Андрей Павлович Ветлин"),
        ("А. П. Ветлин", "Андрей Павлович Ветлин"),
    ],
)
def test_russian_label_finds_the_person_however_it_names_them(label, name):
    text = (
        "Запись беседы\n\nПрисутствовали: тт. А. А. Громов, Андрей Павлович Ветлин.\n\n"
        f"{label}: Мы рады видеть вас.\n\nВетлин: И мы рады.\n\nГромов: Тогда начнем."
    )
    record = read(text)
    names = {agent.id: agent.name for agent in record.everyone()}
    assert names[record.turns[0].speaker[0]] == name
    assert len(record.participations) == 2


def toy(root):
    """The cue file that the documentation shows."""
    page = (root / "docs" / "how-to" / "add-a-language.md").read_text(encoding="utf-8")
    return page.partition("<!-- file: eo.toml -->\n```toml\n")[2].partition("```")[0]


TALK = """Protokolo de la interparolo

Ĉeestis: sinjoro Ludo Verda kaj sinjorino Mara Blua
Interpretisto: Tino Ruĝa

Sinjoro Verda: Ĉu la ponto staras? (Rido)

Sinjorino Blua (mallaŭte): Ĝi staras.

Sinjoro Verda: Bone.
"""


@pytest.fixture
def folder_of_cues(tmp_path, monkeypatch):
    """A copy of the cue files, read instead of them."""
    shutil.copytree(Path(str(resources.files("memograph.text"))) / "cues", tmp_path / "cues")
    cached = (cue_files.languages, cue_files.cues, cue_files.vocabulary, languages._recognized)

    class Elsewhere:
        @staticmethod
        def files(_):
            return tmp_path

    monkeypatch.setattr(cue_files, "resources", Elsewhere)
    for one in cached:
        one.cache_clear()
    yield tmp_path / "cues"
    monkeypatch.undo()
    for one in cached:
        one.cache_clear()


def test_language_is_added_by_a_data_file_alone(folder_of_cues, root):
    before = facts(read(TALK))
    (folder_of_cues / "eo.toml").write_text(toy(root), encoding="utf-8")
    for one in (cue_files.languages, cue_files.cues, cue_files.vocabulary):
        one.cache_clear()
    after = facts(read(TALK))
    assert before["people"] != after["people"]
    assert after["people"] == {"Ludo Verda": "", "Mara Blua": "", "Tino Ruĝa": "interpreter"}
    assert after["speakers"] == ["Ludo Verda", "Mara Blua", "Ludo Verda"]
    assert after["directions"] == ["(Rido) reaction", "(mallaŭte) manner"]


LETTERS = (
    """Письмо А. А. Громова П. Йонссону

Москва, 3 мая 1951 г.

Уважаемый господин Йонссон!

Я получил ваше письмо. Вот что я думаю: сельди в этом году мало.

С уважением,

Громов""",
    """Schreiben an den Deichausschuss

Husum, den 3. März 1951

An: Herrn Harmsen
Betreff: Deich

Sehr geehrter Herr Harmsen,

ich habe Ihren Brief erhalten. Kurz gesagt: der Deich ist weich.

Mit Gruß

Vogt""",
    """Lettre de M. Riou

Lorient, le 3 mars 1951

Objet : le quai

Monsieur,

J'ai bien reçu votre lettre. En résumé : le quai s'enfonce.

Veuillez agréer mes salutations.

Riou""",
)


@pytest.mark.parametrize(
    "letter",
    [
        LETTERS[0],
        LETTERS[1],
        LETTERS[2],
    ],
)
def test_letter_in_another_language_has_no_meeting(letter):
    record = read(letter)
    assert record.meetings == record.statements == record.participations == ()
