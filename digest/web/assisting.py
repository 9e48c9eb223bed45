"""Assisting: asking the assistant's endpoint in the background, where one is configured."""

from urllib.parse import urljoin

from flask import Flask

from digest.domain import assistant
from digest.domain.article import Draft
from digest.domain.assistant import Aim, AnswerError
from digest.domain.proposal import Proposal
from digest.domain.refusal import Refusal
from digest.domain.source import Source
from digest.store import db, writing
from digest.store.fetch import FetchError, Trouble
from digest.web.site import now, site

# A model takes its time; nobody waits for it, and one question is asked at a time.
SECONDS = 90.0
# What became of a question, beside the troubles of the fetch.
UNREADABLE, UNGROUNDED = "unreadable", "ungrounded"


def init_app(app: Flask) -> None:
    """Work off what the desk has asked, if there is an endpoint to ask."""
    with app.app_context():
        if site().settings.assistant_url:
            site().background.register("assistant", do_next)


def do_next() -> bool:
    """Ask one question that waits; whether there was one. No transaction is open while the model thinks."""
    with writing() as writer:
        proposal = assistant.claim(writer, now())
        if proposal is None:
            return False
        number, article_id, part, aim = proposal.id, proposal.article_id, proposal.part, Aim(proposal.aim)
    tree = db.session.get_one(Draft, article_id).tree
    texts = Source.texts(db.session(), tree.cards())
    db.session.rollback()
    trouble, brief = "", None
    wordings: tuple[assistant.Wording, ...] = ()
    try:
        brief = assistant.brief_for(aim, part, tree, texts)
        wordings = assistant.read_answer(_asked(brief), brief)
    except Refusal:
        trouble = UNGROUNDED
    except AnswerError:
        trouble = UNREADABLE
    except FetchError as error:
        trouble = f"{error.trouble}:{error.status}" if error.status else str(error.trouble)
    with writing() as writer:
        kept = writer.get(Proposal, number)
        if kept is not None and brief is not None and not trouble:
            kept.model = site().settings.assistant_model
            assistant.offered(kept, brief, wordings, texts, now())
        elif kept is not None:
            assistant.failed(kept, trouble, now())
    return True


def _asked(brief: assistant.Brief) -> bytes:
    settings = site().settings
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if settings.assistant_key:
        headers["Authorization"] = f"Bearer {settings.assistant_key}"
    url = urljoin(settings.assistant_url.rstrip("/") + "/", "chat/completions")
    body = assistant.request_body(brief, settings.assistant_model)
    answer = site().fetch.ask(url, body=body, headers=headers, seconds=SECONDS, trusted=True)
    if answer.status != 200:
        raise FetchError(Trouble.STATUS, answer.status)
    return answer.body
