"""The kind of device, from what browsers call themselves."""

import pytest

from course.devices.pages import BROWSERS
from course.people import looks
from course.people.looks import looks_of

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("number", "user_agent", "expected"),
    [
        (1, f"{ANDROID} Chrome/142.0.0.0 Mobile Safari/537.36", "chrome android-phone"),
        (2, f"{ANDROID} Chrome/142.0.0.0 Safari/537.36", "chrome android-tablet"),
        (3, f"{ANDROID} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36", "samsung android-phone"),
        (4, "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "firefox android-phone"),
        (5, f"{IPHONE} Version/26.1 Mobile/15E148 Safari/604.1", "safari iphone"),
        (6, f"{IPHONE} CriOS/142.0 Mobile/15E148 Safari/604.1", "chrome iphone"),
        (7, f"{IPHONE} FxiOS/145.0 Mobile/15E148 Safari/605.1.15", "firefox iphone"),
        (8, f"{WINDOWS} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "edge windows"),
        (9, f"{WINDOWS} Chrome/142.0.0.0 Safari/537.36", "chrome windows"),
        (10, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/26.0 Safari/605", "safari mac"),
        (11, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "firefox linux"),
        (12, "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537 Chrome/142.0 Safari/537", "chrome chromebook"),
        (13, "", "other other"),
        (14, "<script>alert(1)</script>", "other other"),
    ],
)
def test_the_kind_of_device(number: int, user_agent: str, expected: str) -> None:
    assert looks_of(user_agent) == expected, f"row {number}"


def test_every_kind_fits_its_column_and_has_its_word() -> None:
    assert max(len(browser) for browser, _ in looks.BROWSERS) + max(len(system) for system, _ in looks.SYSTEMS) < 40
    assert set(BROWSERS) == {browser for browser, _pattern in looks.BROWSERS}
