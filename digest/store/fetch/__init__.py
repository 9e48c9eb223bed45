"""The guarded fetch: the one way in which anything leaves this machine."""

from digest.store.fetch.answer import Answer
from digest.store.fetch.fetching import Fetch
from digest.store.fetch.resolving import Resolver, system_resolver
from digest.store.fetch.trouble import FetchError, Trouble

__all__ = ["Answer", "Fetch", "FetchError", "Resolver", "Trouble", "system_resolver"]
