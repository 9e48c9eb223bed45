"""The lenient reader: digest text as people copy it from a page, where marks are the only structure."""

from digest.domain.digest_text.lenient.reader import read_lenient

__all__ = ["read_lenient"]
