"""Proposals for tests, and an endpoint on loopback that speaks the assistant's protocol."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from sqlalchemy.orm import Session

from digest.domain.assistant import Aim
from digest.domain.hand import Hand
from digest.domain.proposal import Fate, Proposal

WORDINGS: list[dict[str, Any]] = [
    {
        "text": "三つのお札が新しくなりました。",
        "passage": "三つの額面が切り替わった。",
        "card": "c1",
        "flags": [],
    },
    {
        "text": "銀行が9割を替えました。",
        "passage": "",
        "card": "",
        "flags": [["number", "9割"], ["name", "銀行"]],
    },
]


def a_proposal(session: Session, article_id: int, hand: Hand, fate: Fate = Fate.OFFERED) -> Proposal:
    """A proposal for the lead of an article, such as it is with this fate."""
    proposal = Proposal(
        article_id=article_id,
        part="lead",
        aim=Aim.LEAD,
        fate=fate,
        wordings=WORDINGS if fate in (Fate.OFFERED, Fate.ACCEPTED, Fate.DISMISSED) else [],
        accepted=[0] if fate is Fate.ACCEPTED else [],
        verified_by=hand.name if fate is Fate.ACCEPTED else "",
        trouble="status:503" if fate is Fate.FAILED else "",
        model="stub",
        user_id=hand.user_id,
        user_name=hand.name,
        asked_at=hand.at,
    )
    session.add(proposal)
    session.flush()
    return proposal


def completion(content: str) -> bytes:
    """What an endpoint answers when its model says `content`."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message}]}).encode()


Answers = Callable[[str, dict[str, str], dict[str, Any]], tuple[int, bytes]]


@contextmanager
def speaking(answers: Answers) -> Iterator[str]:
    """An endpoint: `answers` is told path, headers and request, and gives status and body. Its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, answer = answers(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
