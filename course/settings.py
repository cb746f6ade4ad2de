"""Reads `config.py` and the environment into one checked object, and turns it into Flask's own settings."""

import importlib.util
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from werkzeug.sansio.utils import host_is_trusted

from course.database.file import sqlite_path, sqlite_url
from course.mail_settings import MailServer, UnfitMailSetting, read_mail_server
from course.paths import shipped
from course.setting_values import (
    UnfitSettings,
    at_least_one,
    host_names,
    https_address,
    known_zone,
    months,
    port_or_none,
    whole_number,
    yes_or_no,
)

KEY_LENGTH = 32
"""What a secret key needs at least, in characters."""


@dataclass(frozen=True)
class Settings:
    """Every setting of config.py, read once; paths absolute, durations as timedelta."""

    data: Path
    database_url: str
    backups: Path
    backups_kept: int
    secret_key: str
    secret_key_fallbacks: tuple[str, ...]
    hosts: tuple[str, ...]
    https: bool
    proxies: int
    metrics_port: int
    time_zone: str
    leave_to: str
    idle: timedelta
    sign_in: timedelta
    kept: timedelta
    trainers_need_totp: bool
    invitation: timedelta
    site_address: str
    mail: MailServer
    retention_months: int


def read_settings(environ: Mapping[str, str] = os.environ, **given: Any) -> Settings:
    """Settings from `given` first, then COURSE_… in `environ`, then config.py; raises UnfitSettings."""
    raw = {name: _chosen(name, default, environ, given) for name, default in _defaults().items()}
    data = Path(raw["DATA"]).absolute()
    return Settings(
        data=data,
        database_url=_database_address(raw["DATABASE_URL"]) or sqlite_url(data / "course.sqlite3"),
        backups=Path(raw["BACKUPS"]).absolute() if raw["BACKUPS"] else data / "backups",
        backups_kept=at_least_one("BACKUPS_KEPT", raw),
        secret_key=_long_enough(raw["SECRET_KEY"]) or _key_in(data),
        secret_key_fallbacks=tuple(raw["SECRET_KEY_FALLBACKS"].split()),
        hosts=host_names(raw["HOSTS"]),
        https=raw["HTTPS"],
        proxies=raw["PROXIES"],
        metrics_port=port_or_none(raw["METRICS_PORT"]),
        time_zone=known_zone(raw["TIME_ZONE"]),
        leave_to=https_address(raw["LEAVE_TO"]),
        idle=timedelta(minutes=at_least_one("IDLE_MINUTES", raw)),
        sign_in=timedelta(hours=at_least_one("SIGN_IN_HOURS", raw)),
        kept=timedelta(days=at_least_one("KEPT_DAYS", raw)),
        trainers_need_totp=raw["TRAINERS_NEED_TOTP"],
        invitation=timedelta(days=at_least_one("INVITATION_DAYS", raw)),
        site_address=_site_address(raw),
        mail=_mail_server(raw),
        retention_months=months(raw["RETENTION_MONTHS"]),
    )


def flask_settings(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions are told, with the limits and cookie rules that security asks for."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.secret_key_fallbacks),
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # no name and no answer in a message or a log line
        "TRUSTED_HOSTS": list(settings.hosts),
        "SESSION_COOKIE_NAME": "__Host-session" if settings.https else "session",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,  # a kept cookie is set at sign-in, not with every picture
        "PERMANENT_SESSION_LIFETIME": max(settings.kept, settings.sign_in),
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 256 * 1024,
        "MAX_FORM_PARTS": 200,
        "WTF_I18N_ENABLED": False,  # our forms bring their own sentences; WTForms' were read from disk for each form
        "WTF_CSRF_TIME_LIMIT": None,  # a quiz left open must not fail
        "WTF_CSRF_SSL_STRICT": False,  # Sec-Fetch-Site and Origin are checked instead
        "COMPRESS_ZSTD_LEVEL": 1,  # 5% more bytes than level 3, in two thirds of its time
        "PREFERRED_URL_SCHEME": "https" if settings.https else "http",
    }


def make_secret_key(data: Path) -> None:
    """Write a new key for this machine, readable by its owner alone; an existing one is left as it is."""
    path = data / "secret.key"
    if path.exists():
        return
    data.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))


def _defaults() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("course_config", shipped("config.py"))
    if spec is None or spec.loader is None:
        raise UnfitSettings("config.py is missing from this installation; install the course again.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if name.isupper()}


def _chosen(name: str, default: Any, environ: Mapping[str, str], given: dict[str, Any]) -> Any:
    if name in given:
        return given[name]
    text = environ.get(f"COURSE_{name}")
    if text is None:
        return default
    if isinstance(default, bool):
        return yes_or_no(name, text)
    if isinstance(default, int):
        return whole_number(name, text)
    return text


def _database_address(url: str) -> str:
    """A SQLite address opens its file only if it is there; a PostgreSQL address stays as it is; no other will do."""
    try:
        path, backend = (sqlite_path(url), make_url(url).drivername) if url else (None, "")
    except ArgumentError:
        path, backend = None, "unknown"
    if path:
        return sqlite_url(path)
    if backend not in ("", "postgresql+psycopg"):
        raise UnfitSettings(
            "COURSE_DATABASE_URL is no address that the course can use; "
            "give one such as postgresql+psycopg://user:password@host/course, or leave it empty."
        )
    if backend and importlib.util.find_spec("psycopg") is None:
        raise UnfitSettings("COURSE_DATABASE_URL needs the extra `postgres` of this program; install it first.")
    return url


def _site_address(raw: Mapping[str, Any]) -> str:
    """Without a slash at its end."""
    address: str = raw["SITE_ADDRESS"] or f"{'https' if raw['HTTPS'] else 'http'}://{host_names(raw['HOSTS'])[0]}"
    parts = urlsplit(address)
    is_whole = parts.scheme in ("http", "https") and parts.hostname and address.isascii() and address.isprintable()
    if not is_whole or parts.path.strip("/") or parts.query or parts.fragment:
        raise UnfitSettings(f"COURSE_SITE_ADDRESS is {address!r}; give an address such as https://course.example.org.")
    return address.rstrip("/")


def _mail_server(raw: Mapping[str, Any]) -> MailServer:
    try:
        return read_mail_server(raw)
    except UnfitMailSetting as problem:
        raise UnfitSettings(str(problem)) from None


def mail_server_of(settings: Settings) -> MailServer:
    """What `course send-due` needs; raises UnfitSettings where settings do not go together."""
    try:
        settings.mail.refuse_unfit()
    except UnfitMailSetting as problem:
        raise UnfitSettings(str(problem)) from None
    if not host_is_trusted(urlsplit(settings.site_address).netloc, settings.hosts):
        raise UnfitSettings(
            f"COURSE_SITE_ADDRESS is {settings.site_address!r}, and COURSE_HOSTS does not hold its name; "
            "the links in e-mail would lead nowhere."
        )
    return settings.mail


def _long_enough(key: str) -> str:
    if key and len(key) < KEY_LENGTH:
        raise UnfitSettings(f"COURSE_SECRET_KEY is too short; give at least {KEY_LENGTH} characters of chance.")
    return key


def _key_in(data: Path) -> str:
    path = data / "secret.key"
    try:
        key = path.read_text().strip()
    except OSError:
        raise UnfitSettings(
            f"There is no secret key. `course init` makes one in {data}, or set COURSE_SECRET_KEY."
        ) from None
    if len(key) < KEY_LENGTH:
        raise UnfitSettings(f"The secret key in {path} is too short; remove the file and run `course init`.")
    return key
