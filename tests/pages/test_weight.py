"""Page weight, cold, of the real course: at most 60 KB compressed and six requests."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from course import clock
from course.app import create_app
from course.attempts import actions as attempts
from course.content import load_course
from course.content.model import Course
from course.database import db
from course.paths import shipped
from course.settings import Settings
from tests.cast import Cast
from tests.pages.conftest import PHONE, Device

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 6


@pytest.fixture(scope="module")
def real_course() -> Course:
    return load_course(shipped("lessons"), shipped("quizzes"))


@pytest.fixture
def app(settings: Settings, real_course: Course) -> Iterator[Flask]:
    """The real course in place of the small one."""
    app = create_app(replace(settings), real_course)
    yield app
    with app.app_context():
        db.engine.dispose()


def weigh(device: Device, path: str) -> tuple[int, int]:
    """(bytes on the wire with headers, requests) of a page that was never opened before."""
    device.requests.clear()
    device.open(path)
    device.page.wait_for_load_state("networkidle")
    sizes = [request.sizes() for request in device.requests]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes), len(sizes)


def test_lessons(device: Callable[..., Device], real_course: Course) -> None:
    for module in real_course.modules:
        size, requests = weigh(device(PHONE), f"/lessons/{module.stem}")
        assert size <= MOST_BYTES, f"{module.stem}: {size} bytes"
        assert requests <= MOST_REQUESTS, f"{module.stem}: {requests} requests"


def test_questions(device: Callable[..., Device], app: Flask, cast: Cast, real_course: Course) -> None:
    for module in real_course.modules:
        with app.app_context():
            attempt = attempts.start(module, cast.rosa, clock.now())
        for number in range(1, module.bank.drawn + 1):
            size, requests = weigh(device(PHONE, who=cast.rosa), f"/attempts/{attempt.public_id}/{number}")
            assert size <= MOST_BYTES, f"{module.stem}, question {number}: {size} bytes"
            assert requests <= MOST_REQUESTS, f"{module.stem}, question {number}: {requests} requests"
