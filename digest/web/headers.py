"""What every answer says besides its body: how long it may be kept, and how strict a browser should be."""

from collections.abc import Mapping

from flask import Flask, Response, request

from digest.web.assets import FOREVER

# A minute is short enough for a withdrawn digest and long enough to carry a rush.
PUBLIC = "public, max-age=60"
BRIEF = "public, max-age=10"
# What was made for one person, or opened by a secret, is nobody else's.
PRIVATE = "private, no-store"
# A file of the desk whose name says its content: this browser alone may keep it, and need not ask again.
PRIVATE_FILE = "private, max-age=86400, immutable"
PRIVATE_PATHS = ("/editor", "/session", "/preview")

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def _policy(changes: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in {**_POLICY, **changes}.items())


_STRICT = {
    "Content-Security-Policy": _policy({}),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    """Complete every answer of `app`."""
    # Flask runs the last one first; the entity tag must see the finished body.
    app.after_request(_tag)
    app.after_request(_complete)


def shown_elsewhere(answer: Response) -> Response:
    """Let other sites' pages use `answer` too, as a feed reader in a browser does: for feeds and pictures."""
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def framed(answer: Response) -> Response:
    """Let pages of this site, and nobody else's, show `answer` in a frame: for proofs of drafts alone."""
    answer.headers["Content-Security-Policy"] = _policy({"frame-ancestors": "'self'"})
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def framing(answer: Response) -> Response:
    """Let `answer` show pages of this site in frames: for the preview room and the canvas alone."""
    answer.headers["Content-Security-Policy"] = _policy({"frame-src": "'self'"})
    return answer


def is_private() -> bool:
    """Whether this request is for somebody in particular."""
    return any(request.path == path or request.path.startswith(f"{path}/") for path in PRIVATE_PATHS)


def _complete(answer: Response) -> Response:
    for name, value in _STRICT.items():
        answer.headers.setdefault(name, value)
    if request.is_secure:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.path.startswith("/preview/"):
        # The address is the secret.
        answer.headers["Referrer-Policy"] = "no-referrer"
    if request.path.startswith("/_/"):
        answer.headers["X-Robots-Tag"] = "noindex"
    if request.endpoint == "static":
        answer.headers["Cache-Control"] = FOREVER if "v" in request.args else "public, max-age=3600"
    if is_private():
        if answer.headers.get("Cache-Control") != PRIVATE_FILE:
            answer.headers["Cache-Control"] = PRIVATE
        answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers.setdefault("Cache-Control", PUBLIC if answer.status_code < 400 else BRIEF)
    return answer


def _tag(answer: Response) -> Response:
    if is_private():
        return answer
    if request.method in ("GET", "HEAD") and answer.status_code == 200 and not answer.is_streamed:
        answer.add_etag()
        answer.make_conditional(request)
    return answer
