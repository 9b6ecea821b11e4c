"""Sources in an object store: a real one, the server of moto on this machine, and its faults."""

from __future__ import annotations

import sys

import pytest

from memograph.pipeline import parts, remote
from memograph.problems import MemographError

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1", "::1"]),
    # botocore and aiohttp leave connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
PARTS = {"parts": True, "formats": ("nquads",)}


@pytest.fixture
def stored(bucket, talk):
    """Talks in a folder of this machine and the same in the store; returns both."""
    name, store = bucket
    for number in range(7):
        talk(f"in/{number % 3}/{number}.txt", f"Yes, {number}.")
    for path in ("in/.hidden/1.txt", "in/2/.hidden.txt", "in/a.txt", "in/README.txt"):
        talk(path)
    folder = talk("in/z.txt").parent
    for path in folder.rglob("*.txt"):
        store.put_file(str(path), f"{name}/in/{path.relative_to(folder)}")
    return folder, f"s3://{name}/in"


def made(output):
    return {
        path.name: path.read_bytes()
        for path in (*(output.path / "parts").iterdir(), output.path / "dataset.ttl")
    }


def test_sources_in_a_store_make_what_those_of_a_folder_make(stored, output, monkeypatch):
    monkeypatch.setattr(parts, "SOURCES", 3)
    folder, url = stored
    shared = type(output)(output.path.with_name("shared"))
    told = [
        [
            (each.source.removeprefix(given), each.status, each.slug)
            for each in place.export(given, jobs=jobs, **PARTS)
        ]
        for given, place, jobs in ((str(folder), output, 1), (url, shared, 2))
    ]
    assert told[0] == told[1]
    assert len(made(output)) == 5
    assert made(output) == made(shared)


def test_sources_in_a_store_are_read_by_the_workers_of_a_cluster(stored, output):
    folder, url = stored
    output.export(folder, **PARTS)
    shared = type(output)(output.path.with_name("shared"))
    shared.export(url, cluster="local", jobs=1, **PARTS)
    assert made(output) == made(shared)


def test_source_in_a_store_that_has_not_changed_is_left(stored, bucket, output):
    name, store = bucket
    _, url = stored
    output.export(url, **PARTS)
    text = store.cat_file(f"{name}/in/1/4.txt").replace(b"Yes", b"Nay")
    store.pipe_file(f"{name}/in/1/4.txt", text)
    store.rm_file(f"{name}/in/a.txt")
    done, problems, _ = output.run(url, **PARTS)
    assert [each.source for each in done if each.status == "written"] == [f"{url}/1/4.txt"]
    assert [found.code for found in problems] == ["MG522"]
    _, problems, removed = output.run(url, prune=True, **PARTS)
    assert (problems, removed) == ([], ("parts/0001.nq: a",))


def test_single_file_of_a_store_is_a_source(stored, output):
    _, url = stored
    (done,) = output.export(f"{url}/z.txt")
    assert (done.source, done.slug, done.status) == (f"{url}/z.txt", "z", "written")
    assert output.run(f"{url}/z.txt")[1] == []


@pytest.mark.parametrize("path", ["none.txt", "none/", "1/none"])
def test_source_that_is_not_in_the_store_is_told_and_nothing_pruned(path, stored, output):
    _, url = stored
    output.export(f"{url}/z.txt", **PARTS)
    done, problems, removed = output.run(f"{url}/{path}", prune=True, **PARTS)
    assert [found.code for each in done for found in each.problems] == ["MG103"]
    assert ([found.code for found in problems], removed) == (["MG506"], ())


def test_folder_of_a_store_without_records_is_told_and_nothing_pruned(stored, bucket, output):
    name, store = bucket
    _, url = stored
    output.export(f"{url}/z.txt", **PARTS)
    store.pipe_file(f"{name}/other/README.txt", b"Nothing here.")
    _, problems, removed = output.run(f"s3://{name}/other", prune=True, **PARTS)
    assert [found.code for found in problems] == ["MG517", "MG506"]
    assert removed == ()


def test_archive_in_a_store_is_told(bucket, output):
    name, store = bucket
    store.pipe_file(f"{name}/talks.zip", b"PK")
    (done,) = output.export(f"s3://{name}/talks.zip")
    assert [found.code for found in done.problems] == ["MG530"]


def test_source_in_a_store_over_the_limit_is_told(stored, output):
    _, url = stored
    (done,) = output.export(f"{url}/z.txt", max_bytes=20)
    assert [found.code for found in done.problems] == ["MG106"]


def test_store_that_does_not_answer_ends_the_command_with_the_code_of_servers(
    bucket, run_memograph, tmp_path, monkeypatch
):
    import s3fs

    name, _ = bucket
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
    s3fs.S3FileSystem.clear_instance_cache()
    result = run_memograph("export", f"s3://{name}/in", "-o", tmp_path / "out")
    assert result.exit_code == 4
    assert "MG529" in result.stderr


@pytest.mark.parametrize("missing", ["fsspec", "s3fs"])
def test_what_reaches_the_store_missing_is_told(missing, output, monkeypatch):
    import fsspec  # noqa: F401 - so that its registry can be emptied

    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    (done,) = output.export("s3://nowhere/in")
    assert [found.code for found in done.problems] == ["MG527"]
    assert "memograph[s3]" in done.problems[0].hint


def test_unknown_scheme_is_told(output):
    (done,) = output.export("nothing://nowhere/in")
    assert [found.code for found in done.problems] == ["MG529"]


def test_folder_of_another_file_system_is_listed_in_the_order_of_a_search(talk):
    folder = talk("in/b/2.txt").parents[1]
    for name in ("in/b/1.txt", "in/a/x/3.txt", "in/c.txt", "in/.no/4.txt"):
        talk(name)
    found = [each.url for each in remote.listed(f"file://{folder}")]
    assert found == [
        f"file://{folder}/{name}" for name in ("c.txt", "a/x/3.txt", "b/1.txt", "b/2.txt")
    ]
    with pytest.raises(MemographError):
        list(remote.listed(f"file://{folder}/none"))
