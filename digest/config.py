"""Settings: typed values from DIGEST_* variables and instance/digest.toml, checked before anything starts."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from digest.config_values import CHECKS, LOCALES, SettingsError, secret_key, site_url

__all__ = ["LOCALES", "ROOT", "VERSION", "Settings", "SettingsError", "load"]

ROOT = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"
# Of each pair, what may not be more than the other: nothing is red before it is amber.
_GRAVER = (
    ("quotation_overlap_amber", "quotation_overlap_red"),
    ("quotation_copied_amber", "quotation_copied_red"),
    ("quotation_own_share_red", "quotation_own_share_amber"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation can choose. Field `x_y` is DIGEST_X_Y and the TOML key `x_y`."""

    instance_path: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
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
    assistant_url: str = ""
    assistant_model: str = ""
    assistant_key: str = field(default="", repr=False)
    redis_url: str = field(default="", repr=False)
    archive_timegate: str = "https://web.archive.org/web/"
    archive_save: str = ""
    websub_hub: str = ""

    def __post_init__(self) -> None:
        if self.fetch_allow and not self.testing:
            raise SettingsError("DIGEST_FETCH_ALLOW: only tests may reach these; it needs DIGEST_TESTING=1")
        if self.assistant_url and not self.assistant_model:
            raise SettingsError(
                "DIGEST_ASSISTANT_MODEL: name the model that is asked at DIGEST_ASSISTANT_URL"
            )
        for milder, graver in _GRAVER:
            less, more = getattr(self, milder), getattr(self, graver)
            if less > more:
                raise SettingsError(
                    f"DIGEST_{milder.upper()}: {less} is more than DIGEST_{graver.upper()}, which is {more}"
                )

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
    for name in CHECKS:
        if value := environ.get(f"DIGEST_{name.upper()}"):
            given[name] = value
    checked: dict[str, Any] = {name: CHECKS[name](name, str(value)) for name, value in given.items()}
    checked.setdefault("database_url", f"sqlite:///{instance / 'digest.db'}")
    if "secret_key" not in checked:
        checked["secret_key"] = _secret_key(instance / "secret_key")
    if not checked.get("site_url") and (port := environ.get("PORT")):
        checked["site_url"] = site_url("port", f"http://127.0.0.1:{port}")
    return Settings(instance_path=instance, **checked)


def _file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: {error}") from error
    for name in given:
        if name not in CHECKS:
            raise SettingsError(f"{path.name}: {name} is not a setting; there are {', '.join(CHECKS)}")
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
    return secret_key("secret_key", path.read_text().strip())
