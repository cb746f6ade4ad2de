"""Finished words about sign-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from course.devices.model import OwnSignIn
from course.people import rules
from course.people.model import Lifetimes, Person, SignIn
from course.web.language import gettext as _
from course.web.words import day_and_time

BROWSERS = {
    "edge": "Edge",
    "samsung": "Samsung Internet",
    "opera": "Opera",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
}


@dataclass(frozen=True)
class DeviceCard:
    public_id: str
    title: str
    rows: tuple[dict[str, str], ...]
    is_this: bool


def device_cards(person: Person, found: Sequence[OwnSignIn], lasts: Lifetimes, now: datetime) -> list[DeviceCard]:
    """Sign-ins that are not over yet, each with what its owner may want to know of it."""
    return [_card(one) for one in found if one.is_this or not rules.is_over(_as_sign_in(person, one), now, lasts)]


def _as_sign_in(person: Person, one: OwnSignIn) -> SignIn:
    return SignIn(person, one.started_at, one.seen_at, is_disabled=False, is_kept=one.is_kept)


def _card(one: OwnSignIn) -> DeviceCard:
    name = device_in_words(one.looks)
    lasts = _("Kept signed in") if one.is_kept else _("Ends by itself when it is not used")
    return DeviceCard(
        one.public_id,
        _("%(device)s (this one)", device=name) if one.is_this else name,
        (
            {"key": _("Signed in"), "value": day_and_time(one.started_at)},
            {"key": _("Last seen"), "value": day_and_time(one.seen_at)},
            {"key": _("How long"), "value": lasts},
        ),
        one.is_this,
    )


def device_in_words(looks: str) -> str:
    """ "Chrome on an Android phone"; what is not known is left out."""
    browser, _space, system = looks.partition(" ")
    systems = {
        "iphone": _("an iPhone"),
        "ipad": _("an iPad"),
        "android-phone": _("an Android phone"),
        "android-tablet": _("an Android tablet"),
        "chromebook": _("a Chromebook"),
        "windows": _("a Windows computer"),
        "mac": _("a Mac"),
        "linux": _("a Linux computer"),
    }
    return _(
        "%(browser)s on %(system)s",
        browser=BROWSERS.get(browser, _("A browser")),
        system=systems.get(system, _("a device")),
    )
