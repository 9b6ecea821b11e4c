"""Labels for blank nodes that depend on the graph alone: the algorithm of RDFC-1.0.

memograph's own data has no blank nodes; graphs of others have, and every parser labels them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import permutations
from operator import itemgetter

from memograph.problems import WriteError, problem
from memograph.rdf.terms import Quad

_MOST_STEPS = 20_000
_POSITIONS = ((0, "s"), (2, "o"), (3, "g"))


def has_blank_nodes(quads: Sequence[Quad]) -> bool:
    """Tell whether a subject, an object or a graph is a blank node.

    >>> has_blank_nodes([("<http://e/a>", "<http://e/p>", "_:x", "")])
    True
    """
    # No other term begins with a character that is greater. The same subjects and graphs come
    # again and again, objects do not.
    nodes = {*map(itemgetter(0), quads), *map(itemgetter(3), quads)}
    return max(nodes, default="") >= "_" or max(map(itemgetter(2), quads), default="") >= "_"


def relabelled(quads: Sequence[Quad]) -> tuple[Quad, ...]:
    """Return `quads` without repetitions, blank nodes named `_:c14n0` and so on.

    Two lists that differ in order and labels alone give the same set of quads.

    >>> relabelled([("_:x", "<http://e/p>", '"1"', "")])
    (('_:c14n0', '<http://e/p>', '"1"', ''),)
    """
    if not has_blank_nodes(quads):
        return tuple(dict.fromkeys(quads))
    labels = _Canonical(tuple(dict.fromkeys(quads))).labels()
    return tuple(
        sorted((labels.get(s, s), p, labels.get(o, o), labels.get(g, g)) for s, p, o, g in quads)
    )


class _Issuer:
    """Gives out numbered labels, each blank node's own, in the order of asking."""

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued = dict(issued or {})

    def issue(self, node: str) -> str:
        return self.issued.setdefault(node, f"{self.prefix}{len(self.issued)}")

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, self.issued)


class _Canonical:
    """The state of one run of the algorithm; the names of its steps are those of RDFC-1.0."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self.steps = 0
        self.canonical = _Issuer("_:c14n")
        self.around: dict[str, list[Quad]] = {}
        for quad in quads:
            for node in {quad[place] for place, _ in _POSITIONS}:
                if node[:1] == "_":
                    self.around.setdefault(node, []).append(quad)
        self.first = {node: self._first_degree(node) for node in self.around}

    def labels(self) -> dict[str, str]:
        """Return the canonical label of every blank node."""
        alike: dict[str, list[str]] = {}
        for node, digest in self.first.items():
            alike.setdefault(digest, []).append(node)
        for digest in sorted(alike):
            if len(alike[digest]) == 1:
                self.canonical.issue(alike[digest][0])
        for digest in sorted(alike):
            if len(alike[digest]) > 1:
                self._label_alike(alike[digest])
        return self.canonical.issued

    def _label_alike(self, nodes: list[str]) -> None:
        results: list[tuple[str, _Issuer]] = []
        for node in nodes:
            if node not in self.canonical.issued:
                issuer = _Issuer("_:b")
                issuer.issue(node)
                results.append(self._n_degree(node, issuer))
        for _, issuer in sorted(results, key=lambda result: result[0]):
            for node in issuer.issued:
                self.canonical.issue(node)

    def _first_degree(self, node: str) -> str:
        def mask(term: str) -> str:
            if term[:1] != "_":
                return term
            return "_:a" if term == node else "_:z"

        lines = sorted(
            " ".join(filter(None, (mask(s), p, mask(o), mask(g), ".\n")))
            for s, p, o, g in self.around[node]
        )
        return _digest("".join(lines))

    def _n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise WriteError(problem("MG516"))
        data = []
        related = self._related(node, issuer)
        for digest in sorted(related):
            path, issuer = self._best_path(related[digest], issuer)
            data.append(digest + path)
        return _digest("".join(data)), issuer

    def _related(self, node: str, issuer: _Issuer) -> dict[str, list[str]]:
        related: dict[str, list[str]] = {}
        for quad in self.around[node]:
            for place, letter in _POSITIONS:
                other = quad[place]
                if other[:1] == "_" and other != node:
                    known = self.canonical.issued.get(other) or issuer.issued.get(other)
                    predicate = "" if letter == "g" else quad[1]
                    digest = _digest(f"{letter}{predicate}{known or self.first[other]}")
                    related.setdefault(digest, []).append(other)
        return related

    def _best_path(self, nodes: list[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        best: tuple[str, _Issuer] | None = None
        for order in permutations(nodes):
            found = self._path(order, issuer.copy(), best[0] if best else "")
            if found is not None and (best is None or found[0] < best[0]):
                best = found
        return best or ("", issuer)

    def _path(self, order: Iterable[str], issuer: _Issuer, best: str) -> tuple[str, _Issuer] | None:
        path, unlabelled = "", []
        for node in order:
            self.steps += 1
            known = self.canonical.issued.get(node)
            if known is None and node not in issuer.issued:
                unlabelled.append(node)
            path += known or issuer.issue(node)
            if _worse(path, best):
                return None
        for node in unlabelled:
            digest, result = self._n_degree(node, issuer)
            path += f"{issuer.issue(node)}<{digest}>"
            issuer = result
            if _worse(path, best):
                return None
        return path, issuer


def _worse(path: str, best: str) -> bool:
    return bool(best) and len(path) >= len(best) and path > best


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
