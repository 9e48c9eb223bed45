"""Feeds as readers' programs read them: each is judged by its schema and by feedparser before it is used."""

import json
from functools import cache
from typing import Any

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree

from tests.support.programs import ROOT

SCHEMAS = ROOT / "tests" / "support" / "schemas"


def read_atom(data: bytes) -> Any:
    """The feed in `data` as feedparser understands it. Raises AssertionError for what is wrong with it."""
    document = etree.fromstring(data)
    grammar = _grammar()
    assert grammar.validate(document), grammar.error_log
    # What a client is shown is to be judged as sent: nothing may be mended, and nothing taken out.
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def read_json(data: bytes) -> Any:
    """The JSON Feed in `data`. Raises AssertionError for whatever is wrong with it."""
    feed = json.loads(data)
    faults = [f"{list(fault.absolute_path)}: {fault.message}" for fault in _schema().iter_errors(feed)]
    assert not faults, faults
    return feed


@cache
def _grammar() -> Any:
    return etree.RelaxNG(etree.parse(str(SCHEMAS / "atom.rng")))


@cache
def _schema() -> Any:
    return Draft202012Validator(json.loads((SCHEMAS / "json_feed.json").read_text("utf-8")))
