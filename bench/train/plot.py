"""The reliability of two readers as a picture: mean score against the share that is right, in SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.train.calibration import Bin

SIDE, EDGE = 300, 45  # pixels of the square, and of the margin round it
COLOURS = ("#1b6ca8", "#c0504d")


def reliability_plot(series: Mapping[str, Sequence[Bin]]) -> str:
    """A square with the diagonal of perfect calibration and a line for each series; a bigger dot stands for more."""
    whole = SIDE + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{whole}" font-size="11"',
        ' font-family="sans-serif">',
        f'<rect width="{whole}" height="{whole}" fill="white"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" stroke="#bbb" stroke-dasharray="4"/>',
        f'<text x="{whole / 2}" y="{whole - 8}" text-anchor="middle">mean score</text>',
        f'<text x="12" y="{whole / 2}" text-anchor="middle" transform="rotate(-90 12 {whole / 2})">share right</text>',
    ]
    for tick in range(0, 11, 2):
        x, y = _place(tick / 10, tick / 10)
        parts.append(f'<text x="{x:.0f}" y="{EDGE + SIDE + 15}" text-anchor="middle">{tick / 10}</text>')
        parts.append(f'<text x="{EDGE - 5}" y="{y + 4:.0f}" text-anchor="end">{tick / 10}</text>')
    for k, (name, bins) in enumerate(series.items()):
        colour = COLOURS[k % len(COLOURS)]
        total = max(1, *(one.spans for one in bins))
        places = [_place(one.said, one.right) for one in bins]
        parts.append(
            f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}" fill="none" stroke="{colour}"/>'
        )
        for (x, y), one in zip(places, bins, strict=True):
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 4 * (one.spans / total) ** 0.5:.1f}" fill="{colour}"/>'
            )
        parts.append(f'<text x="{EDGE + 10}" y="{EDGE + 18 + 15 * k}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _place(said: float, right: float) -> tuple[float, float]:
    return EDGE + SIDE * said, EDGE + SIDE * (1 - right)
