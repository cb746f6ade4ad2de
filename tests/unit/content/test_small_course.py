"""A course as its authors wrote it: modules in order, lessons in sections, sections in blocks, sources in order."""

from datetime import date

import pytest

from course.content.model import CheckBlock, Course, FigureBlock, Lesson, TextBlock, UnknownModule


@pytest.fixture
def lesson(course: Course) -> Lesson:
    return course.get_module("robins-and-redstarts").lesson


def html_of(lesson: Lesson, section_id: str) -> str:
    section = lesson.find_section(section_id)
    assert section is not None
    return "".join(block.html for block in section.blocks if isinstance(block, TextBlock))


def test_modules_stand_in_the_order_of_contents(course: Course) -> None:
    assert course.title == "Birds at the Window"
    assert [(module.number, module.stem) for module in course.modules] == [
        (1, "robins-and-redstarts"),
        (2, "at-the-feeder"),
        (3, "songs-at-dawn"),
    ]
    with pytest.raises(UnknownModule):
        course.get_module("owls-at-night")


def test_a_lesson_says_what_it_promises(lesson: Lesson) -> None:
    assert lesson.title == "Robins and redstarts: who is who"
    assert lesson.minutes == 4
    assert list(lesson.objectives) == ["name-the-bird", "see-the-difference", "get-help"]


def test_sections_know_their_titles_and_what_they_teach(lesson: Lesson) -> None:
    assert [(section.id, section.title) for section in lesson.sections] == [
        ("start", ""),
        ("orange-breast", "An orange breast"),
        ("flicking-tail", "A tail that flicks"),
        ("needs-help", "When a bird needs help"),
    ]
    assert [sorted(section.statements) for section in lesson.sections] == [
        [],
        ["robins.01", "robins.03"],
        ["robins.02"],
        ["B-01", "B-02", "robins.04"],
    ]


def test_text_figures_and_questions_are_blocks_in_the_order_they_were_written(lesson: Lesson) -> None:
    section = lesson.find_section("orange-breast")
    assert section is not None
    assert [type(block) for block in section.blocks] == [TextBlock, FigureBlock, CheckBlock, TextBlock]
    figure, check = section.blocks[1], section.blocks[2]
    assert isinstance(figure, FigureBlock)
    assert figure.figure.name == "two-birds"
    assert figure.caption.startswith("The robin is on the left.<sup")
    assert isinstance(check, CheckBlock)
    assert check.item.id == "robin-or-redstart"


def test_sources_are_numbered_by_first_citation_and_keep_their_number(lesson: Lesson) -> None:
    assert [(source.number, source.id) for source in lesson.sources] == [
        (1, "robins.01"),
        (2, "robins.03"),
        (3, "robins.02"),
        (4, "robins.04"),
        (5, "B-02"),
    ]
    assert lesson.sources[0].text == "A robin has an orange breast."
    assert [reference.organization for reference in lesson.sources[4].references] == ["Bird Society"]


def test_the_headings_of_the_article_are_shown_to_nobody(course: Course, lesson: Lesson) -> None:
    assert all("Who Is Red" not in source.text for source in lesson.sources)
    assert all("Who Is Red" not in html_of(lesson, section.id) for section in lesson.sections)


def test_references_stand_close_to_their_sentence(lesson: Lesson) -> None:
    assert html_of(lesson, "orange-breast").startswith(
        '<p class="govuk-body">A robin has an orange breast.'
        '<sup class="app-source"><a href="#source-1" aria-label="Source 1">1</a></sup> People may\n'
        'call it a redbreast.<sup class="app-source"><a href="#source-2" aria-label="Source 2">2</a>, '
        '<a href="#source-1" aria-label="Source 1">1</a></sup></p>'
    )


def test_a_story_and_a_content_note_have_their_frames(lesson: Lesson) -> None:
    assert html_of(lesson, "start") == (
        '<div class="app-vignette">\n<p class="govuk-body">An aunt sees something <strong>red</strong> at the window.'
        ' "Come and look," she says.</p>\n</div>\n'
        '<div class="app-content-note" role="note">\n'
        '<p class="govuk-body">This part is about hurt birds. You can skip it and come back.</p>\n</div>\n'
    )


def test_the_rule_one_line_is_exact(lesson: Lesson) -> None:
    line = "A mark alone proves nothing. Only a health professional can say what it is."
    assert f'<p class="app-proves-nothing">{line}</p>' in html_of(lesson, "orange-breast")


def test_a_care_card_says_its_level_to_a_screen_reader(lesson: Lesson) -> None:
    assert (
        '<section class="app-care app-care--urgent"><h3 class="app-care__heading">'
        '<span class="govuk-visually-hidden">Urgent advice:</span> Get advice today if:</h3>'
        '<div class="app-care__body">\n<ul class="govuk-list govuk-list--bullet">'
    ) in html_of(lesson, "needs-help")


@pytest.mark.parametrize(
    ("section", "level"), [("window", "Immediate action required:"), ("unwell", "Self-care advice:")]
)
def test_the_help_page_is_made_of_care_cards(course: Course, section: str, level: str) -> None:
    found = next(each for each in course.help_page.sections if each.id == section)
    assert f'<span class="govuk-visually-hidden">{level}</span>' in found.blocks[0].html
    assert [source.id for source in course.help_page.sources] == ["B-02"]


def test_numbers_to_call_are_links_to_tap(lesson: Lesson) -> None:
    html = html_of(lesson, "needs-help")
    assert '<a href="tel:5550100" class="govuk-link app-call">555-0100</a>' in html
    assert '<a href="sms:5550100" class="govuk-link app-call">text us</a>' in html


def test_links_to_other_sites_do_not_say_where_the_reader_comes_from(lesson: Lesson) -> None:
    html = html_of(lesson, "needs-help")
    assert '<a href="https://birds.example.org/more" class="govuk-link" rel="noreferrer">more</a>' in html
    assert '<a href="#orange-breast" class="govuk-link">back up</a>' in html


def test_a_box_names_its_references_and_links_only_to_addresses(lesson: Lesson) -> None:
    box = html_of(lesson, "needs-help").split('<aside class="app-beyond">')[1].split("</aside>")[0]
    assert box == (
        '<h3 class="govuk-heading-s">Beyond the source article</h3>\n'
        '<p class="govuk-body">Please leave out <em>salted</em> nuts.</p>\n'
        '<p class="govuk-body-s app-beyond__references">Bird Society, <a class="govuk-link" '
        'href="https://birds.example.org/feeding" rel="noreferrer">Feeding garden birds</a>; '
        "Seed Journal, Salt &amp; seed. Looked up in November 2026. "
        'Bird Society, <a class="govuk-link" href="https://birds.example.org/stunned" rel="noreferrer">Stunned birds'
        "</a>. Looked up in November 2026.</p>"
    )


def test_a_lesson_may_close_with_what_to_do_now(lesson: Lesson) -> None:
    expected = '<section class="app-now"><h3 class="govuk-heading-s">What to do now</h3>\n<ul class="govuk-list'
    assert expected in html_of(lesson, "needs-help")


def test_a_table_keeps_its_meaning_on_a_phone(lesson: Lesson) -> None:
    html = html_of(lesson, "flicking-tail")
    region = '<div class="app-scroll" role="region" aria-label="Table: Bird, Breast, Tail" tabindex="0">'
    assert f'{region}<table role="table" class="govuk-table app-stack">' in html
    assert '<th class="govuk-table__header" role="columnheader" scope="col">Bird</th>' in html
    assert '<th class="govuk-table__header" role="rowheader" scope="row">Robin</th>' in html
    assert '<td class="govuk-table__cell" role="cell" data-label="Tail">still</td>' in html
    assert html.count("rowgroup") == 2
    assert "style" not in html


def test_other_markdown_has_the_classes_of_the_design_system(lesson: Lesson) -> None:
    html = html_of(lesson, "flicking-tail")
    assert '<h3 class="govuk-heading-s">Side by side</h3>' in html
    assert '<ol class="govuk-list govuk-list--number">\n<li>Look at the breast.</li>' in html


def test_a_bank_knows_its_pass_mark_its_draw_and_its_open_items(course: Course) -> None:
    full, exact, small = (module.bank for module in course.modules)
    assert (full.pass_mark, full.drawn, len(full.items), len(full.open_items)) == (0.8, 8, 13, 12)
    assert (exact.pass_mark, exact.drawn, len(exact.open_items)) == (0.6, 3, 3)
    assert (small.pass_mark, small.drawn, len(small.open_items)) == (0.5, 2, 3)
    assert [item.id for item in full.items if item.must_pass] == ["cannot-stand"]
    assert [item.id for item in full.items if item.picture] == ["picture-of-a-tail"]


def test_help_lines_come_with_the_day_they_were_checked(course: Course) -> None:
    bird, owl = course.help_lines
    assert (bird.number, bird.dial, bird.text_to, bird.checked_on) == (
        "555-0100",
        "5550100",
        "5550100",
        date(2026, 11, 1),
    )
    assert (owl.text_to, owl.web) == (None, None)


def test_statements_keep_what_the_ledger_says_of_them(course: Course) -> None:
    statement = course.statements["robins.04"]
    assert (statement.boundary, statement.dispute, statement.hedge) == ("recognition-only", (1,), True)
    assert course.statements["feeder.01"].hedge_added
    assert course.statements["robins.01"].boundary is None
