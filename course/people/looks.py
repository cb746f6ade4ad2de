"""What kind of device a browser says it is on: two words of ours, so that nothing a browser sends is kept as it was."""

import re

BROWSERS = (
    ("edge", r"Edg(e|A|iOS)?/"),
    ("samsung", r"SamsungBrowser/"),
    ("opera", r"OPR/|Opera"),
    ("firefox", r"Firefox/|FxiOS/"),
    ("chrome", r"Chrome/|CriOS/|Chromium/"),
    ("safari", r"Version/.*Safari/"),
)
"""The first that is found: nearly all of them call themselves Safari or Chrome too."""

SYSTEMS = (
    ("iphone", r"iPhone|iPod"),
    ("ipad", r"iPad"),
    ("android-phone", r"Android.*Mobile"),
    ("android-tablet", r"Android"),
    ("chromebook", r"CrOS"),
    ("windows", r"Windows"),
    ("mac", r"Macintosh|Mac OS X"),
    ("linux", r"Linux|X11"),
)


def looks_of(user_agent: str) -> str:
    """Browser and system, "chrome android-phone"; "other" for what is not known."""
    return f"{_first(BROWSERS, user_agent)} {_first(SYSTEMS, user_agent)}"


def _first(kinds: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for name, pattern in kinds if re.search(pattern, user_agent[:400])), "other")
