"""The values of settings: how each is read from text, and what is said of one that will not do."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

LOCALES = ("ja", "en")


class SettingsError(Exception):
    """A setting that cannot be used; the text is one line that names it and says what would do."""


def _fail(name: str, value: str, wanted: str) -> SettingsError:
    return SettingsError(f"DIGEST_{name.upper()}: {value!r} will not do; give {wanted}")


def _database_url(name: str, value: str) -> str:
    scheme = value.partition(":")[0]
    if scheme in ("postgres", "postgresql"):
        return "postgresql+psycopg:" + value.partition(":")[2]
    if scheme not in ("sqlite", "postgresql+psycopg"):
        # The value may hold a password: it is not shown.
        raise SettingsError(f"DIGEST_{name.upper()}: give a URL that starts with sqlite:/// or postgresql://")
    return value


def secret_key(name: str, value: str) -> str:
    """What sessions and forms are signed with."""
    if len(value) < 32:
        raise SettingsError(f"DIGEST_{name.upper()}: give at least 32 characters that nobody can guess")
    return value


def site_url(name: str, value: str) -> str:
    """The public address, without a slash at its end."""
    wanted = "an address such as https://digest.example.jp, without a path"
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise _fail(name, value, wanted)
    return f"{parts.scheme}://{parts.netloc}"


def _endpoint(name: str, value: str) -> str:
    """The address of a service of the operator's own, which may have a path and be on this machine."""
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment or parts.username:
        raise _fail(name, value, "an address such as http://127.0.0.1:11434/v1")
    return value


def _prefix(name: str, value: str) -> str:
    """What an address is put behind; "none" for nothing."""
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    plain = value.isascii() and value.isprintable() and " " not in value
    if value != "none" and (not sound or not plain or parts.fragment or parts.username):
        raise _fail(name, value, "an address such as https://web.archive.org/web/, or none")
    return "" if value == "none" else value


def _redis_url(name: str, value: str) -> str:
    if value.partition(":")[0] not in ("redis", "rediss", "unix"):
        # The value may hold a password: it is not shown.
        raise SettingsError(f"DIGEST_{name.upper()}: give a URL that starts with redis:// or rediss://")
    return value


def _secret(name: str, value: str) -> str:
    if not value.isascii() or not value.isprintable() or " " in value:
        # What it is does not get into a log.
        raise SettingsError(f"DIGEST_{name.upper()}: give the key as it is, without spaces")
    return value


def _name(name: str, value: str) -> str:
    if not value.isprintable() or len(value) > 80:
        raise _fail(name, value, "one line of at most 80 characters")
    return value.strip()


def _locale(name: str, value: str) -> str:
    if value not in LOCALES:
        raise _fail(name, value, " or ".join(LOCALES))
    return value


def _timezone(name: str, value: str) -> str:
    if value not in available_timezones():
        raise _fail(name, value, "a name of the tz database such as Asia/Tokyo")
    return value


def _count(name: str, value: str) -> int:
    if not re.fullmatch("[0-9]", value):
        raise _fail(name, value, "the number of proxies in front of the site, 0 to 9")
    return int(value)


def _switch(name: str, value: str) -> bool:
    if value not in ("0", "1"):
        raise _fail(name, value, "0 or 1")
    return value == "1"


def _pairs(name: str, value: str) -> frozenset[str]:
    pairs = frozenset(filter(None, map(str.strip, value.split(","))))
    if not all(map(_is_pair, pairs)):
        raise _fail(name, value, "a list such as 127.0.0.1:8000,[::1]:8000")
    return pairs


def _is_pair(text: str) -> bool:
    host, _, port = text.rpartition(":")
    try:
        ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return bool(re.fullmatch("[1-9][0-9]{0,4}", port)) and int(port) < 65536


def _letters(name: str, value: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", value) or int(value) < 6:
        raise _fail(name, value, "a number of letters in a row, 6 to 9999")
    return int(value)


def _per_cent(name: str, value: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", value) or int(value) > 100:
        raise _fail(name, value, "per cent, 0 to 100")
    return int(value)


# How each setting is read; a setting that is not here there is not.
CHECKS: dict[str, Callable[[str, str], Any]] = {
    "database_url": _database_url,
    "secret_key": secret_key,
    "site_url": site_url,
    "site_name": _name,
    "locale": _locale,
    "timezone": _timezone,
    "trusted_proxies": _count,
    "testing": _switch,
    "fetch_allow": _pairs,
    "quotation_overlap_amber": _letters,
    "quotation_overlap_red": _letters,
    "quotation_copied_amber": _per_cent,
    "quotation_copied_red": _per_cent,
    "quotation_own_share_amber": _per_cent,
    "quotation_own_share_red": _per_cent,
    "assistant_url": _endpoint,
    "assistant_model": _name,
    "assistant_key": _secret,
    "redis_url": _redis_url,
    "archive_timegate": _prefix,
    "archive_save": _prefix,
    "websub_hub": _prefix,
}
