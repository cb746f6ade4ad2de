"""How often somebody may try: a password, a recovery code, a code from an app, a new account.

2026-11-29: a stranger who guesses must not be able to lock the owner out. So a device that has signed in under a name
before counts by itself, and everybody else who tries that name shares one count (OWASP calls it a device cookie); the
recovery code, which nobody can guess, has no count by name at all.
2026-11-29: our own table, since a count in memory is one count a process: four processes let four times as many
through. A try is noted before it is known to fail, so that many at once are counted too, and the note goes when it
fitted.
2026-11-29: several families may sit behind one address (a clinic, a shelter, a phone network), so the bounds by
address are wide; an address is kept as a keyed digest, and for an hour at the most.
"""
