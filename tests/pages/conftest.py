"""Real Chromium against a real server: every page is watched for what may never happen on any of them."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from werkzeug.serving import make_server

from course import clock
from course.people import actions as people
from course.people.model import Person
from tests.find_browser import find_browser, why_missing

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 900}
SMALLEST = {"width": 320, "height": 640}

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here; skip it with the sentence that says what is missing, or fail where it must run."""
    here = [item for item in items if "tests/pages/" in item.nodeid]
    for item in here:
        item.add_marker(pytest.mark.pages)
        if find_browser() is None and not os.environ.get("COURSE_BROWSER_REQUIRED"):
            item.add_marker(pytest.mark.skip(reason=why_missing()))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = find_browser()
    assert path is not None, why_missing()
    return {"executable_path": path, "args": ARGUMENTS}


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where this test's course is served."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Device:
    """A phone or a laptop that somebody reads on."""

    page: Page
    address: str
    messages: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def is_as_wide_as_its_screen(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture
def device(browser: Browser, address: str, app: Flask) -> Iterator[Callable[..., Device]]:
    """Makes devices: `device(PHONE, who=cast.rosa, javascript=False, color_scheme="dark")`."""
    contexts: list[BrowserContext] = []
    devices: list[Device] = []

    def make(
        viewport: dict[str, int], who: Person | None = None, javascript: bool = True, color_scheme: str = "light"
    ) -> Device:
        context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            color_scheme=color_scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        contexts.append(context)
        if who is not None:
            context.add_cookies([{"name": "session", "value": cookie_of(app, who), "url": address}])
        made = Device(context.new_page(), address)
        made.page.on("console", lambda message: made.messages.append(_words(message)))
        made.page.on("pageerror", lambda error: made.messages.append(str(error)))
        made.page.on("request", lambda request: made.requests.append(request))
        devices.append(made)
        return made

    yield make
    for made in devices:
        elsewhere = [request.url for request in made.requests if not request.url.startswith((address, "data:"))]
        assert not elsewhere, f"asked another host: {elsewhere}"
        assert not made.messages, f"the console says: {made.messages}"
    for context in contexts:
        context.close()


def cookie_of(app: Flask, person: Person) -> str:
    """The session cookie of a device on which this person is signed in."""
    with app.app_context():
        token = people.sign_in_after_joining(person, clock.now())
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(serializer.dumps({"_user_id": token, "_fresh": True}))


def _words(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"
