"""Stores that cannot take what is sent: no room, nobody may write, a certificate of nobody's."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import sys
from contextlib import contextmanager

import pytest
import servers
import trustme
from needed import needed
from proxy import proxy
from pushed import Remote
from servers import oxigraph
from servers.process import launched

from memograph.problems import RemoteError

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1", "::1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
SMALL = 300_000
"""Bytes that a file of the store may have where there is no room."""
FULL = ("sh", "-c", f'trap "" XFSZ; exec prlimit --fsize={SMALL} "$@"', "sh")
"""Runs a program for which the disk is full when a file has grown so large."""


@contextmanager
def oxigraph_by(folder, *, before=(), verb="serve"):
    """Run Oxigraph on the data of a folder, by another command than usual."""
    folder.mkdir(exist_ok=True)

    def command(ports):
        line = [oxigraph._program(), verb, "--location", str(folder / "data")]
        return [*before, *line, "--bind", f"127.0.0.1:{ports[0]}"]

    url = "http://127.0.0.1:{}".format
    process, [port] = launched(command, lambda ports: f"{url(ports[0])}/query", folder)
    server = servers.Server(
        name="oxigraph", url=url(port), query_url=f"{url(port)}/query", folder=folder,
        update_url=f"{url(port)}/update", graph_url=f"{url(port)}/store", process=process,
    )  # fmt: skip
    try:
        yield Remote(server)
    finally:
        servers.stopped(process)


def command(remote, made, run_memograph, *options):
    return run_memograph("push", made.path, remote.address, "--store", remote.kind, *options)


LIMITED = pytest.mark.skipif(
    not shutil.which("prlimit"), reason="util-linux, which limits files, is lacking"
)


@LIMITED
def test_full_disk_is_told_and_the_same_command_goes_on_when_there_is_room(
    made, talk, tmp_path, run_memograph
):
    needed("oxigraph")
    talk("in/0.txt", "We measured the river. " * 20_000)
    made.export()
    with oxigraph_by(tmp_path / "store", before=FULL) as remote:
        done = command(remote, made, run_memograph)
        assert done.exit_code == 4, done.stderr
        assert "MG5" in done.stderr
    with oxigraph_by(tmp_path / "store") as remote:
        for graph, lines in remote.documents().items():
            assert lines == made.graphs()[graph]
        assert command(remote, made, run_memograph).exit_code == 0
        assert remote.documents() == made.graphs()
        assert remote.hashes() == made.hashes()


@LIMITED
def test_full_disk_of_an_embedded_store_is_told(made, talk, tmp_path):
    talk("in/0.txt", "We measured the river. " * 20_000)
    made.export()
    line = [sys.executable, "-m", "memograph", "push", made.path, f"oxigraph:{tmp_path / 'db'}"]
    done = subprocess.run([*FULL, *line], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "MG501" in done.stderr
    assert "Traceback" not in done.stderr
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_store_that_is_only_read_is_told(made, tmp_path, run_memograph):
    needed("oxigraph")
    with oxigraph_by(tmp_path / "store") as remote:
        remote.push(made)
    with oxigraph_by(tmp_path / "store", verb="serve-read-only") as remote:
        assert set(remote.push(made).values()) == {"unchanged"}
        done = command(remote, made, run_memograph, "--again")
        assert done.exit_code == 4, done.stderr
        assert "MG5" in done.stderr
        assert remote.documents() == made.graphs()


def test_certificate_that_nobody_signed_is_told_and_nothing_is_sent(
    made, oxigraph_server, tmp_path, run_memograph, monkeypatch
):
    authority = trustme.CA()
    remote = Remote(oxigraph_server)
    remote.clear()
    with proxy(remote.address, tls=secured(authority)) as between:
        remote.address = between.url
        done = command(remote, made, run_memograph)
        assert done.exit_code == 4
        assert "certificate" in done.stderr
        assert not between.calls
        with pytest.raises(RemoteError), remote.endpoint() as endpoint:
            endpoint.hashes("https://example.org/id/graph/dataset", ["https://example.org/g"])
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
        assert command(remote, made, run_memograph).exit_code == 0
    assert remote.documents() == made.graphs()
    remote.clear()


def secured(authority):
    """Return what a server needs to speak TLS, signed by an authority of ours."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context
