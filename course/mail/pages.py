"""Finished words about mail: what an admin reads of the queue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from course.mail.model import Kind, Logged, State
from course.mail.rules import TRIES_AT_MOST, is_unknown
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day_and_time

SHOWN = 50


@dataclass(frozen=True)
class Row:
    """A row of a summary list."""

    key: str
    value: str


@dataclass(frozen=True)
class Section:
    """Mails in one state; the head says for whom, why, since when, and what else there is to say."""

    title: str
    hint: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class QueuePage:
    counts: tuple[Row, ...]
    sections: tuple[Section, ...]


def queue_page(counts: Mapping[State, int], lists: Mapping[State, Iterable[Logged]], now: datetime) -> QueuePage:
    claimed = list(lists[State.SENDING])
    unknown = [one for one in claimed if is_unknown(one.state, one.claimed_at, one.code, now)]
    head = (_("Who"), _("What"), _("Queued"), _("How it stands"))
    return QueuePage(
        counts=(
            Row(_("Waiting"), str(counts.get(State.WAITING, 0))),
            Row(_("Sent"), str(counts.get(State.SENT, 0))),
            Row(_("Could not be sent"), str(counts.get(State.FAILED, 0))),
            Row(_("Not known"), str(len(unknown))),
            Row(_("Not needed any more"), str(counts.get(State.DROPPED, 0))),
        ),
        sections=tuple(
            Section(title, hint, head, tuple(_row(one) for one in found))
            for title, hint, found in (
                (
                    _("Not known whether they went out"),
                    _(
                        "The program or the line stopped in the middle. They are not sent again, so that nobody gets "
                        "a mail twice. What they told of is in the course all the same."
                    ),
                    unknown,
                ),
                (
                    _("Could not be sent"),
                    _("They are not tried any more. The number is what the mail server answered."),
                    list(lists[State.FAILED]),
                ),
                (
                    _("Waiting"),
                    _("The command “course send-due” sends them, the next time that it runs."),
                    list(lists[State.WAITING]),
                ),
            )
            if found
        ),
    )


def _row(one: Logged) -> tuple[str, ...]:
    return one.name, kind_in_words(one.kind), day_and_time(one.queued_at), _how(one)


def kind_in_words(kind: Kind) -> str:
    return {Kind.CONFIRM: _("Confirming an address"), Kind.NOTICE: _("A notice"), Kind.DUE: _("Due the next day")}[kind]


def _how(one: Logged) -> str:
    tries = ngettext("%(num)s try", "%(num)s tries", one.attempts)
    if one.state is State.WAITING:
        if not one.attempts or one.next_try_at is None:
            return _("Not tried yet")
        return _(
            "%(tries)s of %(most)s, last: %(why)s; next %(when)s",
            tries=tries,
            most=TRIES_AT_MOST,
            why=code_in_words(one.code),
            when=day_and_time(one.next_try_at),
        )
    if one.state is State.FAILED:
        return _("%(why)s, after %(tries)s", why=code_in_words(one.code), tries=tries)
    if one.claimed_at is None:
        return ""
    return _("Begun on %(when)s", when=day_and_time(one.claimed_at))


def code_in_words(code: str) -> str:
    """What the mail server answered, or why it could not; never in its own words, which repeat addresses."""
    known = {
        "no answer": _("the server does not answer"),
        "no STARTTLS": _("the server offers no safe line"),
        "no safe line": _("the server’s certificate does not fit"),
        "cut off": _("the line was cut"),
    }
    return known.get(code) or _("the server said %(code)s", code=code)
