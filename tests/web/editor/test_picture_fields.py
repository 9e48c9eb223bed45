"""Fields that pick a picture: in any form, with script and without."""

from collections.abc import Callable

import pytest
from flask import Blueprint, Flask, render_template_string, request

from digest.domain.permission import Action
from digest.domain.picture import Picture
from digest.domain.tree import PictureRef, Rights
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.forms import DeskForm
from digest.web.editor.picture_fields import PictureFields, PortraitFields
from tests.support.people import Person

PAGE = """
{% extends "layouts/editor.html" %}
{% from "editor/pictures/_fields.html" import picture_fields, portrait_field %}
{% set page_title = "?" %}
{% block main %}
<h1>?</h1>
<form method="post">
  {{ csrf_field() }}
  {{ picture_fields(form) if form.picture_key else portrait_field(form) }}
  <button>OK</button>
</form>
{% endblock %}
"""
KEY = "a" * 20


class CoverForm(PictureFields, DeskForm):
    """A form with a picture."""


class PersonForm(PortraitFields, DeskForm):
    """A form with a portrait."""


@pytest.fixture
def said(app: Flask) -> Callable[[], PictureRef | None]:
    """What the form at /editor/cover said last; there is one picture in the library."""
    pages = Blueprint("tried", __name__, url_prefix="/editor")
    refs: list[PictureRef | None] = []

    @pages.route("/cover", methods=["GET", "POST"])
    @rule(Action.WRITE)
    def cover() -> tuple[str, int]:
        form = CoverForm.sent() if request.method == "POST" else CoverForm()
        sound = request.method == "GET" or form.validate()
        if request.method == "GET":
            form.from_ref(refs[-1] if refs else None)
        elif sound:
            refs.append(form.to_ref())
        return render_template_string(PAGE, form=form), 200 if sound else 422

    @pages.route("/person", methods=["GET", "POST"])
    @rule(Action.WRITE)
    def person() -> tuple[str, int]:
        form = PersonForm.sent()
        sound = form.validate()
        return render_template_string(PAGE, form=form), 200 if sound else 422

    app.register_blueprint(pages)
    with app.app_context(), writing() as writer:
        writer.add(Picture(key=KEY, width=1000, height=500, alt="旗", credit="本紙"))
    return lambda: refs[-1]


def test_a_form_without_a_key_says_no_picture(said: Callable[[], PictureRef | None], author: Person) -> None:
    assert 'name="picture_key" value=""' in author.get("/editor/cover").text
    author.post("/editor/cover", data={"picture_alt": "?"})
    assert said() is None


def test_what_is_said_comes_back(said: Callable[[], PictureRef | None], author: Person) -> None:
    data = {"picture_key": KEY, "picture_alt": "お札", "picture_rights": "own", "picture_decorative": "y"}
    assert author.post("/editor/cover", data=data).status_code == 200
    assert said() == PictureRef(KEY, alt="お札", rights=Rights.OWN, decorative=True)
    page = author.get("/editor/cover").text
    assert f'value="{KEY}" checked' in page
    assert 'value="お札"' in page
    assert page.count(f'value="{KEY}"') == 1


def test_a_picture_that_is_not_here_is_kept_and_named(
    said: Callable[[], PictureRef | None], author: Person
) -> None:
    author.post("/editor/cover", data={"picture_key": "flag.png"})
    assert said() == PictureRef("flag.png")
    assert 'value="flag.png" checked' in author.get("/editor/cover").text


def test_without_script_the_form_takes_what_was_chosen_elsewhere(
    said: Callable[[], PictureRef | None], author: Person
) -> None:
    assert f'value="{KEY}" checked' in author.get(f"/editor/cover?picture={KEY}").text


def test_rights_that_nobody_offers_are_refused(said: Callable[[], PictureRef | None], author: Person) -> None:
    assert author.post("/editor/cover", data={"picture_rights": "stolen"}).status_code == 422


@pytest.mark.parametrize(("key", "status"), [(KEY, 200), ("", 200), ("b" * 20, 422)])
def test_a_portrait_is_in_the_library(
    said: Callable[[], PictureRef | None], author: Person, key: str, status: int
) -> None:
    assert author.post("/editor/person", data={"portrait_key": key}).status_code == status
