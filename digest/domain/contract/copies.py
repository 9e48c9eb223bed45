"""The rule over copies of digests as text and as JSON: they can be read again."""

import json

from digest.domain.contract.answers import Answer
from digest.domain.contract.faults import Breach, Faults


def sound(answer: Answer) -> Faults:
    """A copy in JSON is an object with a title; one as text says something."""
    try:
        text = answer.body.decode("utf-8")
        told = json.loads(text) if answer.path.endswith(".json") else {"title": text.strip()}
    except ValueError:
        told = None
    if not (isinstance(told, dict) and (told.get("title") or told.get("tree", {}).get("title"))):
        yield Breach("It is no digest that can be read again.")
