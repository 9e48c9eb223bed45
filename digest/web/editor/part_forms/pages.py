"""The forms of pages and sections."""

from flask_babel import lazy_gettext

from digest.domain.tree import Page, Section, Tree
from digest.web.editor.part_forms.base import Line, Paragraphs, PartForm


class PageForm(PartForm):
    """The title of a page."""

    template = "editor/parts/_page.html"
    begins = "title"

    title = Line(lazy_gettext("Title of the page"), 200)

    def value(self, old: Page, tree: Tree) -> Page:
        """The page, without its sections."""
        return Page(title=self.title.data or "")


class SectionForm(PartForm):
    """What a section says before its blocks."""

    template = "editor/parts/_section.html"
    begins = "heading"

    heading = Line(lazy_gettext("Heading"), 200)
    question = Line(lazy_gettext("Question"), 300)
    answer = Paragraphs(lazy_gettext("Short answer"), 600)

    def value(self, old: Section, tree: Tree) -> Section:
        """The section, without its blocks."""
        return Section(
            heading=self.heading.data or "",
            question=self.question.data or "",
            answer=self.answer.data or "",
        )
