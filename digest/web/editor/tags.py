"""The tags: naming them anew, merging and deleting them. Articles make them."""

from flask_babel import gettext

from digest.domain.keeping import TAGS
from digest.web.editor.row_list import AddressedForm, RowList
from digest.web.editor.rows import pages_of


class TagForm(AddressedForm):
    """A tag."""


def _texts() -> dict[str, str]:
    return {
        "title": gettext("Tags"),
        "about": gettext(
            "Words that digests share across topics. A tag is made where a digest is given one."
        ),
        "empty": gettext("There is no tag yet. Give a digest one, and it appears here."),
    }


pages = pages_of(
    RowList("tags", TAGS, TagForm, _texts, "editor/tags/_row.html", "editor/tags/_fields.html", can_add=False)
)
