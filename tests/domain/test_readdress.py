"""Another address for an article, without a dead link; and articles that may be removed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.address import AddressError
from digest.domain.article import Article
from digest.domain.edition import live_named, with_page
from digest.domain.former_name import FormerName
from digest.domain.hand import Hand
from digest.domain.readdress import readdress
from digest.domain.removing import WasPublicError, remove
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article

HAND = Hand(None, "秋山 菊乃", NOW)


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def to(article: Article, slug: str) -> bool:
    with writing() as session:
        return readdress(session, article, slug, HAND, SitePress())


def former() -> dict[str, int]:
    return {known.name: known.row_id for known in db.session.scalars(select(FormerName))}


def test_the_old_address_is_kept_and_the_pages_carry_the_new_one() -> None:
    article = an_article("old", pages=2)
    assert to(article, "new")
    assert former() == {"old": article.id}
    _, page = db.session.execute(with_page(live_named("new", NOW), 1)).unique().one()
    assert "/articles/new" in page.html
    assert "/articles/old" not in page.html


def test_what_is_scheduled_is_printed_anew_as_well() -> None:
    to(an_article("old", pages=2, at=NOW + timedelta(hours=1)), "new")
    _, page = db.session.execute(with_page(live_named("new", NOW + timedelta(hours=1)), 1)).unique().one()
    assert "/articles/new" in page.html


@pytest.mark.parametrize("at", [None, NOW + timedelta(hours=1)])
def test_an_address_that_no_reader_knows_is_free_again(at: None) -> None:
    to(an_article("old", at=at), "new")
    assert former() == {}


def test_an_article_may_have_its_own_former_address_again() -> None:
    article = an_article("old")
    to(article, "new")
    to(article, "old")
    assert (article.slug, former()) == ("old", {"new": article.id})


def test_the_same_address_is_no_change() -> None:
    assert not to(an_article("old"), "old")


@pytest.mark.parametrize("slug", ["taken", "before", "Old", "a b", "-", "", "x" * 81])
def test_an_address_that_another_has_or_had_is_refused(slug: str) -> None:
    to(an_article("before"), "now")
    an_article("taken")
    article = an_article("old")
    with pytest.raises(AddressError):
        to(article, slug)
    assert article.slug == "old"


def test_a_new_article_does_not_get_an_address_that_leads_elsewhere() -> None:
    to(an_article("old"), "new")
    with pytest.raises(AddressError):
        an_article("old")


def test_a_draft_that_never_was_public_is_removed_with_all_that_is_its_own() -> None:
    article = an_article("notes", at=None, tags=("お札",), picture=True)
    with writing() as session:
        remove(session, article, HAND)
    assert db.session.scalars(select(Article)).all() == []


@pytest.mark.parametrize("at", [NOW, NOW + timedelta(hours=1)])
def test_what_was_public_or_will_be_is_not_removed(at: None) -> None:
    article = an_article("notes", at=at)
    with pytest.raises(WasPublicError), writing() as session:
        remove(session, article, HAND)
