"""The mark of the site as polygons: two rings of eight petals round a disc, as in static/img/mark.svg."""

from collections.abc import Iterator
from math import cos, pi, sin

Point = tuple[float, float]

# A petal of each ring in the view box of 32 by 32: where curves begin, each with its two handles behind.
_LONG: list[Point] = [
    *((16, 10.9), (14.4, 7.6), (14.1, 5.4)),
    *((14.1, 2.7), (14.1, -0.9), (17.9, -0.9)),
    *((17.9, 2.7), (18, 5.4), (17.6, 7.6)),
    (16, 10.9),
]
_SHORT: list[Point] = [
    *((19, 8.8), (18.7, 6.5), (18.9, 5.1)),
    *((19.6, 3.5), (20.5, 1.5), (23.1, 2.6)),
    *((22.3, 4.6), (21.6, 6.2), (20.8, 7.4)),
    (19, 8.8),
]
_MIDDLE, _DISC, _STEPS = 16, 3, 12


def petals(centre: Point, radius: float) -> Iterator[list[Point]]:
    """The outlines of the mark round `centre`."""
    scale = radius / _MIDDLE
    for outline in (_LONG, _SHORT):
        curve = list(_curve(outline))
        for turn in range(8):
            yield [_placed(point, turn * pi / 4, centre, scale) for point in curve]
    yield [_placed((_MIDDLE + _DISC, _MIDDLE), turn * pi / 32, centre, scale) for turn in range(64)]


def _curve(outline: list[Point]) -> Iterator[Point]:
    """Points along cubic Bézier curves from each third point to the next."""
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in (
        outline[at : at + 4] for at in range(0, len(outline) - 1, 3)
    ):
        for step in range(_STEPS):
            t = step / _STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            yield a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def _placed(point: Point, angle: float, centre: Point, scale: float) -> Point:
    """`point` turned about the middle of the view box, and brought to its size and place."""
    x, y = (point[0] - _MIDDLE) * scale, (point[1] - _MIDDLE) * scale
    return centre[0] + x * cos(angle) - y * sin(angle), centre[1] + x * sin(angle) + y * cos(angle)
