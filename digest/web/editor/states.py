"""States of a draft, printed with the reader's templates."""

from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup

from digest.config import LOCALES
from digest.domain.article import Article
from digest.domain.people import Speaker
from digest.domain.picture import Picture
from digest.domain.press import Copy
from digest.domain.tree import Page, Tree
from digest.web.printing import Book
from digest.web.site import session, site


def printed(article: Article, tree: Tree) -> Markup:
    """All pages of `tree` in one, as readers would see them. It takes two statements, however long it is."""
    speakers = Speaker.named(session(), tree.speakers())
    pictures = Picture.named(session(), {ref.key for ref in tree.pictures()})
    book = Book(Copy(article.slug, tree, pictures, speakers), page=lambda number: "")
    template = current_app.jinja_env.get_template("articles/_page.html")
    language = tree.language.partition("-")[0]
    # The opening belongs to the first page; a draft may have none yet.
    pages = tree.pages or (Page(),)
    with force_locale(language if language in LOCALES else "en"):
        return Markup("").join(
            Markup(template.render(tree=tree, node=page, number=number, book=book, site=site()))  # noqa: S704 -- of a template
            for number, page in enumerate(pages, start=1)
        )
