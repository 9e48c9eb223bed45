"""A site with one more page at the desk: a form that does nothing but pick a picture."""

from flask import Blueprint, render_template_string, request

from digest import create_app
from digest.domain.permission import Action
from digest.domain.tree import PictureRef
from digest.web.editor.access import rule
from digest.web.editor.forms import DeskForm
from digest.web.editor.picture_fields import PictureFields

PAGE = """
{% extends "layouts/editor.html" %}
{% from "editor/pictures/_fields.html" import picture_fields %}
{% set page_title = "画像の欄" %}
{% block main %}
<h1 class="desk-title">{{ page_title }}</h1>
<p id="ref">{{ ref }}</p>
<form class="form" method="post">
  {{ csrf_field() }}
  {{ picture_fields(form) }}
  <p><button class="button">OK</button></p>
</form>
{% endblock %}
"""


class CoverForm(PictureFields, DeskForm):
    """A form with a picture."""


def tried() -> Blueprint:
    """A page of the desk with nothing but a form that picks a picture."""
    pages = Blueprint("tried", __name__, url_prefix="/editor")

    @pages.route("/cover", methods=["GET", "POST"])
    @rule(Action.WRITE)
    def cover() -> str:
        form, ref = CoverForm(), PictureRef("?")
        if request.method == "POST":
            form = CoverForm.sent()
            assert form.validate(), form.errors
            ref = form.to_ref() or ref
        return render_template_string(PAGE, form=form, ref=f"{ref.key} {ref.alt} {ref.rights}")

    return pages


app = create_app()
app.register_blueprint(tried())
