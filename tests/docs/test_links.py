"""Links within the documentation lead somewhere, and every page is reached from the index."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

LINK = re.compile(r"(?<!`)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^()\s]+)\)")
CODE = re.compile(r"^```.*?^```$|^    .*$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
OUTSIDE = ("https://", "http://", "mailto:")


@cache
def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> list[str]:
    found = [match["target"] for match in LINK.finditer(CODE.sub("`", text(page)))]
    return [target for target in found if not target.startswith(OUTSIDE)]


def place(page: Path, target: str) -> Path:
    path = target.partition("#")[0]
    return (page.parent / path).resolve() if path else page


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    seen: Counter[str] = Counter()
    found = []
    for heading in re.findall(r"^#+ (.+)$", FENCED.sub("", text(page)), re.MULTILINE):
        bare = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.append(f"{bare}-{seen[bare]}" if seen[bare] else bare)
        seen[bare] += 1
    return frozenset(found)


def test_link_leads_somewhere(page):
    for target in links(page):
        path, anchor = place(page, target), target.partition("#")[2]
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), target


def test_every_page_is_reached_from_the_index(root):
    index = root / "docs" / "index.md"
    reached, waiting = {index}, [index]
    while waiting:
        page = waiting.pop()
        new = {place(page, target) for target in links(page)} - reached
        reached |= new
        waiting += [path for path in new if path.suffix == ".md"]
    assert set((root / "docs").rglob("*.md")) - reached == set()


def test_index_lists_every_decision_with_its_title(root):
    index = text(root / "docs" / "index.md")
    decisions = sorted((root / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{n:04}" for n in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        heading = text(path).splitlines()[0]
        assert heading.startswith(f"# {path.name[:4]}. ")
        assert f"[{path.name[:4]}](adr/{path.name})" in index
        assert [line for line in text(path).splitlines() if line.startswith("## ")] == [
            "## Context",
            "## Decision",
            "## Consequences",
        ]
