"""The place of an article in a list, as an address carries it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.listing import Key


@given(
    st.timedeltas(timedelta(0), timedelta(days=365_000)).map(
        lambda age: datetime(1970, 1, 1, tzinfo=UTC) + age
    ),
    st.integers(min_value=1, max_value=2**31),
)
def test_what_an_address_carries_is_read_back(at: datetime, number: int) -> None:
    assert Key.read(str(Key(at, number))) == Key(at, number)


@pytest.mark.parametrize(
    "text", ["", "1", "1.", ".1", "-1.2", "1.2.3", "１.２", "1.2\n", "9" * 18 + ".1", "1e3.2"]
)
def test_anything_else_is_no_key(text: str) -> None:
    assert Key.read(text) is None
