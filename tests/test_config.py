"""Settings are checked before anything starts."""

import stat
import tomllib
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from digest.config import ROOT, SettingsError, load
from digest.domain.quotation import Limits


def environ(folder: Path, **given: str) -> dict[str, str]:
    return {"DIGEST_INSTANCE_PATH": str(folder / "instance"), **given}


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = load(environ(tmp_path))
    assert settings.database_url == f"sqlite:///{tmp_path / 'instance' / 'digest.db'}"
    assert (settings.locale, settings.timezone, settings.site_url) == (
        "ja",
        "Asia/Tokyo",
        "http://127.0.0.1:5000",
    )


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = load(environ(tmp_path)).secret_key
    assert len(first) == 64
    assert load(environ(tmp_path)).secret_key == first
    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["secret_key"]


def test_a_variable_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "digest.toml").write_text('locale = "en"\ntimezone = "UTC"\n')
    settings = load(environ(tmp_path, DIGEST_TIMEZONE="Europe/Paris"))
    assert (settings.locale, settings.timezone) == ("en", "Europe/Paris")


def test_the_address_follows_the_port(tmp_path: Path) -> None:
    assert load(environ(tmp_path, PORT="8000")).site_url == "http://127.0.0.1:8000"
    assert load(environ(tmp_path, PORT="8000", DIGEST_SITE_URL="https://d.jp/")).site_url == "https://d.jp"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DIGEST_DATABASE_URL", "mysql://a/b"),
        ("DIGEST_SECRET_KEY", "short"),
        ("DIGEST_SITE_URL", "digest.example.jp"),
        ("DIGEST_SITE_URL", "https://d.jp/path"),
        ("DIGEST_SITE_URL", "https://[::1"),
        ("DIGEST_SITE_NAME", "two\nlines"),
        ("DIGEST_LOCALE", "fr"),
        ("DIGEST_TIMEZONE", "Tokyo"),
        ("DIGEST_TRUSTED_PROXIES", "all"),
        ("DIGEST_TESTING", "yes"),
        ("DIGEST_FETCH_ALLOW", "127.0.0.1:8000"),
        ("DIGEST_QUOTATION_OVERLAP_AMBER", "5"),
        ("DIGEST_QUOTATION_OVERLAP_RED", "half"),
        ("DIGEST_QUOTATION_COPIED_AMBER", "101"),
        ("DIGEST_QUOTATION_COPIED_RED", "-1"),
        ("DIGEST_QUOTATION_OWN_SHARE_AMBER", "0.5"),
        ("DIGEST_QUOTATION_OWN_SHARE_RED", "50%"),
        # Red before amber.
        ("DIGEST_QUOTATION_OVERLAP_AMBER", "46"),
        ("DIGEST_QUOTATION_COPIED_AMBER", "71"),
        ("DIGEST_QUOTATION_OWN_SHARE_RED", "68"),
        ("DIGEST_REDIS_URL", "http://a/"),
        ("DIGEST_ARCHIVE_TIMEGATE", "web.archive.org"),
        ("DIGEST_ARCHIVE_TIMEGATE", "https://u:p@archive.example/"),
        ("DIGEST_ARCHIVE_SAVE", "https://[::1"),
        ("DIGEST_ARCHIVE_SAVE", "https://archive.example/#save"),
        ("DIGEST_WEBSUB_HUB", "hub.example"),
    ],
)
def test_a_bad_value_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(environ(tmp_path, **{name: value}))
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "pairs", ["localhost:80", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "10.0.0.0/8:80"]
)
def test_only_exact_addresses_are_admitted_to_fetches(tmp_path: Path, pairs: str) -> None:
    with pytest.raises(SettingsError, match=r"^DIGEST_FETCH_ALLOW: .*; give "):
        load(environ(tmp_path, DIGEST_TESTING="1", DIGEST_FETCH_ALLOW=pairs))


def test_an_installation_for_tests_may_fetch_from_named_addresses(tmp_path: Path) -> None:
    given = environ(tmp_path, DIGEST_TESTING="1", DIGEST_FETCH_ALLOW="127.0.0.1:8000, [::1]:8000,")
    assert load(given).fetch_allow == {"127.0.0.1:8000", "[::1]:8000"}
    with pytest.raises(SettingsError, match=r"needs DIGEST_TESTING=1$"):
        replace(load(given), testing=False)


def test_who_fetches_says_which_version_of_which_site_it_is(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    agent = load(environ(tmp_path, DIGEST_SITE_URL="https://d.jp")).agent
    assert agent == f"ChrysanthemumDigest/{project['version']} (+https://d.jp)"


def test_the_limits_of_quotation_are_the_stated_ones_unless_they_are_set(tmp_path: Path) -> None:
    stated = load(environ(tmp_path))
    names = {f"quotation_{name}": value for name, value in asdict(Limits()).items()}
    assert {name: getattr(stated, name) for name in names} == names
    chosen = load(environ(tmp_path, DIGEST_QUOTATION_OVERLAP_AMBER="60", DIGEST_QUOTATION_OVERLAP_RED="60"))
    assert (chosen.quotation_overlap_amber, chosen.quotation_overlap_red) == (60, 60)


def test_archives_are_asked_unless_somebody_says_none(tmp_path: Path) -> None:
    usual = load(environ(tmp_path))
    assert (usual.archive_timegate, usual.archive_save) == ("https://web.archive.org/web/", "")
    given = {"DIGEST_ARCHIVE_TIMEGATE": "none", "DIGEST_ARCHIVE_SAVE": "https://web.archive.org/save/"}
    chosen = load(environ(tmp_path, **given))
    assert (chosen.archive_timegate, chosen.archive_save) == ("", "https://web.archive.org/save/")


def test_no_hub_is_told_unless_one_is_named(tmp_path: Path) -> None:
    assert load(environ(tmp_path)).websub_hub == ""
    assert (
        load(environ(tmp_path, DIGEST_WEBSUB_HUB="https://hub.example/")).websub_hub == "https://hub.example/"
    )


def test_a_password_in_a_bad_address_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(environ(tmp_path, DIGEST_DATABASE_URL="mysql://me:hush@db/x"))
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("text", ["colour = 1", "locale ="])
def test_a_bad_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "digest.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"^digest\.toml: "):
        load(environ(tmp_path))


def test_postgresql_gets_its_driver(tmp_path: Path) -> None:
    settings = load(environ(tmp_path, DIGEST_DATABASE_URL="postgresql://db/digest"))
    assert settings.database_url == "postgresql+psycopg://db/digest"
