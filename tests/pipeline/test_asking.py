"""Results in Python: rows once, frames, files, notebooks."""

from __future__ import annotations

import builtins

import pytest

import memograph as mg
from memograph.pipeline.answers import Results
from memograph.problems import ConfigError, MissingExtra


@pytest.fixture(scope="module")
def output(root):
    return root / "output"


def made(count, text="<b>x</b>"):
    return Results(
        form="select", columns=("a", "class"), terms=((f'"{text}"', None) for _ in range(count))
    )


def test_rows_are_named_tuples_of_values(output):
    with mg.query(output, "speakers", person="kinsella") as rows:
        (row,) = rows
    assert rows.columns == ("meeting", "agent", "name", "turns", "characters")
    assert (row.name, row.turns) == ("Aoife Kinsella", 4)


def test_rows_become_a_frame(output):
    frame = mg.query(output, "speakers").to_dataframe()
    assert list(frame.columns) == ["meeting", "agent", "name", "turns", "characters"]
    assert frame["turns"].sum() > 100


def test_rows_become_parquet(output, tmp_path):
    from pyarrow import parquet

    path = tmp_path / "rows.parquet"
    count = mg.query(output, "speakers").to_parquet(path)
    table = parquet.read_table(path)
    assert table.num_rows == count > 50
    assert table.column_names == ["meeting", "agent", "name", "turns", "characters"]


def test_frame_without_rows_has_its_columns(tmp_path):
    assert list(made(0).to_dataframe().columns) == ["a", "class"]
    assert made(0).to_parquet(tmp_path / "a.parquet") == 0


@pytest.mark.parametrize("name", ["pandas", "pyarrow"])
def test_frame_without_the_extra_tells_what_to_install(name, monkeypatch, tmp_path):
    real = builtins.__import__

    def refuse(wanted, *args, **kwargs):
        if wanted == name:
            raise ImportError(wanted)
        return real(wanted, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    rows = made(1)
    with pytest.raises(MissingExtra) as caught:
        rows.to_dataframe() if name == "pandas" else rows.to_parquet(tmp_path / "a")
    assert "memograph[dataframe]" in caught.value.problem.hint


def test_notebook_shows_some_rows_escaped_and_leaves_them_to_be_read():
    rows = made(50)
    shown = rows._repr_html_()
    assert shown == rows._repr_html_()
    assert shown.count("<tr>") == 22
    assert "<b>" not in shown
    assert "…" in shown
    assert len(list(rows)) == 50


def test_notebook_shows_true_and_false(output):
    assert "True" in mg.query(output, "ASK {}")._repr_html_()


@pytest.mark.parametrize("use", [list, Results.to_dataframe])
def test_answer_of_another_kind_has_no_rows(use, output):
    with pytest.raises(ConfigError) as caught:
        use(mg.query(output, "ASK {}"))
    assert caught.value.problem.code == "MG549"
    with pytest.raises(ConfigError):
        mg.query(output, "speakers").to_turtle()


def test_limit_counts_rows_of_any_text(output):
    assert len(list(mg.query(output, "SELECT * { ?s ?p ?o } LIMIT 9", limit=2))) == 2
    assert len(list(mg.query(output, "speakers", limit=2))) == 2
