"""Passwords: which will do, and what is kept of them."""

import hashlib
import tomllib
from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from digest.domain import password
from digest.domain.password import check, hashed, is_outdated, verified
from digest.domain.refusal import Refusal
from tests.support.programs import ROOT

VENDOR = ROOT / "digest" / "domain" / "vendor"
GOOD = "three quiet herons 7"


def test_it_is_kept_slow_and_salted_as_owasp_recommends() -> None:
    kept = extract_parameters(hashed(GOOD))
    assert kept.type is Type.ID
    assert (kept.memory_cost, kept.time_cost, kept.parallelism) == (19 * 1024, 2, 1)
    assert kept.salt_len >= 16
    assert hashed(GOOD) != hashed(GOOD)


def test_it_is_known_again_and_no_other_is() -> None:
    kept = hashed(GOOD)
    assert verified(kept, GOOD)
    assert not verified(kept, GOOD + " ")
    assert not verified(kept, "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ｐａｓｓ　ｗｏｒｄ　菊", "pass word 菊"),
        ("ｶﾞｷﾞｸﾞｹﾞｺﾞ大", "ガギグゲゴ大"),
        ("cafe\u0301 au lait", "café au lait"),
    ],
)
def test_the_same_characters_from_another_keyboard_are_the_same(first: str, second: str) -> None:
    assert verified(hashed(first), second)


@pytest.mark.parametrize("kept", ["", "x", "$argon2id$v=19$broken", "plain"])
def test_where_nothing_sound_is_kept_nothing_is_right(kept: str) -> None:
    assert not verified(kept, "")
    assert not verified(kept, kept)


def test_nobody_is_looked_at_as_long_as_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            asked.append(str(hash).rpartition("$")[0].rpartition("$")[0])
            return super().verify(hash, password)

    monkeypatch.setattr(password, "HASHER", Watched(time_cost=2, memory_cost=19 * 1024, parallelism=1))
    verified(hashed(GOOD), "wrong")
    verified("", "wrong")
    assert asked[0] == asked[1] == "$argon2id$v=19$m=19456,t=2,p=1"


def test_raised_parameters_make_what_was_kept_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = hashed(GOOD)
    assert not is_outdated(kept)
    monkeypatch.setattr(password, "HASHER", PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1))
    assert is_outdated(kept)
    assert verified(kept, GOOD)


@pytest.mark.parametrize(
    "good",
    [
        GOOD,
        "きくのはなが さいた",
        "🐢🐇🦊🐢🐇🦊🐢🐇",
        "x9 " * 333,
        "tr0ub4dor",
        "菊花展覧会千九百",
        "kikuno went to Kanazawa",
    ],
)
def test_any_characters_will_do(good: str) -> None:
    check(good, "kikuno@example.jp", "秋山 菊乃")


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("", "at least"),
        ("seven 7", "at least"),
        ("７文字のパスワ", "at least"),
        ("x9 " * 334, "at most"),
        ("password", "first to be guessed"),
        ("PASSWORD", "first to be guessed"),
        ("ｐａｓｓｗｏｒｄ", "first to be guessed"),
        ("12345678", "first to be guessed"),
        ("baseball1", "first to be guessed"),
        ("aaaaaaaaaaaaaaaa", "first to be guessed"),
        ("abababababababab", "first to be guessed"),
        ("kikuno@example.jp", "e-mail or name"),
        ("Kikuno@Example.JP1", "e-mail or name"),
        ("kikunokikuno", "e-mail or name"),
        ("kikuno-12", "e-mail or name"),
        ("秋山菊乃秋山菊乃", "e-mail or name"),
        ("秋山 菊乃 2026", "e-mail or name"),
    ],
)
def test_what_is_easily_guessed_is_refused(bad: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        check(bad, "kikuno@example.jp", "秋山 菊乃")


def common() -> list[str]:
    return (VENDOR / "zxcvbn-4.5.0" / "common_passwords.txt").read_text("utf-8").split("\n")[:-1]


def test_three_thousand_common_passwords_and_more_are_refused() -> None:
    assert len(common()) > 3000
    for each in common()[:3000]:
        with pytest.raises(Refusal):
            check(each)
        with pytest.raises(Refusal):
            check(each.upper())


def test_the_list_is_as_it_was_taken_and_its_licence_is_beside_it() -> None:
    entries = tomllib.loads((VENDOR / "VENDORED.toml").read_text("utf-8"))["vendored"]
    recorded = {"VENDORED.toml"}
    for entry in entries:
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert "Permission is hereby granted" in (VENDOR / entry["licence_file"]).read_text("utf-8")
        recorded |= {entry["file"], entry["licence_file"]}
    assert {p.relative_to(VENDOR).as_posix() for p in Path(VENDOR).rglob("*") if p.is_file()} == recorded
