"""The test client that looks at every answer it gets."""

from typing import Any

from flask import template_rendered
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.answers import Answer
from tests.support.checks import faults


class CheckFailed(AssertionError):  # noqa: N818 -- it fails a test, it is not an error of the client
    """An answer that does not keep to the rules for every answer."""


class CheckingClient(FlaskClient):
    """A client for which an answer with a fault is a failed test, whatever the test is about."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; raises CheckFailed. A request that follows redirects is judged by its end."""
        rendered: list[str] = []

        def remember(_app: object, template: Any, **_: object) -> None:
            rendered.append(template.name)

        # Read whole and closed at once, files too: the checks look at everything anyway.
        kwargs.setdefault("buffered", True)
        with template_rendered.connected_to(remember, self.application):
            response = super().open(*args, **kwargs)
        for_htmx = "HX-Request" in response.request.headers
        answer = Answer.of(response.request.full_path.rstrip("?"), response, tuple(rendered), for_htmx)
        if found := faults(answer):
            raise CheckFailed("\n".join((f"{answer.status} {answer.path}", *found)))
        return response
