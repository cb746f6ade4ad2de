"""Rules for drawings: light and dark skin, causes, numbers, and nothing that teaches or frightens."""

import pytest

from course.content import load_course
from course.editorial.drawings import tones_by_cause
from tests.unit.content.conftest import Desk
from tests.unit.editorial.conftest import Lacks

DRAWING = "lessons/figures/tail.svg"
CIRCLE = '<circle class="fig-panel" cx="80" cy="80" r="40" fill="#fff" stroke="#333"/>'
MAY = "Drawing of a bird's tail, held up."


def skin(cause: str | None, *tones: str) -> str:
    opened = f'<g data-cause="{cause}">' if cause else "<g>"
    return opened + "".join(f'<rect width="9" height="9" fill="{tone}"/>' for tone in tones) + "</g>"


LIGHT, TAN, BROWN, DARK = "#f3d6bd", "#d9a877", "#a86f47", "#6b4429"


@pytest.mark.parametrize(
    ("drawn", "sentences"),
    [
        (skin("body", LIGHT, DARK), []),
        (skin("body", LIGHT, TAN, BROWN, DARK), []),
        (
            skin("body", LIGHT, TAN),
            [
                'lessons/figures, line 1: draw "body" as often on darker as on lighter skin; now it is 2 light and'
                " 0 dark.",
                f"{DRAWING}, line 1: draw this on lighter and on darker skin: #f3d6bd, #d9a877 and #a86f47, #6b4429.",
            ],
        ),
        (
            skin(None, LIGHT, DARK),
            [f'{DRAWING}, line 1: write data-cause="…" on each group of drawn skin, such as data-cause="bites".'],
        ),
        (
            skin("bite", LIGHT, DARK),
            [
                f'{DRAWING}, line 1: mend data-cause="bite"; use one of: acne, bites, body, bruise, healing, infection,'
                " injecting, medical care, overdose, self-injury, tattoo, unknown, withdrawal."
            ],
        ),
    ],
    ids=["two tones", "four tones", "light alone", "no cause", "mistyped cause"],
)
def test_skin_is_drawn_in_light_and_dark(desk: Desk, lacks: Lacks, drawn: str, sentences: list[str]) -> None:
    desk.replace(DRAWING, CIRCLE, drawn)
    assert lacks() == sentences


def test_a_cause_is_weighed_over_all_drawings(desk: Desk, lacks: Lacks) -> None:
    desk.replace(DRAWING, CIRCLE, skin("body", LIGHT, TAN, DARK) + skin("bites", LIGHT, DARK))
    desk.replace(DRAWING, MAY, "It may be a tail.")
    assert lacks() == []
    two = skin("body", LIGHT, TAN, DARK)
    desk.replace("lessons/figures/two-birds.svg", "</svg>", f"{two}</svg>")
    assert lacks() == []
    counted = tones_by_cause(list(load_course(desk.lessons, desk.quizzes).figures.values()))
    assert counted["body"] == {LIGHT: 2, TAN: 2, DARK: 2}


def test_a_description_of_a_mark_keeps_the_hedge(desk: Desk, lacks: Lacks) -> None:
    desk.replace(DRAWING, CIRCLE, skin("bites", LIGHT, DARK))
    assert lacks() == []  # in an item, the description says what is shown and the page says the rule
    desk.replace(DRAWING, "<svg ", '<svg data-figure="FIG-01" ')
    told = 'say "may" in this description, or end it with "A mark alone proves nothing."'
    assert [slip.partition(": ")[2] for slip in lacks()] == [told]
    desk.replace(DRAWING, MAY, "A tail with spots. A mark alone proves nothing. They may be bites.")
    assert lacks() == []


@pytest.mark.parametrize(
    ("description", "word"),
    [
        ("It may be an arm with blood on it.", "blood on"),
        ("It may be a vein that blood moves through.", None),
        ("It may be an arm with a needle in it.", "needle in"),
        ("It may be an arm. No needle in it, no blood.", None),
    ],
)
def test_skin_is_drawn_without_what_frightens_or_teaches(
    desk: Desk, lacks: Lacks, description: str, word: str | None
) -> None:
    desk.replace(DRAWING, CIRCLE, skin("body", LIGHT, DARK))
    desk.replace(DRAWING, MAY, description)
    told = f'draw this without "{word}"; drawings show what may be seen, never how it came about.'
    assert [slip.partition(": ")[2] for slip in lacks()] == ([told] if word else [])


def test_the_plan_of_figures_has_no_gap_and_no_number_twice(desk: Desk, lacks: Lacks) -> None:
    desk.replace(DRAWING, "<svg ", '<svg data-figure="FIG-02" ')
    assert lacks() == ["lessons/figures, line 1: draw FIG-01; the plan of figures has it and no file does."]
    desk.replace("lessons/figures/two-birds.svg", "<svg ", '<svg data-figure="FIG-02" ')
    assert "lessons/figures/two-birds.svg, line 1: give this figure another number;" in " ".join(lacks())
    desk.replace("lessons/figures/two-birds.svg", "FIG-02", "FIG-01")
    assert lacks() == []


def test_what_authors_note_in_a_drawing_stays_out_of_the_page(desk: Desk) -> None:
    desk.replace(DRAWING, CIRCLE, skin("bites", LIGHT, DARK))
    desk.replace(DRAWING, "<svg ", '<svg data-figure="FIG-01" ')
    figure = load_course(desk.lessons, desk.quizzes).figures["tail"]
    assert "data-" not in figure.svg
    assert figure.number == "FIG-01"
    assert figure.labels == ("Left & right",)
    assert {(one.tone, one.cause) for one in figure.skins} == {(LIGHT, "bites"), (DARK, "bites")}
    assert figure.size == (desk.folder / DRAWING).stat().st_size
