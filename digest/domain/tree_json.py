"""The JSON form of a manuscript and of a tree, described by digest.schema.json and docs/digest-json.md."""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from digest.domain.digest_text.errors import DigestTextError
from digest.domain.digest_text.input import MAX_CARDS
from digest.domain.manuscript import Manuscript
from digest.domain.tree import BLOCKS, Rights, Tree

FORMAT = "chrysanthemum-digest/1"
MAX_JSON_BYTES = 8 * 1024 * 1024

V = TypeVar("V")


class DigestJsonError(DigestTextError):
    """A refusal of JSON; `path` says where, as in ``$.tree.pages[0].title``."""

    def __init__(self, message: str, line: int | None = None, **params: object) -> None:
        super().__init__(message, line, **params)
        self._steps: list[str] = []

    def below(self, step: str) -> "DigestJsonError":
        """The same error, seen from one level up."""
        self._steps.append(step)
        return self

    @property
    def path(self) -> str:
        """Where in the document the fault is."""
        return "$" + "".join(reversed(self._steps))

    def __str__(self) -> str:
        return super().__str__() if self.line else f"{self.path}: {super().__str__()}"


def to_json(manuscript: Manuscript) -> dict[str, Any]:
    """`manuscript` as JSON values, with the name and version of the form."""
    return {"format": FORMAT, **value_to_json(manuscript)}


def from_json(value: object) -> Manuscript:
    """The manuscript that JSON values describe; what may be left out takes its default."""
    if not isinstance(value, dict):
        raise DigestJsonError("Expected %(expected)s.", expected="an object")
    if (said := value.get("format")) != FORMAT:
        raise DigestJsonError(
            "The form is %(said)s; only %(known)s can be read.", said=json.dumps(said)[:60], known=FORMAT
        ).below(".format")
    parts = {key: part for key, part in value.items() if key != "format"}
    manuscript: Manuscript = _reader(Manuscript)(parts)
    if len(manuscript.tree.cards()) > MAX_CARDS:
        raise DigestJsonError("A digest text can have at most %(limit)s cards.", limit=MAX_CARDS).below(
            ".tree"
        )
    return manuscript


def dump_json(manuscript: Manuscript) -> str:
    """`manuscript` as a JSON document."""
    return json.dumps(to_json(manuscript), ensure_ascii=False, indent=2) + "\n"


def load_json(data: bytes | str) -> Manuscript:
    """The manuscript in a JSON document."""
    if len(data) > MAX_JSON_BYTES:
        raise DigestJsonError(
            "The document has %(size)s bytes; at most %(limit)s can be read.",
            size=len(data),
            limit=MAX_JSON_BYTES,
        )
    try:
        value = json.loads(data)
    except json.JSONDecodeError as error:
        raise DigestJsonError("This is not JSON: %(reason)s.", error.lineno, reason=error.msg) from None
    except (ValueError, RecursionError) as error:
        reason = "too deep" if isinstance(error, RecursionError) else str(error)
        raise DigestJsonError("This is not JSON: %(reason)s.", reason=reason) from None
    return from_json(value)


def tree_to_json(tree: Tree) -> dict[str, Any]:
    """`tree` as JSON values, as a database keeps it and as it stands in a manuscript's JSON."""
    value: dict[str, Any] = value_to_json(tree)
    return value


def tree_from_json(value: object) -> Tree:
    """The tree that JSON values describe."""
    tree: Tree = _reader(Tree)(value)
    return tree


def value_from_json(cls: Callable[..., V], value: object) -> V:
    """The `cls`, a data class of such values as a tree is made of, that JSON values describe."""
    read: V = _reader(cls)(value)
    return read


def value_to_json(value: Any) -> Any:
    """Any value that a tree is made of, or a data class of such values, as JSON; a block says its kind."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return [value_to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    kind = {"kind": value.kind} if isinstance(value, _BLOCKS) else {}
    cls: Any = type(value)
    return kind | {name: value_to_json(getattr(value, name)) for name in _names(cls)}


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


_BLOCKS: tuple[Any, ...] = tuple(BLOCKS.values())

Reader = Callable[[Any], Any]


@cache
def _reader(hint: Any) -> Reader:
    """What turns a JSON value into a value of the type that `hint` names."""
    parts = get_args(hint)
    if get_origin(hint) is tuple:
        return _list_reader(_reader(parts[0]))
    if parts and NoneType in parts:
        return _optional_reader(_reader(next(part for part in parts if part is not NoneType)))
    if parts:
        return _block_reader({kind: _reader(cls) for kind, cls in zip(BLOCKS, _BLOCKS, strict=True)})
    return _object_reader(hint) if is_dataclass(hint) else _SCALARS[hint]


def _object_reader(cls: Any) -> Reader:
    hints = get_type_hints(cls)
    readers = {field.name: _reader(hints[field.name]) for field in fields(cls)}
    needed = [f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING]

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise DigestJsonError("Expected %(expected)s.", expected="an object")
        values = {}
        for name, part in value.items():
            if name not in readers:
                raise DigestJsonError("%(name)s is not known here.", name=json.dumps(name)[:60])
            try:
                values[name] = readers[name](part)
            except DigestJsonError as error:
                raise error.below(f".{name}") from None
        for name in needed:
            if name not in values:
                raise DigestJsonError("%(name)s is missing.", name=json.dumps(name))
        try:
            return cls(**values)
        except ValueError as error:
            raise DigestJsonError("This cannot be: %(reason)s.", reason=error) from None

    return read


def _block_reader(readers: dict[str, Reader]) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise DigestJsonError("Expected %(expected)s.", expected="an object")
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in readers:
            known = ", ".join(readers)
            raise DigestJsonError("The kind of a block is one of %(known)s.", known=known).below(".kind")
        return readers[kind]({name: part for name, part in value.items() if name != "kind"})

    return read


def _list_reader(reader: Reader) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise DigestJsonError("Expected %(expected)s.", expected="a list")
        items = []
        for at, item in enumerate(value):
            try:
                items.append(reader(item))
            except DigestJsonError as error:
                raise error.below(f"[{at}]") from None
        return tuple(items)

    return read


def _optional_reader(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise DigestJsonError("Expected %(expected)s.", expected="a string")


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise DigestJsonError("Expected %(expected)s.", expected="true or false")


def _parsed(parse: Callable[[str], Any], expected: str) -> Reader:
    def read(value: Any) -> Any:
        try:
            return parse(_string(value))
        except ValueError:
            raise DigestJsonError("Expected %(expected)s.", expected=expected) from None

    return read


_SCALARS: dict[Any, Reader] = {
    str: _string,
    bool: _flag,
    date: _parsed(date.fromisoformat, "a date like 2024-07-03"),
    datetime: _parsed(datetime.fromisoformat, "a time like 2024-07-03T09:00:00+09:00"),
    Rights: _parsed(Rights, f"one of {', '.join(Rights)}"),
}
