"""Who may do what: the one place that decides."""

from enum import StrEnum
from typing import Protocol

from digest.domain.user import Role


class Action(StrEnum):
    """What can be allowed or refused on the desk."""

    VISIT = "visit"  # the desk, one's own profile
    WRITE = "write"  # change an article's draft
    PUBLISH = "publish"  # publish, schedule, correct, withdraw
    KEEP_LISTS = "keep-lists"  # topics, tags, speakers, publishers, sources
    CHECK_SITE = "check-site"  # hold the whole site against the publish contract
    ADMINISTER = "administer"  # users, settings, the audit log


class Somebody(Protocol):
    """A user as far as permission is concerned."""

    @property
    def role(self) -> str:
        """One of Role."""

    @property
    def author_id(self) -> int:
        """The author whose articles are their own."""


class Owned(Protocol):
    """Something that belongs to an author."""

    @property
    def author_id(self) -> int:
        """Whose it is."""


_FROM: dict[Action, Role] = {
    Action.VISIT: Role.AUTHOR,
    Action.WRITE: Role.AUTHOR,
    Action.PUBLISH: Role.EDITOR,
    Action.KEEP_LISTS: Role.EDITOR,
    Action.CHECK_SITE: Role.EDITOR,
    Action.ADMINISTER: Role.ADMIN,
}


def may(user: Somebody, action: Action, article: Owned | None = None) -> bool:
    """Whether `user` may do `action` (to `article`). Authors write their own articles, editors all."""
    rank = Role(user.role).rank
    if rank < _FROM[action].rank:
        return False
    return article is None or rank >= Role.EDITOR.rank or article.author_id == user.author_id
