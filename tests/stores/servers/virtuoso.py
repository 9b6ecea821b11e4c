"""OpenLink Virtuoso, as Debian packages it: an account `loader` that may write, by digest."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from .process import NotStarted, launched
from .server import Server

USER, PASSWORD = "loader", "secret"  # of a server that only we reach
_MASTER = "of-a-test"
_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
DirsAllowed = {folder}
DefaultIsolation = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 30
EnabledGzipContent = 1
[SPARQL]
ResultSetMaxRows = 1000000
"""
_ACCOUNT = (
    f"USER_SET_PASSWORD('dba', '{_MASTER}');",
    f"DB.DBA.USER_CREATE('{USER}', '{PASSWORD}');",
    f'GRANT SPARQL_UPDATE TO "{USER}";',
    "checkpoint;",
)


def lacks() -> str:
    """Return why it cannot be started, or nothing."""
    missing = [name for name in ("virtuoso-t", "isql-vt") if not shutil.which(name)]
    return f"{' and '.join(missing)} not installed (make stores-setup)" if missing else ""


def version() -> str:
    """Return its version, such as 7.2.5.3229."""
    done = subprocess.run(["virtuoso-t", "-?"], capture_output=True, text=True, check=False)
    return re.search(r"Version ([\d.]+\d)", done.stdout + done.stderr)[1]


def start(name: str, folder: Path) -> Server:
    """Return it running, with its account; raises NotStarted."""
    # A server that was killed leaves its lock behind; nobody but we uses the folder.
    (folder / "virtuoso.lck").unlink(missing_ok=True)
    settings = folder / "virtuoso.ini"

    def command(ports: list[int]) -> list[str]:
        http, sql = ports
        text = _INI.format(folder=folder, http=http, sql=sql)
        settings.write_text(text, encoding="utf-8")
        return ["virtuoso-t", "-f", "-c", str(settings)]

    process, [http, sql] = launched(
        command, lambda ports: f"{_url(ports[0])}/sparql", folder, ports=2
    )
    _account(folder, sql)
    url = _url(http)
    return Server(
        name=name, url=url, query_url=f"{url}/sparql", update_url=f"{url}/sparql-auth",
        graph_url=f"{url}/sparql-graph-crud-auth", user=USER, password=PASSWORD, auth="digest",
        folder=folder, process=process,
    )  # fmt: skip


def _account(folder: Path, port: int) -> None:
    """Make the account, unless the database has it from an earlier start."""
    made = folder / "account-made"
    if made.exists():
        return
    for password, statement in zip(("dba", *[_MASTER] * 3), _ACCOUNT, strict=True):
        line = ["isql-vt", f"127.0.0.1:{port}", "dba", password, f"exec={statement}"]
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
        if "*** Error" in done.stdout + done.stderr or done.returncode:
            raise NotStarted(f"virtuoso refused {statement!r}: {done.stdout}{done.stderr}")
    made.touch()


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"
