"""Drawings as they stand in a page."""

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
