from __future__ import annotations

import pytest
import requests
import responses

from memograph import http
from memograph.problems import RemoteError

URL = "https://archive.example/memo/7"


@responses.activate
def test_fetch_page_gives_bytes_and_media_type_and_names_itself():
    responses.get(URL, body=b"<p>Hello</p>", content_type="text/html; charset=utf-8")
    page = http.fetch(URL, max_bytes=100)
    assert (page.url, page.data) == (URL, b"<p>Hello</p>")
    assert page.media_type.startswith("text/html")
    assert responses.calls[0].request.headers["User-Agent"].startswith("memograph/")


@responses.activate
def test_fetch_after_too_many_requests_waits_as_asked_and_tries_again():
    responses.get(URL, status=429, headers={"Retry-After": "0"})
    responses.get(URL, status=503)
    responses.get(URL, body=b"ok")
    session = http.session(backoff=0)
    assert http.fetch(URL, max_bytes=100, using=session).data == b"ok"
    assert len(responses.calls) == 3


@responses.activate
def test_fetch_missing_page_is_a_remote_error_with_the_status():
    responses.get(URL, status=404)
    with pytest.raises(RemoteError) as caught:
        http.fetch(URL, max_bytes=100)
    assert caught.value.problem.code == "MG507"
    assert "404" in caught.value.problem.message
    assert caught.value.problem.where.source == URL


@responses.activate
def test_fetch_larger_than_allowed_is_refused():
    responses.get(URL, body=b"x" * 101)
    with pytest.raises(RemoteError) as caught:
        http.fetch(URL, max_bytes=100)
    assert "100 bytes" in caught.value.problem.message


@responses.activate
def test_fetch_without_connection_is_a_remote_error():
    responses.get(URL, body=requests.ConnectionError("no route"))
    with pytest.raises(RemoteError) as caught:
        http.fetch(URL, max_bytes=100)
    assert "no route" in caught.value.problem.message


@pytest.mark.parametrize("address", ["ftp://a.example/b", "file:///etc/passwd", "memo.txt"])
def test_fetch_of_anything_but_http_is_refused(address):
    with pytest.raises(RemoteError):
        http.fetch(address, max_bytes=100)


def test_session_repeats_idempotent_calls_only():
    retry = http.session().get_adapter(URL).max_retries
    assert "POST" not in retry.allowed_methods
    assert retry.respect_retry_after_header
