"""So many months ago, in a numbered table."""

from datetime import UTC, datetime

import pytest

from course.privacy.rules import months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ((2026, 11, 29), 0, (2026, 11, 29)),
        ((2026, 11, 29), 1, (2026, 10, 29)),
        ((2026, 11, 29), 11, (2025, 12, 29)),
        ((2026, 11, 29), 12, (2025, 11, 29)),
        ((2026, 1, 31), 1, (2025, 12, 31)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2028, 3, 31), 1, (2028, 2, 29)),
        ((2028, 2, 29), 12, (2027, 2, 28)),
        ((2026, 11, 29), 1200, (1926, 11, 29)),
    ],
)
def test_months_before(day: tuple[int, int, int], months: int, before: tuple[int, int, int]) -> None:
    assert months_before(datetime(*day, 9, 5, tzinfo=UTC), months) == datetime(*before, 9, 5, tzinfo=UTC)
