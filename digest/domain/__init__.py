"""Nouns, rules and named queries of the digest; knows nothing of HTTP."""
