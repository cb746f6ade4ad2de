"""Templates: every word can be translated, nothing is inline or unescaped, nothing missing shows as nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, StrictUndefined, UndefinedError, nodes

from course.items import KINDS

COURSE = Path(__file__).parents[2] / "course"
TEMPLATES = COURSE / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
PYTHON = sorted(path for path in COURSE.rglob("*.py") if "assets" not in path.parts)

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SAID_ATTRIBUTES = re.compile(r'\b(?:alt|title|placeholder|label|aria-label|aria-description|data-[a-z-]+)="([^"]*)"')
QUIET_ATTRIBUTES = re.compile(r'\bdata-(?:module|prevent-double-click)="[^"]*"')
ENTITY = re.compile(r"&\w+;")
TRANSLATORS = ("_", "gettext", "ngettext")


# ---------------------------------------------------------------- words


def leftover_words(source: str) -> list[str]:
    """Words of a template that a person reads or hears and that are not inside _() or ngettext()."""
    return words_between_tags(source) + words_in_expressions(source)


def words_between_tags(source: str) -> list[str]:
    html = QUIET_ATTRIBUTES.sub("", JINJA.sub(" ", source))
    said = [*TAG.split(html), *SAID_ATTRIBUTES.findall(html)]
    return [text for text in said if re.search(r"[^\W\d_]{2}", ENTITY.sub("", text))]


def words_in_expressions(source: str) -> list[str]:
    """String literals that look like a sentence or a label, outside of a translation."""
    tree = Environment(autoescape=True).parse(source)
    translated = {id(each) for call in _translations(tree) for each in call.find_all(nodes.Const)}
    return [
        each.value
        for each in tree.find_all(nodes.Const)
        if isinstance(each.value, str) and id(each) not in translated and is_said(each.value)
    ]


def is_said(text: str) -> bool:
    """Whether a literal is for people: a capital begins it, or plain words stand side by side. Class names do not."""
    return bool(re.match(r"[A-ZÀ-Þ“]", text) or re.search(r"^[a-z]+(?: [a-z]+)+[.:?!]?$", text.strip()))


def _translations(tree: nodes.Template) -> Iterator[nodes.Call]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATORS:
            yield call


NOT_WORDS = {
    "reports/group.html": ("app-main app-main--wide",),  # classes of <main>, in a block
    "reports/report.html": ("app-main app-main--wide app-report",),
    "editorial/content.html": ("app-main app-main--wide",),
    "editorial/figures.html": ("app-main app-main--wide",),
    "ui.html": ("RadioField",),  # a class of WTForms
}


@pytest.mark.parametrize("name", NAMES)
def test_every_word_can_be_translated(name: str) -> None:
    left = {" ".join(text.split()) for text in leftover_words(read(name))} - set(NOT_WORDS.get(name, ()))
    assert not left, f'{name}: put {sorted(left)} inside _("…") or ngettext("…", "…", number).'


@pytest.mark.parametrize("name", NAMES)
def test_what_is_translated_is_written_out(name: str) -> None:
    """A sentence that is put together cannot be found by those who translate."""
    for call in _translations(Environment(autoescape=True).parse(read(name))):
        texts = call.args[:2] if isinstance(call.node, nodes.Name) and call.node.name == "ngettext" else call.args[:1]
        assert all(isinstance(text, nodes.Const) for text in texts), f"{name}, line {call.lineno}: write the words out"


@pytest.mark.parametrize(
    ("number", "source", "left"),
    [
        (1, '<p class="a b">{{ _("Save") }}</p>', False),
        (2, "<p>Save</p>", True),
        (3, '<p>{{ _("Save") }} and go on</p>', True),
        (4, '<img alt="A robin">', True),
        (5, '<img alt="{{ _("A robin") }}">', False),
        (6, '{{ ui.button("Save") }}', True),
        (7, '{{ ui.button("save it now") }}', True),
        (8, '{{ ui.button(_("Save"), classes="govuk-button app-wide") }}', False),
        (9, '{# Say it #}<a href="{{ url_for("study.home") }}">·</a> &amp; 12', False),
        (10, "{% if one %}Yes{% endif %}", True),
        (11, '<nav aria-label="Lessons"></nav>', True),
        (12, '<p data-saved="Saved"></p>', True),
        (13, '<a data-module="govuk-button" class="x">{{ ngettext("%(num)s day", "%(num)s days", n) }}</a>', False),
    ],
)
def test_the_checker_has_teeth(number: int, source: str, left: bool) -> None:
    assert bool(leftover_words(source)) is left, f"row {number}: {leftover_words(source)}"


# ---------------------------------------------------------------- nothing inline, nothing unescaped

FORBIDDEN = {
    r"\|\s*safe\b": "|safe lets through what somebody typed; make Markup in course/content from cleaned text",
    r"\bautoescape\b": "escaping is never switched off",
    r"""\sstyle\s*=""": "the Content-Security-Policy drops style=…; write a class",
    r"<style\b": "the Content-Security-Policy drops <style>; it belongs into course/assets",
    r"""\son[a-z]+\s*=\s*["']""": "the Content-Security-Policy drops handlers; they belong into course/assets/js",
    r"<script(?![^>]*\bsrc=)": "the Content-Security-Policy drops inline scripts",
    r"javascript:": "the Content-Security-Policy drops javascript: links",
    r"""(?:src|href)="(?:https?:)?//""": "nothing is loaded from other sites",
}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_inline_and_nothing_unescaped(name: str) -> None:
    found = slips(read(name))
    assert not found, f"{name}: {found}"


def slips(source: str) -> list[str]:
    without_comments = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    return [reason for pattern, reason in FORBIDDEN.items() if re.search(pattern, without_comments, re.IGNORECASE)]


@pytest.mark.parametrize(
    "source",
    [
        "{{ text|safe }}",
        "{{ text | safe }}",
        "{% autoescape false %}",
        '<p style="color: red">',
        "<p class='a' style='x'>",
        "<style>",
        '<a onclick="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<img src="//elsewhere.example/x.png">',
        '<link href="https://elsewhere.example/x.css">',
    ],
)
def test_each_of_them_is_noticed(source: str) -> None:
    assert len(slips(source)) == 1


def test_markup_is_made_in_course_content_alone() -> None:
    """Markup(…) says "this needs no escaping"; only cleaned lessons and drawings may say so."""
    made = [
        f"{path.relative_to(COURSE.parent)}, line {call.lineno}"
        for path in PYTHON
        if COURSE / "content" not in path.parents
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _called(call) in ("Markup", "render_template_string", "from_string")
    ]
    assert not made, f"Let Jinja escape the text at {made}."


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


# ---------------------------------------------------------------- nothing missing, nothing left over


def test_a_word_that_a_template_does_not_get_stops_it(app: Flask) -> None:
    assert app.jinja_env.undefined is StrictUndefined
    assert app.jinja_env.autoescape is not False
    with app.test_request_context(), pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ no_such_word }}").render()


def test_every_template_is_used() -> None:
    named = {
        text.value
        for path in PYTHON
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value.endswith(".html")
    }
    for name in NAMES:
        tree = Environment(autoescape=True).parse(read(name))
        for use in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            if isinstance(use.template, nodes.Const):
                named.add(use.template.value)
    named |= {f"items/{kind.template}.html" for kind in KINDS.values()}
    unused, missing = sorted(set(NAMES) - named), sorted(name for name in named - set(NAMES) if "/" in name[1:])
    assert not unused, f"Nothing shows {unused}; delete them."
    assert not missing, f"{missing} are named and not there."


def read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
