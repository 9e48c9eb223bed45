"""The column types that keep a tree, and HTML that was made from one."""

from typing import Any

from markupsafe import Markup
from sqlalchemy import JSON, Dialect, Text
from sqlalchemy.types import TypeDecorator

from digest.domain.tree import Tree
from digest.domain.tree_json import tree_from_json, tree_to_json


class TreeColumn(TypeDecorator[Tree]):
    """A tree, kept in the same JSON that exports show."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Tree | None, dialect: Dialect) -> Any:
        return None if value is None else tree_to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Tree | None:
        return None if value is None else tree_from_json(value)


class MarkupColumn(TypeDecorator[Markup]):
    """HTML that this site made itself. Never a column that an author's text goes into as it is."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Markup | None:
        return None if value is None else Markup(value)  # noqa: S704 -- made by phrases() or the press
