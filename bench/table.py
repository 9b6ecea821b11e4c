"""Tables of what was measured, in Markdown."""

from bench.contestants import BY_KEY
from bench.runner import with_preparation

PREPARED = {False: ", views prepared beforehand", True: ", preparation counted"}


def rows(results):
    """Yield titles and results; a contestant that prepares has a row with and one without it."""
    for result in results:
        title = BY_KEY[result.key].title
        if result.preparation is None:
            yield title, result
        else:
            yield title + PREPARED[False], result
            yield title + PREPARED[True], with_preparation(result)


def markdown(head, body):
    """Return a table; all columns but the first are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def spelled(number):
    """Return a number with three digits that count, and no more."""
    if number >= 100:  # noqa: PLR2004
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"  # noqa: PLR2004


def whole(results):
    """Return the table of complete processes with one number of documents."""
    costs = {result.key: result.cost.cpu for result in results}
    head = (
        "contestant", "checks", "CPU s", "wall s", "peak MiB", "documents a CPU s", "triples",
        "same triples", "CPU ÷ export", "CPU ÷ no check",
    )  # fmt: skip
    body = []
    for title, result in rows(results):
        used = result.cost
        anchors = [costs.get(key) for key in ("export", "unchecked")]
        body.append((
            title,
            "yes" if BY_KEY[result.key].checks else "no",
            spelled(used.cpu),
            spelled(used.wall),
            f"{used.peak:,.0f}",
            spelled(result.size / used.cpu),
            f"{result.triples:,}",
            "yes" if result.equal else "**no**",
            *[spelled(used.cpu / one) if one else "" for one in anchors],
        ))  # fmt: skip
    return markdown(head, body)


def checks(results):
    """Return the table of the checks alone with one number of documents, "" if there are none."""
    told = [result for result in results if result.facts.get("judged")]
    if not told:
        return ""
    seconds = {result.key: result.facts["check_seconds"] for result in told}
    anchor = seconds.get("checked")
    head = (
        "check of", "CPU s of the checks", "documents a CPU s", "conform", "CPU ÷ compiled check"
    )  # fmt: skip
    body = [
        (
            BY_KEY[result.key].title,
            spelled(seconds[result.key]),
            spelled(result.size / seconds[result.key]),
            f"{result.facts['conform']} of {result.facts['judged']}",
            spelled(seconds[result.key] / anchor) if anchor else "",
        )
        for result in told
    ]
    return markdown(head, body)


def ratios(every, anchor, why_not):
    """Return the table of CPU seconds over those of an anchor, contestants by sizes.

    `why_not` says why a contestant has no result of a size.
    """
    sizes = sorted({result.size for result in every})
    costs = {(result.key, result.size): result.cost.cpu for result in every}
    found = {}
    for title, result in rows(every):
        below = costs.get((anchor, result.size))
        cell = spelled(result.cost.cpu / below) if below else ""
        found.setdefault((title, result.key), {})[result.size] = cell
    body = [
        (title, *[cells[size] if size in cells else why_not(key, size) for size in sizes])
        for (title, key), cells in found.items()
    ]
    return markdown(("contestant", *[f"{size:,} documents" for size in sizes]), body)
