"""Articles that hang together, for tests: threads and translations."""

from itertools import pairwise

from digest.domain.article import Article
from digest.store import writing


def follow(*numbers: int) -> None:
    """Let each of these articles go on from the one before."""
    with writing() as session:
        for earlier, later in pairwise(numbers):
            session.get_one(Article, later).follows_id = earlier


def translate(original: int, *numbers: int) -> None:
    """Let these articles be translations of `original`."""
    with writing() as session:
        for number in numbers:
            session.get_one(Article, number).original_id = original
