"""Digest text: the plain-text form of an article, written and read back without loss."""

from digest.domain.digest_text.canonical_reader import given_ids, is_canonical, parse_lines, parse_text
from digest.domain.digest_text.canonical_writer import format_text
from digest.domain.digest_text.errors import DigestTextError
from digest.domain.digest_text.input import MAX_BYTES, MAX_CARDS, MAX_LINE, check_cards, check_text, decode

__all__ = [
    "MAX_BYTES",
    "MAX_CARDS",
    "MAX_LINE",
    "DigestTextError",
    "check_cards",
    "check_text",
    "decode",
    "format_text",
    "given_ids",
    "is_canonical",
    "parse_lines",
    "parse_text",
]
