"""Draws the demo's charts of public figures as SVG; render_pictures.py turns them into WebP.

Usage: python tools/draw_charts.py
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "digest" / "demo" / "pictures" / "src"

PAPER, INK, SOFT, LINE = "#faf7f0", "#211e1a", "#6a6257", "#e2d9c8"
GOLD, PALE_GOLD, TEAL = "#8a5a00", "#d9bd7c", "#2f6b65"
MINCHO, GOTHIC = "Noto Serif CJK JP, serif", "Noto Sans CJK JP, sans-serif"
LEFT, RIGHT, TOP, BOTTOM = 110, 1490, 300, 730

# Share of people aged 65 and over at each census, in percent.
AGING = (
    (1950, 4.9),
    (1960, 5.7),
    (1970, 7.1),
    (1980, 9.1),
    (1990, 12.1),
    (2000, 17.4),
    (2010, 23.0),
    (2020, 28.6),
)
# Leap seconds inserted, by decade: UTC has had them since 1972.
LEAP_SECONDS = (
    ("1972–79", 9),
    ("1980年代", 6),
    ("1990年代", 7),
    ("2000年代", 2),
    ("2010年代", 3),
    ("2020年代", 0),
)
# Annual mean of CO2 at Mauna Loa, in parts per million.
CO2 = (
    (1960, 316.91),
    (1970, 325.68),
    (1980, 338.76),
    (1990, 354.45),
    (2000, 369.71),
    (2010, 390.10),
    (2020, 414.21),
    (2023, 421.08),
)


def main() -> None:
    for name, drawing in (("aging", _aging()), ("leap", _leap()), ("co2", _co2())):
        (SOURCES / f"chart-{name}.svg").write_text(drawing, encoding="utf-8")


def _aging() -> str:
    slot = (RIGHT - LEFT) / len(AGING)
    parts = [_gridline(_height(percent, 0, 30), f"{percent}%") for percent in (0, 10, 20, 30)]
    for index, (year, percent) in enumerate(AGING):
        middle, top = LEFT + slot * (index + 0.5), _height(percent, 0, 30)
        last = index == len(AGING) - 1
        parts += [
            _bar(middle, top, 96, GOLD if last else PALE_GOLD),
            _text(middle, top - 18, f"{percent:.1f}", 40, weight=700, fill=GOLD if last else INK),
            _text(middle, BOTTOM + 54, f"{year}年", 34),
        ]
    return _page(
        "65歳以上の人の割合",
        "国勢調査の年の総人口に占める割合（％）",
        "出典：総務省統計局「国勢調査」をもとに作成",
        parts,
    )


def _leap() -> str:
    slot = (RIGHT - LEFT) / len(LEAP_SECONDS)
    unit = (BOTTOM - TOP) / 9
    parts = [_line(LEFT, BOTTOM, RIGHT, BOTTOM, INK, 3)]
    for index, (decade, count) in enumerate(LEAP_SECONDS):
        middle = LEFT + slot * (index + 0.5)
        # One block is one second, so that the reader can count them.
        parts += [
            _bar(middle, BOTTOM - unit * (row + 1) + 4, 124, TEAL, height=unit - 10) for row in range(count)
        ]
        parts += [
            _text(
                middle, BOTTOM - unit * count - 16, f"{count}回", 40, weight=700, fill=TEAL if count else SOFT
            ),
            _text(middle, BOTTOM + 54, decade, 34),
        ]
    return _page(
        "うるう秒が入った回数",
        "10年ごとの回数。1972年から合わせて27回（2020年代は2026年まで）",
        "出典：国際地球回転・基準系事業（IERS）Bulletin C をもとに作成",
        parts,
    )


def _co2() -> str:
    first, last = CO2[0][0], CO2[-1][0]
    span = RIGHT - LEFT - 150
    points = [
        (LEFT + 90 + span * (year - first) / (last - first), _height(ppm, 300, 430)) for year, ppm in CO2
    ]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    parts = [_gridline(_height(ppm, 300, 430), str(ppm)) for ppm in (300, 340, 380, 420)]
    # No filled area under the line: the scale does not start at zero.
    parts.append(f'<path fill="none" stroke="{GOLD}" stroke-width="8" stroke-linejoin="round" d="M{path}"/>')
    for (x, y), (year, ppm) in zip(points, CO2, strict=True):
        # 2020 and 2023 stand close together: the older label steps aside to the left.
        crowded = year == 2020
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="12" fill="{PAPER}" stroke="{GOLD}" stroke-width="7"/>',
            _text(x - (54 if crowded else 0), y - 30 + (10 if crowded else 0), f"{ppm:.2f}", 36, weight=700),
            _text(x - (30 if crowded else 0) + (28 if year == last else 0), BOTTOM + 54, str(year), 34),
        ]
    return _page(
        "Carbon dioxide at Mauna Loa",
        "Annual mean, parts per million (ppm)　マウナロアの二酸化炭素濃度、年平均",
        "Source: NOAA Global Monitoring Laboratory　出典：米国海洋大気庁",
        parts,
    )


def _page(title: str, subtitle: str, source: str, parts: Sequence[str]) -> str:
    return "\n".join(
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1600" height="900">',
            f'<rect width="1600" height="900" fill="{PAPER}"/><rect width="1600" height="14" fill="{GOLD}"/>',
            _text(LEFT - 10, 126, title, 64, weight=700, family=MINCHO, anchor="start"),
            _text(LEFT - 10, 190, subtitle, 34, fill=SOFT, anchor="start"),
            *parts,
            _text(LEFT - 10, 864, source, 28, fill=SOFT, anchor="start"),
            "</svg>\n",
        )
    )


def _height(value: float, low: float, high: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)


def _gridline(y: float, label: str) -> str:
    return _line(LEFT, y, RIGHT, y, LINE, 3) + _text(LEFT - 14, y + 10, label, 28, fill=SOFT, anchor="end")


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: int) -> str:
    return f'<path stroke="{colour}" stroke-width="{width}" d="M{x1:g} {y1:.1f}L{x2:g} {y2:.1f}"/>'


def _bar(middle: float, top: float, width: int, colour: str, height: float | None = None) -> str:
    tall = BOTTOM - top if height is None else height
    left = middle - width / 2
    return f'<rect x="{left:g}" y="{top:.1f}" width="{width}" height="{tall:.1f}" fill="{colour}"/>'


def _text(
    x: float,
    y: float,
    words: str,
    size: int,
    *,
    weight: int = 400,
    fill: str = INK,
    family: str = GOTHIC,
    anchor: str = "middle",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{family}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{fill}" stroke="{PAPER}" stroke-width="8" stroke-linejoin="round" '
        f'paint-order="stroke">{escape(words)}</text>'
    )


if __name__ == "__main__":
    main()
