"""A drawing of the results: documents a CPU second, and memory, by the number of documents."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 860, 400
LEFT, TOP, PANEL, GAP, TALL = 60, 40, 330, 80, 230
COLOURS = (
    "#0b5394", "#3d85c6", "#1aa3a3", "#8e7cc3", "#cc4125", "#e69138", "#6aa84f", "#7f6000",
    "#999999", "#c27ba0",
)  # fmt: skip
TEXT = 'font-family="sans-serif" font-size="12"'


class Scale:
    """A logarithmic scale from values to pixels."""

    def __init__(self, values, first, last):
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self.first, self.last = first, last

    def __call__(self, value):
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.first + part * (self.last - self.first), 1)

    def marks(self):
        """Return the powers of ten within the scale."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def shown(value):
    """Return a value as it stands at an axis."""
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def panel(title, lines, left, sizes):
    """Yield the parts of one panel; lines are lists of (size, value), one a contestant."""
    across = Scale(sizes, left, left + PANEL)
    up = Scale([value for line in lines for _, value in line], TOP + TALL, TOP)
    yield f'<text x="{left}" y="{TOP - 16}" {TEXT} font-weight="bold">{escape(title)}</text>'
    for mark in up.marks():
        y = up(mark)
        yield f'<line x1="{left}" y1="{y}" x2="{left + PANEL}" y2="{y}" stroke="#ddd"/>'
        yield f'<text x="{left - 6}" y="{y + 4}" {TEXT} text-anchor="end">{shown(mark)}</text>'
    for size in sizes:
        x = across(size)
        yield f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{TOP + TALL}" stroke="#eee"/>'
        below = f'x="{x}" y="{TOP + TALL + 18}"'
        yield f'<text {below} {TEXT} text-anchor="middle">{shown(size)}</text>'
    for colour, line in zip(COLOURS, lines, strict=False):
        spots = [(across(size), up(value)) for size, value in line]
        path = " ".join(f"{x},{y}" for x, y in spots)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in spots)


def legend(titles):
    """Yield the names of the lines, in two columns below the panels."""
    for number, (colour, title) in enumerate(zip(COLOURS, titles, strict=False)):
        x, y = LEFT + (number % 2) * (PANEL + GAP), TOP + TALL + 44 + (number // 2) * 17
        yield f'<rect x="{x}" y="{y - 9}" width="14" height="4" fill="{colour}"/>'
        yield f'<text x="{x + 20}" y="{y}" {TEXT}>{escape(title)}</text>'


def svg(named):
    """Return the drawing; `named` holds titles and the results of each, by size."""
    speeds = [[(r.size, r.size / r.cost.cpu) for r in found] for _, found in named]
    peaks = [[(r.size, r.cost.peak) for r in found] for _, found in named]
    sizes = sorted({result.size for _, found in named for result in found})
    height = TOP + TALL + 44 + 17 * math.ceil(len(named) / 2) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>Documents a CPU second and peak memory, by the number of documents</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        *panel("documents a CPU second", speeds, LEFT, sizes),
        *panel("peak memory, MiB", peaks, LEFT + PANEL + GAP, sizes),
        *legend([title for title, _ in named]),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
