"""What an author's file must never do: run in a reader's browser, load something, or stop the program."""

import re
import time
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from course.content import load_course, yaml_file
from course.content.markdown import link_html, make_reader, safe_html
from course.content.slip import Slip
from course.content.yaml_file import parse_yaml
from tests.unit.content.conftest import CONTENTS, DRAWING, SHORT_LESSON, Desk

ELEMENTS = set(
    "a aside div em h3 li ol p section span strong sup table tbody td th thead tr ul s hr br blockquote".split()
)
ATTRIBUTES = set("class role aria-label data-label href rel tabindex start scope".split())


class Harm(HTMLParser):
    """Reads HTML as a browser does and keeps what could run, load, or lead somewhere else than it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "button" and dict(attrs) == OUR_WORD:
            return
        self.found += [tag] if tag not in ELEMENTS else []
        self.found += [name for name, _ in attrs if name not in ATTRIBUTES]
        self.found += [str(to) for name, to in attrs if name == "href" and not HARMLESS.match(to or "")]


OUR_WORD = {"type": "button", "class": "app-word", "popovertarget": "word-sunflower"}
"""The one button that the text of the short lesson has: a word of the glossary."""

HARMLESS = re.compile(r"https?://|tel:|sms:|/(?!/)|#")


PAYLOADS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6a;avascript:alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](<javascript:alert(1)>)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<iframe src=https://evil.example>",
    '<button type="button" class="app-word" popovertarget="main" onclick="alert(1)">x</button>',
    "<style>*{display:none}</style>",
    "<form action=https://evil.example><input name=password>",
    "<!--><script>alert(1)</script>-->",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    '| <img src=x onerror="alert(1)"> | b |\n|---|---|\n| c | d |',
    '| a" onmouseover="alert(1) | b |\n|---|---|\n| c | d |',
    "::: vignette\n<script>alert(1)</script>\n:::",
    '::: now "><script>alert(1)</script>\ntext\n:::',
    "::: emergency <img src=x onerror=alert(1)>\ntext\n:::",
    "::: beyond <script>\ntext\n:::",
    '::: figure "><script>\ntext\n:::',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[@feeder.01<script>]",
    '### x" onclick="alert(1)',
    "[x]: javascript:alert(1)\n\n[x]",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_markdown_runs_or_loads(desk: Desk, payload: str) -> None:
    desk.replace(SHORT_LESSON, "Some take them from the hand.", f"\n\n{payload}\n")
    if desk.slips():
        return  # refused with a sentence, so it never reaches a page
    section = load_course(desk.lessons, desk.quizzes).get_module("at-the-feeder").lesson.sections[0]
    assert Harm("".join(block.html for block in section.blocks if hasattr(block, "html"))).found == []


@pytest.mark.parametrize("payload", [payload for payload in PAYLOADS if "@" not in payload and ":::" not in payload])
def test_what_is_refused_would_be_harmless_all_the_same(payload: str) -> None:
    assert Harm(safe_html(make_reader().render(payload))).found == []


@pytest.mark.parametrize("payload", PAYLOADS[:5])
def test_html_would_be_shown_as_text(payload: str) -> None:
    reader = make_reader()
    assert reader.options["html"] is False
    assert Harm(reader.render(payload)).found == []
    assert "&lt;" in safe_html(reader.render(payload))


def test_the_eye_that_looks_for_harm_sees_it() -> None:
    assert Harm("<p onclick=x><script>y</script><a href=javascript:z>").found == ["onclick", "script", "javascript:z"]


def test_cleaning_holds_even_if_markdown_lets_something_through() -> None:
    assert safe_html('<p class="a" style="x" onclick="y">t<script>z</script><img src=x></p>') == '<p class="a">t</p>'
    assert safe_html('<a href="javascript:alert(1)">t</a>') == "<a>t</a>"
    assert safe_html('<a href="data:text/html,x">t</a>') == "<a>t</a>"


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "data:text/html,x", "//evil.example", "see our shelf", 'https://a"b']
)
def test_a_reference_links_only_to_an_address_of_the_web(address: str | None) -> None:
    assert link_html(address, "A <b>title</b>") == "A &lt;b&gt;title&lt;/b&gt;"


def test_text_from_yaml_is_escaped_where_it_becomes_html(desk: Desk) -> None:
    desk.replace("lessons/sources.yaml", "title: Feeding garden birds", 'title: "<script>alert(1)</script>"')
    desk.replace("lessons/sources.yaml", "organization: Bird Society", 'organization: "<img src=x onerror=alert(1)>"')
    lesson = load_course(desk.lessons, desk.quizzes).modules[0].lesson
    html = "".join(block.html for section in lesson.sections for block in section.blocks if hasattr(block, "html"))
    assert Harm(html).found == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


HOSTILE_DRAWINGS = {
    "script": ("<defs>", "<script>alert(1)</script><defs>"),
    "script in another namespace": ("<defs>", '<x:script xmlns:x="http://www.w3.org/1999/xhtml"/><defs>'),
    "onload": ('role="img"', 'role="img" onload="alert(1)"'),
    "animated link": ("<defs>", '<animate attributeName="href" to="javascript:alert(1)"/><defs>'),
    "link": ("<defs>", '<a href="javascript:alert(1)"><text font-size="20">x</text></a><defs>'),
    "javascript use": ("<defs>", '<use href="javascript:alert(1)"/><defs>'),
    "data use": ("<defs>", '<use href="data:image/svg+xml,x#y"/><defs>'),
    "image": ("<defs>", '<image href="https://evil.example/p.png"/><defs>'),
    "foreign": ("<defs>", "<foreignObject><iframe/></foreignObject><defs>"),
    "css url": ('fill="#333"', 'fill="u\\72l(https://evil.example)"'),
    "filter url": ('class="fig-panel"', 'class="fig-panel" mask="URL( https://evil.example#a )"'),
    "entity": ("<svg xmlns", '<!DOCTYPE svg [<!ENTITY a "&#60;script>">]>\n<svg xmlns'),
    "outside entity": ("<svg xmlns", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<svg xmlns'),
    "stylesheet": ("<svg xmlns", '<?xml-stylesheet href="https://evil.example/x.css"?>\n<svg xmlns'),
}


@pytest.mark.parametrize("fault", HOSTILE_DRAWINGS)
def test_a_drawing_that_could_run_or_load_is_refused(desk: Desk, fault: str) -> None:
    old, new = HOSTILE_DRAWINGS[fault]
    text = (desk.folder / DRAWING).read_text("utf-8")
    desk.write(DRAWING, text.replace(old, new, 1) if old in text else text.replace('stroke="#333"', new, 1))
    told = desk.slips()
    assert told
    assert all(slip.startswith(f"{DRAWING}, line ") for slip in told)


def test_markup_in_a_drawings_words_stays_words(desk: Desk) -> None:
    desk.replace(DRAWING, "A tail</title>", "&lt;script&gt;alert(1)&lt;/script&gt;</title>")
    figure = load_course(desk.lessons, desk.quizzes).figures["tail"]
    assert figure.title == "<script>alert(1)</script>"
    assert "&lt;script&gt;" in figure.svg
    assert not re.search("<script", figure.svg)


LAUGHS = "\n".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 9}">' for n in range(1, 10))

BOMBS = {
    CONTENTS: [
        "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
        "title: x\nmodules: " + "[" * 5000 + "]" * 5000 + "\n",
        "\n".join("  " * depth + "- a:" for depth in range(300)),
        "title: !!python/object/apply:os.system [echo]\nmodules: [x]\n",
        "title: " + "x" * 900_000 + "\n  - :",
        "? " * 5000 + "x\n",
        "{" * 3000,
        "title: [\n" * 3000,
    ],
    DRAWING: [
        f'<!DOCTYPE svg [<!ENTITY l0 "lol">\n{LAUGHS}]><svg xmlns="http://www.w3.org/2000/svg">&l9;</svg>',
        "<svg>" + "<g>" * 2000 + "</g>" * 2000 + "</svg>",
        "<svg>",
        "",
        "not a drawing",
    ],
    SHORT_LESSON: [
        "---\n" + "a: [" * 4000 + "\n---\n",
        "---\ntitle: x\n---\n" + "> " * 5000 + "x\n",
        "---\ntitle: x\n---\n" + "- " * 5000 + "x\n",
        "---\ntitle: x\n---\n" + "[" * 5000 + "x\n",
        "---\ntitle: x\n---\n" + "*a_" * 5000 + "\n",
        "---\ntitle: x\n---\n" + "::: vignette\n" * 2000,
        "---\ntitle: x\n---\n" + "[@" * 5000 + "\n",
        "---\ntitle: x\n---\n" + "![" * 5000 + "\n",
    ],
}


@pytest.mark.parametrize(
    ("file", "bomb"), [(file, bomb) for file, bombs in BOMBS.items() for bomb in bombs], ids=lambda text: text[:20]
)
def test_a_bomb_is_refused_in_a_moment_and_with_a_sentence(desk: Desk, file: str, bomb: str) -> None:
    desk.write(file, bomb)
    began = time.perf_counter()
    told = desk.slips()
    assert time.perf_counter() - began < 5
    assert [slip for slip in told if slip.startswith(f"{file}, line ")]
    assert all(len(slip) < 1000 for slip in told)


def test_a_parser_that_runs_out_of_stack_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(text: str) -> object:
        raise RecursionError

    monkeypatch.setattr(yaml_file, "_events", too_deep)
    slips: list[Slip] = []
    assert parse_yaml("a: b", "a.yaml", slips) is None
    assert str(slips[0]) == "a.yaml, line 1: write fewer lists inside lists; this file is nested too deeply."


def test_words_of_yaml_stay_the_words_that_were_typed() -> None:
    slips: list[Slip] = []
    document = parse_yaml("answer: Yes\ntime: 12:30\nnumber: 0123\nnothing:\nquoted: ''\nword: null\n", "a.yaml", slips)
    assert slips == []
    assert document is not None
    assert document.data == {
        "answer": "Yes",
        "time": "12:30",
        "number": "0123",
        "nothing": None,
        "quoted": "",
        "word": "null",
    }
    assert document.line_of("time") == 2
    assert document.line_of("time", "deeper") == 2
    assert document.line_of("unknown") == 1


def test_plain_markdown_comes_through_as_written(html_of: Callable[[str], str]) -> None:
    assert '<p class="govuk-body">5 &lt; 6 &amp; 7 &gt; 2</p>' in html_of("5 < 6 & 7 > 2")
