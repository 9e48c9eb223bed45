"""The desk: everything below /editor. Each module is one kind of page; each view names its rule."""

from flask import Blueprint, Flask

from digest.web.editor import (
    about,
    access,
    additions,
    audit,
    canvas,
    citations,
    confirmations,
    copies,
    coverage,
    deletions,
    desk,
    duplicates,
    gatherings,
    help,
    history,
    invitations,
    kinds,
    links,
    moves,
    new_article,
    notices,
    once,
    parts,
    passages,
    passwords,
    pastes,
    picture_choices,
    picture_uploads,
    pictures,
    presence,
    preview,
    preview_links,
    profile,
    proposals,
    publications,
    publishers,
    quotations,
    removal,
    restorations,
    retrievals,
    set_asides,
    settings,
    sources,
    speakers,
    suggestions,
    tags,
    text,
    topics,
    users,
    withdrawals,
)

# Every blueprint of the desk; a view `show` of the blueprint `desk` is the endpoint editor.desk.show.
_BLUEPRINTS = (
    desk.pages,
    new_article.pages,
    pastes.pages,
    copies.pages,
    gatherings.pages,
    about.pages,
    text.pages,
    pictures.pages,
    picture_uploads.pages,
    picture_choices.pages,
    preview.pages,
    preview_links.pages,
    profile.pages,
    passwords.pages,
    users.pages,
    invitations.pages,
    settings.pages,
    audit.pages,
    help.pages,
    quotations.pages,
    publications.pages,
    removal.pages,
    restorations.pages,
    withdrawals.pages,
    topics.pages,
    tags.pages,
    speakers.pages,
    suggestions.pages,
    publishers.pages,
    sources.pages,
    canvas.pages,
    parts.pages,
    proposals.pages,
    additions.pages,
    links.pages,
    retrievals.pages,
    moves.pages,
    duplicates.pages,
    deletions.pages,
    presence.pages,
    history.pages,
    set_asides.pages,
    coverage.pages,
    confirmations.pages,
    citations.pages,
    passages.pages,
)


def init_app(app: Flask) -> None:
    """Add the desk to `app`."""
    access.init_app(app)
    notices.init_app(app)
    once.init_app(app)
    kinds.init_app(app)
    retrievals.init_app(app)
    editor = Blueprint("editor", __name__, url_prefix="/editor")
    for blueprint in _BLUEPRINTS:
        editor.register_blueprint(blueprint)
    app.register_blueprint(editor)
