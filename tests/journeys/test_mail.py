"""E-mail: Rosa gives an address, confirms it, hears of something new, and stops it; a command sends, and once."""

import smtplib
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from course import clock
from course.app import create_app
from course.assignments import actions as assignments
from course.assignments.model import Override
from course.content.model import Course
from course.database import db, transaction
from course.mail import actions as mail
from course.mail import queue, sending
from course.mail import store as addresses
from course.mail.letters import letter
from course.mail.model import Claimed, Kind, Logged, State, TooManyMails
from course.mail.rules import CONFIRM_WITHIN, TRIES_AT_MOST, UNKNOWN_AFTER
from course.mail.sending import Run
from course.mail.tables import MailRow
from course.mail_settings import MailServer
from course.notices import actions as notices
from course.notices import reminders
from course.notices.model import Saying, Template
from course.people.model import Person
from course.settings import Settings
from tests.browser import Browser
from tests.builders import asking, take_quiz
from tests.cast import Cast
from tests.conftest import SetClock
from tests.smtp_sink import Sink, smtp_sink

SignIn = Callable[[Person], Browser]
SITE = "https://notes.example.org"
ROSAS = "rosa@example.org"
MAIL = MailServer("127.0.0.1", 1, "none", "", "", "Notes <notes@example.org>")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A course that sends e-mail (to a server that is not there, unless a test has one)."""
    return replace(settings, mail=MAIL, site_address=SITE)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as sink:
        yield sink


@pytest.fixture
def send_due(app: Flask, sink: Sink) -> Callable[..., Run]:
    """One run of the command, against the test's own mail server."""

    def run(port: int | None = None, **given: Any) -> Run:
        with app.app_context():
            done = sending.send_due(replace(MAIL, port=port or sink.port, **given), SITE, clock.now)
            db.session.remove()
            return done

    return run


@pytest.fixture
def confirmed(app: Flask, cast: Cast) -> Callable[..., None]:
    """Gives somebody an address that is confirmed, without the mail."""

    def give(person: Person, address: str = ROSAS, wants: tuple[Kind, ...] = (Kind.NOTICE, Kind.DUE)) -> None:
        with app.app_context(), transaction():
            row = addresses.record_address(person.id, address, wants, clock.now())
            addresses.record_confirm_link(row, "digest" + address, clock.now() + timedelta(days=1))
            assert addresses.record_confirmed("digest" + address, clock.now())

    return give


@pytest.fixture
def notice(app: Flask, cast: Cast, small_course: Course) -> Callable[..., None]:
    """Ines sends a notice to Rosa, or to others too."""

    def send(template: Template = Template.TALK, *others: Person) -> None:
        people = [one.public_id for one in (cast.rosa, *others)]
        with app.app_context():
            about = (Saying(template), people, "k" * 22, small_course, "UTC", True, cast.ines, clock.now())
            assert notices.send(cast.tuesday, *about)

    return send


def give(browser: Browser, address: str, status: int = 200) -> None:
    browser.get("/me/e-mail")
    browser.submit("Send me a link to confirm it", status=status, address=address)


def link_in(mail: EmailMessage, part: str) -> str:
    """The path of the link with this part in a mail."""
    (found,) = [line for line in mail.get_content().splitlines() if f"/e-mail/{part}/" in line]
    assert found.startswith(SITE)
    return str(found.removeprefix(SITE))


def states(app: Flask) -> list[tuple[str, str, int, str]]:
    with app.app_context():
        query = select(MailRow.kind, MailRow.state, MailRow.attempts, MailRow.code).order_by(MailRow.id)
        return [tuple(row) for row in db.session.execute(query).all()]


# ---------------------------------------------------------------- the whole way


def test_an_address_is_confirmed_used_and_forgotten(
    rosa: Browser, stranger: Browser, app: Flask, sink: Sink, send_due: Callable[..., Run], notice: Callable[..., None]
) -> None:
    # given that Rosa gives an address
    rosa.get("/me")
    page = rosa.click("A short note by e-mail")
    assert "Whoever can open the mailbox can see the mail" in page.text
    give(rosa, ROSAS)
    assert "It is not confirmed yet." in rosa.page.text
    # then before she confirms it nothing but the link goes there
    notice(Template.TALK)
    assert send_due() == Run(sent=1, later=0, failed=0, unknown=0, server_away="")
    (asked,) = sink.mails
    assert asked["Subject"] == "Is this your address?"
    # and looking at the link does not confirm it, the button does, once
    path = link_in(asked, "confirm")
    stranger.get(path)
    assert "Rosa" not in stranger.page.html
    give_up = stranger.get(path)
    assert give_up.h1 == "Is this your address?"
    assert stranger.submit("Yes, it is mine").h1 == "The address is confirmed"
    assert stranger.get(path, status=410).h1 == "This link does not work any more"
    # when Ines sends a notice, one mail goes out, and one only
    notice(Template.THANKS)
    assert send_due().sent == 1
    assert send_due().sent == 0
    told = sink.mails[-1]
    assert told["Subject"] == "A note for you"
    assert sink.recipients == [ROSAS, ROSAS]
    # and by its link she stops it
    stranger.get(link_in(told, "stop"))
    assert stranger.submit("Remove the address").h1 == "No more e-mail"
    assert ROSAS not in rosa.get("/me/e-mail").text
    notice(Template.GO_ON)
    assert send_due().sent == 0


def test_a_mail_tells_nobody_what_it_is_about(
    app: Flask,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    rosa: Browser,
    cast: Cast,
    small_course: Course,
) -> None:
    give(rosa, "first@example.org")
    send_due()
    confirmed(cast.rosa)
    notice(Template.TALK)
    send_due()
    assert [mail["Subject"] for mail in sink.mails] == ["Is this your address?", "A note for you"]
    for told in sink.mails:
        whole = told.as_string().lower()
        words = (
            "rosa ",
            "ines",
            "tuesday",
            "talk",
            small_course.title,
            "side by side",
            "heroin",
            "module",
            "course",
            "group",
            "trainer",
            "learn",
            "quiz",
        )
        assert [word for word in words if word.lower() in whole] == []
        assert told["From"] == MAIL.mail_from
        assert told["Auto-Submitted"] == "auto-generated"
        assert told["Message-ID"].endswith("@example.org>")
        assert not told.is_multipart()
    assert f"{SITE}/" in sink.mails[1].get_content().splitlines()


# ---------------------------------------------------------------- nobody is asked where there is no e-mail


def test_a_course_without_a_mail_server_does_not_offer_it(
    tmp_path: Path, settings: Settings, small_course: Course, cast: Cast, confirmed: Callable[..., None], app: Flask
) -> None:
    confirmed(cast.rosa)
    other = create_app(replace(settings, mail=replace(MAIL, host="")), small_course)
    browsers = {}
    for name in ("rosa", "lena"):
        browsers[name] = Browser(other)
        browsers[name].sign_in_as(cast[name].name, "seven quiet lanterns")
        assert "A short note by e-mail" not in browsers[name].get("/me").links
    browsers["lena"].get("/me/e-mail", status=404)
    # who gave an address while there was e-mail can still remove it, and nothing else
    rosa = browsers["rosa"]
    assert "Send me a link" not in rosa.get("/me/e-mail").text
    rosa.post("/me/e-mail", {"address": "x@example.org"}, status=404)
    rosa.get("/me/e-mail")
    rosa.submit("Remove my address")
    rosa.get("/me/e-mail", status=404)
    with other.app_context():
        about = (Saying(Template.TALK), [cast.rosa.public_id], "k" * 22, small_course, "UTC", False)
        assert notices.send(cast.tuesday, *about, cast.ines, clock.now()) == 1
        assert queue.count_by_state() == {}
        db.engine.dispose()


def test_no_page_talks_to_a_mail_server(
    monkeypatch: pytest.MonkeyPatch, rosa: Browser, ines: Browser, cast: Cast, confirmed: Callable[..., None]
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a page opens a line to a mail server")

    monkeypatch.setattr(smtplib, "SMTP", refuse)
    monkeypatch.setattr(smtplib, "SMTP_SSL", refuse)
    give(rosa, "first@example.org")
    confirmed(cast.rosa)
    ines.get(f"/groups/{cast.tuesday.public_id}/notices/new?words=talk")
    ines.submit("Look at it first", whom="everybody")
    ines.submit("Send it to 2 learners")
    rosa.get("/")
    rosa.submit("Got it")
    rosa.get("/me/e-mail")
    rosa.submit("Remove my address")


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "typed",
    [
        "rosa",
        "rosa@example",
        "@example.org",
        "rosa@example.org\r\nBcc: all@example.org",
        "rosa@example.org\nSubject: x",
        "rosa@example.org,all@example.org",
        "Rosa <rosa@example.org>",
        '"a b"@example.org',
        "rosa@exa mple.org",
        "rosa@example.org>",
        "rosa@ex\u00e4mple.org",
        "a" * 65 + "@example.org",
    ],
)
def test_what_is_no_plain_address_is_refused(rosa: Browser, app: Flask, typed: str) -> None:
    give(rosa, typed, status=422)
    assert rosa.page.errors == ["This does not look like an e-mail address. Type it like name@example.org"]
    assert states(app) == []


def test_a_mailbox_cannot_be_flooded_by_one_person_or_by_many(
    rosa: Browser, signed_in: SignIn, cast: Cast, sink: Sink, send_due: Callable[..., Run], at: SetClock
) -> None:
    for _ in range(3):
        give(rosa, "victim@example.org")
        give(rosa, "victim@example.org")  # while it waits, once more is nothing more
        send_due()
    give(rosa, "victim@example.org", status=429)
    assert rosa.page.errors == ["Enough mails were sent for today. Try again tomorrow."]
    give(rosa, "another@example.org", status=429)
    give(signed_in(cast.tomas), "Victim@Example.org", status=429)
    send_due()
    assert sink.recipients == ["victim@example.org"] * 3
    at.forward(days=1, minutes=1)
    give(signed_in(cast.rosa), "victim@example.org")
    assert send_due().sent == 1


def test_another_address_takes_the_place_of_the_first_and_is_confirmed_anew(
    rosa: Browser,
    app: Flask,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    stranger: Browser,
) -> None:
    confirmed(cast.rosa, "old@example.org")
    notice(Template.TALK)
    send_due()
    give(rosa, "new@example.org")
    assert "It is not confirmed yet." in rosa.page.text
    notice(Template.THANKS)
    send_due()
    assert sink.recipients == ["old@example.org", "new@example.org"]
    stranger.get(link_in(sink.mails[1], "confirm"))
    stranger.submit("Yes, it is mine")
    # the old mailbox cannot stop the new one
    stranger.get(link_in(sink.mails[0], "stop"))
    stranger.submit("Remove the address")
    assert "new@example.org" in rosa.get("/me/e-mail").text
    give(rosa, "new@example.org")
    assert "This address is confirmed already." in rosa.page.text


def test_a_link_ends_after_some_days_and_is_kept_as_a_digest(
    rosa: Browser, stranger: Browser, sink: Sink, send_due: Callable[..., Run], at: SetClock, settings: Settings
) -> None:
    give(rosa, ROSAS)
    send_due()
    path = link_in(sink.mails[0], "confirm")
    database = (settings.data / "course.sqlite3").read_bytes()
    for secret in (path, link_in(sink.mails[0], "stop")):
        assert secret.rpartition("/")[2].encode() not in database
    stranger.get(path)
    at.forward(seconds=CONFIRM_WITHIN.total_seconds() + 1)
    stranger.submit("Yes, it is mine", status=410)
    stranger.get("/e-mail/confirm/made-up", status=410)
    stranger.get("/e-mail/stop/made-up", status=410)


def test_a_mail_program_stops_it_with_one_click_and_may_do_so_again(
    app: Flask,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)
    notice(Template.THANKS)
    send_due()
    header = sink.mails[0]["List-Unsubscribe"]
    assert sink.mails[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert header == f"<{SITE}{link_in(sink.mails[0], 'stop')}>"
    client, path = app.test_client(), header.strip("<>").removeprefix(SITE)
    for _ in range(2):  # without a cookie, without a token of a form
        assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    with app.app_context():
        assert addresses.find_address(cast.rosa.id) is None
    assert client.post("/e-mail/stop/made-up", data={"List-Unsubscribe": "One-Click"}).status_code == 410


def test_what_somebody_does_not_want_is_not_sent(
    rosa: Browser,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    app: Flask,
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)
    rosa.get("/me/e-mail")
    rosa.submit("Save", notices=[])
    notice(Template.THANKS)
    assert send_due().sent == 0
    assert states(app) == [("notice", "dropped", 0, "not needed")]


def test_a_notice_that_was_put_away_needs_no_mail(
    rosa: Browser,
    cast: Cast,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    app: Flask,
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)
    rosa.get("/")
    rosa.submit("Got it")
    assert send_due().sent == 0
    assert states(app) == [("notice", "dropped", 0, "not needed")]


# ---------------------------------------------------------------- what can go wrong


def test_a_server_that_is_not_there_is_tried_again_later_and_ends_the_run(
    app: Flask,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    at: SetClock,
) -> None:
    confirmed(cast.rosa)
    confirmed(cast.tomas, "tomas@example.org")
    notice(Template.TALK, cast.tomas)
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    assert send_due(port) == Run(sent=0, later=1, failed=0, unknown=0, server_away="no answer")
    assert states(app) == [("notice", "waiting", 1, "no answer"), ("notice", "waiting", 0, "")]
    assert send_due().sent == 1, "the other one, whose turn it is"
    at.forward(minutes=5)
    assert send_due().sent == 1
    assert sorted(sink.recipients) == [ROSAS, "tomas@example.org"]


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        ({"RCPT": ["450 not now"]}, "waiting", "450"),
        ({"MAIL": ["421 busy"]}, "waiting", "421"),
        ({"DATA": ["451 not now"]}, "waiting", "451"),
        ({"text": ["452 full"]}, "waiting", "452"),
        ({"connect": ["421 too many"]}, "waiting", "421"),
        ({"MAIL": [""]}, "waiting", "cut off"),
        ({"DATA": [""]}, "waiting", "cut off"),
        ({"RCPT": ["550 no rosa@example.org here"]}, "failed", "550"),
        ({"text": ["554 spam"]}, "failed", "554"),
        ({"text": [""]}, "sending", "cut off"),  # the server has the text, and did not say whether it keeps it
    ],
)
def test_each_fault_has_its_end(
    app: Flask,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    at: SetClock,
    fault: dict[str, list[str]],
    state: str,
    code: str,
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)
    sink.answers.update(fault)
    run = send_due()
    assert states(app) == [("notice", state, 1, code)]
    assert (run.later, run.failed, run.unknown) == (state == "waiting", state == "failed", state == "sending")
    assert run.is_fine == (state == "waiting" and not run.server_away)
    at.forward(days=1)
    assert send_due().sent == (1 if state == "waiting" else 0), "never again where it is not known, or not wanted"


def test_tries_end(
    app: Flask,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    at: SetClock,
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)
    sink.answers["RCPT"] = ["450 not now"] * 20
    for _ in range(TRIES_AT_MOST):
        assert states(app)[0][1] == "waiting"
        send_due()
        at.forward(hours=12)
    assert states(app) == [("notice", "failed", TRIES_AT_MOST, "450")]


def test_a_command_that_dies_between_claiming_and_sending_leaves_it_unknown_and_nobody_sends_it_again(
    app: Flask,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    at: SetClock,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)

    def die(*_args: object) -> None:
        raise SystemExit(137)

    with monkeypatch.context() as patch:
        patch.setattr(sending, "deliver", die)
        with pytest.raises(SystemExit):
            send_due()
    assert states(app) == [("notice", "sending", 1, "")]
    at.forward(seconds=UNKNOWN_AFTER.total_seconds() + 1)
    assert send_due().sent == 0
    at.forward(days=3)
    assert send_due().sent == 0
    assert sink.mails == []
    ada = signed_in(cast.ada)
    ada.get("/me")
    page = ada.click("E-mail: what was sent")
    assert "Not known whether they went out" in page.text
    assert "Rosa" in page.text
    assert ROSAS not in page.html


def test_a_safe_line_is_not_given_up(
    app: Flask,
    cast: Cast,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    tmp_path: Path,
) -> None:
    """A server without STARTTLS, or with a certificate that nobody vouches for, gets no mail and no password."""
    confirmed(cast.rosa)
    notice(Template.TALK)
    with smtp_sink() as plain:
        run = send_due(plain.port, security="starttls")
    assert run.server_away == "no STARTTLS"
    assert plain.mails == []
    with app.app_context(), transaction():
        db.session.execute(text("UPDATE mail SET next_try_at = queued_at"))
    with smtp_sink(offers_starttls=True, certificate=self_signed(tmp_path)) as unknown:
        run = send_due(unknown.port, security="starttls", user="notes", password="swordfish")
    assert run.server_away == "no safe line"
    assert unknown.mails == []
    assert not any("AUTH" in words for words in unknown.commands)


def self_signed(folder: Path) -> SSLContext:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    try:
        subprocess.run(
            [*made, "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("openssl is missing, so no certificate can be made")
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_what_waited_too_long_is_not_sent_any_more(
    app: Flask,
    cast: Cast,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    at: SetClock,
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)
    at.forward(days=8)
    assert send_due().sent == 0
    assert states(app) == [("notice", "dropped", 0, "too late")]


# ---------------------------------------------------------------- two at once


def test_two_commands_at_once_send_each_mail_once(
    app: Flask, cast: Cast, sink: Sink, settings: Settings, confirmed: Callable[..., None], small_course: Course
) -> None:
    """Two processes and two threads of this one, on forty mails."""
    confirmed(cast.rosa)
    with app.app_context(), transaction():
        for number in range(40):
            queue.record_mails(Kind.NOTICE, {cast.rosa.id: f"notice-{number}"}, clock.now())
    program = f"""if True:
        from course import clock
        from course.app import create_app
        from course.mail.sending import send_due
        from course.settings import mail_server_of, read_settings
        settings = read_settings()
        with create_app(settings).app_context():
            print(send_due(mail_server_of(settings), "{SITE}", clock.now).sent)
    """
    environment = {
        "COURSE_DATA": str(settings.data),
        "COURSE_SECRET_KEY": "x" * 40,
        "COURSE_SMTP_HOST": "127.0.0.1",
        "COURSE_SMTP_PORT": str(sink.port),
        "COURSE_SMTP_SECURITY": "none",
        "COURSE_MAIL_FROM": "notes@example.org",
        "PATH": "",
    }
    root = Path(__file__).parents[2]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    assert sum(int(said) for said, _complaints in answers) == 40
    assert len(sink.mails) == 40
    assert len({mail["List-Unsubscribe"] for mail in sink.mails}) == 40


def test_two_threads_never_claim_the_same_mail(app: Flask, cast: Cast, confirmed: Callable[..., None]) -> None:
    confirmed(cast.rosa)
    with app.app_context(), transaction():
        for number in range(20):
            queue.record_mails(Kind.NOTICE, {cast.rosa.id: f"notice-{number}"}, clock.now())
    got: list[int] = []

    def claim() -> None:
        with app.app_context():
            while claimed := mail.claim_next(clock.now()):
                got.append(claimed.mail_id)
            db.session.remove()

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(set(got)) == 20


def test_the_queue_takes_each_thing_once(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for _ in range(2):
            with transaction():
                queue.record_mails(Kind.NOTICE, {cast.rosa.id: "one"}, clock.now())
        assert queue.count_by_state() == {State.WAITING: 1}
        columns = {column.name for column in MailRow.__table__.columns}
    assert not {"address", "subject", "body"} & columns, "no address and no words stand in the log"


# ---------------------------------------------------------------- due the next day


@pytest.fixture
def noon(at: SetClock) -> SetClock:
    at.moment = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    return at


@pytest.fixture
def due_tomorrow(app: Flask, cast: Cast, small_course: Course, noon: SetClock) -> str:
    with app.app_context():
        asked = asking(small_course.modules[:2], noon().date() + timedelta(days=1))
        return assignments.assign(cast.tuesday, asked, cast.ines, noon())


def reminded(app: Flask, course: Course) -> int:
    with app.app_context():
        reminders.queue_reminders(course, "UTC", clock.now())
        return sum(queue.count_by_state().values())


def test_who_asked_for_it_hears_the_day_before_and_once(
    app: Flask,
    cast: Cast,
    small_course: Course,
    confirmed: Callable[..., None],
    due_tomorrow: str,
    noon: SetClock,
    sink: Sink,
    send_due: Callable[..., Run],
) -> None:
    confirmed(cast.rosa)
    confirmed(cast.tomas, "tomas@example.org", wants=(Kind.NOTICE,))
    assert reminded(app, small_course) == 1, "two modules, one mail; and Tomás did not ask for it"
    noon.forward(hours=1)
    assert reminded(app, small_course) == 1
    send_due()
    assert sink.recipients == [ROSAS]
    assert sink.mails[0]["Subject"] == "A note for you"
    noon.forward(days=1)
    assert reminded(app, small_course) == 1, "on the day itself nothing more"


@pytest.mark.parametrize("why", ["passed", "paused", "night", "unconfirmed", "taken back"])
def test_nobody_is_reminded_of_what_is_not_asked(
    app: Flask,
    cast: Cast,
    small_course: Course,
    confirmed: Callable[..., None],
    due_tomorrow: str,
    noon: SetClock,
    why: str,
) -> None:
    confirmed(cast.rosa)
    with app.app_context():
        assignment = assignments.get_assignment(cast.tuesday, due_tomorrow, "UTC")
        if why == "passed":
            for module in small_course.modules[:2]:
                take_quiz(module, cast.rosa, noon())
        elif why == "paused":
            paused = Override(paused_until=noon().date() + timedelta(days=5))
            assignments.set_override(assignment, cast.rosa.id, paused)
        elif why == "taken back":
            assignments.end(assignment, noon())
        elif why == "unconfirmed":
            with transaction():
                db.session.execute(text("UPDATE mail_address SET confirmed_at = NULL"))
    if why == "night":
        noon.forward(hours=11)
    assert reminded(app, small_course) == 0


# ---------------------------------------------------------------- words


def test_a_letter_cannot_be_given_another_header(app: Flask) -> None:
    claimed = Claimed(1, Kind.NOTICE, 1, "rosa@example.org\r\nBcc: all@example.org", "stop", None)
    with app.app_context(), pytest.raises(ValueError, match="linefeed"):
        letter(claimed, MAIL.mail_from, SITE, clock.now())


def test_the_links_of_a_letter_are_addresses_of_the_course(app: Flask) -> None:
    here = app.url_map.bind("localhost")
    assert here.build("mail.stop", {"token": "abc"}) == "/e-mail/stop/abc"
    assert here.build("mail.confirm", {"token": "abc"}) == "/e-mail/confirm/abc"


def test_giving_too_often_is_refused_by_the_action_too(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for number in range(3):
            mail.give_address(cast.rosa, f"r{number}@example.org", "key", clock.now())
        with pytest.raises(TooManyMails):
            mail.give_address(cast.rosa, "r4@example.org", "key", clock.now())


def test_the_admin_reads_how_each_stands_without_an_address(
    app: Flask,
    cast: Cast,
    sink: Sink,
    send_due: Callable[..., Run],
    confirmed: Callable[..., None],
    notice: Callable[..., None],
    signed_in: SignIn,
) -> None:
    confirmed(cast.rosa)
    notice(Template.TALK)
    sink.answers["RCPT"] = ["550 no rosa@example.org here", "450 later"]
    send_due()
    notice(Template.THANKS)
    send_due()
    notice(Template.GO_ON)
    page = signed_in(cast.ada).get("/admin/mail")
    assert "the server said 550, after 1 try" in page.text
    assert f"1 try of {TRIES_AT_MOST}, last: the server said 450" in page.text
    assert "Not tried yet" in page.text
    assert "example.org" not in page.html
    with app.app_context():
        assert isinstance(queue.list_mails(State.FAILED, 5)[0], Logged)
