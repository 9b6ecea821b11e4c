from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from memograph import plugins
from memograph.problems import ConfigError


def test_built_ins_all_can_be_loaded():
    for slot in plugins.SLOTS:
        for plugin in plugins.installed(slot):
            assert plugin.load() is not None, plugin


def test_plugin_that_fails_is_a_problem_and_the_others_are_there(monkeypatch):
    class Distribution:
        name = "memograph-broken"
        version = "1.2"

    entry = EntryPoint("broken", "memograph_broken:reader", "memograph.mappers")
    vars(entry).update(dist=Distribution())
    monkeypatch.setattr(
        plugins, "entry_points", lambda group: [entry] if "mappers" in group else []
    )
    found = plugins.load("mappers")
    assert "record" in found.objects
    assert [problem.code for problem in found.problems] == ["MG901"]
    assert "memograph-broken 1.2" in found.problems[0].message


def test_plugin_file_adds_to_its_slots(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text("stores = {'mine': 'a store', 'files': 'another'}\n", encoding="utf-8")
    found = plugins.load("stores", files=(str(file),))
    assert found.objects["mine"] == "a store"
    assert found.objects["files"] == "another"
    assert "mine" not in plugins.load("linkers", files=(str(file),)).objects


@pytest.mark.parametrize("content", ["raise ValueError('no')", "import nothing_like_this", "("])
def test_plugin_file_that_fails_is_a_config_error(content, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        plugins.load("stores", files=(str(file),))
    assert caught.value.problem.code == "MG902"
    assert str(file) in caught.value.problem.message


def test_plugin_file_missing_is_a_config_error(tmp_path):
    with pytest.raises(ConfigError) as caught:
        plugins.load("stores", files=(str(tmp_path / "none.py"),))
    assert caught.value.problem.code == "MG902"
