"""Pages that are fetched rather than opened: what the server says of them, and their address."""

from __future__ import annotations

from pathlib import Path

import pytest
import responses
from click.testing import CliRunner

from memograph.cli import main
from memograph.pipeline.sources import fetched
from memograph.readers.html.reader import HtmlReader
from memograph.settings import Settings

PAGE = (Path(__file__).parent / "pages" / "speaker-spans.html").read_bytes()
ADDRESS = "https://harvest.example/boards/1949/b14?print=1"


@responses.activate
@pytest.mark.parametrize("sent", ["text/html; charset=utf-8", "application/octet-stream"])
def test_page_at_an_address_is_read_whatever_its_server_calls_it(sent):
    responses.get(ADDRESS, body=PAGE, content_type=sent)
    result = CliRunner().invoke(main, ["read", ADDRESS])
    assert result.exit_code == 0, result.output
    assert "(reader html)" in result.stdout
    assert "You cut on Sunday." in result.stdout


@responses.activate
def test_page_at_an_address_is_called_by_its_path_and_has_the_type_that_was_sent():
    responses.get(ADDRESS, body=PAGE, content_type="application/xhtml+xml; charset=utf-8")
    (record,) = HtmlReader().read(fetched(ADDRESS, Settings()))
    assert record.document.slug == "1949-b14"
    assert record.text_versions[0].source.media_type == "application/xhtml+xml"
    assert record.problems == ()


@responses.activate
def test_page_without_words_at_an_address_says_why():
    responses.get(ADDRESS, body=b"<html><script>fill()</script></html>", content_type="text/html")
    result = CliRunner().invoke(main, ["read", ADDRESS])
    assert result.exit_code == 3
    assert "MG166" in result.stderr
