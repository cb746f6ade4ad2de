"""Finished words about notices, for learners and for trainers."""

from collections.abc import Sequence
from dataclasses import dataclass

from course.content.model import Course
from course.groups.model import Group, Membership
from course.notices import store
from course.notices.actions import Round
from course.notices.model import Notice, Recipient, Saying, Sending, Template
from course.notices.wording import example_of, title_of, why_in_words, words_of
from course.people.model import PersonId
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day

ON_HOME = 3
ON_PAGE = 100
NAMES_AT_MOST = 12


@dataclass(frozen=True)
class NoticeCard:
    """A notice as its learner reads it."""

    public_id: str
    words: str
    sender: str
    is_put_away: bool


@dataclass(frozen=True)
class HomeNotices:
    unread: tuple[NoticeCard, ...]
    more: str | None
    """That there are more than stand on home."""


@dataclass(frozen=True)
class MyNotices:
    unread: tuple[NoticeCard, ...]
    earlier: tuple[NoticeCard, ...]


@dataclass(frozen=True)
class Row:
    """A row of a summary list."""

    key: str
    value: str


@dataclass(frozen=True)
class SendingCard:
    """A sending as the group's trainers see it."""

    title: str
    words: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Choice:
    """One of the things that can be said."""

    template: str
    title: str
    words: str


@dataclass(frozen=True)
class Preview:
    words: str
    gets: tuple[str, ...]
    """Names."""
    gets_text: str
    people: tuple[str, ...]
    """Their public ids, for the form that sends it."""
    left_out: tuple[str, ...]
    button: str


def notices_on_home(person: PersonId, course: Course) -> HomeNotices:
    unread = store.list_notices(person, ON_HOME + 1, unread=True)
    more = _("Read the other notices") if len(unread) > ON_HOME else None
    return HomeNotices(tuple(_card(one, course) for one in unread[:ON_HOME]), more)


def my_notices(person: PersonId, course: Course) -> MyNotices:
    unread, earlier = (store.list_notices(person, ON_PAGE, unread=each) for each in (True, False))
    return MyNotices(
        tuple(_card(one, course) for one in unread),
        tuple(_card(one, course) for one in earlier),
    )


def _card(notice: Notice, course: Course) -> NoticeCard:
    return NoticeCard(
        notice.public_id,
        words_of(notice.saying, course),
        sender_in_words(notice.sender, notice.group, day(notice.sent_at)),
        notice.is_put_away,
    )


def sender_in_words(sender: str | None, group: str, when: str) -> str:
    return _("%(name)s, %(group)s, %(day)s", name=sender or _("Your trainer"), group=group, day=when)


def choices(course: Course) -> tuple[Choice, ...]:
    return tuple(Choice(each.value, title_of(each), example_of(each, course)) for each in Template)


def preview(saying: Saying, round_: Round, course: Course) -> Preview:
    names = tuple(member.person.name for member in round_.gets)
    return Preview(
        words=words_of(saying, course),
        gets=names,
        gets_text=_names(names),
        people=tuple(member.person.public_id for member in round_.gets),
        left_out=tuple(
            _("%(name)s %(why)s", name=member.person.name, why=why_in_words(why)) for member, why in round_.left_out
        ),
        button=ngettext("Send it to %(num)s learner", "Send it to %(num)s learners", len(names)),
    )


def sending_cards(sendings: Sequence[Sending], members: Sequence[Membership], course: Course) -> list[SendingCard]:
    """Names of those who are in the group now; the others are counted, as they are nobody's to look at any more."""
    names = {member.person.id: member.person.name for member in members}
    return [_sending(one, names, course) for one in sendings]


def _sending(sending: Sending, names: dict[PersonId, str], course: Course) -> SendingCard:
    gone = sum(one.person_id not in names for one in sending.recipients)
    put_away = [one for one in sending.recipients if one.is_put_away]
    to_read = [one for one in sending.recipients if not one.is_put_away]
    rows = [
        Row(_("Put away"), _named(put_away, names)),
        Row(_("Not put away yet"), _named(to_read, names)),
        Row(_("Left the group since"), ngettext("%(num)s learner", "%(num)s learners", gone) if gone else ""),
    ]
    return SendingCard(
        title=_("%(day)s, from %(name)s", day=day(sending.sent_at), name=sending.sender or _("a former trainer")),
        words=words_of(sending.saying, course),
        rows=tuple(row for row in rows if row.value),
    )


def _named(recipients: Sequence[Recipient], names: dict[PersonId, str]) -> str:
    return _names(sorted(names[one.person_id] for one in recipients if one.person_id in names))


def _names(names: Sequence[str]) -> str:
    """A few by name, a great many by number."""
    if len(names) > NAMES_AT_MOST:
        return ngettext("%(num)s learner", "%(num)s learners", len(names))
    return ", ".join(names)


def lines_about(group: Group, member: Membership, course: Course) -> list[str]:
    """What one learner was sent in a group, for the page about them."""
    return [
        _(
            "%(day)s, %(name)s: “%(words)s” (%(state)s)",
            day=day(one.sent_at),
            name=one.sender or _("a former trainer"),
            words=words_of(one.saying, course),
            state=_("put away") if one.recipients[0].is_put_away else _("not put away yet"),
        )
        for one in store.list_sendings(group.id, ON_PAGE, to=member.person.id)
    ]
