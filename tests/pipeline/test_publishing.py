"""Parts written into a store: the same bytes as in a folder, whoever comes next, whatever fails."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem

from memograph import pipeline
from memograph.pipeline import parts, publishing, shelves
from memograph.problems import ConfigError, StoreError, WriteError
from memograph.settings import Settings

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1", "::1"]),
    # botocore and aiohttp leave connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
PARTS = {"parts": True, "formats": ("nquads",)}
LOCK = ".memograph/lock"


class Store:
    """An output in a store, as a machine sees it that keeps its state in a folder."""

    def __init__(self, url, output, state):
        self.url, self.output, self.state = url, output, state
        self.files, self.root = fsspec.core.url_to_fs(url, use_listings_cache=False)

    def run(self, *paths, **options):
        """Export and return the results, what was told of the run, and what was removed."""
        with pipeline.running(self.plan(*paths, **options)) as run:
            results = list(run.results())
        return results, run.problems, run.removed

    def plan(self, *paths, prune=False, dry_run=False, again=False, **changes):
        settings = Settings(
            base="https://example.org/id/", state=str(self.state), **PARTS, **changes
        )
        return pipeline.plan(
            paths, to=self.url, settings=settings, prune=prune, dry_run=dry_run, again=again
        )

    def statuses(self, *paths, **options):
        return [each.status for each in self.run(*paths, **options)[0]]

    def names(self):
        found = self.files.find(self.root)
        return sorted(name.removeprefix(self.root).lstrip("/") for name in found)

    def contents(self):
        """Return the files but the manifest, which tells the same in other pages."""
        return {
            name: self.files.cat_file(f"{self.root}/{name}")
            for name in self.names()
            if not name.startswith(".memograph")
        }

    def of_another_machine(self):
        return Store(self.url, self.output, self.state.with_name(f"{self.state.name}-other"))


def broken_off(plan, done):
    """Carry out a plan until so many results are there, and then fail."""
    with pipeline.running(plan) as run:
        for number, _ in enumerate(run.results(), 1):
            if number == done:
                raise ZeroDivisionError


def held(output):
    """Return the files of a folder but what it knows of itself."""
    return {
        str(path.relative_to(output.path)): path.read_bytes()
        for path in sorted(output.path.rglob("*"))
        if path.is_file() and ".memograph" not in path.parts
    }


def lines_of(files):
    """Return all lines of the parts, in order."""
    return sorted(
        line
        for name, data in files.items()
        if name.startswith("parts/")
        for line in data.splitlines()
    )


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(parts, "SOURCES", 3)


@pytest.fixture
def talks(talk):
    for number in range(7):
        talk(f"in/{number % 3}/{number}.txt", f"Yes, {number}.")
    return talk("in/z.txt").parent


@pytest.fixture
def disk(tmp_path, output):
    """A store that has folders."""
    return Store((tmp_path / "store").as_uri(), output, tmp_path / "state")


@pytest.fixture(params=["disk", "objects"])
def store(request, tmp_path, output):
    """A store: one that has folders, and one that has objects only."""
    if request.param == "disk":
        return request.getfixturevalue("disk")
    name, _ = request.getfixturevalue("bucket")
    return Store(f"s3://{name}/out/memos", output, tmp_path / "state")


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("changes", [{}, {"jobs": 2}, {"compress": "gz"}, {"compress": "zst"}])
def test_store_is_filled_as_a_folder_is(changes, store, talks, output):
    expected = [(each.source, each.status) for each in output.export(talks, **PARTS, **changes)]
    done, problems, removed = store.run(talks, **changes)
    assert [(each.source, each.status) for each in done] == expected
    assert (problems, removed) == ([], ())
    assert store.contents() == held(output)
    assert len(store.contents()) == 5
    assert ".memograph/manifest.sqlite" in store.names()
    assert LOCK not in store.names()


@pytest.mark.usefixtures("few")
def test_next_run_may_be_of_another_machine(store, talks, talk, output):
    store.run(talks)
    before = store.contents()
    other = store.of_another_machine()
    assert other.statuses(talks) == ["unchanged"] * 8
    assert store.contents() == before
    talk("in/1/4.txt", "No.")
    assert sorted(store.statuses(talks)) == ["unchanged"] * 7 + ["written"]
    assert store.contents() != before
    assert other.statuses(talks) == ["unchanged"] * 8
    (talks / "z.txt").unlink()
    _, _, removed = other.run(talks, prune=True)
    assert removed == ("parts/0003.nq: z",)
    assert store.statuses(talks) == ["unchanged"] * 7
    output.export(talks, **PARTS)
    assert store.contents() == held(output)


def test_what_has_not_changed_is_not_sent(disk, talks, monkeypatch):
    disk.run(talks)
    sent = []
    monkeypatch.setattr(publishing.written, "send", lambda _, url: sent.append(url))
    disk.run(talks)
    assert sent == [f"{disk.url}/.memograph/manifest.sqlite"]


@pytest.mark.parametrize("compress", ["none", "zst"])
def test_parts_that_change_are_copied_from_the_store(compress, store, talks, talk, output):
    store.run(talks, compress=compress)
    for place in (store, output):
        talk("in/0/3.txt", "No." if place is store else "Not at all.")
        options = {"compress": compress} if place is store else {**PARTS, "compress": compress}
        place.run(talks, **options)
    store.run(talks, compress=compress)
    assert store.contents() == held(output)


def test_store_that_another_machine_writes_to_is_refused(store, talks):
    with pipeline.running(store.plan(talks)) as run:
        other = store.of_another_machine()
        with pytest.raises(WriteError) as told:
            other.run(talks)
        assert list(run.results())
    assert told.value.problem.code == "MG532"
    assert f"{store.url}/{LOCK}" in told.value.problem.message
    assert other.statuses(talks) == ["unchanged"] * 8


def test_lock_of_which_nobody_knows_what_it_says_is_kept(disk, talks):
    disk.files.makedirs(f"{disk.root}/.memograph")
    disk.files.pipe_file(f"{disk.root}/{LOCK}", b"[1]")
    with pytest.raises(WriteError, match="another machine"):
        disk.run(talks)
    assert disk.names() == [LOCK]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("machine", ["the same", "another"])
def test_run_that_was_broken_off_is_gone_on_with(machine, store, talks, output):
    output.export(talks, **PARTS)
    with pytest.raises(ZeroDivisionError):
        broken_off(store.plan(talks), 4)
    assert LOCK in store.names()
    assert ".memograph/manifest.sqlite" not in store.names()
    if machine == "another":
        store.files.rm_file(f"{store.root}/{LOCK}")
        store = store.of_another_machine()
    assert store.statuses(talks).count("written") >= 5
    if machine == "another":
        # Nobody told it which source each document is from: it may stand in another part.
        assert lines_of(store.contents()) == lines_of(held(output))
    else:
        assert store.contents() == held(output)
    assert store.statuses(talks) == ["unchanged"] * 8


@pytest.mark.usefixtures("few")
def test_names_are_known_from_the_parts_if_a_machine_is_lost(store, talks, talk, output):
    talk("in/b/3.txt", "Another three.")
    for place, options in ((store, {}), (output, PARTS)):
        place.run(talks, **options)
    before = store.contents()
    store.files.rm_file(f"{store.root}/.memograph/manifest.sqlite")
    assert set(store.of_another_machine().statuses(talks, jobs=2)) == {"written"}
    assert store.contents() == before == held(output)


def test_dry_run_writes_nothing_into_a_store(store, talks):
    assert set(store.statuses(talks, dry_run=True)) == {"planned"}
    assert not store.files.exists(store.root) or store.names() == []
    store.run(talks)
    before = (store.contents(), store.names())
    other = store.of_another_machine()
    assert set(other.statuses(talks, dry_run=True)) == {"unchanged"}
    assert (store.contents(), store.names()) == before
    assert not other.state.exists()


def test_dry_run_knows_what_was_broken_off_here(disk, talks):
    with pytest.raises(ZeroDivisionError):
        broken_off(disk.plan(talks), 8)
    assert set(disk.statuses(talks, dry_run=True)) == {"unchanged"}


def test_description_that_somebody_else_wrote_is_left(store, talks):
    if store.url.startswith("file:"):
        store.files.makedirs(store.root)
    store.files.pipe_file(f"{store.root}/dataset.ttl", b"# mine\n")
    _, problems, _ = store.run(talks)
    assert [found.code for found in problems] == ["MG509"]
    assert problems[0].where.source == f"{store.url}/dataset.ttl"
    assert store.contents()["dataset.ttl"] == b"# mine\n"


def test_output_below_the_sources_of_a_store_is_not_read(bucket, talks, tmp_path):
    name, files = bucket
    for path in talks.rglob("*.txt"):
        files.put_file(str(path), f"{name}/in/{path.relative_to(talks)}")
    store = Store(f"s3://{name}/in/out", None, tmp_path / "state")
    files.pipe_file(f"{name}/in/out/b.txt", b"Title: Other\n\nAna: Yes.\n")
    results, _, _ = store.run(f"s3://{name}/in")
    assert len(results) == 8
    assert not any("/out/" in each.source for each in results)


def test_bucket_that_does_not_exist_is_told_and_not_made(bucket, run_memograph, talks, tmp_path):
    name, files = bucket
    result = run_memograph(
        "export", talks, "-o", f"s3://{name}-none/out", "--parts", "--state", tmp_path / "state"
    )
    assert result.exit_code == 4
    assert "MG531" in result.stderr
    assert not files.exists(f"{name}-none")


def test_command_tells_where_in_the_store_parts_stand(disk, run_memograph, talks):
    line = ("export", talks, "-o", disk.url, "--parts", "--state", disk.state)
    told = run_memograph(*line).stdout
    assert told.splitlines()[-1].startswith(f"8 documents written to {disk.url}, ")
    (talks / "z.txt").unlink()
    assert f"removed    {disk.url}/parts/0001.nq: z" in run_memograph(*line, "--prune").stdout


def test_state_is_kept_among_the_files_of_the_user(disk, run_memograph, talks, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(disk.state))
    run_memograph("export", talks, "-o", disk.url, "--parts")
    assert publishing.state_of(disk.url, None).is_relative_to(disk.state)
    assert (publishing.state_of(disk.url, None) / "dataset.ttl").is_file()


def test_store_without_parts_is_refused(talks):
    with pytest.raises(ConfigError) as told:
        pipeline.plan(talks, to="s3://bucket/out")
    assert told.value.problem.code == "MG904"
    assert "--parts" in told.value.problem.hint


class Failing(LocalFileSystem):
    """A store that fails at what `fails` names."""

    protocol = ("failing", "file", "local")
    cachable = False
    fails = ""

    def _check(self, what, path):
        if f"{what} {path}".find(self.fails) >= 0 and self.fails:
            raise ConnectionError("the line is dead")

    def _open(self, path, mode="rb", **options):
        self._check(mode, path)
        return super()._open(path, mode=mode, **options)

    def mv(self, path1, path2, **options):
        self._check("mv", path2)
        super().mv(path1, path2, **options)

    def rm_file(self, path):
        self._check("rm", path)
        super().rm_file(path)

    def ls(self, path, **options):
        self._check("ls", path)
        return super().ls(path, **options)

    def put_file(self, lpath, rpath, **options):
        self._check("put", rpath)
        super().put_file(lpath, rpath, **options)


@pytest.fixture
def failing(tmp_path, output, monkeypatch):
    fsspec.register_implementation("failing", Failing, clobber=True)
    place = Store(f"failing://{tmp_path / 'store'}", output, tmp_path / "state")
    place.fail = lambda what: monkeypatch.setattr(Failing, "fails", what)
    return place


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("jobs", [1])
@pytest.mark.parametrize(
    "what",
    [
        "wb ", "mv ", "rm ", "ls ", "put ", "store/.memograph/lock", "/parts/.0002",
        "parts/0002.nq", "dataset.ttl", "report.json", "manifest.sqlite",
    ],
)  # fmt: skip
def test_store_that_fails_ends_the_run_and_loses_nothing(what, jobs, failing, talks, output):
    output.export(talks, **PARTS)
    failing.fail(what)
    with pytest.raises(StoreError) as told:
        failing.run(talks, jobs=jobs)
    assert told.value.problem.code == "MG531"
    assert "the line is dead" in told.value.problem.message
    failing.fail("")
    failing.run(talks, jobs=jobs)
    assert failing.contents() == held(output)
    assert LOCK not in failing.names()


def test_part_that_is_given_up_leaves_nothing_in_the_store(store, talks):
    target = store.plan(talks).target
    shelf = shelves.shelf_of(target)
    with suppress(ZeroDivisionError), parts.PartWriter(shelf, "parts/0001.nq") as writer:
        writer.add("a", "urn:a", b"x" * 20 * 2**20)
        raise ZeroDivisionError
    assert list(shelves.shelf_of(target).names()) == []
    assert not store.files.exists(store.root) or store.names() == []


def test_part_larger_than_what_is_sent_at_a_time_is_whole(store, talks):
    target = store.plan(talks).target
    shelf = shelves.shelf_of(target)
    data = b"".join(b"%09d\n" % number for number in range(2_000_000))
    with parts.PartWriter(shelf, "parts/0001.nq") as writer:
        writer.add("a", "urn:a", data)
        made = writer.finished()
    assert made.size == len(data)
    for _ in range(2):  # as after a run that was killed in between
        shelf.rename(made.temporary, "parts/0001.nq")
    assert list(shelves.shelf_of(target).names()) == list(shelf.names()) == ["parts/0001.nq"]
    assert shelf.size("parts/0001.nq") == len(data)
    with shelf.opened("parts/0001.nq") as stream:
        stream.seek(10_000_000)
        assert stream.read(9) == b"001000000"


def test_part_that_was_damaged_in_the_store_is_told(disk, talks, talk):
    disk.run(talks, compress="gz")
    path = f"{disk.root}/parts/0001.nq.gz"
    data = disk.files.cat_file(path)
    disk.files.pipe_file(path, data[:100] + bytes(20) + data[120:])
    talk("in/z.txt", "No.")
    with pytest.raises(WriteError) as told:
        disk.run(talks, compress="gz")
    assert told.value.problem.code == "MG523"
    assert told.value.problem.where.source == f"{disk.url}/parts/0001.nq.gz"


def test_lock_tells_which_machine_has_it(disk, talks):
    with pipeline.running(disk.plan(talks)) as run:
        told = json.loads(disk.files.cat_file(f"{disk.root}/{LOCK}"))
        list(run.results())
    assert set(told) == {"owner", "machine"}
    shutil.rmtree(disk.state)
    assert disk.statuses(talks) == ["unchanged"] * 8
