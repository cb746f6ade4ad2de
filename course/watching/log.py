"""A JSON line for each request and each fault: request id, route, status, milliseconds."""

import json
import logging
import re
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, got_request_exception, has_request_context, request

ACCESS = logging.getLogger("course.access")
QUIET = ("watching.alive", "watching.ready", "static")
"""Endpoints whose good answers nobody needs a line for."""
ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
ROOT = Path(__file__).resolve().parents[1]


class JsonLines(logging.Formatter):
    """One line of JSON for each record. What a record says in words is kept only where this program wrote it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line |= {"fault": record.exc_info[0].__name__, "where": _place(record.exc_info[2])}
        elif not hasattr(record, "facts"):
            line["said"] = record.getMessage()
        if has_request_context() and "request_id" in g:
            line.setdefault("request", g.request_id)
        return json.dumps(line, ensure_ascii=False)


def init_app(app: Flask, trusts_ids: bool) -> None:
    """Give each request an id (the proxy's, where one is trusted) and write its line."""

    def begin() -> None:
        given = request.headers.get("X-Request-Id", "") if trusts_ids else ""
        g.request_id = given if ID.fullmatch(given) else secrets.token_hex(8)
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        if "request_id" not in g:
            return response
        response.headers["X-Request-Id"] = g.request_id
        if request.endpoint not in QUIET or response.status_code >= 400:
            facts = {
                "request": g.request_id,
                "method": request.method,
                "route": route(),
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.began) * 1000, 1),
            }
            ACCESS.info("request", extra={"facts": facts})
        return response

    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request_funcs.setdefault(None, []).insert(0, end)
    got_request_exception.connect(_fault, app, weak=False)


def route() -> str:
    """The pattern of the address, which holds nobody's id; "none" where no page has it."""
    return request.url_rule.rule if request.url_rule else "none"


def to_stderr() -> None:
    """Write all lines of this process to stderr, from where a service manager takes them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    ACCESS.setLevel(logging.INFO)


def _fault(_app: Flask, exception: BaseException, **_more: object) -> None:
    facts = {"fault": type(exception).__name__, "where": _place(exception.__traceback__), "route": route()}
    logging.getLogger("course.fault").error("fault", extra={"facts": facts})


def _place(found: Any) -> list[str]:
    """The way to the fault through this program's own files: "attempts/actions.py:88"."""
    frames = [frame for frame in traceback.extract_tb(found) if Path(frame.filename).is_relative_to(ROOT)]
    return [f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}" for frame in frames]
