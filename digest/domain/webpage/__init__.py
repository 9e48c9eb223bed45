"""Reading a fetched page of the web: who published what and when, and the text, from whatever bytes came."""

from digest.domain.webpage.aggregators import Aggregator, aggregator_of
from digest.domain.webpage.reading import read_page
from digest.domain.webpage.webpage import WebPage

__all__ = ["Aggregator", "WebPage", "aggregator_of", "read_page"]
