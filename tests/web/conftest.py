"""Fixtures of the tests of pages: passwords are checked quickly, as no page is about how they are kept."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from digest.domain import password

# The least that Argon2 knows. What a site takes is shown by tests/domain/test_password.py.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="module", autouse=True)
def _quick_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(password, "HASHER", QUICK)
        yield
