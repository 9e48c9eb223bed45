"""A line for those who take only so many characters."""

import pytest

from digest.domain.shortening import shortened


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("札", 1, "札"),
        ("新しいお札", 5, "新しいお札"),
        ("新しいお札", 4, "新しい…"),
        ("new notes", 5, "new…"),
        ("か\u3099き\u3099く\u3099", 4, "か\u3099…"),
        ("札👍🏽です", 3, "札…"),
        ("家族👨\u200d👩\u200d👧の札", 6, "家族…"),
        ("\u3099\u3099\u3099\u3099", 3, "\u3099\u3099…"),
        ("", 3, ""),
    ],
)
def test_no_sign_is_torn_apart(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short
