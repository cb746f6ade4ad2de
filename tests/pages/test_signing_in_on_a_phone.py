"""Signing in, in real Chromium: a phone that is kept, devices that are seen and ended, a code from an app."""

import base64
import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from course import clock
from tests.builders import App
from tests.cast import PASSWORD, Cast
from tests.pages.conftest import LAPTOP, PHONE, Device

Devices = Callable[..., Device]
BOTH = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
KEEP = "This is my own phone or computer. Keep me signed in"


def headline(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def sign_in(device: Device, name: str, keep: bool = False) -> Page:
    page = device.open("/sign-in")
    page.get_by_label("Your name in the course").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    if keep:
        page.get_by_label(KEEP).check()
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    return page


def after_the_browser_was_closed(device: Device) -> None:
    """Cookies without a date go; those with one stay."""
    kept = [cookie for cookie in device.page.context.cookies() if cookie["expires"] != -1]
    device.page.context.clear_cookies()
    device.page.context.add_cookies(kept)  # type: ignore[arg-type]


@BOTH
@SCRIPT
def test_a_phone_of_ones_own_is_kept_and_another_is_not(
    device: Devices, viewport: dict[str, int], javascript: bool
) -> None:
    own, borrowed = (device(viewport, javascript=javascript) for _ in range(2))
    headline(sign_in(own, "Rosa", keep=True), "Hello, Rosa")
    headline(sign_in(borrowed, "Rosa"), "Hello, Rosa")
    for one, then in ((own, "My account"), (borrowed, "Sign in")):
        after_the_browser_was_closed(one)
        headline(one.open("/me"), then)


@BOTH
@SCRIPT
def test_devices_are_seen_and_ended(device: Devices, viewport: dict[str, int], javascript: bool) -> None:
    phone, other, third = (device(viewport, javascript=javascript) for _ in range(3))
    for one in (other, third):
        sign_in(one, "Rosa", keep=True)
    page = sign_in(phone, "Rosa")
    page = phone.open("/me")
    page.get_by_role("link", name="Where I am signed in").click()
    expect(page.get_by_role("heading", level=2).filter(has_text="Chrome on")).to_have_count(3)
    expect(page.get_by_role("heading", level=2).filter(has_text="(this one)")).to_have_count(1)
    assert phone.is_as_wide_as_its_screen()

    page.get_by_role("button", name="Sign this one out").nth(1).click()
    expect(page.get_by_text("That device is signed out.")).to_be_visible()
    page.get_by_role("button", name="Sign out every other device").click()
    expect(page.get_by_role("heading", level=2).filter(has_text="Chrome on")).to_have_count(1)
    for one, then in ((phone, "My account"), (other, "Sign in"), (third, "Sign in")):
        headline(one.open("/me"), then)


@BOTH
def test_leaving_forgets_the_device(device: Devices, viewport: dict[str, int]) -> None:
    one = device(viewport, javascript=False)
    sign_in(one, "Rosa", keep=True)
    assert {cookie["name"] for cookie in one.page.context.cookies()} == {"session", "device"}
    one.page.context.request.get(f"{one.address}/leave", max_redirects=0)
    assert one.page.context.cookies() == []


@BOTH
@SCRIPT
def test_ines_sets_up_her_app_and_signs_in_with_a_code(
    device: Devices, app: Flask, cast: Cast, viewport: dict[str, int], javascript: bool
) -> None:
    desk = device(viewport, who=cast.ines, javascript=javascript)
    page = desk.open("/me/second-step")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    headline(page, "Set up your app")
    expect(page.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    letters = page.locator(".app-code code").inner_text().replace(" ", "")
    phone = App(base64.b32decode(letters + "=" * (-len(letters) % 8)), ())
    assert desk.is_as_wide_as_its_screen()
    page.get_by_label("The six digits that the app shows now").fill(phone.code(clock.now(), steps=-1))
    page.get_by_role("button", name="Switch it on").click()
    headline(page, "Write these codes down")
    spare = page.locator("li code").first.inner_text()
    page.get_by_role("button", name="I have written them down").click()
    expect(page.get_by_text("10 of the codes that you wrote down are left.")).to_be_visible()

    for typed in (lambda: phone.code(clock.now()), lambda: spare):
        other = device(viewport, javascript=javascript)
        page = sign_in(other, "Ines")
        headline(page, "The code from your app")
        page.get_by_label("Code from your app").fill("000000")
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("This code does not fit.")
        page.get_by_label("Code from your app").fill(typed())
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        headline(page, "Hello, Ines")
        other.messages[:] = [said for said in other.messages if "status of 422" not in said]  # Chromium's own words
