"""Dates in the course's time zone, and shares that never promise more than there is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from course.web.words import day, day_and_time, percent
from tests.conftest import settings_in

NEARLY_MIDNIGHT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


def a_site_in(time_zone: str) -> Flask:
    site = Flask(__name__)
    Babel(site, default_locale="en")
    site.extensions["settings"] = settings_in(Path("nowhere"), TIME_ZONE=time_zone)
    return site


@pytest.mark.parametrize(
    ("time_zone", "said"),
    [
        ("UTC", "November 23, 2026"),
        ("America/Los_Angeles", "November 23, 2026"),
        ("Asia/Kolkata", "November 24, 2026"),
    ],
)
def test_a_moment_falls_on_the_day_that_people_there_call_today(time_zone: str, said: str) -> None:
    with a_site_in(time_zone).test_request_context():
        assert day(NEARLY_MIDNIGHT) == said


@pytest.mark.parametrize("time_zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_date_is_the_same_day_everywhere(time_zone: str) -> None:
    with a_site_in(time_zone).test_request_context():
        assert day(date(2026, 12, 1)) == "December 1, 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 5, "12:05 AM"), (9, 5, "9:05 AM"), (12, 0, "12:00 PM"), (13, 59, "1:59 PM"), (23, 30, "11:30 PM")],
)
def test_a_time_is_said_as_on_a_kitchen_clock(hour: int, minute: int, said: str) -> None:
    with a_site_in("UTC").test_request_context():
        moment = datetime(2026, 11, 3, hour, minute, tzinfo=UTC)
        assert day_and_time(moment) == f"November 3, 2026, {said}"


def test_day_and_time_change_zone_together() -> None:
    with a_site_in("Asia/Kolkata").test_request_context():
        assert day_and_time(NEARLY_MIDNIGHT) == "November 24, 2026, 5:00 AM"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0%"),
        (0.004, "0%"),
        (0.125, "12%"),
        (0.29, "29%"),
        (0.5, "50%"),
        (0.796, "79%"),
        (0.875, "87%"),
        (0.994, "99%"),
        (0.9999, "99%"),
        (1.0, "100%"),
    ],
)
def test_a_share_is_rounded_down(share: float, said: str) -> None:
    with a_site_in("UTC").test_request_context():
        assert percent(share) == said


@given(share=st.floats(0, 1))
def test_only_all_of_it_is_a_hundred_percent(share: float) -> None:
    with a_site_in("UTC").test_request_context():
        number = int(percent(share).removesuffix("%"))
    assert abs(number - share * 100) <= 1
    assert (number == 100) == (share == 1)
