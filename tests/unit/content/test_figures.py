"""Drawings as they stand in a page."""

from dataclasses import replace

from markupsafe import Markup

from course.content.figures import figure_as_kept
from course.content.model import Course


def test_a_drawing_is_ready_to_stand_in_a_page(course: Course) -> None:
    svg = course.figures["tail"].svg
    assert svg.startswith(
        '<svg class="app-figure__svg" focusable="false" viewBox="0 0 320 160" role="img"'
        ' aria-labelledby="tail-title tail-desc" font-family="system-ui, sans-serif">'
    )
    assert "<?xml" not in svg
    assert "<!--" not in svg
    assert "xmlns" not in svg
    assert '<g clip-path="url(#tail-clip)">' in svg
    assert "Left &amp; right</text>" in svg


def test_a_drawing_is_told_in_words(course: Course) -> None:
    figure = course.figures["two-birds"]
    assert figure.title == "Two birds"
    assert figure.description == "Drawing of two birds side by side. The left one has an orange breast."


def test_an_item_and_its_bank_know_how_its_picture_is_drawn(course: Course) -> None:
    bank = course.modules[0].bank
    item = next(item for item in bank.items if item.picture)
    assert bank.figures == {item.drawing: course.figures[item.picture or ""]}
    assert {item.drawing for item in bank.items if not item.picture} == {None}


def test_a_drawing_has_another_digest_when_anything_in_it_changes(course: Course) -> None:
    tail = course.figures["tail"]
    assert len(tail.digest) == 32
    changed = replace(tail, svg=Markup(tail.svg.replace("Left", "There")))  # noqa: S704 (a drawing of these tests)
    assert changed.digest != tail.digest


def test_a_drawing_that_was_kept_is_the_drawing(course: Course) -> None:
    tail = course.figures["tail"]
    kept = figure_as_kept(tail.name, tail.title, tail.description, tail.height, str(tail.svg))
    assert (kept.svg, kept.height, kept.digest) == (tail.svg, tail.height, tail.digest)
