"""What the value of a setting may be; a wrong one is refused with its name and what it takes."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LONGEST_RETENTION = 1200
"""Months: a hundred years."""


class UnfitSettings(Exception):
    """A setting cannot be used; the message names it and says what it takes."""


def yes_or_no(name: str, text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false", "1", "0"):
        raise UnfitSettings(f"COURSE_{name} is {text!r}; say yes or no.")
    return text.lower() in ("yes", "true", "1")


def whole_number(name: str, text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise UnfitSettings(f"COURSE_{name} is {text!r}; give a whole number of at most five digits.")
    return int(text)


def port_or_none(number: int) -> int:
    if number and not 1024 <= number <= 65535:
        raise UnfitSettings(f"COURSE_METRICS_PORT is {number}; give a port from 1024 to 65535, or 0 for none.")
    return number


def at_least_one(name: str, raw: Mapping[str, Any]) -> int:
    number: int = raw[name]
    if number < 1:
        raise UnfitSettings(f"COURSE_{name} is {number}; give 1 or more.")
    return number


def months(number: int) -> int:
    if not 0 <= number <= LONGEST_RETENTION:
        raise UnfitSettings(f"COURSE_RETENTION_MONTHS is {number}; give 0 to {LONGEST_RETENTION} (0 keeps everything).")
    return number


def host_names(text: str) -> tuple[str, ...]:
    names = tuple(text.split())
    if not names or any("/" in name for name in names):
        raise UnfitSettings(f"COURSE_HOSTS is {text!r}; give host names such as course.example.org, and no https://.")
    return names


def known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnfitSettings(f"COURSE_TIME_ZONE is {name!r}; give a name such as America/Los_Angeles.") from None
    return name


def https_address(address: str) -> str:
    if not address.startswith("https://"):
        raise UnfitSettings(f"COURSE_LEAVE_TO is {address!r}; give an address that begins with https://.")
    return address
