"""An author's page: the name that readers see there, and the address, which may change and leads on."""

from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.former_name import FormerName, NameKind
from digest.domain.names import SLUG_MOST, slug_of
from digest.domain.people import Author
from digest.domain.plain import one_line, paragraphs
from digest.domain.refusal import Refusal

NAME_MOST, BIO_MOST = 60, 400


def public_name(name: str) -> str:
    """`name` as readers see it. Raises Refusal."""
    clean = one_line(name)
    if not clean:
        raise Refusal("Please give a name.")
    if len(clean) > NAME_MOST:
        raise Refusal("A name has at most %(most)s characters.", most=NAME_MOST)
    return clean


def describe(session: Session, author: Author, name: str, slug: str, bio: str) -> None:
    """Change what readers see of `author`. Raises Refusal."""
    author.name = public_name(name)
    author.bio = paragraphs(bio)[:BIO_MOST]
    move(session, author, slug)
    session.flush()


def free_slug(session: Session, name: str) -> str:
    """An address for `name` that no author has or had."""
    slug = slug_of(name)
    for number in count(1):
        candidate = slug if number == 1 else f"{slug[: SLUG_MOST - 6].rstrip('-')}-{number}"
        had = session.scalar(FormerName.holder(NameKind.AUTHOR, candidate))
        if had is None and session.scalar(select(Author.id).where(Author.slug == candidate)) is None:
            return candidate
    raise AssertionError("count() never ends")


def move(session: Session, author: Author, slug: str) -> None:
    """Give the author's page another address; the one of before leads to it. Raises Refusal."""
    if slug == author.slug:
        return
    if slug != slug_of(slug):
        raise Refusal(
            "An address is made of letters, digits and single hyphens, such as %(slug)s.", slug=slug_of(slug)
        )
    if session.scalar(select(Author.id).where(Author.slug == slug)) is not None:
        raise Refusal("This address is in use already.")
    before, author.slug = author.slug, slug
    FormerName.free(session, NameKind.AUTHOR, slug)
    FormerName.keep(session, NameKind.AUTHOR, before, author.id)
