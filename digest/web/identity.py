"""Identity: which user a request comes from, by the secret in its cookie."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, g, make_response, request

from digest.domain.permission import Action, Owned, may
from digest.domain.secret import new_secret
from digest.domain.sign_in import ABSOLUTE, SEEN_EVERY, SignIn
from digest.domain.user import Role
from digest.store import writing
from digest.web.site import now, session, site


@dataclass(frozen=True, slots=True)
class Me:
    """The user of this request, as it was when the request came."""

    id: int
    email: str
    name: str
    slug: str
    role: Role
    author_id: int
    language: str
    has_password: bool

    def may(self, action: str, article: Owned | None = None) -> bool:
        """Whether this user may do `action` (to `article`)."""
        return may(self, Action(action), article)


def me() -> Me | None:
    """The user of this request, if there is one. Looked up once, and only where it is asked for."""
    if "me" not in g:
        g.me = _looked_up()
    found: Me | None = g.me
    return found


def signed_in() -> Me:
    """The user of a request to a view whose rule has let somebody in."""
    found = me()
    if found is None:
        raise RuntimeError("asked for the user where nobody needs to be signed in")
    return found


def secret() -> str:
    """What this request's cookie says: the secret of a sign-in, or of somebody not signed in yet."""
    first: str = g.get("first_secret", "")
    return first or request.cookies.get(cookie_name(), "")[:200]


def with_cookie(page: Callable[[], str], status: int = 200) -> Response:
    """The answer with `page`, for a browser that may have no cookie yet.

    It is given one, and known by it while the page is made: the token of its forms must fit the cookie.
    """
    if secret():
        return make_response(page(), status)
    g.first_secret = new_secret()
    answer = make_response(page(), status)
    give_cookie(answer, g.first_secret)
    return answer


def cookie_name() -> str:
    """The cookie's name. The prefix makes browsers keep other hosts from setting it (RFC 6265bis, 4.1.3)."""
    return "__Host-digest" if _is_secure() else "digest"


def give_cookie(answer: Response, value: str) -> None:
    """Let the browser keep `value`, for this site alone and out of reach of script."""
    answer.set_cookie(
        cookie_name(),
        value,
        max_age=int(ABSOLUTE.total_seconds()),
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
    )


def take_cookie(answer: Response) -> None:
    """Let the browser forget the cookie."""
    answer.delete_cookie(cookie_name(), secure=_is_secure(), httponly=True, samesite="Lax")


def _is_secure() -> bool:
    return site().url.startswith("https:")


def _looked_up() -> Me | None:
    given = secret()
    if not given:
        return None
    found = session().scalar(SignIn.valid(given, now()))
    if found is None:
        return None
    user = found.user
    known = Me(
        user.id,
        user.email,
        user.name,
        user.author.slug,
        Role(user.role),
        user.author_id,
        user.language,
        bool(user.password_hash),
    )
    if now() - found.seen_at > SEEN_EVERY:
        number = found.id
        with writing() as writer:
            if again := writer.get(SignIn, number):
                again.seen_at = now()
    return known
