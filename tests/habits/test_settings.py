"""Every setting has its sentence, is read, and answers a value that it cannot use with one sentence."""

import ast
import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from course.settings import (
    Settings,
    UnfitSettings,
    flask_settings,
    mail_server_of,
    make_secret_key,
    read_settings,
)
from tests.conftest import KEY

ROOT = Path(__file__).parents[2]

OTHER = {
    "DATA": "elsewhere",
    "DATABASE_URL": "sqlite:////srv/other.sqlite3",
    "BACKUPS": "/srv/backups",
    "BACKUPS_KEPT": "3",
    "SECRET_KEY": "another-key-" * 4,
    "SECRET_KEY_FALLBACKS": "an-earlier-key",
    "HOSTS": "course.example.org",
    "HTTPS": "no",
    "PROXIES": "1",
    "METRICS_PORT": "9200",
    "TIME_ZONE": "America/Los_Angeles",
    "LEAVE_TO": "https://example.org/",
    "IDLE_MINUTES": "10",
    "SIGN_IN_HOURS": "3",
    "KEPT_DAYS": "7",
    "TRAINERS_NEED_TOTP": "yes",
    "INVITATION_DAYS": "2",
    "RETENTION_MONTHS": "24",
    "SITE_ADDRESS": "https://course.example.org:8443",
    "SMTP_HOST": "mail.example.org",
    "SMTP_PORT": "465",
    "SMTP_SECURITY": "tls",
    "SMTP_USER": "notes",
    "SMTP_PASSWORD": "quiet river",
    "MAIL_FROM": "Notes <notes@example.org>",
}
"""A value for each setting that is not its default."""


def test_every_setting_has_one_sentence() -> None:
    assert without_a_sentence((ROOT / "config.py").read_text()) == []


@pytest.mark.parametrize(
    "config",
    ['HOSTS = ""\n', 'HOSTS = ""\n"""hosts"""\n', 'HOSTS = ""\nHTTPS = True\n"""Whether people come by HTTPS."""\n'],
)
def test_a_setting_without_its_sentence_would_be_noticed(config: str) -> None:
    assert without_a_sentence(config) == ["HOSTS"]


def test_every_setting_is_read_from_the_environment() -> None:
    assert set(OTHER) == set(named_in_config())
    environment = {"COURSE_SECRET_KEY": KEY}
    usual = read_settings(environment)

    for name, value in OTHER.items():
        changed = read_settings({**environment, f"COURSE_{name}": value})
        assert differences(usual, changed), f"COURSE_{name} makes no difference"


def test_every_field_of_the_settings_comes_from_a_setting() -> None:
    environment = {"COURSE_SECRET_KEY": KEY}
    changed = {f"COURSE_{name}": value for name, value in OTHER.items()}

    assert differences(read_settings(environment), read_settings(changed)) == {field.name for field in fields(Settings)}


def test_the_readme_says_where_the_settings_are() -> None:
    readme = (ROOT / "README.md").read_text()

    assert "](config.py)" in readme
    named = set(re.findall(r"COURSE_([A-Z_]+)", readme))
    assert named <= set(named_in_config())
    assert {"DATA", "HOSTS", "PROXIES", "TIME_ZONE", "SECRET_KEY", "DATABASE_URL"} <= named  # to run it for real


def test_what_is_given_wins_over_the_environment_and_that_over_the_default() -> None:
    environment = {"COURSE_SECRET_KEY": KEY, "COURSE_PROXIES": "2"}

    assert read_settings({"COURSE_SECRET_KEY": KEY}).proxies == 0
    assert read_settings(environment).proxies == 2
    assert read_settings(environment, PROXIES=1).proxies == 1


def test_the_defaults_are_fit_for_production() -> None:
    settings = read_settings({"COURSE_SECRET_KEY": KEY})
    flask = flask_settings(settings)

    assert settings.https
    assert settings.proxies == 0
    assert settings.idle == timedelta(minutes=30)
    assert settings.sign_in == timedelta(hours=12)
    assert settings.kept == timedelta(days=30)
    assert not settings.trainers_need_totp
    assert flask["SESSION_COOKIE_SECURE"]
    assert flask["SESSION_COOKIE_NAME"] == "__Host-session"
    assert flask["TRUSTED_HOSTS"] == ["127.0.0.1", "localhost"]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HTTPS", "maybe", "say yes or no"),
        ("HTTPS", "", "say yes or no"),
        ("PROXIES", "-1", "whole number"),
        ("PROXIES", "two", "whole number"),
        ("PROXIES", "1.5", "whole number"),
        ("IDLE_MINUTES", "", "whole number"),
        ("IDLE_MINUTES", "0", "1 or more"),
        ("SIGN_IN_HOURS", "0", "1 or more"),
        ("KEPT_DAYS", "0", "1 or more"),
        ("TRAINERS_NEED_TOTP", "sometimes", "say yes or no"),
        ("INVITATION_DAYS", "9" * 20, "at most five digits"),
        ("RETENTION_MONTHS", "-1", "whole number"),
        ("RETENTION_MONTHS", "1201", "give 0 to 1200"),
        ("TIME_ZONE", "Atlantis/Capital", "America/Los_Angeles"),
        ("TIME_ZONE", "America", "America/Los_Angeles"),  # a folder of zones
        ("TIME_ZONE", "", "America/Los_Angeles"),
        ("TIME_ZONE", "../etc/passwd", "America/Los_Angeles"),
        ("LEAVE_TO", "http://example.org/", "begins with https://"),
        ("LEAVE_TO", "javascript:alert(1)", "begins with https://"),
        ("LEAVE_TO", "", "begins with https://"),
        ("HOSTS", "", "give host names"),  # never "any host"
        ("HOSTS", "https://course.example.org", "give host names"),
        ("SECRET_KEY", "short", "at least 32 characters"),
        ("DATABASE_URL", "course.sqlite3", "no address that the course can use"),
        ("DATABASE_URL", "sqlite://", "no address that the course can use"),  # in memory: gone at once
        ("DATABASE_URL", "mysql://root@localhost/course", "no address that the course can use"),
        ("SITE_ADDRESS", "course.example.org", "give an address such as https://course.example.org"),
        ("SITE_ADDRESS", "javascript:alert(1)", "give an address such as https://course.example.org"),
        ("SITE_ADDRESS", "https://course.example.org/below?x=1", "give an address such as"),
        ("SITE_ADDRESS", "https://a.example.org\n", "give an address such as"),
        ("SMTP_HOST", "smtp://mail.example.org", "give a name such as mail.example.org"),
        ("SMTP_PORT", "0", "a port from 1 to 65535"),
        ("SMTP_PORT", "65536", "a port from 1 to 65535"),
        ("SMTP_SECURITY", "ssl", "say starttls, tls or none"),
        ("SMTP_SECURITY", "", "say starttls, tls or none"),
        ("SMTP_USER", "notes\nQUIT", "give it on one line"),
        ("SMTP_PASSWORD", "quiet\nriver", "give it on one line"),
        ("MAIL_FROM", "notes", "give one address such as"),
        ("MAIL_FROM", "a@example.org, b@example.org", "give one address such as"),
        ("MAIL_FROM", "a@example.org\nBcc: b@example.org", "give one address such as"),
    ],
)
def test_a_value_that_cannot_be_used_is_answered_in_a_sentence(name: str, value: str, says: str) -> None:
    with pytest.raises(UnfitSettings) as refused:
        read_settings({"COURSE_SECRET_KEY": KEY, f"COURSE_{name}": value})

    assert f"COURSE_{name}" in str(refused.value)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_refusal_never_repeats_a_secret() -> None:
    for name, value in (
        ("SECRET_KEY", "hunter2"),
        ("DATABASE_URL", "mysql://root:hunter2@localhost/course"),
        ("SMTP_PASSWORD", "hunter2\n"),
    ):
        with pytest.raises(UnfitSettings) as refused:
            read_settings({"COURSE_SECRET_KEY": KEY, f"COURSE_{name}": value})
        assert "hunter2" not in str(refused.value)


def mail_settings(**given: str) -> Settings:
    usual = {"SMTP_HOST": "mail.example.org", "MAIL_FROM": "notes@example.org"}
    return read_settings(
        {"COURSE_SECRET_KEY": KEY} | {f"COURSE_{name}": text for name, text in (usual | given).items()}
    )


def test_there_is_e_mail_only_where_somebody_set_it_up() -> None:
    assert not read_settings({"COURSE_SECRET_KEY": KEY}).mail.is_given
    assert mail_settings().mail.is_given
    for missing in ("SMTP_HOST", "MAIL_FROM"):
        assert not mail_settings(**{missing: ""}).mail.is_given
        with pytest.raises(UnfitSettings, match="sends no e-mail.*COURSE_SMTP_HOST and COURSE_MAIL_FROM"):
            mail_server_of(mail_settings(**{missing: ""}))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"SMTP_USER": "notes", "SMTP_SECURITY": "none"}, "would travel in the open"),
        ({"SITE_ADDRESS": "https://other.example.org", "HOSTS": "course.example.org"}, "COURSE_HOSTS does not hold"),
    ],
)
def test_mail_settings_that_do_not_go_together_are_refused(given: dict[str, str], says: str) -> None:
    with pytest.raises(UnfitSettings, match=says):
        mail_server_of(mail_settings(**given))


def test_mail_settings_that_go_together_are_taken() -> None:
    for given in (
        {},
        {"SMTP_USER": "notes", "SMTP_PASSWORD": "quiet river"},
        {"SMTP_USER": "notes", "SMTP_SECURITY": "none", "SMTP_HOST": "localhost"},
        {"SITE_ADDRESS": "https://course.example.org:8443", "HOSTS": "a.example.org course.example.org"},
    ):
        assert mail_server_of(mail_settings(**given)).port == 587
    assert mail_settings(HOSTS="course.example.org b.example.org").site_address == "https://course.example.org"
    assert mail_settings(SITE_ADDRESS="https://course.example.org/").site_address == "https://course.example.org"


def test_the_mail_password_shows_in_no_log() -> None:
    assert "quiet river" not in repr(mail_settings(SMTP_PASSWORD="quiet river").mail)


def test_a_missing_secret_key_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(
        UnfitSettings, match=rf"no secret key.*`course init` makes one in {tmp_path}.*COURSE_SECRET_KEY"
    ):
        read_settings({"COURSE_DATA": str(tmp_path)})


def test_a_secret_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_secret_key(data)
    path = data / "secret.key"
    first = path.read_text()

    make_secret_key(data)

    assert path.read_text() == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_settings({"COURSE_DATA": str(data)}).secret_key == first
    make_secret_key(tmp_path / "another")
    assert (tmp_path / "another" / "secret.key").read_text() != first


def test_a_secret_key_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("abc")

    with pytest.raises(UnfitSettings, match=r"secret\.key is too short; remove the file and run `course init`"):
        read_settings({"COURSE_DATA": str(tmp_path)})


def named_in_config() -> list[str]:
    tree = ast.parse((ROOT / "config.py").read_text())
    return [node.targets[0].id for node in tree.body if isinstance(node, ast.Assign)]


def without_a_sentence(config: str) -> list[str]:
    """Settings that no docstring of one sentence follows."""
    found, body = [], ast.parse(config).body
    for node, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(node, ast.Assign):
            said = ast.get_docstring(ast.Module([following], []))
            if said is None or not re.fullmatch(r"[A-Z].+[.…]", said):
                found.append(node.targets[0].id)
    return found


def differences(one: Settings, other: Settings) -> set[str]:
    return {field.name for field in fields(Settings) if getattr(one, field.name) != getattr(other, field.name)}
