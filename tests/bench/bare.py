"""The least that a signed-in page can cost: Flask, Flask-Login, one query, and a template of 12 KB. Run by the bench.

Its database is the one of the course, only read; its cookie holds a person's row number, and the page says their name.
"""

import os

from flask import Flask, render_template
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import text

PARAGRAPH = "<p>A paragraph of the bare page, as long as one of a lesson is, so that there is something to read.</p>\n"
TEMPLATE = (
    "<!doctype html><html lang=en><head><title>Bare page</title></head><body><h1>Hello, {{ current_user.name }}</h1>\n"
    + PARAGRAPH * (12_000 // len(PARAGRAPH))
    + "</body></html>"
)

db = SQLAlchemy()


class SignedIn(UserMixin):  # type: ignore[misc]
    def __init__(self, number: int, name: str) -> None:
        self.id, self.name = number, name


def application() -> Flask:
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY=os.environ["BARE_KEY"], SQLALCHEMY_DATABASE_URI=os.environ["BARE_DATABASE"])
    app.jinja_loader = DictLoader({"page.html": TEMPLATE})
    db.init_app(app)
    manager = LoginManager(app)

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(number: str) -> SignedIn | None:
        row = db.session.execute(text("SELECT id, name FROM person WHERE id = :id"), {"id": int(number)}).first()
        return SignedIn(row[0], row[1]) if row else None

    @app.get("/sign-in")
    def sign_in() -> str:
        login_user(SignedIn(1, "somebody"))
        return "signed in"

    @app.get("/")
    @login_required  # type: ignore[untyped-decorator]
    def page() -> str:
        return render_template("page.html", current_user=current_user)

    return app
