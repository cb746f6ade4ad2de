"""The kit that pages are built from: templates/base.html, templates/ui.html, static/app.css and static/app.js.

The macros are compared with the package's own examples (tests/habits/govuk_fixtures/, copied by
course/assets/fixtures.js). They are rendered in a plain Jinja environment, so this needs no application.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from wtforms import Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

COURSE = Path(__file__).parents[2] / "course"
STATIC = COURSE / "static"
TEMPLATES = sorted((COURSE / "templates").rglob("*.html"))
FIXTURES = Path(__file__).parent / "govuk_fixtures"
KIBIBYTE = 1024


# ------------------------------------------------------------------ rendering without the application


def word(text: str, **values: object) -> str:
    return text % values if values else text


def address_of(endpoint: str, **values: object) -> str:
    return f"/static/{values['filename']}" if endpoint == "static" else f"/{endpoint}"


def environment() -> Environment:
    jinja = Environment(loader=FileSystemLoader(COURSE / "templates"), undefined=StrictUndefined, autoescape=True)
    jinja.globals.update(
        _=word, url_for=address_of, csrf_token=lambda: "token", get_flashed_messages=lambda: ["Your name is changed."]
    )
    return jinja


ui: Any = environment().get_template("ui.html").module


def a_page(person: Any = None, page: str = "{% extends 'base.html' %}{% block title %}Help now{% endblock %}") -> str:
    line = SimpleNamespace(name="Crisis line", number="988", dial="988")
    frame: Any = environment().get_template("_frame.html").module
    site = SimpleNamespace(
        title="Side by Side",
        is_discreet=False,
        person=person,
        bar=frame.bar("Side by Side", person.name, "token", person.is_trainer)
        if person
        else frame.bar("Side by Side", "", "", False),
        assets=frame.assets("1"),
        footer=frame.footer((line,)),
    )
    return environment().from_string(page).render(site=site)


ROSA = SimpleNamespace(name="Rosa", is_trainer=False, is_admin=False)
INES = SimpleNamespace(name="Ines", is_trainer=True, is_admin=False)


# ------------------------------------------------------------------ comparing HTML


Tree = tuple[str, tuple[tuple[str, str], ...], tuple[Any, ...]]

NOT_SHARED = r"app-|govuk-tag--|govuk-task-list__status--cannot-start-yet"
"""Classes put aside: ours, the colours of tags, and a state that a course taken in any order does not have."""

OURS_TO_ADD = {"role", "data-label"}
"""On tables: roles keep a table a table when a phone shows it as blocks; labels name the blocks' lines."""


def tree_of(html: str) -> tuple[Any, ...]:
    """The HTML as nested tuples: white space, the order of attributes and classes, and what is only ours put aside."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return tuple(_children(fragment))


def _children(element: Element) -> Iterator[Any]:
    yield from _words(element.text)
    for child in element:
        yield (child.tag, _attributes(child), tuple(_children(child)))
        yield from _words(child.tail)


def _words(text: str | None) -> Iterator[str]:
    if text and text.strip():
        yield " ".join(text.split())


def _attributes(element: Element) -> tuple[tuple[str, str], ...]:
    attributes = {name: " ".join(value.split()) for name, value in element.attrib.items()}
    if element.tag in ("table", "thead", "tbody", "tr", "th", "td"):
        attributes = {name: value for name, value in attributes.items() if name not in OURS_TO_ADD}
    if element.tag == "input" and not attributes.get("value"):
        attributes.pop("value", None)
    if "class" in attributes:
        shared = (name for name in attributes["class"].split() if not re.match(NOT_SHARED, name))
        attributes["class"] = " ".join(sorted(shared))
    return tuple(sorted(attributes.items()))


def the_table_of(html: str) -> str:
    return html[html.index("<table") : html.index("</table>") + len("</table>")]


# ------------------------------------------------------------------ from a fixture's options to our macros


def trusted(html: str) -> Markup:
    return Markup(html)  # noqa: S704  what the tests themselves and the package wrote


def text_of(words: dict[str, Any]) -> str:
    return trusted(words["html"]) if "html" in words else words["text"]


def field_of(kind: type, options: dict[str, Any], **more: Any) -> Any:
    """The WTForms field that an example's options describe."""
    label = options.get("label") or options["fieldset"]["legend"]
    hint = options.get("hint", {}).get("text", "")
    name, id_ = options["name"], options.get("id") or options["name"]
    more |= {"description": hint, "id": id_, "name": name}
    form = type("OneField", (Form,), {"field": kind(label["text"], **more)})()
    field = form.field
    if "errorMessage" in options:
        field.errors = [options["errorMessage"]["text"]]
    return field


def text_field(options: dict[str, Any]) -> str:
    field = field_of(StringField, options)
    field.data = options.get("value")
    label = options["label"]
    size = label["classes"].removeprefix("govuk-label--") if "classes" in label else None
    more = {"autocomplete": options["autocomplete"]} if "autocomplete" in options else {}
    return ui.input(field, size, label.get("isPageHeading", False), options.get("classes", ""), **more)


def text_area(options: dict[str, Any]) -> str:
    field = field_of(TextAreaField, options)
    field.data = options.get("value")
    return ui.textarea(field)


def drop_down(options: dict[str, Any]) -> str:
    items = options.get("items", [])
    choices = [
        SelectChoice(str(item["value"]), item["text"], render_kw={"disabled": item.get("disabled", False)})
        for item in items
    ]
    field = field_of(SelectField, options, choices=choices)
    field.data = next((str(item["value"]) for item in items if item.get("selected")), None)
    return ui.select(field)


def radios(options: dict[str, Any]) -> str:
    return _choices(RadioField, options)


def checkboxes(options: dict[str, Any]) -> str:
    return _choices(SelectMultipleField, options, option_widget=CheckboxInput(), widget=ListWidget())


def _choices(kind: type, options: dict[str, Any], **more: Any) -> str:
    items, legend = options["items"], options["fieldset"]["legend"]
    field = field_of(kind, options, choices=[SelectChoice(item["value"], item["text"]) for item in items], **more)
    hints = {item["value"]: item["hint"]["text"] for item in items if "hint" in item}
    size = legend.get("classes", "").removeprefix("govuk-fieldset__legend--") or None
    return ui.choices(field, size, legend.get("isPageHeading", False), hints=hints)


def button(options: dict[str, Any]) -> str:
    return ui.button(
        options["text"],
        secondary="secondary" in options.get("classes", ""),
        href=options.get("href"),
        name=options.get("name"),
        once=options.get("preventDoubleClick", False),
    )


def task_list(options: dict[str, Any]) -> str:
    items = []
    for item in options["items"]:
        status = item["status"]
        task = {"title": item["title"]["text"], "href": item.get("href"), "hint": item.get("hint", {}).get("text")}
        task |= {
            "status": "progress" if "tag" in status else "passed",
            "status_text": status.get("tag", status)["text"],
        }
        items.append(task)
    return ui.task_list(items)


def summary_list(options: dict[str, Any]) -> str:
    rows = []
    for row in options["rows"]:
        actions = [
            {"href": action["href"], "text": action["text"], "about": action["visuallyHiddenText"]}
            for action in row.get("actions", {}).get("items", [])
        ]
        rows.append({"key": text_of(row["key"]), "value": text_of(row["value"]), "actions": actions})
    return ui.summary_list(rows)


def table(options: dict[str, Any]) -> str:
    head = [cell["text"] for cell in options.get("head", [])]
    rows = [[cell["text"] for cell in row] for row in options["rows"]]
    numeric = [place for place, cell in enumerate(options["rows"][0]) if cell.get("format") == "numeric"]
    return the_table_of(ui.table(options.get("caption", ""), head, rows, numeric))


def error_summary(options: dict[str, Any]) -> str:
    return ui.error_summary(Form(), options["errorList"])


def back_link(options: dict[str, Any]) -> str:
    return ui.back_link(options.get("href", "#"), options.get("text"))


def details(options: dict[str, Any]) -> str:
    return ui.details(options["summaryText"], caller=lambda: trusted(options["html"]))


def inset_text(options: dict[str, Any]) -> str:
    return ui.inset(options["text"])


def tag(options: dict[str, Any]) -> str:
    return ui.tag(options["text"])


def skip_link(options: dict[str, Any]) -> str:
    (link,) = re.findall(r'<a href="#main" class="govuk-skip-link".*?</a>', a_page())
    return link.replace("#main", options["href"])


MACRO_FOR: dict[str, Callable[[dict[str, Any]], str]] = {
    "back-link": back_link,
    "button": button,
    "checkboxes": checkboxes,
    "details": details,
    "error-summary": error_summary,
    "input": text_field,
    "inset-text": inset_text,
    "radios": radios,
    "select": drop_down,
    "skip-link": skip_link,
    "summary-list": summary_list,
    "table": table,
    "tag": tag,
    "task-list": task_list,
    "textarea": text_area,
}


@pytest.mark.parametrize(
    ("component", "case"),
    [
        ("back-link", "default"),
        ("back-link", "with custom text and link"),
        ("button", "default"),
        ("button", "secondary"),
        ("button", "link"),
        ("button", "prevent double click"),
        ("checkboxes", "with error message and hint"),
        ("checkboxes", "with legend as a page heading"),
        ("details", "html"),
        ("error-summary", "default"),
        ("input", "default"),
        ("input", "value"),
        ("input", "with label as page heading"),
        ("input", "with width-10 class"),
        ("input", "with error and hint"),
        ("input", "with autocomplete attribute"),
        ("inset-text", "default"),
        ("radios", "with hint"),
        ("radios", "with hint and error message"),
        ("radios", "with hints on parent and items"),
        ("select", "default"),
        ("select", "hint"),
        ("select", "error"),
        ("skip-link", "custom href"),
        ("summary-list", "default"),
        ("summary-list", "with actions"),
        ("table", "with head and caption"),
        ("table", "with firstCellIsHeader true"),
        ("tag", "default"),
        ("task-list", "default"),
        ("task-list", "with hint text and additional states"),
        ("textarea", "with default value"),
        ("textarea", "with hint and error message"),
    ],
)
def test_a_macro_writes_what_the_package_writes(component: str, case: str) -> None:
    fixture = json.loads((FIXTURES / f"{component}.json").read_text("utf-8"))["fixtures"][case]
    ours = MACRO_FOR[component](fixture["options"])
    theirs = fixture["html"]
    if component == "skip-link":  # the package's words differ from case to case; ours stand in base.html
        theirs = theirs.replace(fixture["options"].get("text") or "Skip to main content", "Skip to main content")
    assert tree_of(ours) == tree_of(theirs), f"{component}, {case}: mend course/templates/ui.html"


# ------------------------------------------------------------------ base.html


def test_a_page_begins_its_title_with_its_heading_and_names_the_course_last() -> None:
    assert "<title>Help now – Side by Side</title>" in a_page()


def test_every_page_leads_to_help_and_to_the_help_lines() -> None:
    for person in (None, ROSA, INES):
        page = a_page(person)
        assert 'href="/study.help_page">Help now</a>' in page
        assert 'href="tel:988"' in page


def test_a_stranger_can_sign_in_and_a_person_can_sign_out_by_post() -> None:
    stranger, rosa = a_page(), a_page(ROSA)
    assert "/people.sign_in" in stranger
    assert "/people.sign_out" not in stranger
    assert re.search(
        r'<form method="post" action="/people.sign_out">\s*<input type="hidden" name="csrf_token" value="token">', rosa
    )


def test_only_a_trainer_is_led_to_groups() -> None:
    assert "/groups.index" not in a_page(ROSA)
    assert "/groups.index" in a_page(INES)


def test_a_page_of_a_person_is_private_and_a_public_one_is_not() -> None:
    assert " data-private>" in a_page(ROSA)
    assert "noindex" in a_page(ROSA)
    assert "data-private" not in a_page()
    assert "noindex" not in a_page()


def test_a_flashed_message_is_a_calm_notice() -> None:
    assert re.search(r'<div class="app-notice" role="status">\s*<p>Your name is changed.</p>', a_page())


def test_the_kit_is_at_hand_in_every_block() -> None:
    page = a_page(page="{% extends 'base.html' %}{% block leave %}{{ ui.leave_link() }}{% endblock %}")
    assert '<a class="app-leave" href="/study.leave" rel="nofollow" data-leave>' in page


def test_a_name_that_looks_like_html_is_shown_as_it_was_typed() -> None:
    person = SimpleNamespace(name="<b>Rosa</b>", is_trainer=False, is_admin=False)
    assert "&lt;b&gt;Rosa&lt;/b&gt;" in a_page(person)


# ------------------------------------------------------------------ what is ours


def an_option(*, right: bool, chosen: bool) -> SimpleNamespace:
    return SimpleNamespace(text="Bites", why="They itch.", right=right, chosen=chosen)


def words_of(html: str) -> str:
    return " ".join(trusted(html).striptags().split())


def test_feedback_says_in_words_which_answer_was_chosen_and_which_is_best() -> None:
    html = ui.feedback([an_option(right=True, chosen=False), an_option(right=False, chosen=True)])
    assert words_of(html) == "Bites Best answer They itch. Bites Your answer Not this one They itch."


def test_a_check_question_needs_no_script() -> None:
    html = ui.check(
        "spots", "What fits best?", [an_option(right=True, chosen=False), an_option(right=False, chosen=False)]
    )
    assert html.count("<details") == 2
    assert "Best answer" in html
    assert "Not this one" in html


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("self-care", "What you can do yourself:"),
        ("urgent", "Urgent advice:"),
        ("emergency", "Immediate action required:"),
    ],
)
def test_a_care_card_says_its_level_to_those_who_do_not_see_its_colour(kind: str, level: str) -> None:
    html = ui.care_card(kind, "Call 911 now if:", caller=lambda: trusted("<ul><li>they will not wake up</li></ul>"))
    assert words_of(html).startswith(f"{level} Call 911 now if:")


def test_a_matrix_cell_says_in_words_what_its_colour_says() -> None:
    columns = [{"title": "Look-alikes", "short": "1"}]
    html = ui.matrix("Who", "Learner", columns, [{"name": "Rosa", "cells": [{"kind": "overdue", "text": "Overdue"}]}])
    assert '<span aria-hidden="true">!</span><span class="govuk-visually-hidden">Overdue</span>' in html


def test_a_form_that_is_one_button_carries_its_token() -> None:
    html = ui.post_button("/leave-group", "Leave the group", fields={"group": "a<b"})
    assert '<input type="hidden" name="csrf_token" value="token">' in html
    assert '<input type="hidden" name="group" value="a&lt;b">' in html


# ------------------------------------------------------------------ static files


@pytest.mark.parametrize(("name", "most"), [("app.css", 12 * KIBIBYTE), ("app.js", 5 * KIBIBYTE)])
def test_a_static_file_stays_within_its_budget(name: str, most: int) -> None:
    size = len(gzip.compress((STATIC / name).read_bytes(), mtime=0))
    assert size <= most, f"{name} has {size} bytes gzip, {most} are allowed: leave something out in course/assets/"


@pytest.mark.parametrize("name", ["app.css", "app.js"])
def test_a_static_file_says_what_made_it(name: str) -> None:
    first_line = (STATIC / name).read_text("utf-8").splitlines()[0]
    assert "course/assets/build.js" in first_line
    assert "`make assets`" in first_line
    assert "LICENSE-govuk-frontend.txt" in first_line
    assert (STATIC / "LICENSE-govuk-frontend.txt").read_text("utf-8").count("Permission is hereby granted") == 1


def without_first_line(name: str) -> str:
    return (STATIC / name).read_text("utf-8").split("\n", 1)[1]


BRANDING = re.compile(
    r"crown|gds.?transport|govuk-(header|footer|logotype|generic-header|service-navigation)|gov\.uk/|service\.gov|"
    # the package's own blue, green, black, red, yellow and light blue
    r"#(1d70b8|0f7a52|0b0c0c|ca3535|fd0\b|ffdd00|f4f8fb|00703c|d4351c)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", ["app.css", "app.js", "icon.svg"])
def test_nothing_of_another_brand_is_shown(name: str) -> None:
    text = (STATIC / name).read_text("utf-8") if name == "icon.svg" else without_first_line(name)
    assert not (found := BRANDING.search(text)), f"{name} holds {found}: see course/assets/scss/_foundation.scss"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(COURSE)))
def test_no_template_shows_another_brand(path: Path) -> None:
    assert not BRANDING.search(path.read_text("utf-8"))


@pytest.mark.parametrize("name", ["app.css", "app.js"])
def test_a_static_file_loads_nothing(name: str) -> None:
    text = without_first_line(name)
    assert not re.search(r"url\(|@import|//[a-z0-9-]+\.[a-z]", text)


def test_styles_know_no_left_and_right() -> None:
    sides = (
        r"(margin|padding|border)-(left|right|top|bottom)|[{;](left|right|top|bottom):|text-align:(left|right)|float:"
    )
    assert not (found := re.search(sides, without_first_line("app.css"))), (
        f"{found}: course/assets/styles.js turns these"
    )


def test_nothing_in_the_assets_names_a_registry() -> None:
    assets = COURSE / "assets"
    assert not (assets / "package-lock.json").exists()
    for name in ("package.json", ".npmrc"):
        assert "registry" not in (assets / name).read_text("utf-8")


@pytest.mark.parametrize("component", ["checkboxes", "input", "radios", "task-list", "table"])
def test_the_styles_and_the_fixtures_come_from_the_same_package(component: str) -> None:
    wanted = json.loads((COURSE / "assets/package.json").read_text("utf-8"))["devDependencies"]["govuk-frontend"]
    assert f"GOV.UK Frontend {wanted}" in (STATIC / "app.css").read_text("utf-8").splitlines()[0]
    note = json.loads((FIXTURES / f"{component}.json").read_text("utf-8"))["note"]
    assert f"GOV.UK Frontend {wanted}" in note


# ------------------------------------------------------------------ colours


def colours_of(scheme: str) -> dict[str, str]:
    css = without_first_line("app.css")
    light = dict(
        re.findall(r"--app-([a-z-]+):\s*(#[0-9a-f]{3,8})", css.split("@media screen and (prefers-color-scheme", 1)[0])
    )
    if scheme == "light":
        return light
    dark = re.split(r"\(prefers-color-scheme:\s*dark\)", css, maxsplit=1)[1].split("}", 1)[0]
    return light | dict(re.findall(r"--app-([a-z-]+):\s*(#[0-9a-f]{3,8})", dark))


def brightness(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = ("page", "surface", "paper", "mist", "mint", "sand", "warm", "blush")
TEXTS = ("ink", "soft", "link", "accent", "alarm-ink", "mint-ink", "visited")
ON_PLAIN_GROUND = [(text, ground) for text in TEXTS for ground in ("page", "surface", "paper")]
ON_ANY_GROUND = [(text, ground) for text in ("ink", "link") for ground in GROUNDS]
ON_A_CELL = [("soft", "mist"), ("soft", "mint"), ("soft", "sand"), ("soft", "blush"), ("mint-ink", "mint")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), sorted({*ON_PLAIN_GROUND, *ON_ANY_GROUND, *ON_A_CELL}))
def test_a_text_can_be_read_on_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = colours_of(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5, f"{scheme}: mend course/assets/scss/_brand.scss"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["bar", "go", "go-hover", "urgent", "emergency", "emergency-ground"])
def test_white_can_be_read_on_the_strong_colours(scheme: str, ground: str) -> None:
    assert contrast("#fff", colours_of(scheme)[ground]) >= 4.5


# ------------------------------------------------------------------ all templates


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(COURSE)))
def test_a_template_holds_no_script_or_style_of_its_own(path: Path) -> None:
    """The content security policy would refuse it."""
    html = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle\s*=", html), "styles belong in course/assets/scss/"
    assert not re.search(r"<script(?![^>]*\ssrc=)", html), "scripts belong in course/assets/js/"
    assert not re.search(r"<[^>{]*\son[a-z]+\s*=", html), "a script listens; a template has no handlers"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(COURSE)))
def test_a_template_escapes_what_people_type(path: Path) -> None:
    html = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|Markup\(|autoescape\s+false", html), (
        "only Python that knows the text is safe makes Markup"
    )
