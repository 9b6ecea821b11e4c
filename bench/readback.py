"""What a store gives back of a folder: python -m bench.readback FOLDER ADDRESS KIND.

Every graph is fetched by the Graph Store Protocol, or a query, and compared with what its file
holds. Values that the store writes otherwise are counted by what changed.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path

from memograph.http import Caller, access
from memograph.pipeline import stages
from memograph.pipeline.outgoing import Contents, folder_at
from memograph.rdf.terms import Quad
from memograph.settings import STORE_VARIABLES
from memograph.stores.loading.targets import checked

SHOWN = 10


def read_back(caller: Caller, url: str, graph: str) -> set[Quad]:
    answer = caller.call(
        "GET",
        url,
        params={"graph": graph},
        headers={"Accept": "application/n-triples"},
        seconds=300,
        repeated=True,
    )
    found = stages.parsed(answer.data, "ntriples", source=graph)
    return {(s, p, o, "") for s, p, o, _ in found}


def kind_of(term: str) -> str:
    """Return what kind of term it is: its datatype, its language, or an IRI."""
    if term[0] != '"':
        return "an IRI"
    return re.sub(r'^".*"', '"…"', term, flags=re.DOTALL)


def main(folder: Path, address: str, kind: str) -> int:
    """Compare; returns 1 if a graph differs."""
    profile = checked(address, kind=kind)
    if profile is None:
        raise SystemExit("an address is wanted")
    user, password, token = (os.environ.get(name, "") for name in STORE_VARIABLES)
    who = access(address, user=user, password=password, token=token, kinds=profile.auth)
    caller = Caller(address, who)
    url = profile.graphs.format(url=address.rstrip("/"))
    changed: Counter[tuple[str, str]] = Counter()
    equal = different = triples = 0
    contents = Contents()
    with folder_at(folder) as found:
        for each in found.outgoing():
            put, _ = contents.of(each)
            own = {(s, p, o, "") for s, p, o, _ in stages.parsed(put.lines, "ntriples", source="")}
            there = read_back(caller, url, each.graph)
            triples += len(there)
            if own == there:
                equal += 1
                continue
            different += 1
            for _, predicate, value, _ in own - there:
                changed["sent", f"{predicate} {kind_of(value)}"] += 1
            for _, predicate, value, _ in there - own:
                changed["back", f"{predicate} {kind_of(value)}"] += 1
            if different <= SHOWN:
                lost, new = sorted(own - there)[:2], sorted(there - own)[:2]
                sys.stdout.write(f"{each.graph}\n  sent {lost}\n  back {new}\n")
    contents.close()
    caller.close()
    for (way, what), number in changed.most_common():
        sys.stdout.write(f"{way}: {number} x {what}\n")
    sys.stdout.write(f"{equal} graphs equal, {different} not, {triples} triples read back\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
