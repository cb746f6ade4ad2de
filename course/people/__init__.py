"""Accounts: a made-up name, a password, a recovery code; sign-ins that the server can end; roles and invitations.

2026-11-23: no e-mail is needed. Who forgets the password uses the recovery code, shown once at joining and renewed
with each use; who loses both makes a new account.
2026-11-23: a sign-in is a row on the server and the cookie only holds its token, so signing out, a new password or
disabling an account ends it at once, copied cookies included (Flask-Login alone cannot do that).
"""
