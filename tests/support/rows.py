"""The lists that editors keep, in tests: filling in and sending the forms of one row as a browser would."""

import re
from html import unescape
from typing import Any

from werkzeug.test import TestResponse

from tests.support.people import Person


def fields(answer: TestResponse, action: str) -> dict[str, str]:
    """What a browser would send of the form that leads to `action` if nothing in it was touched."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}(?:#[\w-]+)?".*?</form>', answer.text, re.DOTALL)
    assert form, f"no form leads to {action}"
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        given = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        sent = given.get("type") not in ("radio", "checkbox", "file") or " checked" in tag
        if sent and "name" in given:
            found[given["name"]] = given.get("value", "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form[0], re.DOTALL):
        found[name] = unescape(text).removeprefix("\r\n").removeprefix("\n")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    found.pop("csrf_token")
    return found


def save(person: Person, path: str, **typed: Any) -> TestResponse:
    """Open the form of the row at `path`, fill in `typed`, and send it."""
    return person.post(path, data=fields(person.get(path), path) | typed)


def delete(person: Person, path: str, replacement: str = "") -> TestResponse:
    """Delete the row at `path`."""
    sent = fields(person.get(path), f"{path}/deletions")
    return person.post(f"{path}/deletions", data=sent | {"replacement": replacement})


def create(person: Person, path: str, **typed: Any) -> TestResponse:
    """Open the form for a new row of the list at `path`, fill in `typed`, and send it."""
    return person.post(path, data=fields(person.get(f"{path}new"), path) | typed)
