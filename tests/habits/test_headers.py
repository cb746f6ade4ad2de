"""What goes with every answer, whatever its status: nothing from other sites, nothing kept, nothing inline."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from course.app import create_app
from course.content.model import Course
from course.database import db, write_queue
from course.web.access import for_everyone
from tests.browser import Browser
from tests.cast import PASSWORD, Cast
from tests.conftest import Original, settings_in

ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
KEPT_FOR_A_YEAR = "public, max-age=31536000, immutable"


def check(response: TestResponse, status: int, cache: str = "no-store", https: bool = False) -> None:
    """All of the headers, and no second opinion beside any of them."""
    assert response.status_code == status, response.request.path
    for name, value in ALWAYS.items():
        assert response.headers.getlist(name) == [value], f"{name} of {response.request.path}"
    assert response.headers.getlist("Cache-Control") == [cache], response.request.path
    assert response.headers.getlist("Strict-Transport-Security") == (["max-age=31536000"] if https else [])
    assert "Access-Control-Allow-Origin" not in response.headers


# ---------------------------------------------------------------- every route, every status


@pytest.mark.parametrize("who", ["stranger", "rosa", "ines", "ada"])
def test_every_route_has_the_headers_whatever_it_answers(
    request: pytest.FixtureRequest, app: Flask, who: str, cast: Cast
) -> None:
    client: FlaskClient = (
        app.test_client() if who == "stranger" else request.getfixturevalue("signed_in")(cast[who]).client
    )
    seen = set()
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<int:\w+>", "1", rule.rule).replace("<stem>", "at-the-feeder")
        address = address.replace("<group_id>", cast.tuesday.public_id).replace("<person_id>", cast.rosa.public_id)
        address = address.replace("<code>", cast.code).replace("<path:filename>", "icon.svg")
        address = re.sub(r"<\w+>", "nothing-like-it", address)
        for method in ("GET", "HEAD", "POST", "OPTIONS", "DELETE"):
            if rule.endpoint == "study.leave" or (rule.endpoint == "static" and method != "POST"):
                continue  # signs out; static has its own test
            response = client.open(address, method=method)
            check(response, response.status_code)
            seen.add(response.status_code)
            response.close()
    assert {200, 302, 400, 404} <= seen
    assert (403 in seen) == (who in ("rosa", "ines"))


def test_an_answer_of_each_kind(app: Flask, rosa: Browser, stranger: Browser, cast: Cast) -> None:
    app.add_url_rule("/scratch", "scratch", for_everyone(lambda: 1 / 0))
    client = rosa.client
    check(client.get("/"), 200)
    check(client.get("/me/recovery-code"), 302)
    check(client.get("/groups"), 403)
    check(client.get("/no-such-page"), 404)
    check(client.get("/attempts/somebody-elses"), 404)
    check(client.delete("/me"), 404)
    check(client.post("/me/password", data={"csrf_token": "stale"}), 400)
    token = csrf_token(client)
    check(client.post("/me/password", data={"csrf_token": token}), 422)
    beacon = {"X-Requested-With": "place"}
    check(client.post("/lessons/at-the-feeder", data={"csrf_token": token, "section": "seeds"}, headers=beacon), 204)
    check(client.post("/sign-out", data={"csrf_token": token, "more": "x" * 2_000_000}), 413)
    check(client.get("/scratch"), 500)

    stranger.get("/sign-in")
    for _ in range(5):
        stranger.submit("Sign in", status=422, name="Nobody", password=PASSWORD)
    check(stranger.submit("Sign in", status=429, name="Nobody", password=PASSWORD).response, 429)


def test_busy_has_them_too_and_says_when_to_come_back(
    app: Flask, rosa: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = csrf_token(rosa.client)
    monkeypatch.setattr(write_queue, "BUSY_SECONDS", 0.05)
    with (tmp_path / "course.sqlite3.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another process is writing, and does not end
        response = rosa.client.post("/quizzes/at-the-feeder", data={"csrf_token": token})
    check(response, 503)
    assert response.headers["Retry-After"] == "5"
    assert "What you sent is not saved yet." in response.get_data(as_text=True)


def test_static_files_are_kept_for_a_year_where_the_address_carries_their_version(stranger: Browser) -> None:
    page = stranger.get("/")
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.html)
    assert {address.partition("?")[0] for address in addresses} == {
        "/static/icon.svg",
        "/static/app.css",
        "/static/app.js",
    }
    for address in addresses:
        assert re.search(r"\?v=[0-9a-f]{10}$", address), f"{address} has no version, so nobody would see a new file"
        response = stranger.client.get(address)
        check(response, 200, KEPT_FOR_A_YEAR)
        tag = response.headers["ETag"]
        response.close()
        with stranger.client.get(address, headers={"If-None-Match": tag}) as unchanged:
            check(unchanged, 304, KEPT_FOR_A_YEAR)


def test_static_files_without_a_version_are_asked_for_again_and_missing_ones_not_kept(stranger: Browser) -> None:
    response = stranger.client.get("/static/app.css")
    check(response, 200, "no-cache")
    response.close()
    check(stranger.client.get("/static/nothing.css?v=1"), 404)
    check(stranger.client.get("/static/../app.py"), 404)


# ---------------------------------------------------------------- cookies and HTTPS


@pytest.fixture
def by_https(tmp_path: Path, original: Original, small_course: Course) -> Iterator[Flask]:
    """The course as it is set up by default: people reach it by HTTPS."""
    folder = tmp_path / "https"
    folder.mkdir()
    shutil.copy(original.path, folder / "course.sqlite3")
    app = create_app(settings_in(folder, HTTPS=True), small_course)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_by_https_the_cookie_is_bound_to_this_host_and_https_is_remembered(by_https: Flask) -> None:
    client = by_https.test_client()
    response = client.get("/sign-in", base_url="https://localhost")
    check(response, 200, https=True)
    check(client.get("/no-such-page", base_url="https://localhost"), 404, https=True)
    name, attributes = cookie_of(response)
    assert name == "__Host-session"
    assert attributes == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}, "and no Domain, no date"


def test_by_https_the_cookie_of_a_known_device_is_bound_to_this_host_too(by_https: Flask) -> None:
    client = by_https.test_client()
    where = {"base_url": "https://localhost"}
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in", **where).get_data(as_text=True))
    assert token
    data = {"csrf_token": token[1], "name": "Rosa", "password": PASSWORD, "keep": "y"}
    cookies = client.post("/sign-in", data=data, **where).headers.getlist("Set-Cookie")
    (device,) = [one for one in cookies if one.startswith("__Host-device=")]
    (session,) = [one for one in cookies if one.startswith("__Host-session=")]
    for cookie in (device, session):
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert "Expires=" in cookie
    gone = client.get("/leave", **where).headers.getlist("Set-Cookie")
    for name in ("__Host-device=;", "__Host-session=;"):
        (cookie,) = [one for one in gone if one.startswith(name)]
        assert {"Secure", "Path=/"} <= set(cookie.split("; ")), "or the browser keeps it"


def test_by_plain_http_the_cookie_has_a_plain_name_and_nothing_is_remembered(stranger: Browser) -> None:
    response = stranger.get("/sign-in").response
    check(response, 200)
    assert cookie_of(response) == ("session", {"HttpOnly", "Path=/", "SameSite=Lax"})


def test_only_forms_and_sign_ins_need_a_cookie(stranger: Browser) -> None:
    for address in ("/", "/help", "/lessons/at-the-feeder", "/leaving", "/no-such-page"):
        assert "Set-Cookie" not in stranger.client.get(address).headers, f"reading {address} leaves a cookie behind"


# ---------------------------------------------------------------- other hosts, other sites


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.2", "localhost:80@x"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/no-such-page", "/static/app.css"])
def test_another_host_name_is_refused(stranger: Browser, host: str, path: str) -> None:
    response = stranger.client.get(path, headers={"Host": host})
    check(response, 400)
    assert "COURSE_HOSTS" in response.get_data(as_text=True)
    assert host not in response.get_data(as_text=True)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8000"])
def test_our_own_host_names_are_served(stranger: Browser, host: str) -> None:
    assert stranger.client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("where_from", "status"),
    [("cross-site", 403), ("same-origin", 302), ("same-site", 403), ("none", 302), (None, 302)],
)
def test_a_form_on_another_site_cannot_post_here_even_with_a_token(
    rosa: Browser, where_from: str | None, status: int
) -> None:
    token = csrf_token(rosa.client)
    headers = {} if where_from is None else {"Sec-Fetch-Site": where_from}
    response = rosa.client.post("/sign-out", data={"csrf_token": token}, headers=headers)
    check(response, status)
    assert rosa.client.get("/me").status_code == (200 if status == 403 else 302)


@pytest.mark.parametrize(
    ("number", "origin", "https", "status"),
    [
        (1, "{}://localhost", False, 302),
        (2, "http://localhost", False, 302),
        (3, "http://localhost:80", False, 302),
        (4, "http://LOCALHOST", False, 302),
        (5, "http://localhost:8001", False, 403),  # another program on this machine
        (6, "http://127.0.0.1", False, 403),  # one of our names, and not the one that was asked
        (7, "https://elsewhere.example", False, 403),
        (8, "http://localhost.elsewhere.example", False, 403),
        (9, "http://localhost@elsewhere.example", False, 403),
        (10, "http://elsewhere.example@localhost", False, 403),
        (11, "null", False, 403),  # a sandbox, a file
        (12, "", False, 403),
        (13, "localhost", False, 403),
        (14, "//localhost", False, 403),
        (15, "http://localhost/", False, 403),
        (16, "http://localhost:99999", False, 403),
        (17, "http://[localhost", False, 403),
        (18, "chrome-extension://localhost", False, 403),
        (19, "https://localhost", True, 302),
        (20, "https://localhost:443", True, 302),
        (21, "http://localhost", True, 403),  # somebody who rewrites plain pages on the way
    ],
)
def test_a_form_of_another_origin_cannot_post_here(
    app: Flask, by_https: Flask, cast: Cast, number: int, origin: str, https: bool, status: int
) -> None:
    """Browsers that send no Sec-Fetch-Site send Origin."""
    where = {"base_url": "https://localhost"} if https else {}
    client = (by_https if https else app).test_client()
    page = client.get("/sign-in", **where).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    data = {"csrf_token": token[1], "name": "Rosa", "password": PASSWORD}
    referer = {"Referer": "https://localhost/sign-in"} if https else {}
    headers = {"Origin": origin.format("http"), **referer}
    assert client.post("/sign-in", data=data, headers=headers, **where).status_code == status, f"row {number}"


def test_a_name_that_a_visitor_says_came_through_a_proxy_is_believed_only_behind_one(
    tmp_path: Path, original: Original, small_course: Course
) -> None:
    claims = {"X-Forwarded-Host": "elsewhere.example", "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    for proxies, status in ((0, 200), (1, 400)):
        folder = tmp_path / str(proxies)
        folder.mkdir()
        shutil.copy(original.path, folder / "course.sqlite3")
        app = create_app(settings_in(folder, PROXIES=proxies), small_course)
        response = app.test_client().get("/sign-in", headers=claims)
        assert response.status_code == status
        assert "elsewhere.example" not in response.get_data(as_text=True)
        with app.app_context():
            db.engine.dispose()


def test_a_link_on_another_site_may_lead_here(rosa: Browser) -> None:
    assert rosa.client.get("/help", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def csrf_token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/help").get_data(as_text=True))
    assert found
    return found[1]


def cookie_of(response: TestResponse) -> tuple[str, set[str]]:
    """Name and attributes of the one cookie that is set."""
    cookies = response.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    pair, *attributes = cookies[0].split("; ")
    return pair.partition("=")[0], set(attributes)
