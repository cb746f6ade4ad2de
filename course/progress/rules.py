"""Plain functions from history to progress."""

from collections.abc import Iterable, Sequence, Set
from datetime import datetime

from course.content.model import Bank, Module
from course.history.model import AttemptSummary, Reading
from course.items import Item
from course.progress.model import ModuleProgress, State

ROUNDING = 1e-9


def progress_of(
    module: Module, reading: Reading | None, attempts: Sequence[AttemptSummary], known: frozenset[str]
) -> ModuleProgress:
    """How far a learner is. `attempts` of this module in the order begun; `known`: items ever answered right.

    Attempts that were set aside tell when somebody was here, and nothing else.
    """
    counting = [attempt for attempt in attempts if not attempt.is_set_aside]
    handed_in = [attempt for attempt in counting if not attempt.is_open]
    best = max(handed_in, key=lambda attempt: (attempt.share or 0.0, -attempt.number), default=None)
    must_pass_left = len(must_pass_open(module.bank, known))
    return ModuleProgress(
        module=module,
        state=_state_of(module, reading, attempts, best, must_pass_left),
        reading=reading,
        open_attempt=next((attempt for attempt in counting if attempt.is_open), None),
        first=handed_in[0] if handed_in else None,
        best=best,
        latest=handed_in[-1] if handed_in else None,
        attempts=len(handed_in),
        must_pass_left=must_pass_left,
        last_active_at=_last_active(reading, attempts),
        began_at=_began(reading, attempts),
        is_afresh=not handed_in and len(counting) < len(attempts),
        reached_at=tuple(
            attempt.handed_in_at
            for attempt in handed_in
            if attempt.handed_in_at and reaches(attempt.share, module.bank.pass_mark)
        ),
    )


def must_pass_items(bank: Bank) -> tuple[Item, ...]:
    """The items of which each question must have been answered right once, in any of its forms."""
    return bank.must_pass_items


def must_pass_open(bank: Bank, known: Set[str]) -> tuple[Item, ...]:
    """One item for each must-pass question that was not yet answered right in any form."""
    items = must_pass_items(bank)
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.question_id, item)
    done = {item.question_id for item in items if item.id in known}
    return tuple(item for question_id, item in first.items() if question_id not in done)


def reaches(share: float | None, pass_mark: float) -> bool:
    """Whether a share of the points is at or above the pass mark."""
    return share is not None and share >= pass_mark - ROUNDING


def next_module(
    progress: Iterable[ModuleProgress], first: Sequence[str] = (), again: Sequence[str] = ()
) -> ModuleProgress | None:
    """The one to go on with: those named in `first` before the others, and begun before not begun.

    Passed ones are left out, but for those in `again`, which somebody is asked to take once more.
    """
    open_ones = [one for one in progress if not one.is_passed or one.module.stem in again]
    order = {stem: place for place, stem in enumerate(first)}
    return min(
        open_ones,
        key=lambda one: (order.get(one.module.stem, len(order)), one.state is State.NOT_STARTED, one.module.number),
        default=None,
    )


def _state_of(
    module: Module,
    reading: Reading | None,
    attempts: Sequence[AttemptSummary],
    best: AttemptSummary | None,
    must_pass_left: int,
) -> State:
    if best is not None and reaches(best.share, module.bank.pass_mark) and must_pass_left == 0:
        return State.PASSED
    if attempts or (reading is not None and reading.finished_at is not None):
        return State.QUIZ_NEXT
    return State.READING if reading is not None else State.NOT_STARTED


def _began(reading: Reading | None, attempts: Sequence[AttemptSummary]) -> datetime | None:
    moments = [reading.began_at or reading.reached_at] if reading else []
    return min([*moments, *(attempt.started_at for attempt in attempts)], default=None)


def _last_active(reading: Reading | None, attempts: Sequence[AttemptSummary]) -> datetime | None:
    moments = [moment for attempt in attempts for moment in (attempt.started_at, attempt.handed_in_at) if moment]
    if reading is not None:
        moments += [reading.reached_at] + ([reading.finished_at] if reading.finished_at else [])
    return max(moments, default=None)
