"""What all tests share: where things are, and a small record of conversation."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long a law takes is no matter of the law: machines are busy with other things.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

TRANSCRIPT = """\
Title: Meeting on the railway
Date: 3 May 1961
Place: Lusaka

Ana Prifti: Welcome. Shall we begin?
John Banda: Yes, gladly.

The line has waited for long.
Ana Prifti: Then let us begin.
"""


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus beside the repository."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus is not beside the repository ({CORPUS})")
    return CORPUS


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "railway.txt"
    path.write_text(TRANSCRIPT, encoding="utf-8")
    return path


def without_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MEMOGRAPH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings_of_the_machine(monkeypatch)


@pytest.fixture(scope="session")
def run_memograph() -> Callable[..., Any]:
    """Run the command line in this process, within a folder; a traceback is a failure."""
    from click.testing import CliRunner

    from memograph.cli import main

    def run(*arguments: object, within: Path = ROOT, given: bytes | None = None) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            without_settings_of_the_machine(patch)
            patch.chdir(within)
            result = CliRunner().invoke(main, [str(each) for each in arguments], input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(scope="session")
def read_quads() -> Callable[..., frozenset[str]]:
    """Read a file with pyoxigraph or rdflib; returns its statements as RDFC-1.0 spells them."""
    import pyoxigraph as ox
    import rdflib

    names = {
        ".ttl": "turtle", ".jsonld": "json-ld", ".trig": "trig",
        ".nq": "nquads", ".nt": "nt", ".rdf": "xml",
    }  # fmt: skip

    def term(value: Any) -> Any:
        if isinstance(value, rdflib.Literal):
            if value.language:
                return ox.Literal(str(value), language=value.language)
            return ox.Literal(str(value), datatype=value.datatype and ox.NamedNode(value.datatype))
        return ox.BlankNode(value) if isinstance(value, rdflib.BNode) else ox.NamedNode(value)

    def by_rdflib(path: Path) -> Any:
        dataset = rdflib.Dataset()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(path, format=names[path.suffix])
            for *triple, graph in dataset.quads():
                named = graph is not None and graph != rdflib.graph.DATASET_DEFAULT_GRAPH_ID
                yield ox.Quad(*map(term, triple), term(graph) if named else ox.DefaultGraph())

    def read(path: Path, engine: str = "pyoxigraph", *, triples: bool = False) -> frozenset[str]:
        form = ox.RdfFormat.from_extension(path.suffix[1:])
        quads = by_rdflib(path) if engine == "rdflib" else ox.parse(path=str(path), format=form)
        if triples:
            quads = (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return frozenset(map(str, dataset))

    return read


def _run(report: Any) -> Any:
    """Make a failure of what was skipped, where NO_SKIPS says that everything must run."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("NO_SKIPS"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"nothing may be skipped here, but: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    return _run((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    return _run((yield))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the hints that tests recorded, such as of a floor that can be raised."""
    hints = [
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == "hint" and report.when == "call"
    ]
    if hints:
        terminalreporter.section("hints")
        for hint in sorted(hints):
            terminalreporter.line(str(hint))
