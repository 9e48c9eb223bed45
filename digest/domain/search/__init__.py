"""Search: from what a reader types to the digests that say it, the same on every database."""
