"""Settings: typed values from DIGEST_* variables and instance/digest.toml, checked before anything starts."""

import os
import re
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("ja", "en")
VERSION = "0.1.0"


class SettingsError(Exception):
    """A setting that cannot be used; the text is one line that names it and says what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation can choose. Field `x_y` is DIGEST_X_Y and the TOML key `x_y`."""

    instance_path: Path
    database_url: str
    secret_key: str
    site_url: str = "http://127.0.0.1:5000"
    site_name: str = ""
    locale: str = "ja"
    timezone: str = "Asia/Tokyo"
    trusted_proxies: int = 0
    testing: bool = False
    fetch_allow: frozenset[str] = frozenset()
    quotation_overlap_amber: int = 25
    quotation_overlap_red: int = 45
    quotation_copied_amber: int = 40
    quotation_copied_red: int = 70
    quotation_own_share_amber: int = 67
    quotation_own_share_red: int = 50

    def __post_init__(self) -> None:
        if self.fetch_allow and not self.testing:
            raise SettingsError("DIGEST_FETCH_ALLOW: only tests may reach these; it needs DIGEST_TESTING=1")
        for milder, graver in _GRAVER:
            less, more = getattr(self, milder), getattr(self, graver)
            if less > more:
                raise SettingsError(
                    f"DIGEST_{milder.upper()}: {less} is more than DIGEST_{graver.upper()}, which is {more}"
                )

    assistant_url: str = ""
    assistant_model: str = ""
    assistant_key: str = field(default="", repr=False)

    @property
    def agent(self) -> str:
        """What this installation calls itself where it fetches something, with the way to whoever runs it."""
        return f"ChrysanthemumDigest/{VERSION} (+{self.site_url})"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that readers see times in."""
        return ZoneInfo(self.timezone)


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; makes the instance folder and its secret key on first use.

    Raises SettingsError for a value that cannot be used and for a key of the file that is not a setting.
    """
    instance = Path(environ.get("DIGEST_INSTANCE_PATH") or ROOT / "instance").resolve()
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"DIGEST_INSTANCE_PATH: cannot make the folder {instance}: {error.strerror}"
        ) from error
    given = _file(instance / "digest.toml")
    for name in _CHECKS:
        if value := environ.get(f"DIGEST_{name.upper()}"):
            given[name] = value
    checked: dict[str, Any] = {name: _CHECKS[name](name, str(value)) for name, value in given.items()}
    checked.setdefault("database_url", f"sqlite:///{instance / 'digest.db'}")
    if "secret_key" not in checked:
        checked["secret_key"] = _secret_key(instance / "secret_key")
    if not checked.get("site_url") and (port := environ.get("PORT")):
        checked["site_url"] = _url("port", f"http://127.0.0.1:{port}")
    return Settings(instance_path=instance, **checked)


def _file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: {error}") from error
    for name in given:
        if name not in _CHECKS:
            raise SettingsError(f"{path.name}: {name} is not a setting; there are {', '.join(_CHECKS)}")
    return given


def _secret_key(path: Path) -> str:
    """The key kept in `path`, made at the first start. Two processes starting at once agree on one key."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return _key("secret_key", path.read_text().strip())


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


def _key(name: str, value: str) -> str:
    if len(value) < 32:
        raise SettingsError(f"DIGEST_{name.upper()}: give at least 32 characters that nobody can guess")
    return value


def _url(name: str, value: str) -> str:
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


_CHECKS: dict[str, Callable[[str, str], Any]] = {
    "database_url": _database_url,
    "secret_key": _key,
    "site_url": _url,
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
}
# Of each pair, what may not be more than the other: nothing is red before it is amber.
_GRAVER = (
    ("quotation_overlap_amber", "quotation_overlap_red"),
    ("quotation_copied_amber", "quotation_copied_red"),
    ("quotation_own_share_red", "quotation_own_share_amber"),
)
