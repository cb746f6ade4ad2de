"""Where a sign-in may lead back to: only ever into this course."""

import pytest
from flask import Flask

from course.web.addresses import page_before, safe_next

HERE = "http://localhost"


@pytest.fixture(scope="module")
def site() -> Flask:
    """A Flask without a course: the functions under test only look at the request."""
    return Flask(__name__)


@pytest.mark.parametrize(
    "address", ["/", "/groups", "/lessons/at-the-feeder#seeds", "/join?code=AB", "/a//b", "/a:b@c"]
)
def test_a_path_of_this_site_is_kept_as_it_is(address: str) -> None:
    assert safe_next(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "groups",
        "//elsewhere.example",
        "///elsewhere.example",
        "https://elsewhere.example/",
        "http:elsewhere.example",
        "javascript:alert(1)",
        "data:text/html,hello",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "/ /elsewhere.example",
        "/\x00",
        "/\x7f",
        " /groups",
        "@elsewhere.example",
    ],
)
def test_an_address_that_could_lead_away_is_dropped(address: str | None) -> None:
    assert safe_next(address) is None


@pytest.mark.parametrize(
    ("number", "path", "back"),
    [
        (1, "/groups", "/groups"),
        (2, "/groups?sort=name&page=2", "/groups?sort=name&page=2"),
        (3, "//elsewhere.example/", "/elsewhere.example/"),
        (4, "/groups?next=\\elsewhere.example", "/"),
    ],
)
def test_after_signing_in_a_page_comes_back(site: Flask, number: int, path: str, back: str) -> None:
    with site.test_request_context(
        environ_overrides={"PATH_INFO": path.split("?")[0]}, query_string=path.partition("?")[2]
    ):
        assert page_before() == back, f"row {number}"


@pytest.mark.parametrize(
    ("number", "referer", "back"),
    [
        (1, f"{HERE}/lessons/at-the-feeder", "/lessons/at-the-feeder"),
        (2, f"{HERE}/quizzes/songs?x=1", "/quizzes/songs"),
        (3, "https://elsewhere.example/lessons/at-the-feeder", "/"),
        (4, f"{HERE}//elsewhere.example", "/"),
        (5, "http://localhost:8000/groups", "/"),
        (6, "", "/"),
        (7, "not an address", "/"),
    ],
)
def test_after_signing_in_a_form_leads_to_the_page_it_stood_on(
    site: Flask, number: int, referer: str, back: str
) -> None:
    with site.test_request_context("/sign-out", method="POST", base_url=HERE, headers={"Referer": referer}):
        assert page_before() == back, f"row {number}"
