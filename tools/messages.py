"""Brings the catalogues in digest/translations up to date with the texts in the program.

Usage: python -m tools.messages   (prints the texts that have no Japanese translation yet)
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "digest" / "translations"
# The texts in the program are English themselves: an empty entry there is no gap.
LANGUAGES = ("ja", "en")

# The first argument of these errors is shown to people, in their language, by whoever catches them.
ERRORS = (
    "AddressError",
    "Breach",
    "ChangedError",
    "ChoiceError",
    "DigestJsonError",
    "DigestTextError",
    "EdgeError",
    "FieldError",
    "FollowError",
    "FullError",
    "InUseError",
    "LinkError",
    "LinksError",
    "NotReadyError",
    "OriginalError",
    "PartGoneError",
    "PictureError",
    "Refusal",
    "StaleError",
    "UsedError",
    "WasPublicError",
)
# The third argument of a rule of the checklist is what its findings say.
RULES: Any = {"Rule": (3,)}
KEYWORDS: Any = {**DEFAULT_KEYWORDS, "lazy_gettext": None, **dict.fromkeys(ERRORS), **RULES}
# A constant with such a name is shown to people too; calling gettext would give the domain a language.
NOTE = "_NOTE"


def python_texts(file: BinaryIO, keywords: Any, tags: Any, options: Any) -> Iterator[Any]:
    """The texts of a Python module: of calls, and of the constants that are notes."""
    source = file.read()
    yield from extract_python(BytesIO(source), keywords, tags, options)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if isinstance(node.value.value, str) and any(name.endswith(NOTE) for name in names):
                yield node.lineno, "_", node.value.value, []


# Below each folder, what reads which files there.
METHODS: dict[str, Any] = {"digest": [("**.py", python_texts)], "templates": [("**", "jinja2")]}
OPTIONS = {"**": {"silent": "false"}}


def extracted(root: Path = ROOT) -> Catalog:
    """Every text of the program that people see."""
    catalog = Catalog(project="Chrysanthemum Digest", charset="utf-8")
    for folder, method in METHODS.items():
        found = extract_from_dir(root / folder, method, OPTIONS, KEYWORDS)
        for name, _, text, comments, context in found:
            where = Path(folder, name).as_posix()
            catalog.add(text, locations=[(where, 0)], auto_comments=comments, context=context)
    return catalog


def catalogue(language: str) -> Catalog:
    """The catalogue of `language` as it stands; an empty one if there is none."""
    path = _path(language)
    if not path.exists():
        header = f"# The texts of Chrysanthemum Digest: {language}.\n#"
        return Catalog(
            language, None, header, "Chrysanthemum Digest", "1", fuzzy=False, msgid_bugs_address="-"
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(language: str) -> list[str]:
    """The texts that have no translation in `language`."""
    known = catalogue(language)
    return [
        str(message.id)
        for message in extracted()
        if message.id and not _complete(known.get(message.id, message.context))
    ]


def _complete(message: Any) -> bool:
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(strings) and all(strings)


def update(language: str) -> None:
    """Write the catalogue of `language` anew: with all texts of the program and no others."""
    catalog = catalogue(language)
    template = extracted()
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path = _path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)


def _path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def main() -> int:
    """Update every catalogue."""
    for language in LANGUAGES:
        update(language)
    for text in untranslated("ja"):
        sys.stdout.write(f"ja: no translation yet of {text!r}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
