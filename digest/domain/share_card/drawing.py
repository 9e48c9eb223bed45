"""Drawing share cards: title, topic, day and the name of the site on paper, in any size."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from digest.domain.share_card.card import ShareCard
from digest.domain.share_card.glyphs import Font, at_size, font_of, settable
from digest.domain.share_card.lines import (
    LEADING,
    Setting,
    advances,
    clipped,
    extent,
    fitted,
    leading_gap,
)
from digest.domain.share_card.mark import petals
from digest.domain.topic import Tint

# The light colours of static/css/tokens.css; a test compares them.
PAPER, INK, SOFT, LINE, KIKU = "#faf7f0", "#211e1a", "#6a6257", "#e2d9c8", "#8a5a00"
TINTS: dict[str, tuple[str, str]] = {
    Tint.GOLD: ("#e9dabb", "#d6bf88"),
    Tint.BLUE: ("#e0e5ee", "#a3b5d3"),
    Tint.VIOLET: ("#dfdaea", "#ab9fce"),
    Tint.GREEN: ("#dfe6dd", "#a2bba6"),
    Tint.CLAY: ("#efdcd0", "#d7a68c"),
    Tint.TEAL: ("#d8e6e4", "#96c0bd"),
    Tint.PLUM: ("#eadae2", "#c99db4"),
}

MARGIN, BAND, HEAD, FOOT = 84, 18, 128, 132
SMALL, NAME, PETALS = 32, 36, 270
SIZES = (150, 124, 100, 92, 86, 80, 75, 70, 66, 62, 58, 54, 51, 48, 45, 42, 40, 38, 36, 34)
_FINER = 4


def drawn(card: ShareCard, size: tuple[int, int]) -> bytes:
    """`card` as a PNG of `size`."""
    sheet = _Sheet(Image.new("RGB", size, PAPER))
    _draw_ground(sheet, card)
    _draw_head(sheet, card)
    _draw_title(sheet, card)
    _draw_foot(sheet, card)
    file = BytesIO()
    # Few colours and smooth edges: a palette of this size loses nothing that the eye sees.
    sheet.image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The picture being drawn."""

    image: Image.Image

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def mark(self, centre: tuple[int, int], radius: int, colour: str) -> None:
        """Draw the site's mark, smoothly: larger first, as polygons have no smooth edges."""
        mask = Image.new("L", (2 * radius * _FINER,) * 2)
        pen = ImageDraw.Draw(mask)
        for outline in petals((radius * _FINER, radius * _FINER), radius * _FINER):
            pen.polygon(outline, fill=255)
        mask = mask.resize((2 * radius, 2 * radius), Image.Resampling.BOX)
        self.image.paste(colour, (centre[0] - radius, centre[1] - radius), mask)

    def write(self, line: str, at: tuple[float, float], size: int, colour: str) -> None:
        """Write `line` from the left, with its letters on the line at `at`; an opening mark hangs out."""
        x = at[0] - leading_gap(line) * size
        for character, advance in zip(line, advances(line), strict=True):
            if font_of(character) is Font.EMOJI:
                self._write_emoji(character, (x, at[1]), size, colour)
            else:
                self.pen.text((x, at[1]), character, colour, at_size(Font.SERIF, size), anchor="ls")
            x += advance * size

    def _write_emoji(self, character: str, at: tuple[float, float], size: int, colour: str) -> None:
        """An emoji is drawn as large as the letters beside it, and stands in the middle of their height."""
        font = at_size(Font.EMOJI, round(size * 0.86))
        middle = at[0] + extent(character) * size / 2, at[1] - 0.38 * size
        self.pen.text(middle, character, colour, font, anchor="mm")


def _draw_ground(sheet: _Sheet, card: ShareCard) -> None:
    light, deep = TINTS.get(card.tint, TINTS[Tint.GOLD])
    sheet.mark((sheet.width - PETALS // 5, sheet.height - PETALS // 8), PETALS, light)
    sheet.pen.rectangle((0, 0, sheet.width, BAND - 1), fill=deep)


def _draw_head(sheet: _Sheet, card: ShareCard) -> None:
    """The topic on the left, the day on the right."""
    baseline = BAND + 78
    day = settable(card.day)
    width = extent(day) * SMALL
    sheet.write(day, (sheet.width - MARGIN - width, baseline), SMALL, SOFT)
    room = (sheet.width - 2 * MARGIN - width - 2 * SMALL) / SMALL
    _, deep = TINTS.get(card.tint, TINTS[Tint.GOLD])
    sheet.pen.rectangle((MARGIN, baseline - 27, MARGIN + 9, baseline + 5), fill=deep)
    sheet.write(clipped(settable(card.topic), room), (MARGIN + 28, baseline), SMALL, INK)


def _draw_title(sheet: _Sheet, card: ShareCard) -> None:
    """The title in the middle of what is left between head and foot."""
    top, bottom = HEAD + 32, sheet.height - FOOT - 40
    setting = _title(card, sheet.width, bottom - top)
    tall = (1 + (len(setting.lines) - 1) * LEADING) * setting.size
    baseline = top + (bottom - top - tall) / 2 + 0.86 * setting.size
    for line in setting.lines:
        sheet.write(line, (MARGIN, baseline), setting.size, INK)
        baseline += LEADING * setting.size


def _title(card: ShareCard, width: int, height: int) -> Setting:
    return fitted(settable(card.title), width - 2 * MARGIN, height, SIZES)


def _draw_foot(sheet: _Sheet, card: ShareCard) -> None:
    """A double rule, and the mark with the name of the site below."""
    rule = sheet.height - FOOT
    for line in (rule, rule + 7):
        sheet.pen.rectangle((MARGIN, line, sheet.width - MARGIN, line + 1), fill=LINE)
    middle = rule + 66
    sheet.mark((MARGIN + 27, middle), 27, KIKU)
    room = (sheet.width - 2 * MARGIN - 76) / NAME
    sheet.write(clipped(settable(card.site), room), (MARGIN + 76, middle + 13), NAME, INK)
