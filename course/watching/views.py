"""What a monitor asks: alive, and ready to serve."""

from flask import Blueprint, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from course.database import db
from course.database.schema import newest_version, schema_version
from course.web.access import for_everyone

bp = Blueprint("watching", __name__)

Answer = Response | tuple[Response, int]


@bp.get("/healthz")
@for_everyone
def alive() -> Answer:
    """The process answers; nothing else is asked."""
    return current_app.response_class("alive\n", content_type="text/plain; charset=utf-8")


@bp.get("/readyz")
@for_everyone
def ready() -> Answer:
    """The database answers, stands at the newest migration, and the lessons are loaded; 503 while one is not so."""
    found = {"content": bool(current_app.extensions["course"].modules), "database": False, "migrations": False}
    try:
        with db.engine.connect() as connection:
            version = schema_version(connection)
        found["database"], found["migrations"] = True, version == newest_version()
    except SQLAlchemyError:
        pass  # it is said below, and in the log by whoever needs the database
    words = {name: "ok" if is_so else "not ready" for name, is_so in found.items()}
    return jsonify(words), 200 if all(found.values()) else 503
