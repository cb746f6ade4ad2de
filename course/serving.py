"""Starts the WSGI server. Settings reach its worker processes through the environment."""

import atexit
import gc
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from course.app import create_app
from course.content import ContentInError
from course.database.file import UnfitDatabase, sqlite_path
from course.database.in_use import hold
from course.setting_values import UnfitSettings
from course.settings import Settings
from course.watching import log, metrics

HOST = "127.0.0.1"
PORT = 8000
THREADS = 4


class CannotServe(Exception):
    """The server cannot start; the message says why and what to do."""


def application() -> Flask:
    """What each worker process serves; what is wrong with settings, database or content is said in its sentence."""
    log.to_stderr()
    try:
        app = create_app()
        settings: Settings = app.extensions["settings"]
        if path := sqlite_path(settings.database_url):
            app.extensions["in_use"] = hold(path)  # until this process ends
    except (UnfitSettings, UnfitDatabase, ContentInError) as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    gc.collect()
    gc.freeze()  # the course stays as long as the worker: to look through it for garbage holds up pages in vain
    return app


def refuse_taken(host: str, port: int) -> None:
    """Raise CannotServe when something else listens on the port already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CannotServe(
                f"Port {port} on {host} cannot be used ({problem.strerror}). Stop what uses it, or choose another: "
                f"--port {port + 1} (with make: PORT={port + 1})."
            ) from problem


def address_of(settings: Settings) -> str:
    """Where people reach the course, as far as the settings tell."""
    return f"https://{settings.hosts[0]}" if settings.https else f"http://{HOST}:{PORT}"


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    os.environ |= {
        "COURSE_DATA": str(settings.data),
        "COURSE_DATABASE_URL": settings.database_url,
        "COURSE_HTTPS": "yes" if settings.https else "no",
    }
    if settings.metrics_port:
        _serve_metrics(settings.metrics_port)
    click.echo(f"\nSide by Side is open at http://{host}:{port}/  (stop it with Ctrl+C)\n")
    Granian(
        "course.serving:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        factory=True,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _serve_metrics(port: int) -> None:
    """From this process, which outlives its workers; they inherit where to write."""
    folder = Path(tempfile.mkdtemp(prefix="course-metrics-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[metrics.FOLDER] = str(folder)
    try:
        metrics.serve(folder, port)
    except OSError as problem:
        raise CannotServe(
            f"Port {port} for metrics cannot be used ({problem.strerror}). Stop what uses it, or choose another with "
            "COURSE_METRICS_PORT; 0 is none."
        ) from problem
