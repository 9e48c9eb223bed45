"""Checks of a picture where it is used: is it there, can it be read aloud, and may we show it."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from digest.domain.checks import rules
from digest.domain.checks.rules import Finding
from digest.domain.tree import PictureRef, Rights


class Stored(Protocol):
    """What is known of a stored picture."""

    @property
    def alt(self) -> str:
        """The text in its place."""

    @property
    def credit(self) -> str:
        """Who made it."""

    @property
    def rights(self) -> str:
        """A value of Rights, or nothing."""

    @property
    def licence(self) -> str:
        """The name of its licence."""


def check_picture(part: str, ref: PictureRef, library: Mapping[str, Stored]) -> Iterator[Finding]:
    """What `ref` lacks; what the stored picture says counts where `ref` says nothing, as in print."""
    stored = library.get(ref.key)
    if stored is None:
        yield rules.PICTURE_UNKNOWN.at(part, ref.alt)
    if not (ref.decorative or ref.alt or (stored and stored.alt)):
        yield rules.PICTURE_WITHOUT_ALT.at(part)
    if not (ref.credit or (stored and stored.credit)):
        yield rules.PICTURE_WITHOUT_CREDIT.at(part, ref.alt)
    rights = ref.rights or (stored.rights if stored else "")
    if not rights:
        yield rules.PICTURE_WITHOUT_RIGHTS.at(part, ref.alt)
    elif rights == Rights.LICENSED and not (ref.licence or (stored and stored.licence)):
        yield rules.PICTURE_WITHOUT_LICENCE.at(part, ref.alt)
