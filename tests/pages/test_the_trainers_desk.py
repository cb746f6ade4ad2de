"""Ines at her desk in real Chromium: on a laptop in the office, on a phone on the bus, with a script and without."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from course import clock
from course.assignments import actions as assignments
from course.content.model import Course
from course.groups import actions as groups
from course.history.model import Certainty, Occasion
from course.practice import actions as practice
from course.roster import actions as roster
from course.roster.model import PIECE
from course.roster.reading import read_roster
from tests.builders import asking, take_quiz
from tests.cast import PASSWORD, Cast
from tests.pages.conftest import LAPTOP, PHONE, Device

Devices = Callable[..., Device]
BOTH = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])


def headline(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.fixture
def desk(app: Flask, cast: Cast, small_course: Course) -> str:
    """The address of the Tuesday group, whose learners have done this and that."""
    first, second, third = small_course.modules
    with app.app_context():
        now = clock.now()
        take_quiz(first, cast.rosa, now - timedelta(days=3), right=2)
        take_quiz(first, cast.rosa, now - timedelta(days=2), right=5)
        take_quiz(third, cast.tomas, now - timedelta(days=1))
        item = next(item for item in first.bank.open_items if item.must_pass)
        wrong = tuple(position for position in range(len(item.options)) if position not in item.key)[:1]
        practice.answer(first, item, 1, wrong, Certainty.SURE, Occasion.PRACTICE, cast.rosa, now)
        assignments.assign(cast.tuesday, asking([second], now.date() - timedelta(days=1)), cast.ines, now)
    return f"/groups/{cast.tuesday.public_id}"


# ---------------------------------------------------------------- groups


@BOTH
@SCRIPT
def test_a_group_from_its_making_to_its_archive(
    device: Devices, cast: Cast, viewport: dict[str, int], javascript: bool
) -> None:
    page = device(viewport, who=cast.ines, javascript=javascript).open("/groups")
    page.get_by_label("Name of the group").fill("Night group")
    page.get_by_role("button", name="Make the group").click()
    headline(page, "Night group")
    page.get_by_role("link", name="Look after the group").click()
    page.get_by_text("Make a new code", exact=True).first.click()
    page.get_by_label("For 7 days").check(force=True)
    page.get_by_role("button", name="Make a new code").click()
    expect(page.get_by_text("Here is the new code.")).to_be_visible()
    page.get_by_role("button", name="Join card").or_(page.get_by_role("link", name="Join card")).click()
    expect(page.get_by_role("img", name="QR code. It opens the address beside it.")).to_be_visible()
    page.go_back()
    page.get_by_label("The trainer’s name").fill("Karl")
    page.get_by_role("button", name="Add this trainer").click()
    expect(page.get_by_text("Karl trains this group now, too.")).to_be_visible()
    page.get_by_role("button", name="Archive this group").click()
    page.get_by_text("Archived groups", exact=True).click()
    page.get_by_role("link", name="Night group").click()
    expect(page.get_by_text("This group is archived.")).to_be_visible()
    page.get_by_role("link", name="Reopen it").click()
    page.get_by_role("button", name="Reopen the group").click()
    expect(page.get_by_text("The group is open again.")).to_be_visible()


def test_a_learner_is_moved_and_what_they_did_goes_along(device: Devices, desk: str, app: Flask, cast: Cast) -> None:
    with app.app_context():
        groups.make_group("Night group", cast.ines, clock.now())
    page = device(PHONE, who=cast.ines).open(desk)
    page.get_by_role("link", name="Tomás").click()
    page.get_by_role("link", name="Move or remove Tomás").click()
    page.get_by_label("Night group").check(force=True)
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("Tomás is in “Night group” now.")).to_be_visible()
    page.get_by_role("link", name="My groups", exact=True).click()
    page.get_by_role("link", name="Night group").click()
    expect(page.locator("tbody tr", has_text="Tomás")).to_contain_text("Passed")


@SCRIPT
def test_a_list_is_added_in_pieces_and_its_slips_are_printed_and_used(
    device: Devices, cast: Cast, tmp_path: Path, javascript: bool
) -> None:
    trainer = device(LAPTOP, who=cast.ines, javascript=javascript)
    page = trainer.open(f"/groups/{cast.tuesday.public_id}/roster")
    lines = "name;since\n" + "".join(f"Learner {number};2026\n" for number in range(2 * PIECE + 5)) + "Rosa;2026\n"
    page.get_by_label("Or choose a CSV file").set_input_files(
        {"name": "group.csv", "mimeType": "text/csv", "buffer": lines.encode("utf-8-sig")}
    )
    page.get_by_role("button", name="Look it through").click()
    expect(page.get_by_text(f"{2 * PIECE + 5} new learners can join, 1 row is left out.")).to_be_visible()
    page.get_by_role("button", name="Add these learners").click()
    if not javascript:
        for done in (PIECE, 2 * PIECE):
            expect(page.locator("#progress")).to_have_text(f"{done} of {2 * PIECE + 5} done")
            page.get_by_role("button", name="Go on").click()
    headline(page, "Sign-in slips")
    expect(page.get_by_text(f"{2 * PIECE + 5} learners were added to the group.")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Make the slips").click()
    headline(page, "Slips to print and cut")
    expect(page.locator(".app-joincard")).to_have_count(100)
    paper = page.pdf(path=tmp_path / "slips.pdf", format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 34, "three slips or more on a sheet"
    code = page.locator(".app-joincard code").first.inner_text()

    phone = device(PHONE, javascript=javascript)
    theirs = phone.open("/slip")
    theirs.get_by_label("Code on the slip").fill(code.lower())
    theirs.get_by_role("button", name="Sign in").click()
    headline(theirs, "Hello, Learner 0")
    theirs = phone.open("/me")
    theirs.get_by_role("link", name="Choose a password").click()
    theirs.get_by_label("Password").fill(PASSWORD)
    theirs.get_by_role("button", name="Save the password").click()
    headline(theirs, "Your recovery code")


# ---------------------------------------------------------------- assignments


@BOTH
def test_what_is_asked_is_read_by_the_learner_with_the_exception_made_for_her(
    device: Devices, cast: Cast, app: Flask, small_course: Course, viewport: dict[str, int]
) -> None:
    module, soon = small_course.modules[1], clock.now().date() + timedelta(days=5)
    page = device(viewport, who=cast.ines).open(f"/groups/{cast.tuesday.public_id}")
    page.get_by_role("link", name="Assign modules").or_(page.get_by_role("button", name="Assign modules")).click()
    page.get_by_label(f"2. {module.lesson.title}").check(force=True)
    page.get_by_label("Due on").fill(soon.isoformat())
    page.get_by_text("More choices").click()
    page.get_by_label("Rosa").check(force=True)
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("Assigned. Learners see it on their page now.")).to_be_visible()

    rosa, tomas = device(PHONE, who=cast.rosa), device(PHONE, who=cast.tomas)
    expect(rosa.open("/").locator(".govuk-task-list")).to_contain_text(f"asked for by Tuesday group, by {soon:%B}")
    expect(tomas.open("/").locator(".govuk-task-list")).not_to_contain_text("asked for")

    page.get_by_role("link", name="Rosa").click()
    page.get_by_role("link", name="Change the date, or pause").click()
    later = soon + timedelta(days=40)
    page.get_by_label("Another last day").fill(later.isoformat())
    page.get_by_role("button", name="Save").click()
    expect(rosa.open("/").locator(".govuk-task-list")).to_contain_text(f"{later:%B}")

    page.goto(device(viewport, who=cast.ines).address + f"/groups/{cast.tuesday.public_id}/assignments")
    page.get_by_role("button", name="Take it back").click()
    expect(rosa.open("/").locator(".govuk-task-list")).not_to_contain_text("asked for")


def test_it_is_copied_to_another_group_and_asked_for_once_more(
    device: Devices, desk: str, app: Flask, cast: Cast, small_course: Course
) -> None:
    with app.app_context():
        groups.make_group("Night group", cast.ines, clock.now())
    page = device(LAPTOP, who=cast.ines).open(f"{desk}/assignments")
    page.get_by_role("button", name="Copy to another group").click()
    page.get_by_label("Night group").check(force=True)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assignments")
    page = device(LAPTOP, who=cast.ines).open(f"{desk}/assign")
    page.get_by_label(f"3. {small_course.modules[2].lesson.title}").check(force=True)
    page.get_by_text("More choices").click()
    page.get_by_label("Take it again").check(force=True)
    page.get_by_role("button", name="Assign", exact=True).click()
    tomas = device(PHONE, who=cast.tomas).open("/")
    expect(tomas.locator(".govuk-task-list")).to_contain_text("Tuesday group asks you to take it again")
    expect(tomas.locator(".govuk-task-list")).to_contain_text("best score 100%")


# ---------------------------------------------------------------- the matrix, and who may need help


def test_a_large_matrix_is_searched_sorted_and_paged_and_its_head_stays(
    device: Devices, desk: str, app: Flask, cast: Cast
) -> None:
    with app.app_context():
        waiting = roster.look_through(
            cast.tuesday, read_roster("\n".join(f"Learner {n:03}" for n in range(60)).encode()), cast.ines, clock.now()
        )
        roster.take_piece(cast.tuesday, waiting, cast.ines, clock.now())
    laptop = device(LAPTOP, who=cast.ines)
    page = laptop.open(desk)
    rows = page.locator(".app-matrix tbody tr")
    expect(rows).to_have_count(50)
    page.get_by_role("link", name="More learners").click()
    expect(rows).to_have_count(12)
    page.get_by_label("Sort by").select_option(label="Most modules passed")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(rows.first).to_contain_text("Tomás")
    page.locator("#search").fill("LEARNER 01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="10 learners found")).to_be_visible()
    laptop.open(desk)
    page.locator(".app-scroll").evaluate("box => { box.scrollIntoView(); box.scrollTop = box.scrollHeight }")
    expect(rows.last).to_be_in_viewport()
    expect(page.locator(".app-matrix thead th").first).to_be_in_viewport(ratio=1)
    assert laptop.is_as_wide_as_its_screen()


@BOTH
def test_a_cell_says_in_words_and_by_a_sign_what_it_means(
    device: Devices, desk: str, cast: Cast, viewport: dict[str, int]
) -> None:
    page = device(viewport, who=cast.ines).open(desk)
    rosa = page.locator(".app-matrix tbody tr", has_text="Rosa")
    late = rosa.locator(".app-cell--overdue")
    expect(late).to_contain_text("overdue")
    expect(late.locator(".app-cell__sign")).to_contain_text("!")
    expect(page.locator(".app-legend")).to_contain_text("! Overdue")
    if viewport is PHONE:
        assert rosa.evaluate("row => getComputedStyle(row).display") == "block", "a card on a phone"


@BOTH
def test_who_may_need_help_is_said_with_the_rule_and_the_fact(
    device: Devices, desk: str, cast: Cast, viewport: dict[str, int]
) -> None:
    page = device(viewport, who=cast.ines).open(desk)
    page.get_by_role("link", name="See who, and why").click()
    main = page.locator("main")
    expect(main).to_contain_text("Sure and wrong on a safety question")
    expect(main).to_contain_text("1 day past the date")
    page.get_by_role("link", name="Rosa").first.click()
    headline(page, "Rosa")


# ---------------------------------------------------------------- one learner


@SCRIPT
def test_a_score_is_corrected_and_the_learner_reads_why(
    device: Devices, desk: str, cast: Cast, javascript: bool
) -> None:
    page = device(LAPTOP, who=cast.ines, javascript=javascript).open(desk)
    page.get_by_role("link", name="Rosa").click()
    page.get_by_role("link", name="Attempt 2").click()
    page.get_by_role("link", name=re.compile("Score question .* again")).first.click()
    page.locator("input[name=wanted][value=full]").check(force=True)
    page.locator("input[name=reason]").first.check(force=True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Ines")

    rosa = device(PHONE, who=cast.rosa, javascript=javascript)
    theirs = rosa.open("/quizzes/robins-and-redstarts")
    theirs.get_by_role("link", name="Attempt 2", exact=True).click()
    expect(theirs.locator("main")).to_contain_text("Ines")

    page = device(LAPTOP, who=cast.ines, javascript=javascript).open(desk)
    page.get_by_role("link", name="Rosa").click()
    page.get_by_role("link", name="Let the quiz begin afresh").first.click()
    page.locator("input[name=reason]").first.check(force=True)
    page.get_by_role("button", name="Let it begin afresh").click()
    expect(page.get_by_role("button", name="Let the earlier attempts count again")).to_be_visible()
    expect(rosa.open("/").locator(".govuk-task-list")).to_contain_text("to be taken afresh")


# ---------------------------------------------------------------- what the group misses


@BOTH
def test_from_the_chart_to_a_question_and_to_its_section(
    device: Devices, desk: str, cast: Cast, viewport: dict[str, int]
) -> None:
    page = device(viewport, who=cast.ines).open(f"{desk}/missed")
    bars = page.locator(".app-bars li")
    table = page.locator("table tbody tr")
    expect(bars).to_have_count(table.count())
    assert table.count() > 0
    for place in range(bars.count()):
        assert bars.nth(place).locator("b").inner_text() in table.nth(place).inner_text(), (
            "the same number in the table"
        )
    page.get_by_role("link", name=re.compile("^Its section")).first.click()
    assert "#" in page.url, "one tap from a question to the section that teaches it"
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()
    page = device(viewport, who=cast.ines).open(f"{desk}/items/robins-and-redstarts")
    expect(page.locator("main")).to_contain_text("Not shown below 30 answers: with fewer, chance speaks louder")
    expect(page.locator("main")).to_contain_text("Sure")


def test_a_preview_shows_the_key_and_leaves_no_trace(
    device: Devices, cast: Cast, app: Flask, small_course: Course, tmp_path: Path
) -> None:
    before = (tmp_path / "course.sqlite3").read_bytes()
    page = device(PHONE, who=cast.ines).open("/preview")
    started = (tmp_path / "course.sqlite3").read_bytes()
    assert started != before, "signing in is written down"
    page.get_by_role("link", name=f"1. {small_course.modules[0].lesson.title}").click()
    page.get_by_role("link", name="Go on to the quiz").or_(page.get_by_role("button", name="Go on to the quiz")).click()
    page.get_by_role("link", name="Walk through it").or_(page.get_by_role("button", name="Walk through it")).click()
    page.locator("main input:not([type=hidden]), main select").first.dispatch_event("click")
    page.get_by_role("button", name="Show the key").or_(page.get_by_role("link", name="Show the key")).click()
    expect(page.locator("main")).to_contain_text("Best answer")
    assert (tmp_path / "course.sqlite3").read_bytes() == started


# ---------------------------------------------------------------- to take along


def test_the_files_hold_what_the_screen_shows(device: Devices, desk: str, cast: Cast) -> None:
    page = device(LAPTOP, who=cast.ines).open(desk)
    shown = [name.split(" may need")[0].strip() for name in page.locator(".app-matrix tbody th").all_inner_texts()]
    page.get_by_role("link", name="Print it, or take the figures along").click()
    with page.expect_download() as wanted:
        page.get_by_role("link", name="Progress, as CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(wanted.value.path()).read_text(encoding="utf-8-sig"))))
    assert list(dict.fromkeys(row["Learner"] for row in rows)) == [name.split("\n")[0] for name in shown]
    with page.expect_download() as wanted:
        page.get_by_role("link", name="Everything, as a workbook").click()
    book = load_workbook(io.BytesIO(Path(wanted.value.path()).read_bytes()))
    best = {(row[0], row[2]): row[5] for row in book["Progress"].iter_rows(min_row=2, values_only=True)}
    assert best["Tomás", 3] == 1.0


def test_the_report_goes_on_paper_without_the_bars_of_the_page(
    device: Devices, desk: str, cast: Cast, tmp_path: Path
) -> None:
    page = device(LAPTOP, who=cast.ines).open(f"{desk}/report")
    page.emulate_media(media="print")
    assert not page.locator(".app-header").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    paper = page.pdf(path=tmp_path / "report.pdf", format="A4", landscape=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 4


def test_an_admin_finds_in_the_log_who_looked_at_whom(device: Devices, desk: str, cast: Cast) -> None:
    device(PHONE, who=cast.ines).open(f"{desk}/learners/{cast.rosa.public_id}")
    page = device(LAPTOP, who=cast.ada).open("/admin/audit")
    page.get_by_label("Show").select_option(label="Learner viewed")
    page.get_by_role("button", name="Show", exact=True).click()
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("Ines")
    expect(row).to_contain_text("Rosa")
