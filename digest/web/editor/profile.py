"""One's own profile: how readers see it, the language of the desk, and where one is signed in."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import FileField, StringField, TextAreaField

from digest.domain.author_page import BIO_MOST, NAME_MOST, describe
from digest.domain.library import take_in
from digest.domain.names import SLUG_MOST
from digest.domain.permission import Action
from digest.domain.picture import Picture
from digest.domain.refusal import Refusal
from digest.domain.sign_in import SignIn
from digest.domain.user import User
from digest.store import writing
from digest.store.pictures import PictureError
from digest.web.editor.access import rule
from digest.web.editor.browser_name import browser_name
from digest.web.editor.choices import choice_of
from digest.web.editor.deeds import hand, recorded
from digest.web.editor.forms import AtMost, DeskForm, Needed
from digest.web.editor.notices import led_to
from digest.web.editor.refusals import tell
from digest.web.finding import found_or_404
from digest.web.identity import secret, signed_in
from digest.web.site import now, session, site

pages = Blueprint("profile", __name__, url_prefix="/profile")
# What the picture files take, and the form around it.
FILE_BYTES_MOST = 11 * 1024 * 1024
LANGUAGES = {"ja": "日本語", "en": "English"}


class ProfileForm(DeskForm):
    """What readers see of somebody, and the language that they work in."""

    name = StringField(_("Public name"), [Needed(), AtMost(NAME_MOST)], render_kw={"autocomplete": "name"})
    slug = StringField(_("Address of your page"), [Needed(), AtMost(SLUG_MOST)])
    bio = TextAreaField(_("About you"), [AtMost(BIO_MOST)])
    language = choice_of(_("Language of the desk"), LANGUAGES)


class PortraitForm(DeskForm):
    """A picture of somebody."""

    portrait = FileField(_("Picture file"), render_kw={"accept": "image/jpeg,image/png,image/webp,image/gif"})


@pages.get("/")
@rule(Action.VISIT)
def show() -> str:
    """The forms of the profile."""
    return _page(None, PortraitForm())


@pages.post("/")
@rule(Action.VISIT)
def update() -> ResponseReturnValue:
    """Change name, address, text and language."""
    form = ProfileForm.sent()
    if not form.validate():
        return _page(form, PortraitForm()), 422
    try:
        with writing() as writer:
            user = writer.scalars(User.numbered(signed_in().id)).one()
            describe(writer, user.author, form.name.data or "", form.slug.data or "", form.bio.data or "")
            user.language = form.language.data
            recorded(writer, "user.describe", f"user:{user.id}", name=user.author.name, slug=user.author.slug)
    except Refusal as error:
        tell(form.slug, error)
        return _page(form, PortraitForm()), 422
    return led_to("editor.profile.show", "saved")


@pages.post("/portrait")
@rule(Action.VISIT, bytes_most=FILE_BYTES_MOST)
def portrait() -> ResponseReturnValue:
    """Take another portrait."""
    form = PortraitForm.sent()
    given = request.files.get("portrait")
    try:
        data, name = (given.read(), given.filename or "") if given else (b"", "")
        number = take_in(site().files, data, name, hand())[0].id
    except PictureError as error:
        tell(form.portrait, error)
        return _page(None, form), 422
    with writing() as writer:
        user = writer.scalars(User.numbered(signed_in().id)).one()
        user.author.portrait = writer.get(Picture, number)
        recorded(writer, "user.portrait", f"user:{user.id}")
    return led_to("editor.profile.show", "saved")


@pages.post("/sign-ins/<int(max=2147483647):number>/end")
@rule(Action.VISIT)
def end_sign_in(number: int) -> ResponseReturnValue:
    """Sign out one's other browser `number`."""
    DeskForm.sent()
    with writing() as writer:
        if not SignIn.end_one(writer, signed_in().id, number):
            abort(404)
        recorded(writer, "sign-in.end-other", f"user:{signed_in().id}")
    return led_to("editor.profile.show", "signed-out")


@pages.post("/sign-ins/end")
@rule(Action.VISIT)
def end_others() -> ResponseReturnValue:
    """Sign out every other browser of one's own."""
    DeskForm.sent()
    with writing() as writer:
        SignIn.end_all(writer, signed_in().id, but=secret())
        recorded(writer, "sign-in.end-others", f"user:{signed_in().id}")
    return led_to("editor.profile.show", "signed-out")


def _known(user: User) -> ProfileForm:
    known = {"name": user.name, "slug": user.author.slug, "bio": user.author.bio}
    return ProfileForm(data=known | {"language": user.language or site().locale})


def _page(form: ProfileForm | None, portrait_form: PortraitForm) -> str:
    user = found_or_404(User.numbered(signed_in().id))
    return render_template(
        "editor/profile/show.html",
        form=form or _known(user),
        portrait_form=portrait_form,
        user=user,
        sign_ins=[
            (each, browser_name(each.browser), each.is_opened_by(secret()))
            for each in session().scalars(SignIn.of_user(user.id, now()))
        ],
    )
