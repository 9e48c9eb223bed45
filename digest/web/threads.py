"""The page of a thread: the digests that go on from one another, in the order of time."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from digest.domain.listing import Batch
from digest.domain.thread import thread_at
from digest.web.listings import arranged
from digest.web.site import now, session

pages = Blueprint("threads", __name__)


@pages.get("/threads/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """A thread, at the address of the digest that it begins with; one alone is none."""
    thread = thread_at(session(), slug, now()) or abort(404)
    if thread.first.slug != slug:
        return redirect(url_for("threads.show", slug=thread.first.slug), 301)
    listing = arranged(Batch(thread.editions), None, "threads.show")
    return render_template("threads/show.html", thread=thread, listing=listing)
