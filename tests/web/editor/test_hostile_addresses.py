"""Addresses as no page has them, in parameters and in the place of names: nothing breaks, nothing changes."""

from typing import Any

import pytest

from tests.support import desk_map
from tests.support.desk_ground import Ground, Watch
from tests.support.desk_map import Walker, right_person, send

LONG = "x" * 2000
QUERIES = (
    "",
    "-1",
    "NaN",
    "1.5",
    "9" * 20,
    "9" * 5000,
    "0" * 10_000,
    "999999999999999999.999999999999999999",
    "x" * 10_000,
    "%00",
    "a%ED%A0%80",
    "%F0%9F%92%A9",
    "%D9%A3",
    "%E2%80%AE",
    "'%22%3E%3Cb%3E%25s{{7*7}}",
    "//evil.example/",
)


def asked(ground: Ground, path: str, person: Walker, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The parameters that the view at `path` looks for."""
    names: set[str] = set()
    kind = ground.app.request_class.parameter_storage_class

    class Listening(kind):  # type: ignore[valid-type, misc]
        def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
            names.add(key)
            return super().get(key, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(ground.app.request_class, "parameter_storage_class", Listening)
        for headers in ({}, {"HX-Request": "true"}):
            person.get(path, headers=headers, buffered=True)
    return names - {"csrf_token"}


def test_odd_parameters_break_no_page(ground: Ground, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, met = [], set[tuple[str, str]]()
    for rule in desk_map.safe(ground.app):
        person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
        bare = path.partition("?")[0]
        for name in asked(ground, path, person, monkeypatch):
            met.add((rule.endpoint, name))
            kept = path.partition("?")[2] if not path.partition("?")[2].startswith(f"{name}=") else ""
            # Each parameter meets half of the values, the next one the other half.
            for value in QUERIES[len(met) % 2 :: 2]:
                answer = person.get(f"{bare}?{kept}&{name}={value}", buffered=True)
                if answer.status_code >= 500 or watch.changed():
                    wrong.append((rule.endpoint, name, value[:30], answer.status_code))
    assert not wrong, "\n".join(map(repr, wrong))
    assert len(met) > 30


ODD_PLACES = (
    "%00",
    "a%0Ab",
    "a%0D%0AX-Evil:1",
    "%ED%A0%80",
    "%E6%97%A5",
    "x" * 5000,
    "..",
    "%2E%2E%2Fx",
    "<b>",
)


def test_odd_addresses_break_nothing(ground: Ground, watch: Watch) -> None:
    """Whatever stands in an address in the place of a name, in pages and for forms."""
    wrong = []
    texts_in = {"part": "lead", "name": ground.names["name"]}
    for rule in desk_map.rules(ground.app):
        for argument in rule.arguments & {"part", "name", "secret"}:
            person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
            known = texts_in.get(argument) or ground.value(rule.endpoint, "secret", "")
            data = {}
            if "POST" in (rule.methods or ()):
                data = desk_map.body(ground.app, rule.endpoint, ground, person)
            for odd in ODD_PLACES:
                there = path.replace(f"/{known}", f"/{odd}")
                for htmx in ({}, {"HX-Request": "true"}):
                    for autosave in ({}, {"autosave": "1"}, {"text": LONG}):
                        if data:
                            answer = send(person, there, data | autosave, **htmx)
                        else:
                            answer = person.get(there, headers=htmx, buffered=True)
                        if answer.status_code >= 500:
                            wrong.append((rule.endpoint, odd[:20], htmx, autosave, answer.status_code))
    assert not wrong, "\n".join(map(repr, wrong))
