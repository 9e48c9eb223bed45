"""The search index: which editions have which tokens. FTS5 on SQLite, a GIN index on PostgreSQL."""

TABLE = "search_index"


def is_mapped(name: str | None, kind: str, _parents: object = None) -> bool:
    """Whether a table belongs to the mapped classes: the index does not, nor what FTS5 keeps beside it."""
    return kind != "table" or not (name or "").startswith(TABLE)
