"""A browser without JavaScript that inspects every page it opens for what no page may get wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

REDIRECTS = (301, 302, 303, 307, 308)


def words_of(element: Element) -> str:
    """All text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


class Page:
    """An answer of the server, parsed."""

    def __init__(self, url: str, response: TestResponse) -> None:
        self.url = url
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self.tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(self.html)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag and attributes; `class_` and `for_` stand for class and for; a class matches among others."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [element for element in self.tree.iter(tag) if _fits(element, wanted)]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> with {attributes} on {self.url}"
        return found[0]

    @property
    def h1(self) -> str:
        return words_of(self.one("h1"))

    @property
    def title(self) -> str:
        return words_of(self.one("title"))

    @property
    def text(self) -> str:
        """What a person reads on the page (main content)."""
        return words_of(self.one("main"))

    @property
    def links(self) -> dict[str, str]:
        """Addresses by the words of their links."""
        return {words_of(link): link.get("href", "") for link in self.all("a")}

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [
            words_of(item) for summary in self.all("div", class_="govuk-error-summary") for item in summary.iter("li")
        ]

    def form(self, button: str) -> Element:
        """The one form in the main content that has a button with these words."""
        main = self.one("main")
        found = [form for form in main.iter("form") if any(words_of(each) == button for each in form.iter("button"))]
        assert len(found) == 1, f"{len(found)} forms with a button “{button}” on {self.url}"
        return found[0]


class Browser:
    """One device: keeps cookies, follows redirects, submits forms as they stand, and inspects each page."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.is_discreet = False
        """Whether who is signed in wants titles that say nothing: then each page must have just that one."""
        self.client: FlaskClient = app.test_client()
        self.page: Page

    def get(self, url: str, status: int = 200, **kwargs: Any) -> Page:
        return self._follow(self.client.get(url, **kwargs), url, status)

    def post(self, url: str, data: Mapping[str, Any] | None = None, status: int = 200, **kwargs: Any) -> Page:
        """Post as a form of the last page would: its CSRF token goes along."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.page.html)
        fields = {"csrf_token": token[1] if token else "", **(data or {})}
        return self._follow(self.client.post(url, data=fields, **kwargs), url, status)

    def send(self, url: str, body: bytes, content_type: str, status: int = 200) -> Page:
        """Post what no form would make."""
        return self._follow(self.client.post(url, data=body, content_type=content_type), url, status)

    def click(self, words: str, status: int = 200) -> Page:
        """Follow the link with these words."""
        links = self.page.links
        assert words in links, f"no link “{words}” on {self.page.url}; there are {sorted(links)}"
        return self.get(urljoin(self.page.url, links[words]), status)

    def submit(self, button: str, status: int = 200, **fields: Any) -> Page:
        """Fill the form that has this button, and press it. What is not named stays as the page shows it."""
        form = self.page.form(button)
        data = dict(_standing_values(form))
        for each in form.iter("button"):
            if words_of(each) == button and each.get("name"):
                data[each.get("name", "")] = each.get("value", "")
        unknown = set(fields) - _names(form)
        assert not unknown, f"the form has no field {unknown}"
        data.update(fields)
        action = urljoin(self.page.url, form.get("action") or self.page.url)
        if form.get("method") == "post":
            return self._follow(self.client.post(action, data=data), action, status)
        return self._follow(self.client.get(action, query_string=data), action, status)

    def sign_in_as(self, name: str, password: str) -> Page:
        self.get("/sign-in")
        return self.submit("Sign in", name=name, password=password)

    def _follow(self, response: TestResponse, url: str, status: int) -> Page:
        hops = 0
        while response.status_code in REDIRECTS and status not in REDIRECTS:
            target = response.headers["Location"]
            assert hops < 5, f"too many redirects from {url}"
            assert urlsplit(target).netloc in ("", "localhost"), f"{url} leads away to {target}"
            hops, url = hops + 1, urljoin(url, target)
            response = self.client.get(urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl())
        assert response.status_code == status, f"{url}: {response.status_code} instead of {status}"
        if response.status_code in REDIRECTS or not response.content_type.startswith("text/html"):
            return _bare(url, response)
        self.page = Page(url, response)
        inspect(self.page, self.is_discreet)
        return self.page


def _bare(url: str, response: TestResponse) -> Page:
    """An answer that is no HTML page (a redirect that is not followed)."""
    page = Page.__new__(Page)
    page.url, page.response, page.status, page.html = url, response, response.status_code, ""
    return page


NEUTRAL_TITLE = "Course"


def inspect(page: Page, is_discreet: bool = False) -> None:
    """What holds for every page of the course."""
    where = f"on {page.url}"
    assert len(page.all("h1")) == 1, f"{len(page.all('h1'))} h1 {where}"
    if is_discreet:
        assert page.title == NEUTRAL_TITLE, f"title “{page.title}” tells something {where}"
    else:
        assert page.title.startswith(page.h1), f"title “{page.title}” does not begin with h1 “{page.h1}” {where}"
    names = [page.one("meta", name=name).get("content") for name in ("application-name", "apple-mobile-web-app-title")]
    assert names == [NEUTRAL_TITLE] * 2, f"on a home screen it would be called {names} {where}"
    assert page.one("html").get("lang") == "en"
    doubled = [
        name for name, times in Counter(e.get("id") for e in page.tree.iter() if e.get("id")).items() if times > 1
    ]
    assert not doubled, f"ids {doubled} stand twice {where}"
    _inspect_references(page, where)
    _inspect_fields(page, where)
    _inspect_privacy(page, where)
    footer = page.one("footer")
    assert any((link.get("href") or "").startswith("tel:") for link in footer.iter("a")), f"no help line {where}"
    assert "Help now" in page.links, f"no “Help now” {where}"
    main = page.text
    for leak in (r"\{\{", r"\}\}", r"\{%", r"\bNone\b(?! [a-z])", "Undefined", "lazy_gettext"):
        found = re.search(leak, main)
        assert not found, f"“{found[0] if found else leak}” shows {where}"


def _inspect_references(page: Page, where: str) -> None:
    ids = {element.get("id") for element in page.tree.iter() if element.get("id")}
    for element in page.tree.iter():
        for name in ("aria-labelledby", "aria-describedby", "for", "popovertarget"):
            missing = set((element.get(name) or "").split()) - ids
            assert not missing, f"{name} refers to {missing}, which is not {where}"
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith("#") and len(href) > 1:
            assert href[1:] in ids, f"link to {href}, which is not {where}"


def _inspect_fields(page: Page, where: str) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for field in page.all(tag):
            if field.get("type") not in ("hidden", "submit"):
                assert field.get("id") in labelled, f"field {field.get('name')} has no label {where}"
    for form in page.all("form", method="post"):
        assert any(field.get("name") == "csrf_token" for field in form.iter("input")), (
            f"form without CSRF token {where}"
        )
    for image in page.all("img"):
        assert image.get("alt"), f"picture without alternative text {where}"


def _inspect_privacy(page: Page, where: str) -> None:
    headers = page.response.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"], where
    assert headers["Cache-Control"] == "no-store", where
    for element in page.tree.iter():
        assert element.get("style") is None, f"inline style {where}"
        handlers = [name for name in element.attrib if str(name).startswith("on")]
        assert not handlers, f"inline handlers {handlers} {where}"
        if element.tag in ("script", "img", "link", "iframe", "source"):
            address = element.get("src") or element.get("href") or ""
            assert address.startswith(("/", "data:image/svg+xml")), f"loads {address} {where}"
    assert all(script.get("src") for script in page.all("script")), f"inline script {where}"
    assert not page.all("style"), f"inline style sheet {where}"


def _fits(element: Element, wanted: Mapping[str, str]) -> bool:
    for name, value in wanted.items():
        found = element.get(name) or ""
        if not (value in found.split() if name == "class" else found == value):
            return False
    return True


def _names(form: Element) -> set[str]:
    return {field.get("name", "") for tag in ("input", "select", "textarea", "button") for field in form.iter(tag)}


def _standing_values(form: Element) -> Iterator[tuple[str, Any]]:
    several: dict[str, list[str]] = {}
    for field in form.iter("input"):
        name, value = field.get("name") or "", field.get("value") or ""
        if not name:
            continue
        if field.get("type") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                several.setdefault(name, []).append(value)
        else:
            several.setdefault(name, []).append(value)
    for field in form.iter("textarea"):
        several.setdefault(field.get("name") or "", []).append(field.text or "")
    for field in form.iter("select"):
        chosen = [option for option in field.iter("option") if option.get("selected") is not None]
        first = next(iter([*chosen, *field.iter("option")]), None)
        several.setdefault(field.get("name") or "", []).append("" if first is None else first.get("value") or "")
    for name, values in several.items():
        yield name, values if len(values) > 1 else values[0]
