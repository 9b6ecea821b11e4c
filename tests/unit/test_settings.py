from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from memograph.problems import ConfigError
from memograph.settings import DEFAULT_BASE, Settings, as_json, names, resolve, says

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> Path:
    path = folder / "memograph.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_each_place_given_the_nearer_one_counts(tmp_path):
    written(tmp_path, 'agents = "document"\njobs = 2\nlanguage = "fr"\n')
    environment = {"MEMOGRAPH_JOBS": "3", "MEMOGRAPH_LANGUAGE": "de"}
    found = resolve({"language": "en"}, environment=environment, folder=tmp_path)
    assert (found.settings.language, found.settings.jobs, found.settings.agents) == (
        "en", 3, "document",
    )  # fmt: skip
    assert found.origins["language"] == "option"
    assert found.origins["jobs"] == "MEMOGRAPH_JOBS"
    assert found.origins["agents"] == str(tmp_path / "memograph.toml")
    assert found.origins["base"] == "default"
    assert found.settings.base == DEFAULT_BASE


def test_settings_file_above_the_folder_is_found(tmp_path):
    written(tmp_path, "keep_invalid = true\n")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert resolve(environment={}, folder=below).settings.keep_invalid


def test_settings_file_named_in_environment_counts_before_the_nearest(tmp_path):
    written(tmp_path, "jobs = 2\n")
    other = tmp_path / "other.toml"
    other.write_text("jobs = 5\n", encoding="utf-8")
    environment = {"MEMOGRAPH_CONFIG": str(other)}
    assert resolve(environment=environment, folder=tmp_path).settings.jobs == 5


def test_settings_unknown_key_names_every_place_and_the_likely_key(tmp_path):
    path = written(tmp_path, 'bass = "https://example.org/"\n')
    with pytest.raises(ConfigError) as caught:
        resolve(environment={}, folder=tmp_path)
    problem = caught.value.problem
    assert problem.code == "MG903"
    assert str(path) in problem.message
    assert "MEMOGRAPH_*" in problem.message
    assert "did you mean base?" in problem.hint


def test_settings_unknown_variable_is_told_and_has_no_effect(tmp_path):
    found = resolve(environment={"MEMOGRAPH_BASS": "x"}, folder=tmp_path)
    assert [problem.code for problem in found.problems] == ["MG907"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("base", "example.org/"),
        ("base", "https://example.org/id"),
        ("base", "https://example.org/a b/"),
        ("base", "https://["),
        ("base", "https://example.org:no/"),
        ("agents", "nobody"),
        ("formats", ["turtle", "word"]),
        ("formats", []),
        ("formats", 3),
        ("jobs", 0),
        ("jobs", "many"),
        ("jobs", True),
        ("max_bytes", -1),
        ("max_seconds", 0),
        ("columns", ["Redner"]),
        ("columns", ["singer=Name"]),
        ("columns", ["speaker= "]),
        ("keep_invalid", "perhaps"),
        ("language", "-"),
        ("language", ""),
        ("slug", 3),
        ("slug", "{foo}"),
        ("slug", "memo-{slug"),
        ("slug", " "),
    ],
)
def test_settings_value_that_does_not_fit_is_refused_with_what_does(name, value, tmp_path):
    with pytest.raises(ConfigError) as caught:
        resolve({name: value}, environment={}, folder=tmp_path)
    assert caught.value.problem.code == "MG904"
    assert name in caught.value.problem.message
    assert caught.value.problem.hint


@pytest.mark.parametrize("value", ["-3", -3, 0, "0", "many", "1.5"])
@pytest.mark.parametrize("name", ["jobs", "max_bytes"])
def test_settings_number_that_does_not_fit_is_said_to_be_from_1(name, value, tmp_path):
    with pytest.raises(ConfigError) as caught:
        resolve({name: value}, environment={}, folder=tmp_path)
    assert caught.value.problem.hint == "it is a whole number from 1"


def test_settings_slug_with_an_unknown_field_names_the_known_ones():
    with pytest.raises(ConfigError) as caught:
        Settings(slug="ev-{foo}")
    assert "{slug} and {stem}" in caught.value.problem.hint
    assert Settings(slug="ev-{slug}-{stem}").slug == "ev-{slug}-{stem}"


@pytest.mark.parametrize("content", [b"jobs = ", b"\xff\xfe"])
def test_settings_file_that_is_no_toml_is_refused(content, tmp_path):
    path = tmp_path / "memograph.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        resolve(environment={}, folder=tmp_path)
    assert caught.value.problem.code == "MG905"
    assert caught.value.problem.where.source == str(path)


def test_settings_file_named_but_missing_is_refused(tmp_path):
    with pytest.raises(ConfigError) as caught:
        resolve(environment={}, config=tmp_path / "none.toml")
    assert caught.value.problem.code == "MG905"


def test_settings_plugin_files_are_relative_to_the_settings_file(tmp_path):
    written(tmp_path, 'plugins = ["readers/mine.py"]\n')
    below = tmp_path / "below"
    below.mkdir()
    found = resolve(environment={}, folder=below)
    assert found.settings.plugins == (str(tmp_path / "readers/mine.py"),)


def test_settings_digest_changes_with_what_changes_graphs_only():
    plain = Settings().digest()
    other = {
        "base": "https://example.org/", "agents": "document", "slug": "x", "language": "fr",
        "reader": "y", "formats": ("trig",), "max_bytes": 5, "keep_invalid": True, "stamp": True,
        "context_url": "https://example.org/c", "compress": "gz", "engine": "pyshacl", "jobs": 2,
        "plugins": ("p.py",), "columns": ("text=Rede",), "max_seconds": 5, "parts": True,
        "cluster": "local", "state": "kept",
    }  # fmt: skip
    assert set(other) == set(names())
    changing = {name for name in other if Settings(**{name: other[name]}).digest() != plain}
    assert changing == {"base", "agents", "slug", "language", "reader", "columns"}
    assert len(plain) == 8


def test_settings_digest_changes_with_what_stands_beside_them():
    plain = Settings().digest()
    one, two = Settings().digest(beside=("a 1",)), Settings().digest(beside=("a 2",))
    assert len({plain, one, two}) == 3
    assert Settings().digest(beside=()) == plain
    assert Settings().digest(beside=("b", "a")) == Settings().digest(beside=("a", "b"))


def test_settings_columns_are_a_table_of_the_file_or_pairs(tmp_path):
    written(tmp_path, '[columns]\nspeaker = "Full name"\ntext = "Words"\n')
    expected = ("speaker=Full name", "text=Words")
    assert resolve(environment={}, folder=tmp_path).settings.columns == expected
    pairs = {"MEMOGRAPH_COLUMNS": "speaker=Full name, text=Words"}
    assert resolve(environment=pairs).settings.columns == expected


def test_settings_lists_from_the_environment_are_parted_by_blanks_or_commas():
    found = resolve(environment={"MEMOGRAPH_FORMATS": "turtle, trig nquads turtle"})
    assert found.settings.formats == ("turtle", "trig", "nquads")


def test_settings_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().jobs = 2


def test_settings_each_has_a_sentence():
    assert all(says(name) for name in names())
    assert list(as_json(Settings())) == list(names())
