"""A medical word opens its meaning with a tap or a key, with a script or without."""

from collections.abc import Callable

import pytest

from tests.pages.conftest import LAPTOP, PHONE, Device
from tests.pages.test_every_page import violations

LESSON = "/lessons/songs-at-dawn"
MEANING = "The time when the sun has just gone down."


@pytest.mark.parametrize("javascript", [True, False])
def test_a_tap_opens_the_meaning_and_another_closes_it(device: Callable[..., Device], javascript: bool) -> None:
    page = device(PHONE, javascript=javascript).open(LESSON)
    card = page.get_by_text(MEANING)
    assert not card.is_visible()
    page.get_by_role("button", name="dusk", exact=True).click()
    assert card.is_visible()
    page.get_by_role("button", name="Close").click()
    assert not card.is_visible()


def test_a_keyboard_opens_it_and_leads_to_all_words(device: Callable[..., Device]) -> None:
    reading = device(LAPTOP, javascript=False)
    page = reading.open(LESSON)
    page.get_by_role("button", name="dusk", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.get_by_text(MEANING).is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary#dusk")
    assert page.get_by_text(MEANING).is_visible()


def test_axe_finds_nothing_in_an_open_card(device: Callable[..., Device]) -> None:
    reading = device(PHONE, color_scheme="dark")
    page = reading.open(LESSON)
    page.get_by_role("button", name="dusk", exact=True).click()
    assert page.get_by_text(MEANING).is_visible()
    assert violations(reading) == []


def test_it_stays_on_the_smallest_screen(device: Callable[..., Device]) -> None:
    reading = device({"width": 320, "height": 480})
    page = reading.open(LESSON)
    page.get_by_role("button", name="dusk", exact=True).click()
    box = page.locator("#word-dusk").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 480.5
    assert reading.is_as_wide_as_its_screen()


VOICES = """
    const said = window.said = [];
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => [{ lang: "en-US", localService: LOCAL }],
        speak: (each) => said.push(each.text),
        cancel: () => {},
    }});
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
"""A device with one voice; Debian's Chromium has none of its own."""


def test_a_word_can_be_heard_with_a_voice_of_the_device(device: Callable[..., Device]) -> None:
    reading = device(PHONE)
    reading.page.add_init_script(VOICES.replace("LOCAL", "true"))
    page = reading.open(LESSON)
    page.get_by_role("button", name="dusk", exact=True).click()
    page.get_by_role("button", name="Hear it").click()
    assert page.evaluate("said") == ["dusk.", MEANING]


def test_a_voice_that_would_send_the_word_elsewhere_is_not_used(device: Callable[..., Device]) -> None:
    reading = device(PHONE)
    reading.page.add_init_script(VOICES.replace("LOCAL", "false"))
    page = reading.open(LESSON)
    page.get_by_role("button", name="dusk", exact=True).click()
    assert not page.get_by_role("button", name="Hear it").is_visible()
