"""The forms of the parts of a draft: one small form for each kind, and nothing nested in it."""

from digest.web.editor.part_forms.base import PartForm
from digest.web.editor.part_forms.blocks import CommentForm, PictureForm, QuoteForm, TextForm, TimelineForm
from digest.web.editor.part_forms.card import CardForm
from digest.web.editor.part_forms.opening import CoverForm, HeadForm, IntroForm, KeyPointsForm, LeadForm
from digest.web.editor.part_forms.pages import PageForm, SectionForm

__all__ = ["PART_FORMS", "PartForm"]

PART_FORMS: dict[str, type[PartForm]] = {
    "head": HeadForm,
    "lead": LeadForm,
    "cover": CoverForm,
    "key-points": KeyPointsForm,
    "intro": IntroForm,
    "page": PageForm,
    "section": SectionForm,
    "comment": CommentForm,
    "card": CardForm,
    "text": TextForm,
    "quote": QuoteForm,
    "picture": PictureForm,
    "timeline": TimelineForm,
}
