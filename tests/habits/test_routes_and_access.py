"""Who gets what answer at every address: one table of all endpoints, all methods and seven people.

Every id in these addresses belongs to Rosa, who is in Ines's Tuesday group. Tomás is in the same group, Lena in none,
Karl trains another group, and Ada runs the site.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from werkzeug.test import TestResponse

from course import clock
from course.app import create_app
from course.assignments import actions as assignments
from course.attempts import actions as attempts
from course.content.model import Course
from course.database import db, transaction
from course.devices.store import list_sign_ins
from course.groups.store import list_members
from course.history.model import Occasion
from course.mail import actions as mail
from course.mail.tables import LinkAskedRow
from course.notices import actions as notices
from course.notices.model import Saying, Template
from course.notices.store import list_notices
from course.people import actions as people
from course.people.model import Person, Role
from course.practice import actions as practice
from course.review import actions as review
from course.roster import actions as roster
from course.roster.reading import read_roster
from course.settings import Settings
from course.slips import actions as slips
from course.web.access import access_of, for_admin, for_everyone, for_learner, for_trainer
from tests.browser import Browser
from tests.builders import asking, take_quiz
from tests.cast import Cast
from tests.conftest import Original, settings_in

SignIn = Callable[[Person], Browser]
Answer = int | str
"""A status, or where a redirect leads to (`*` stands for anything), or SIGN_IN."""

SIGN_IN = "sign in first"
PEOPLE = ("stranger", "lena", "tomas", "rosa", "ines", "karl", "ada")
LEAVE_TO = "https://www.weather.gov/"


# ---------------------------------------------------------------- six kinds of row


def everyone(answer: Answer, stranger: Answer | None = None) -> dict[str, Answer]:
    return dict.fromkeys(PEOPLE, answer) | ({} if stranger is None else {"stranger": stranger})


def who_is_signed_in(answer: Answer) -> dict[str, Answer]:
    return everyone(answer, stranger=SIGN_IN)


def owner(answer: Answer) -> dict[str, Answer]:
    return everyone(404, stranger=SIGN_IN) | {"rosa": answer}


def trainers(answer: Answer) -> dict[str, Answer]:
    return everyone(403, stranger=SIGN_IN) | dict.fromkeys(("ines", "karl", "ada"), answer)


def trainer_of_the_group(answer: Answer) -> dict[str, Answer]:
    return trainers(404) | {"ines": answer}


def admin(answer: Answer) -> dict[str, Answer]:
    return everyone(403, stranger=SIGN_IN) | {"ada": answer}


# ---------------------------------------------------------------- the table

TABLE: dict[tuple[str, str], tuple[dict[str, Answer], dict[str, Any]]] = {
    # reading
    ("study.home", "GET"): (everyone(200), {}),
    ("study.lesson", "GET"): (everyone(200), {}),
    ("study.help_page", "GET"): (everyone(200), {}),
    ("study.glossary", "GET"): (everyone(200), {}),
    ("study.about_leaving", "GET"): (everyone(200), {}),
    ("study.leave", "GET"): (everyone(LEAVE_TO), {}),
    ("study.reach_section", "POST"): (who_is_signed_in("/lessons/{stem}"), {"section": "needs-help"}),
    ("static", "GET"): (everyone(200), {}),
    # what a monitor asks
    ("watching.alive", "GET"): (everyone(200), {}),
    ("watching.ready", "GET"): (everyone(200), {}),
    # quizzes: an attempt is its learner's own
    ("attempts.quiz", "GET"): (everyone(200), {}),
    ("attempts.start", "POST"): (who_is_signed_in("/attempts/*/1"), {}),
    ("attempts.attempt", "GET"): (owner(200), {}),
    ("attempts.hand_in", "POST"): (owner("/attempts/{attempt_id}"), {}),
    ("attempts.question", "GET"): (owner(200), {}),
    ("attempts.save", "POST"): (owner("/attempts/{attempt_id}/2"), {"skip": "yes"}),
    ("attempts.safety", "GET"): (owner("/attempts/{attempt_id}/2"), {}),
    ("attempts.go_on", "GET"): (owner("/attempts/{attempt_id}/1"), {}),
    # practice and review: one's own answers, anybody's questions
    ("practice.index", "GET"): (who_is_signed_in(200), {}),
    ("practice.next_question", "GET"): (who_is_signed_in("/practice/{stem}/*"), {}),
    ("practice.question", "GET"): (who_is_signed_in(200), {}),
    ("practice.answer", "POST"): (who_is_signed_in("/practice/answers/*"), {"chosen": "0", "seed": "1"}),
    ("practice.missed", "GET"): (owner("/practice/songs-at-dawn/*"), {}),
    ("practice.feedback", "GET"): (owner(200), {}),
    ("practice.repair", "GET"): (owner(200), {}),
    ("review.index", "GET"): (who_is_signed_in(200), {}),
    ("review.next_question", "GET"): (who_is_signed_in("/review"), {}),
    ("review.calendar", "GET"): (who_is_signed_in(200), {}),
    ("review.make_calendar", "POST"): (who_is_signed_in("/review/calendar"), {}),
    ("review.end_calendar", "POST"): (who_is_signed_in("/review/calendar"), {}),
    ("review.feed", "GET"): (everyone(200), {}),
    # accounts
    ("people.sign_up", "GET"): (everyone("/", stranger=200), {}),
    ("people.sign_up", "POST"): (everyone("/", stranger=422), {}),
    ("people.sign_in", "GET"): (everyone("/", stranger=200), {}),
    ("people.sign_in", "POST"): (everyone("/", stranger=422), {}),
    ("people.sign_out", "POST"): (who_is_signed_in("/"), {}),
    ("people.recover", "GET"): (everyone(200), {}),
    ("people.recover", "POST"): (everyone(422), {}),
    ("people.me", "GET"): (who_is_signed_in(200), {}),
    ("people.recovery_code", "GET"): (who_is_signed_in("/me"), {}),
    ("people.recovery_code_written_down", "POST"): (who_is_signed_in("/"), {}),
    ("people.renew_recovery_code", "GET"): (who_is_signed_in(200), {}),
    ("people.renew_recovery_code", "POST"): (who_is_signed_in(422), {}),
    ("people.change_password", "GET"): (who_is_signed_in(200), {}),
    ("people.change_password", "POST"): (who_is_signed_in(422), {}),
    ("people.sign_out_everywhere", "POST"): (who_is_signed_in("/"), {}),
    ("people.accept_invitation", "GET"): (everyone(200), {}),
    ("people.accept_invitation", "POST"): (everyone("/", stranger=422), {}),
    ("people.invitations", "GET"): (admin(200), {}),
    ("people.invitations", "POST"): (admin(200), {"role": "admin"}),
    # one's own sign-ins; the second step of trainers and admins
    ("devices.index", "GET"): (who_is_signed_in(200), {}),
    ("devices.end", "POST"): (owner("/me/devices"), {}),
    ("devices.end_others", "POST"): (who_is_signed_in("/me/devices"), {}),
    ("second_step.enter", "GET"): (everyone("/sign-in?next=/"), {}),
    ("second_step.enter", "POST"): (everyone("/sign-in?next=/"), {}),
    ("second_step.index", "GET"): (trainers(200), {}),
    ("second_step.index", "POST"): (trainers(422), {}),
    ("second_step.set_up", "GET"): (trainers("/me/second-step"), {}),
    ("second_step.set_up", "POST"): (trainers("/me/second-step"), {}),
    ("second_step.switch_off", "GET"): (trainers("/me/second-step"), {}),
    ("second_step.switch_off", "POST"): (trainers("/me/second-step"), {}),
    # somebody's account, for admins
    ("accounts.index", "GET"): (admin(200), {}),
    ("accounts.index", "POST"): (admin("/admin/people/{person_id}"), {"name": "Rosa"}),
    ("accounts.account", "GET"): (admin(200), {}),
    ("accounts.disable", "POST"): (admin("/admin/people/{person_id}"), {}),
    ("accounts.enable", "POST"): (admin("/admin/people/{person_id}"), {}),
    ("accounts.end_sign_ins", "POST"): (admin("/admin/people/{person_id}"), {}),
    ("accounts.give_role", "POST"): (admin("/admin/people/{person_id}"), {"role": "trainer"}),
    ("accounts.print_reset_slip", "POST"): (admin(200), {}),
    ("accounts.remove_second_step", "POST"): (admin("/admin/people/{person_id}"), {}),
    # what is kept of oneself; Ada alone runs the site and Ines and Karl each train a group alone, so they stay
    ("privacy.about", "GET"): (everyone(200), {}),
    ("privacy.discreet", "POST"): (who_is_signed_in("/me"), {"wanted": "yes"}),
    ("privacy.record", "GET"): (who_is_signed_in(200), {}),
    ("privacy.record_as_json", "GET"): (who_is_signed_in(200), {}),
    ("privacy.record_as_pdf", "GET"): (who_is_signed_in(200), {}),
    ("privacy.delete", "GET"): (who_is_signed_in(200), {}),
    ("privacy.delete", "POST"): (who_is_signed_in(422) | dict.fromkeys(("ines", "karl", "ada"), 409), {}),
    ("privacy.deleted", "GET"): (everyone(200), {}),
    # the content, for admins
    ("editorial.content", "GET"): (admin(200), {}),
    ("editorial.figures", "GET"): (admin(200), {}),
    # groups
    ("groups.enter_code", "GET"): (everyone(200), {}),
    ("groups.enter_code", "POST"): (everyone("/join/*", stranger="/join/*"), {"code": "{code}"}),
    ("groups.join", "GET"): (everyone(200), {}),
    ("groups.join", "POST"): (everyone("/", stranger=422), {}),
    ("groups.index", "GET"): (trainers(200), {}),
    ("groups.index", "POST"): (trainers("/groups/*"), {"name": "Thursday group"}),
    ("groups.card", "GET"): (trainer_of_the_group(200), {}),
    ("groups.settings", "GET"): (trainer_of_the_group(200), {}),
    ("groups.rename", "POST"): (trainer_of_the_group("/groups/{group_id}/settings"), {"name": "Wednesday group"}),
    ("groups.renew_code", "POST"): (trainer_of_the_group("/groups/{group_id}/settings"), {"lasts": "7"}),
    ("groups.end_code", "POST"): (trainer_of_the_group("/groups/{group_id}/settings"), {}),
    ("groups.add_trainer", "POST"): (trainer_of_the_group("/groups/{group_id}/settings"), {"trainer": "Ines"}),
    ("groups.remove_trainer", "POST"): (trainer_of_the_group(404), {}),  # Rosa is no trainer
    ("groups.archive", "POST"): (trainer_of_the_group("/groups"), {}),
    ("groups.reopen", "POST"): (trainer_of_the_group("/groups/{group_id}/settings"), {}),
    ("groups.remove_learner", "GET"): (trainer_of_the_group(200), {}),
    ("groups.remove_learner", "POST"): (trainer_of_the_group("/groups/{group_id}"), {"what": "remove"}),
    ("groups.retakes", "GET"): (trainer_of_the_group(200), {}),
    ("groups.retakes", "POST"): (trainer_of_the_group("/groups/{group_id}"), {"wanted": "no"}),
    # lists of learners, and slips for who has no password
    ("roster.index", "GET"): (trainer_of_the_group(200), {}),
    ("roster.index", "POST"): (trainer_of_the_group("/groups/{group_id}/roster/*"), {"lines": "Maple"}),
    ("roster.roster", "GET"): (trainer_of_the_group(200), {}),
    ("roster.take", "POST"): (trainer_of_the_group("/groups/{group_id}/slips"), {}),
    ("roster.forget", "POST"): (trainer_of_the_group("/groups/{group_id}/roster"), {}),
    ("slips.print_slips", "GET"): (trainer_of_the_group(200), {}),
    ("slips.print_slips", "POST"): (trainer_of_the_group(422), {}),  # nobody is ticked
    ("slips.enter_code", "GET"): (everyone(200), {}),
    ("slips.enter_code", "POST"): (everyone(422), {"code": "nonsense"}),
    ("slips.by_picture", "GET"): (everyone(200), {}),
    ("slips.by_picture", "POST"): (everyone("/"), {}),  # whoever holds it
    ("slips.choose_password", "GET"): (who_is_signed_in("/me/password"), {}),
    ("slips.choose_password", "POST"): (who_is_signed_in("/me/password"), {}),
    # assignments and reports
    ("assignments.assign", "GET"): (trainer_of_the_group(200), {}),
    ("assignments.assign", "POST"): (trainer_of_the_group("/groups/{group_id}"), {"modules": ["songs-at-dawn"]}),
    ("assignments.index", "GET"): (trainer_of_the_group(200), {}),
    ("assignments.end", "POST"): (trainer_of_the_group("/groups/{group_id}/assignments"), {}),
    ("assignments.copy", "GET"): (trainer_of_the_group(200), {}),
    ("assignments.copy", "POST"): (trainer_of_the_group(422), {}),
    ("assignments.override", "GET"): (trainer_of_the_group(200), {}),
    ("assignments.override", "POST"): (trainer_of_the_group("/groups/{group_id}/learners/{person_id}"), {}),
    ("amendments.points", "GET"): (trainer_of_the_group(200), {}),
    ("amendments.points", "POST"): (
        trainer_of_the_group("/groups/{group_id}/learners/{person_id}/attempts/{attempt_id}"),
        {"wanted": "full", "reason": "talked"},
    ),
    ("amendments.afresh", "GET"): (trainer_of_the_group(200), {}),
    ("amendments.afresh", "POST"): (
        trainer_of_the_group("/groups/{group_id}/learners/{person_id}"),
        {"reason": "asked"},
    ),
    ("amendments.take_back", "POST"): (trainer_of_the_group("/groups/{group_id}/learners/{person_id}"), {}),
    # notices: words from a list to one's own group; each is its learner's own
    ("notices.index", "GET"): (trainer_of_the_group(200), {}),
    ("notices.write", "GET"): (trainer_of_the_group(200), {}),
    ("notices.send", "POST"): (
        trainer_of_the_group("/groups/{group_id}/notices"),
        {"words": "go-on", "whom": "everybody", "key": "a-key-of-this-form", "step": "send"},
    ),
    ("notices.mine", "GET"): (who_is_signed_in(200), {}),
    ("notices.put_away", "POST"): (owner("/"), {}),
    # e-mail: one's own address; the links of a mail are secrets that open what they are for
    ("mail.address", "GET"): (who_is_signed_in(200), {}),
    ("mail.give_address", "POST"): (who_is_signed_in(422), {}),
    ("mail.choose_kinds", "POST"): (who_is_signed_in("/me/e-mail"), {}),
    ("mail.remove_address", "POST"): (who_is_signed_in("/me"), {}),
    ("mail.confirm", "GET"): (everyone(200), {}),
    ("mail.confirm", "POST"): (everyone(200), {}),
    ("mail.ask_to_stop", "GET"): (everyone(200), {}),
    ("mail.stop", "POST"): (everyone(200), {}),
    ("mail.log", "GET"): (admin(200), {}),
    ("reports.group", "GET"): (trainer_of_the_group(200), {}),
    ("reports.learner", "GET"): (trainer_of_the_group(200), {}),
    ("reports.attempt", "GET"): (trainer_of_the_group(200), {}),
    ("reports.needs", "GET"): (trainer_of_the_group(200), {}),
    ("reports.most_missed", "GET"): (trainer_of_the_group(200), {}),
    ("reports.items", "GET"): (trainer_of_the_group(200), {}),
    ("reports.report", "GET"): (trainer_of_the_group(200), {}),
    ("reports.exports", "GET"): (trainer_of_the_group(200), {}),
    ("reports.export", "GET"): (trainer_of_the_group(200), {}),
    ("reports.audit", "GET"): (admin(200), {}),
    # the course as learners see it, with its key
    ("preview.index", "GET"): (trainers(200), {}),
    ("preview.lesson", "GET"): (trainers(200), {}),
    ("preview.quiz", "GET"): (trainers(200), {}),
    ("preview.question", "GET"): (trainers(200), {}),
    ("preview.try_answer", "POST"): (trainers(200), {"chosen": "0"}),
    ("reports.audit_export", "GET"): (admin(200), {}),
}


@dataclass(frozen=True)
class Story:
    """A database in which Rosa, Tomás and Mo have taken quizzes, and the ids that stand in addresses."""

    database: Path
    ids: Mapping[str, str]
    handed_in: str
    """Rosa's attempt that was handed in; her open one stands in `ids`."""
    places: Mapping[str, str]
    """Ids of other people and groups, for STRAY."""


def fill(endpoint: str, story: Story, token: str) -> dict[str, str]:
    ids = {**story.ids, "token": token}
    about_the_past = endpoint in ("reports.attempt", "practice.missed", "amendments.points")
    if endpoint == "amendments.points":
        ids["number"] = "2"  # she did not find it
    return {**ids, "attempt_id": story.handed_in} if about_the_past else ids


# ---------------------------------------------------------------- the table is whole


def test_every_endpoint_and_method_is_in_the_table(app: Flask) -> None:
    served = {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in methods_of(rule)}
    missing, gone = sorted(served - TABLE.keys()), sorted(TABLE.keys() - served)
    assert not missing, f"Say in TABLE who gets what answer at {missing}: the right kind of row, and what a form sends."
    assert not gone, f"The program does not serve {gone} any more; take the rows out of TABLE."


def test_every_id_in_an_address_belongs_to_rosa_here(app: Flask, story: Story) -> None:
    kinds = {name for rule in app.url_map.iter_rules() for name in rule.arguments}
    unknown = sorted(kinds - {*story.ids, "token", "slip"})
    assert not unknown, (
        f"Addresses have a new kind of id: {unknown}. Give one of Rosa's to the fixture `story`, and add rows with "
        "somebody else's to STRAY."
    )


def test_every_endpoint_declares_who_may_come_in(app: Flask) -> None:
    with app.app_context():
        silent = sorted(rule.endpoint for rule in app.url_map.iter_rules() if access_of(rule.endpoint) is None)
    assert not silent, f"Put @for_everyone, @for_learner, @for_trainer or @for_admin above {silent}."


# ---------------------------------------------------------------- the table is true


@pytest.mark.parametrize(("endpoint", "method"), TABLE, ids=[f"{method} {endpoint}" for endpoint, method in TABLE])
def test_everybody_gets_the_promised_answer(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn, endpoint: str, method: str
) -> None:
    answers, form = TABLE[endpoint, method]
    for who, promised in answers.items():
        ids = fill(endpoint, story, fresh_token(app, cast, endpoint)) | {"slip": fresh_slip(app, cast)}
        client = client_of(who, app, cast, signed_in)
        data = {name: filled(value, ids) for name, value in form.items()}
        if method != "GET":
            data["csrf_token"] = csrf_token(client, who)
        before = contents(settings)
        address = address_of(app, endpoint, ids)
        response = client.open(address, method=method, data=data or None, headers={"Referer": "http://localhost/help"})
        say = f"{who} gets {response.status_code} {response.headers.get('Location', '')} for {method} {address}"
        check(response, promised, ids, address if method == "GET" else "/help", say)
        if promised in (SIGN_IN, 403, 404, 409, 422):
            assert contents(settings) == before, f"{say}, and something was recorded all the same"
        response.close()


def check(response: TestResponse, promised: Answer, ids: Mapping[str, str], come_back_to: str, say: str) -> None:
    if isinstance(promised, int):
        assert response.status_code == promised, f"{say}, not {promised}"
        return
    assert response.status_code in (302, 303), f"{say}, not a redirect to {promised}"
    target = urlsplit(response.headers["Location"])
    if promised == SIGN_IN:
        assert (target.netloc, target.path) == ("", "/sign-in"), say
        assert parse_qs(target.query) == {"next": [come_back_to]}, say
    else:
        assert fnmatch(target._replace(fragment="").geturl(), promised.format(**ids)), f"{say}, not {promised}"


TAKEN_FOR_THE_SECRET_IN_ITS_ADDRESS = "mail.stop"
"""What a mail program sends of itself to end the mails (RFC 8058): it has no cookie, so there is nothing to forge."""

FORMS = [row for row in TABLE if row[1] == "POST" and row[0] != TAKEN_FOR_THE_SECRET_IN_ITS_ADDRESS]


def test_one_address_alone_takes_a_post_without_a_token(app: Flask) -> None:
    exempt = {name.rpartition(".")[2] for name in app.extensions["csrf"]._exempt_views}
    assert exempt == {"stop"}
    assert app.view_functions[TAKEN_FOR_THE_SECRET_IN_ITS_ADDRESS].__name__ == "stop"
    assert not app.extensions["csrf"]._exempt_blueprints


@pytest.mark.parametrize(("endpoint", "method"), FORMS, ids=[row[0] for row in FORMS])
def test_no_form_is_taken_without_its_token(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn, endpoint: str, method: str
) -> None:
    answers, form = TABLE[endpoint, method]
    ids = fill(endpoint, story, fresh_token(app, cast, endpoint)) | {"slip": fresh_slip(app, cast)}
    who = next(who for who in reversed(PEOPLE) if isinstance(answers[who], str) or answers[who] in (200, 422))
    client = client_of(who, app, cast, signed_in)
    csrf_token(client, who)
    data = {name: filled(value, ids) for name, value in form.items()}
    before = contents(settings)
    for token in ({}, {"csrf_token": "made-up"}):
        assert client.post(address_of(app, endpoint, ids), data={**data, **token}).status_code == 400
    assert contents(settings) == before


# ---------------------------------------------------------------- nothing kept, and nothing told to a passer-by


BEST_PLACED = {
    row: next(who for who in reversed(PEOPLE) if answers[who] not in (403, 404)) for row, (answers, _) in TABLE.items()
}
"""For each row somebody who gets in."""


def test_no_page_stays_in_a_cache_and_every_title_says_nothing_to_who_wants_it_so(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn
) -> None:
    """Every row of the table, asked by somebody who gets in and is discreet, and some pages that are not there."""
    fresh = (settings.data / "course.sqlite3").read_bytes()
    seen, told = 0, []
    for (endpoint, method), who in BEST_PLACED.items():
        if endpoint in ("static", "study.leave"):
            continue
        (settings.data / "course.sqlite3").write_bytes(fresh)
        run(settings, "UPDATE person SET is_discreet = 1")
        ids = fill(endpoint, story, fresh_token(app, cast, endpoint)) | {"slip": fresh_slip(app, cast)}
        client = client_of("rosa" if who == "stranger" else who, app, cast, signed_in)
        data = {name: filled(value, ids) for name, value in TABLE[endpoint, method][1].items()}
        if method != "GET":
            data["csrf_token"] = csrf_token(client, who if who != "stranger" else "rosa")
        response = client.open(address_of(app, endpoint, ids), method=method, data=data or None)
        assert response.headers.getlist("Cache-Control") == ["no-store"], f"{method} {endpoint} may be kept"
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303):
            title = re.findall(r"<title>(.*?)</title>", response.get_data(as_text=True), re.DOTALL)
            seen += 1
            if title != ["Course"]:
                told.append((endpoint, method, response.status_code, title))
        response.close()
    assert told == []
    assert seen > 70


# ---------------------------------------------------------------- ids that do not belong together

STRAY: list[tuple[str, str, str]] = [
    ("ines", "GET", "/groups/{northside}"),
    ("ines", "GET", "/groups/{northside}/card"),
    ("ines", "GET", "/groups/{northside}/assign"),
    ("ines", "POST", "/groups/{northside}/assign"),
    ("ines", "GET", "/groups/{northside}/settings"),
    ("ines", "POST", "/groups/{northside}/name"),
    ("ines", "POST", "/groups/{northside}/code"),
    ("ines", "POST", "/groups/{northside}/code/end"),
    ("ines", "POST", "/groups/{northside}/trainers"),
    ("ines", "POST", "/groups/{northside}/trainers/{ines}/remove"),
    ("ines", "POST", "/groups/{group_id}/trainers/{rosa}/remove"),
    ("ines", "POST", "/groups/{northside}/archive"),
    ("ines", "POST", "/groups/{northside}/reopen"),
    ("ines", "GET", "/groups/{northside}/learners/{mo}/leave"),
    ("ines", "POST", "/groups/{northside}/learners/{mo}/leave"),
    ("ines", "GET", "/groups/{group_id}/learners/{mo}/leave"),
    ("ines", "GET", "/groups/{northside}/assignments"),
    ("ines", "GET", "/groups/{group_id}/assignments/{assigned_north}/copy"),
    ("ines", "POST", "/groups/{group_id}/assignments/{assigned_north}/end"),
    ("ines", "GET", "/groups/{group_id}/assignments/{assigned_north}/learners/{rosa}"),
    ("ines", "GET", "/groups/{group_id}/assignments/{assignment_id}/learners/{mo}"),
    ("karl", "GET", "/groups/{northside}/assignments/{assignment_id}/copy"),
    ("ines", "GET", "/groups/{northside}/needs-help"),
    ("ines", "GET", "/groups/{northside}/learners/{mo}/attempts/{attempt_of_mo}/1/points"),
    ("ines", "POST", "/groups/{northside}/learners/{mo}/attempts/{attempt_of_mo}/1/points"),
    ("ines", "POST", "/groups/{group_id}/learners/{rosa}/attempts/{attempt_of_tomas}/1/points"),
    ("ines", "POST", "/groups/{group_id}/learners/{mo}/attempts/{attempt_of_mo}/1/points"),
    ("ines", "POST", "/groups/{northside}/learners/{mo}/quizzes/{stem}/afresh"),
    ("ines", "POST", "/groups/{group_id}/learners/{mo}/quizzes/{stem}/afresh"),
    ("ines", "POST", "/groups/{group_id}/learners/{mo}/quizzes/{stem}/afresh/end"),
    ("ines", "GET", "/groups/{group_id}/learners/{rosa}/quizzes/no-such-module/afresh"),
    ("ines", "GET", "/preview/lessons/no-such-module"),
    ("ines", "GET", "/preview/quizzes/no-such-module"),
    ("ines", "GET", "/preview/quizzes/{stem}/no-such-item"),
    ("ines", "POST", "/preview/quizzes/{stem}/no-such-item"),
    ("ines", "GET", "/groups/{northside}/missed"),
    ("ines", "GET", "/groups/{northside}/report"),
    ("ines", "GET", "/groups/{northside}/exports"),
    ("ines", "GET", "/groups/{northside}/export/progress.csv"),
    ("ines", "GET", "/groups/{group_id}/export/people.csv"),
    ("ines", "GET", "/groups/{northside}/items/{stem}"),
    ("ines", "GET", "/groups/{group_id}/items/no-such-module"),
    ("ines", "GET", "/groups/{northside}/learners/{mo}"),
    ("ines", "GET", "/groups/{northside}/learners/{mo}/attempts/{attempt_of_mo}"),
    ("ines", "GET", "/groups/{northside}/learners/{rosa}"),
    ("ines", "GET", "/groups/{group_id}/learners/{mo}"),
    ("ines", "GET", "/groups/{group_id}/learners/{lena}"),
    ("ines", "GET", "/groups/{group_id}/learners/{ines}"),
    ("ines", "GET", "/groups/{group_id}/learners/{mo}/attempts/{attempt_of_mo}"),
    ("ines", "GET", "/groups/{group_id}/learners/{rosa}/attempts/{attempt_of_mo}"),
    ("ines", "GET", "/groups/{group_id}/learners/{rosa}/attempts/{attempt_of_tomas}"),
    ("ines", "GET", "/groups/{group_id}/learners/{tomas}/attempts/{handed_in}"),
    ("ines", "GET", "/groups/{group_id}/learners/{rosa}/attempts/{attempt_id}"),  # still open
    ("ines", "GET", "/groups/{code}"),
    ("ines", "GET", "/groups/1"),
    ("ines", "GET", "/groups/{group_id}/learners/1"),
    ("ines", "GET", "/groups/{group_id}/learners/Rosa"),
    ("ines", "GET", "/attempts/{handed_in}"),
    ("karl", "GET", "/groups/{northside}/learners/{rosa}"),
    ("karl", "GET", "/groups/{northside}/learners/{rosa}/attempts/{handed_in}"),
    ("karl", "GET", "/groups/{northside}/learners/{mo}/attempts/{handed_in}"),
    ("karl", "POST", "/groups/{group_id}/assign"),
    ("ada", "GET", "/groups/{northside}/learners/{mo}"),
    ("rosa", "GET", "/attempts/{attempt_of_tomas}"),
    ("rosa", "POST", "/attempts/{attempt_of_tomas}"),
    ("rosa", "GET", "/attempts/{attempt_of_tomas}/1"),
    ("rosa", "POST", "/attempts/{attempt_of_tomas}/1"),
    ("rosa", "GET", "/attempts/{attempt_of_tomas}/1/safety"),
    ("rosa", "GET", "/attempts/{attempt_of_tomas}/go-on"),
    ("rosa", "GET", "/attempts/{attempt_of_tomas}/missed"),
    ("rosa", "GET", "/attempts/{attempt_id}/missed"),  # still open
    ("rosa", "GET", "/practice/answers/{answer_of_tomas}"),
    ("rosa", "GET", "/practice/answers/{answer_of_tomas}/repair"),
    ("rosa", "GET", "/practice/answers/1"),
    ("rosa", "GET", "/practice/{stem}/old-question"),  # retired
    ("rosa", "POST", "/practice/{stem}/old-question"),
    ("rosa", "GET", "/practice/{stem}/which-seeds"),  # of another bank
    ("rosa", "GET", "/practice/no-such-module"),
    ("rosa", "GET", "/calendar/{rosa}.ics"),
    ("ines", "GET", "/groups/{northside}/retakes"),
    ("ines", "GET", "/groups/{northside}/roster"),
    ("ines", "POST", "/groups/{northside}/roster"),
    ("ines", "GET", "/groups/{northside}/roster/{roster_id}"),
    ("ines", "POST", "/groups/{northside}/roster/{roster_id}"),
    ("ines", "GET", "/groups/{northside}/slips"),
    ("ines", "POST", "/groups/{northside}/slips"),
    ("ines", "POST", "/groups/{northside}/retakes"),
    ("ines", "GET", "/practice/answers/{answer_id}"),
    ("rosa", "POST", "/notices/{notice_of_tomas}/put-away"),
    ("tomas", "POST", "/notices/{notice_id}/put-away"),
    ("ines", "POST", "/notices/{notice_id}/put-away"),
    ("ines", "GET", "/groups/{northside}/notices"),
    ("ines", "GET", "/groups/{northside}/notices/new"),
    ("ines", "GET", "/groups/{northside}/notices/new?words=talk"),
    ("ines", "POST", "/groups/{northside}/notices/new?words=talk"),
    ("ines", "GET", "/groups/{group_id}/notices/new?to={mo}"),
    ("ines", "GET", "/groups/{group_id}/notices/new?words=talk&to={mo}"),
    ("ines", "POST", "/groups/{group_id}/notices/new?words=talk&to={mo}"),
    ("ada", "GET", "/groups/{group_id}/notices"),
    ("tomas", "POST", "/me/devices/{device_id}/end"),
    ("rosa", "POST", "/me/devices/{device_of_tomas}/end"),
    ("rosa", "POST", "/me/devices/1/end"),
    ("ada", "GET", "/admin/people/1"),
    ("ada", "GET", "/admin/people/Rosa"),
    ("ada", "POST", "/admin/people/1/disable"),
    ("ada", "POST", "/admin/people/1/enable"),
    ("ada", "POST", "/admin/people/1/end-sign-ins"),
    ("ada", "POST", "/admin/people/1/role"),
    ("ada", "POST", "/admin/people/1/reset-slip"),
    ("ada", "POST", "/admin/people/1/second-step"),
    ("rosa", "GET", "/attempts/1"),
    ("rosa", "GET", "/attempts/{attempt_id}/0"),
    ("rosa", "GET", "/attempts/{attempt_id}/9"),
    ("rosa", "POST", "/attempts/{attempt_id}/9"),
    ("rosa", "GET", "/attempts/{attempt_id}/-1"),
    ("rosa", "GET", "/lessons/no-such-module"),
    ("rosa", "POST", "/lessons/no-such-module"),
    ("rosa", "POST", "/quizzes/no-such-module"),
    ("lena", "GET", "/join/{group_id}"),
    ("lena", "POST", "/join/0000-0000"),
    ("lena", "POST", "/invite/{group_id}"),
]


def test_an_id_that_does_not_belong_here_answers_like_one_that_does_not_exist(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn
) -> None:
    clients = {who: client_of(who, app, cast, signed_in) for who in PEOPLE}
    tokens = {who: csrf_token(client, who) for who, client in clients.items()}
    before = contents(settings)
    for who, method, pattern in STRAY:
        address = pattern.format(**story.ids, **story.places)
        data = {"csrf_token": tokens[who], "modules": "at-the-feeder"} if method == "POST" else None
        response = clients[who].open(address, method=method, data=data)
        assert response.status_code == 404, f"{who} gets {response.status_code} for {method} {pattern}"
        nowhere = clients[who].get("/no-such-page")
        assert main_of(response) == main_of(nowhere), f"{who} can tell that {pattern} is there"
    assert contents(settings) == before


# ---------------------------------------------------------------- shut unless it says otherwise


@pytest.mark.parametrize("who", PEOPLE)
def test_a_view_that_says_nothing_is_not_there(app: Flask, cast: Cast, signed_in: SignIn, who: str) -> None:
    app.add_url_rule("/scratch", "scratch", lambda: "come in", methods=["GET", "POST"])
    client = client_of(who, app, cast, signed_in)
    assert client.get("/scratch").status_code == 404
    assert client.head("/scratch").status_code == 404
    assert client.post("/scratch", data={"csrf_token": csrf_token(client, who)}).status_code == 404


@pytest.mark.parametrize(
    ("decorator", "let_in"),
    [
        (for_everyone, PEOPLE),
        (for_learner, PEOPLE[1:]),
        (for_trainer, ("ines", "karl", "ada")),
        (for_admin, ("ada",)),
    ],
)
def test_each_decorator_lets_in_whom_it_names(
    app: Flask, cast: Cast, signed_in: SignIn, decorator: Callable[..., Any], let_in: tuple[str, ...]
) -> None:
    app.add_url_rule("/scratch", "scratch", decorator(lambda: "come in"))
    statuses = {who: client_of(who, app, cast, signed_in).get("/scratch").status_code for who in PEOPLE}
    refused = {who: 302 if who == "stranger" else 403 for who in PEOPLE}
    assert statuses == {who: 200 if who in let_in else refused[who] for who in PEOPLE}


def test_a_role_that_was_given_or_an_account_that_was_shut_counts_from_the_next_page_on(
    app: Flask, settings: Settings, cast: Cast, signed_in: SignIn
) -> None:
    lena = signed_in(cast.lena).client
    assert lena.get("/groups").status_code == 403
    run(settings, "UPDATE person SET role = 'trainer' WHERE public_id = ?", cast.lena.public_id)
    assert lena.get("/groups").status_code == 200
    run(settings, "UPDATE person SET disabled_at = '2026-11-01 00:00:00' WHERE public_id = ?", cast.lena.public_id)
    assert lena.get("/groups").status_code == 302


# ---------------------------------------------------------------- who was here once

OF_THE_GROUP = [row for row, (answers, _form) in TABLE.items() if answers["ines"] != answers["karl"]]
"""Every row that opens to the trainer of a group and to no other trainer."""
NAMES_OF_THE_GROUP = [f"{method} {endpoint}" for endpoint, method in OF_THE_GROUP]
ABOUT_A_LEARNER = (
    "reports.learner",
    "reports.attempt",
    "groups.remove_learner",
    "assignments.override",
    "amendments.points",
    "amendments.afresh",
    "amendments.take_back",
)
LOOKED_AT_WHEN_ARCHIVED = ("assignments.index", "assignments.copy", "groups.settings", "notices.index")
"""Beside the reports. What was asked for once can be copied into a group that is open."""
ARCHIVED_GROUPS_TAKE = ("groups.reopen", "groups.archive", "groups.rename")
"""What may still be done with an archived group: end or repeat that state, and call it by another name."""


@pytest.mark.parametrize(("endpoint", "method"), OF_THE_GROUP, ids=NAMES_OF_THE_GROUP)
def test_a_former_trainer_finds_nothing(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn, endpoint: str, method: str
) -> None:
    run(
        settings,
        "INSERT INTO group_trainer (group_id, person_id) SELECT id, ? FROM learning_group WHERE public_id = ?",
        str(cast.karl.id),
        cast.tuesday.public_id,
    )
    karl = signed_in(cast.karl).client
    assert karl.get(f"/groups/{cast.tuesday.public_id}").status_code == 200, "he trains it now"
    run(settings, "DELETE FROM group_trainer WHERE person_id = ? AND group_id = 1", str(cast.karl.id))
    assert_refused(app, karl, fill(endpoint, story, ""), settings, endpoint, method, {404})


@pytest.mark.parametrize(
    ("endpoint", "method"),
    [row for row in OF_THE_GROUP if row[0] in ABOUT_A_LEARNER],
)
def test_a_learner_who_left_is_nobody_to_the_trainer(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn, endpoint: str, method: str
) -> None:
    run(settings, "UPDATE membership SET left_at = '2026-11-20 00:00:00' WHERE person_id = ?", str(cast.rosa.id))
    ines, ids = signed_in(cast.ines).client, fill(endpoint, story, "")
    assert_refused(app, ines, ids, settings, endpoint, method, {404})


def test_what_a_learner_who_left_did_stays_theirs(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn
) -> None:
    run(settings, "UPDATE membership SET left_at = '2026-11-20 00:00:00' WHERE person_id = ?", str(cast.rosa.id))
    rosa = signed_in(cast.rosa).client
    assert rosa.get(f"/attempts/{story.handed_in}").status_code == 200
    group = signed_in(cast.ines).client.get(f"/groups/{cast.tuesday.public_id}").get_data(as_text=True)
    assert "Rosa" not in group
    assert "Tomás" in group


@pytest.mark.parametrize(("endpoint", "method"), OF_THE_GROUP, ids=NAMES_OF_THE_GROUP)
def test_an_archived_group_can_be_looked_at_and_not_changed(
    app: Flask, story: Story, settings: Settings, cast: Cast, signed_in: SignIn, endpoint: str, method: str
) -> None:
    run(settings, "UPDATE learning_group SET archived_at = '2026-11-20 00:00:00' WHERE id = 1")
    ines, ids = signed_in(cast.ines).client, fill(endpoint, story, "")
    if method == "GET":
        address = address_of(app, endpoint, ids)
        answer = ines.get(address)
        if endpoint.startswith("reports.") or endpoint in LOOKED_AT_WHEN_ARCHIVED:
            assert answer.status_code == 200, f"{address} can be looked at"
        else:
            assert answer.headers["Location"] == address_of(app, "groups.settings", ids), "where it can be reopened"
        answer.close()
    elif endpoint not in ARCHIVED_GROUPS_TAKE:
        answer = assert_refused(app, ines, ids, settings, endpoint, method, {302, 404, 422})
        if answer.status_code == 302:
            assert answer.headers["Location"] == address_of(app, "groups.settings", ids)


def assert_refused(
    app: Flask,
    client: FlaskClient,
    ids: Mapping[str, str],
    settings: Settings,
    endpoint: str,
    method: str,
    statuses: set[int],
) -> TestResponse:
    """One of these statuses, and nothing recorded."""
    data = {name: filled(value, ids) for name, value in TABLE[endpoint, method][1].items()}
    if method != "GET":
        data["csrf_token"] = csrf_token(client, "ines")
    before = contents(settings)
    answer = client.open(address_of(app, endpoint, ids), method=method, data=data or None)
    assert answer.status_code in statuses, f"{answer.status_code} for {method} {endpoint}"
    assert contents(settings) == before, f"{method} {endpoint} recorded something"
    answer.close()
    return answer


# ---------------------------------------------------------------- setting the stage


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, original: Original, small_course: Course) -> Story:
    folder = tmp_path_factory.mktemp("story")
    shutil.copy(original.path, folder / "course.sqlite3")
    app, cast, now = create_app(settings_in(folder), small_course), original.cast, clock.now()
    first, third = small_course.modules[0], small_course.modules[2]
    with app.app_context():
        handed_in, tomas, mo = (take_quiz(third, one, now, right=1) for one in (cast.rosa, cast.tomas, cast.mo))
        item = first.bank.open_items[0]
        answered, of_tomas = (
            practice.answer(first, item, 1, item.key, None, Occasion.PRACTICE, one, now)
            for one in (cast.rosa, cast.tomas)
        )
        secret = review.make_feed(cast.rosa, now)
        attempts.start(first, cast.tomas, now)
        running = attempts.start(first, cast.rosa, now)
        roster_id = roster.look_through(cast.tuesday, read_roster(b"Cedar"), cast.ines, now)
        waiting = roster.look_through(cast.tuesday, read_roster(b"Owl"), cast.karl, now)
        roster.take_piece(cast.tuesday, waiting, cast.karl, now)
        assigned = assignments.assign(cast.tuesday, asking([first], None), cast.ines, now)
        assigned_north = assignments.assign(cast.northside, asking([first], None), cast.karl, now)
        both = [cast.rosa.public_id, cast.tomas.public_id]
        notices.send(cast.tuesday, Saying(Template.TALK), both, "key", small_course, "UTC", True, cast.ines, now)
        notice, notice_of_tomas = (list_notices(one.id, 1, unread=True)[0].public_id for one in (cast.rosa, cast.tomas))
        for one in (cast.rosa, cast.tomas):
            people.sign_in_after_joining(one, now)
        device, device_of_tomas = (list_sign_ins(one.id, "")[0].public_id for one in (cast.rosa, cast.tomas))
        db.session.remove()
        db.engine.dispose()
    return Story(
        database=folder / "course.sqlite3",
        ids={
            "group_id": cast.tuesday.public_id,
            "person_id": cast.rosa.public_id,
            "attempt_id": running.public_id,
            "code": cast.code,
            "stem": first.stem,
            "number": "1",
            "filename": "icon.svg",
            "item_id": item.id,
            "answer_id": answered,
            "assignment_id": assigned,
            "notice_id": notice,
            "device_id": device,
            "export_file": "group.xlsx",
            "secret": secret,
            "roster_id": roster_id,
        },
        handed_in=handed_in.summary.public_id,
        places={
            "northside": cast.northside.public_id,
            "handed_in": handed_in.summary.public_id,
            "attempt_of_tomas": tomas.summary.public_id,
            "attempt_of_mo": mo.summary.public_id,
            "answer_of_tomas": of_tomas,
            "assigned_north": assigned_north,
            "notice_of_tomas": notice_of_tomas,
            "device_of_tomas": device_of_tomas,
            **{who: cast[who].public_id for who in ("rosa", "tomas", "mo", "lena", "ines")},
        },
    )


@pytest.fixture
def settings(tmp_path: Path, story: Story) -> Settings:
    """This test's own copy of the story, in a course that sends e-mail."""
    shutil.copy(story.database, tmp_path / "course.sqlite3")
    return settings_in(tmp_path, SMTP_HOST="mail.example.org", MAIL_FROM="notes@example.org")


def methods_of(rule: Any) -> set[str]:
    return set(rule.methods) - {"HEAD", "OPTIONS"}


def client_of(who: str, app: Flask, cast: Cast, signed_in: SignIn) -> FlaskClient:
    return app.test_client() if who == "stranger" else signed_in(cast[who]).client


def csrf_token(client: FlaskClient, who: str) -> str:
    page = client.get("/sign-in" if who == "stranger" else "/help").get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


def fresh_token(app: Flask, cast: Cast, endpoint: str) -> str:
    """A secret that opens what it is for: an invitation, or a link of a mail to Rosa."""
    with app.app_context():
        if not endpoint.startswith("mail."):
            return people.invite(Role.TRAINER, timedelta(days=1), clock.now())
        mail.remove_address(cast.rosa)
        with transaction():
            db.session.execute(delete(LinkAskedRow))  # she may ask as often as there are rows
        mail.give_address(cast.rosa, "rosa@example.org", "key", clock.now())
        claimed = mail.claim_next(clock.now())
        assert claimed is not None
        assert claimed.confirm is not None
        return claimed.stop if "stop" in endpoint else claimed.confirm


def fresh_slip(app: Flask, cast: Cast) -> str:
    """A slip that was not used yet, of Owl, who came by a list and has no password."""
    with app.app_context():
        owl = next(member.person for member in list_members(cast.tuesday.id) if member.person.name == "Owl")
        (slip,) = slips.print_slips(cast.tuesday, [owl], cast.ines, clock.now())
        return slip.code


def address_of(app: Flask, endpoint: str, ids: Mapping[str, str]) -> str:
    rule = next(app.url_map.iter_rules(endpoint))
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda name: ids[name[1]], rule.rule)


def filled(value: Any, ids: Mapping[str, str]) -> Any:
    return value.format(**ids) if isinstance(value, str) else value


def main_of(response: TestResponse) -> str:
    return response.get_data(as_text=True).partition("<main")[2].partition("</main")[0]


def run(settings: Settings, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(settings.data / "course.sqlite3")) as connection, connection:
        connection.execute(statement, values)


def contents(settings: Settings) -> dict[str, list[Any]]:
    """Every row of every table."""
    with closing(sqlite3.connect(settings.data / "course.sqlite3")) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall() for table in tables}
