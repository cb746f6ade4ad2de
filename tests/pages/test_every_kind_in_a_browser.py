"""Every kind of question in a real browser: tapped, dragged, answered by keys alone, and without a script."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from course.attempts import actions as attempts
from course.content.loader import load_course
from course.history.log import list_log
from course.history.model import Attempt
from course.items import Asks, BranchingCase, Hotspot, Item, Matching, Ordering
from course.paths import shipped
from tests.cast import Cast
from tests.pages.conftest import LAPTOP, PHONE, SMALLEST, Device
from tests.pages.test_every_page import LOOKS, violations

PRACTICE = "/practice/one-of-each"
QUIZ = "/quizzes/one-of-each"
FINGER = 44
"""Pixels; the least that a finger finds."""

Make = Callable[..., Device]


@pytest.fixture
def app(kinds_app: Flask) -> Flask:
    return kinds_app


# ---------------------------------------------------------------- looks


@pytest.mark.parametrize(("viewport", "scheme"), LOOKS, ids=[f"{look[0]['width']}-{look[1]}" for look in LOOKS])
def test_axe_finds_nothing_and_nothing_goes_sideways(
    device: Make, cast: Cast, viewport: dict[str, int], scheme: str
) -> None:
    rosa = device(viewport, who=cast.rosa, color_scheme=scheme)
    for kind in ("one", "several", "pairs", "order", "places", "story", "safety"):
        rosa.open(f"{PRACTICE}/{kind}-a")
        assert violations(rosa) == [], f"the question {kind}"
        assert rosa.is_as_wide_as_its_screen(), f"the question {kind} can be moved sideways"
    for path in (PRACTICE, "/review", "/review/calendar", QUIZ):
        rosa.open(path)
        assert violations(rosa) == [], path
        assert rosa.is_as_wide_as_its_screen(), f"{path} can be moved sideways"
    for kind, said in (("safety", "One minute, because this one matters"), ("pairs", "Not this time")):
        page = rosa.open(f"{PRACTICE}/{kind}-a?seed=1")
        if kind == "safety":
            page.locator("input[name=chosen][value='1']").check(force=True)
        else:
            for select in page.locator(".app-match select").all():
                select.select_option(index=1)
        page.get_by_role("button", name="I’m sure").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(said)
        assert violations(rosa) == [], said
        assert rosa.is_as_wide_as_its_screen(), f"“{said}” can be moved sideways"


# ---------------------------------------------------------------- fingers


@pytest.mark.parametrize("viewport", [SMALLEST, PHONE, LAPTOP], ids=["320", "390", "1280"])
def test_every_place_of_a_real_drawing_is_large_enough_for_a_finger(
    device: Make, app: Flask, cast: Cast, viewport: dict[str, int]
) -> None:
    course = load_course(shipped("lessons"), shipped("quizzes"))
    app.extensions["course"] = course
    hotspots = [
        (module.stem, item) for module in course.modules for item in module.bank.open_items if isinstance(item, Hotspot)
    ]
    assert len(hotspots) >= 4
    rosa = device(viewport, who=cast.rosa)
    for stem, item in hotspots:
        page = rosa.open(f"/practice/{stem}/{item.id}")
        zones = page.locator(".app-hotspot__zone").all()
        assert len(zones) == len(item.options)
        for zone, box in zip(zones, page.locator(".govuk-checkboxes__input").all(), strict=True):
            size = zone.bounding_box()
            assert size is not None
            assert min(size["width"], size["height"]) >= FINGER, f"{item.id}: {size}"
            zone.click()
            expect(box).to_be_checked()


def test_a_tap_on_a_place_needs_no_script_and_shows_in_both(device: Make, cast: Cast) -> None:
    rosa = device(PHONE, who=cast.rosa, javascript=False)
    page = rosa.open(f"{PRACTICE}/places-a")
    zone, box = page.locator(".app-hotspot__zone").nth(2), page.locator(".govuk-checkboxes__input").nth(2)
    before = zone.evaluate("zone => getComputedStyle(zone).borderStyle")
    zone.click()
    expect(box).to_be_checked()
    assert zone.evaluate("zone => getComputedStyle(zone).borderStyle") != before, "it is seen, not only recorded"
    zone.click()
    expect(box).not_to_be_checked()


# ---------------------------------------------------------------- dragging and moving


def steps_on(page: Page) -> list[str]:
    return [step.inner_text() for step in page.locator(".app-order__step .govuk-label").all()]


def places_on(page: Page) -> list[str]:
    return [select.input_value() for select in page.locator(".app-order select").all()]


def drag(page: Page, source: Locator, target: Locator) -> None:
    """From the middle of one thing to the middle of another, with the mouse."""
    page.mouse.move(*middle_of(source))
    page.mouse.down()
    x, y = middle_of(target)
    page.mouse.move(x, y + 4, steps=20)
    page.mouse.up()


def middle_of(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_steps_are_dragged_into_their_order(device: Make, cast: Cast) -> None:
    page = device(LAPTOP, who=cast.rosa).open(f"{PRACTICE}/order-a?seed=3")
    before = steps_on(page)
    drag(page, page.locator(".app-order__grip").nth(0), page.locator(".app-order__step").nth(3))
    assert steps_on(page) == [*before[1:], before[0]]
    assert places_on(page) == ["0", "1", "2", "3"], "each select says the place that its step has now"


def test_steps_are_dragged_with_a_finger(device: Make, cast: Cast) -> None:
    phone = device(PHONE, who=cast.rosa)
    page = phone.open(f"{PRACTICE}/order-a?seed=3")
    before = steps_on(page)
    page.locator(".app-order__grip").nth(3).scroll_into_view_if_needed()
    (x, y), (_, top) = (
        middle_of(page.locator(".app-order__grip").nth(3)),
        middle_of(page.locator(".app-order__step").nth(0)),
    )
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 11):
        there = y + (top - 10 - y) * part / 10
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": there}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".app-order__step .govuk-label").first).to_have_text(before[3])


def test_steps_are_moved_by_keys_and_the_move_is_said(device: Make, cast: Cast) -> None:
    page = device(LAPTOP, who=cast.rosa).open(f"{PRACTICE}/order-a?seed=3")
    before = steps_on(page)
    page.get_by_role("button", name=f"Move down: {before[0]}").press("Enter")
    assert steps_on(page) == [before[1], before[0], *before[2:]]
    expect(page.get_by_role("button", name=f"Move down: {before[0]}")).to_be_focused()
    expect(page.locator("[role=status]").filter(has_text=before[0])).to_have_text(f"{before[0]} is now in place 2")
    page.keyboard.press("Enter")
    assert steps_on(page)[2] == before[0]


def test_cards_are_dragged_to_their_lines(device: Make, cast: Cast) -> None:
    page = device(LAPTOP, who=cast.rosa).open(f"{PRACTICE}/pairs-a")
    cards, rows = page.locator(".app-match__card"), page.locator(".app-match__row")
    words = cards.nth(2).inner_text()
    drag(page, cards.nth(2), rows.nth(1))
    chosen = rows.nth(1).locator("select option:checked")
    expect(chosen).to_have_text(words)
    expect(rows.nth(0).locator("select option:checked")).to_have_text("Choose …")


def test_a_drag_in_a_quiz_is_saved_at_once(device: Make, app: Flask, cast: Cast) -> None:
    rosa = device(LAPTOP, who=cast.rosa)
    attempt, page = begin(rosa, app, cast)
    answer = next(one for one in attempt.answers if one.item.kind == "ordering")
    rosa.open(f"/attempts/{attempt.summary.public_id}/{answer.number}")
    drag(page, page.locator(".app-order__grip").nth(0), page.locator(".app-order__step").nth(2))
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    with app.app_context():
        kept = attempts.get_attempt(attempt.summary.public_id, of=cast.rosa).answers[answer.number - 1]
    assert kept.chosen is not None
    assert sorted(kept.chosen) == [0, 1, 2, 3]


def test_an_order_that_was_saved_is_shown_again(device: Make, app: Flask, cast: Cast) -> None:
    rosa = device(LAPTOP, who=cast.rosa)
    attempt, page = begin(rosa, app, cast)
    answer = next(one for one in attempt.answers if one.item.kind == "ordering")
    rosa.open(f"/attempts/{attempt.summary.public_id}/{answer.number}")
    page.locator(".app-order__button").nth(1).click()
    now = steps_on(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    rosa.open(f"/attempts/{attempt.summary.public_id}/{answer.number}")
    assert steps_on(page) == now


# ---------------------------------------------------------------- a whole attempt


def begin(one: Device, app: Flask, cast: Cast) -> tuple[Attempt, Page]:
    page = one.open(QUIZ)
    press_by_keys(page, "Start the quiz")
    with app.app_context():
        return attempts.get_attempt(one.path().split("/")[2], of=cast.rosa), page


TABS_AT_MOST = 80


def tab_to(page: Page, thing: Locator) -> None:
    """Press Tab until this has the focus, as somebody does who has no mouse; nothing is focused in any other way."""
    for _ in range(TABS_AT_MOST):
        if thing.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{TABS_AT_MOST} times Tab do not lead to {thing}")


def press_by_keys(page: Page, button: str) -> None:
    """Go to a button that leads on, and press it."""
    tab_to(page, page.get_by_role("button", name=button, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose_by_keys(page: Page, position: int) -> None:
    """One of several radios: Tab comes to the first of them, arrows go on."""
    wanted = page.locator(f"input[name=chosen][value='{position}']")
    radios = page.locator("input[name=chosen]")
    tab_to(page, radios.first)
    page.keyboard.press("Space")
    for _ in range(radios.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"arrows do not lead to {wanted}")


def by_keys(page: Page, item: Item) -> None:
    """Give the right answer with the keyboard alone, from the top of the page on."""
    if isinstance(item, BranchingCase):
        for choice in item.key:
            choose_by_keys(page, choice)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        press_by_keys(page, "Go on")
        return
    if isinstance(item, Ordering):
        put_in_order_by_keys(page, item)
    elif isinstance(item, Matching):
        for at, row in enumerate(item.rows):
            tab_to(page, page.get_by_label(row, exact=True))
            page.keyboard.type(item.responses[item.key[at]])
    elif item.asks is Asks.ONE:
        choose_by_keys(page, item.key[0])
    else:
        for box in sorted(item.key, key=lambda position: place_on(page, position)):
            tab_to(page, page.locator(f"input[name=chosen][value='{box}']"))
            page.keyboard.press("Space")
    press_by_keys(page, "Save and go on")


def place_on(page: Page, position: int) -> int:
    """Which of the choices on the page this one is."""
    return [box.get_attribute("value") for box in page.locator("input[name=chosen]").all()].index(str(position))


def put_in_order_by_keys(page: Page, item: Ordering) -> None:
    for place, words in enumerate(item.rows):
        if page.locator(".app-order--list").count():
            while steps_on(page).index(words) > place:
                tab_to(page, page.get_by_role("button", name=f"Move up: {words}"))
                page.keyboard.press("Enter")
        else:
            tab_to(page, page.get_by_label(words, exact=True))
            page.keyboard.type(str(place + 1))


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_every_kind_is_answered_by_keys_alone(device: Make, app: Flask, cast: Cast, javascript: bool) -> None:
    rosa = device(LAPTOP, who=cast.rosa, javascript=javascript)
    attempt, page = begin(rosa, app, cast)
    for answer in attempt.answers:
        expect(page.get_by_role("heading", level=1)).to_have_text(answer.item.stem)
        by_keys(page, answer.item)
    press_by_keys(page, "Hand in and see the answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your result: attempt 1")
    expect(page.locator(".app-score")).to_contain_text("7 of 7 points")
    expect(page.get_by_text("You found it")).to_have_count(7)


def test_how_sure_one_is_is_said_with_one_tap(device: Make, app: Flask, cast: Cast) -> None:
    phone = device(PHONE, who=cast.rosa)
    page = phone.open(f"{PRACTICE}/one-a")
    for button in page.locator(".app-certainty button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= FINGER
    page.locator("input[name=chosen]").first.check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="I’m guessing").click()
    with app.app_context():
        assert [line.certainty for line in list_log(cast.rosa.id)] == ["guessing"]
