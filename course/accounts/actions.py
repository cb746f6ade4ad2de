"""What an admin can do about an account; one transaction each, with its line in the audit log."""

import secrets
from datetime import datetime

from course.accounts import store
from course.accounts.model import Account, LastAdmin, NoResetSlip, NoSuchAccount
from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.authenticator.store import remove_authenticator
from course.database import transaction
from course.people import rules, sign_ins
from course.people.model import Person, Role
from course.people.store import record_role


def get_account(public_id: str) -> Account:
    """Raises NoSuchAccount."""
    account = store.find_account(public_id)
    if account is None:
        raise NoSuchAccount(public_id)
    return account


def get_account_by_name(name: str) -> Account:
    """By the exact name, capitals aside; raises NoSuchAccount."""
    account = store.find_account_by_name(rules.name_key(name))
    if account is None:
        raise NoSuchAccount
    return account


def disable(public_id: str, by: Person, now: datetime) -> Account:
    """Shut an account: nobody signs in, and whoever is in is out. Raises NoSuchAccount or LastAdmin."""
    with transaction():
        account = get_account(public_id)
        _refuse_last_admin(account)
        if account.disabled_at is None:
            store.record_disabled(account.person.id, now)
            sign_ins.remove_sign_ins_of(account.person.id)
            sign_ins.remove_open_reset_slips(account.person.id)
            record_entry(Entry(Event.ACCOUNT_DISABLED, now, by.id, account.person.id))
    return account


def enable(public_id: str, by: Person, now: datetime) -> Account:
    """Open it again; the password is what it was. Raises NoSuchAccount."""
    with transaction():
        account = get_account(public_id)
        if account.disabled_at is not None:
            store.record_disabled(account.person.id, None)
            record_entry(Entry(Event.ACCOUNT_ENABLED, now, by.id, account.person.id))
    return account


def end_sign_ins(public_id: str, by: Person, now: datetime) -> Account:
    """Sign somebody out everywhere; raises NoSuchAccount."""
    with transaction():
        account = get_account(public_id)
        sign_ins.remove_sign_ins_of(account.person.id)
        record_entry(Entry(Event.SIGN_INS_ENDED, now, by.id, account.person.id))
    return account


def give_role(public_id: str, role: Role, by: Person, now: datetime) -> Account:
    """Any role, a lesser one too; raises NoSuchAccount or LastAdmin."""
    with transaction():
        account = get_account(public_id)
        if account.person.role is not role:
            _refuse_last_admin(account)
            record_role(account.person.id, role)
            record_entry(Entry(Event.ROLE_GIVEN, now, by.id, account.person.id, detail=role.value))
    return account


def print_reset_slip(public_id: str, by: Person, now: datetime) -> str:
    """The code of a new slip, which is nowhere else; raises NoSuchAccount or NoResetSlip."""
    code = "".join(secrets.choice(rules.CODE_LETTERS) for _ in range(rules.RESET_SLIP_LENGTH))
    with transaction():
        account = get_account(public_id)
        if not account.may_get_reset_slip:
            raise NoResetSlip
        lasts_until = now + rules.RESET_SLIP_LASTS
        sign_ins.record_reset_slip(account.person.id, rules.digest(code), by.id, now, lasts_until)
        record_entry(Entry(Event.RESET_SLIP_PRINTED, now, by.id, account.person.id))
    return code


def remove_second_step(public_id: str, by: Person, now: datetime) -> Account:
    """For somebody who lost the phone and the codes: the password alone signs in again. Raises NoSuchAccount."""
    with transaction():
        account = get_account(public_id)
        if remove_authenticator(account.person.id):
            sign_ins.remove_sign_ins_of(account.person.id)
            record_entry(Entry(Event.SECOND_STEP_RESET, now, by.id, account.person.id))
    return account


def _refuse_last_admin(account: Account) -> None:
    is_open_admin = account.person.is_admin and account.disabled_at is None
    if is_open_admin and not store.count_other_admins(account.person.id):
        raise LastAdmin
