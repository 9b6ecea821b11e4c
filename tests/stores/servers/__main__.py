"""Start the stores that are named, or all that this machine has; say where; stop all at Ctrl-C."""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack
from types import FrameType

from . import Server, available, borrowed_folder, running

_BY = "--data-binary @FILE.ttl -H 'Content-Type: text/turtle'"
_LOGINS = {"none": "", "basic": "-u {user}:{password} ", "digest": "--digest -u {user}:{password} "}


def main() -> int:
    """Run the stores until somebody stops us; return the exit code."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _as_by_ctrl_c)
    known = available()
    asked = sys.argv[1:] or list(known)
    if unknown := set(asked) - set(known):
        print(f"no such store: {', '.join(sorted(unknown))}; there is {', '.join(known)}")
        return 2
    for name in filter(known.get, asked):
        print(f"{name} is left out: {known[name]}", file=sys.stderr)
    usable = [name for name in asked if not known[name]]
    with ExitStack() as stack:
        try:
            for name in usable:
                folder = stack.enter_context(borrowed_folder(name))
                server = stack.enter_context(running(name, folder))
                print("\n".join(_lines(server)), end="\n\n")
            print("Ctrl-C stops all and removes their data.", flush=True)
            signal.pause()
        except KeyboardInterrupt:
            print("\nstopping", file=sys.stderr)
    return 0


def _as_by_ctrl_c(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _lines(server: Server) -> list[str]:
    """Return what there is to know of a store, and how a graph is put into it."""
    login = _LOGINS[server.auth].format(user=server.user, password=server.password)
    user = f"{server.user}, password {server.password} ({server.auth})" if server.user else "none"
    facts = {
        "query": server.query_url, "update": server.update_url, "graphs": server.graph_url,
        "user": user, "data": server.folder,
        "push": f"curl -X PUT {login}{_BY} '{server.graph_url}?graph=IRI'",
    }  # fmt: skip
    return [server.name, *(f"  {name:7} {value}" for name, value in facts.items())]


if __name__ == "__main__":
    sys.exit(main())
