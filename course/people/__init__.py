"""Accounts: a made-up name, a password, a recovery code; sign-ins that the server can end; roles and invitations.

2026-11-23: no e-mail is needed. Who forgets the password uses the recovery code, shown once at joining and renewed
with each use; who loses both gets a reset slip from an admin (`accounts`), or makes a new account.
2026-11-23: a sign-in is a row on the server and the cookie only holds its token, so signing out, a new password or
disabling an account ends it at once, copied cookies included (Flask-Login alone cannot do that).
2026-11-29: a sign-in lasts half an hour without a page, unless its owner says "this is my own phone": then 30 days, and
the cookie outlives the browser. It is asked each time and never ticked beforehand; a new password ends it too.
"""
