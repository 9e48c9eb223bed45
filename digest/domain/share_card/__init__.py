"""Share cards: the picture that other sites show of a digest that has none of its own."""

from digest.domain.share_card.card import ShareCard
from digest.domain.share_card.drawing import drawn
from digest.domain.share_card.glyphs import is_legible

__all__ = ["ShareCard", "drawn", "is_legible"]
