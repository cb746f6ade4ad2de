"""Sign-in slips: a printed code that signs one learner in once, for those without a device or a password of their own.

2026-11-23: a trainer can print a slip only for learners of their group who have never chosen a password, so no trainer
can open an account that somebody made for themselves; printing and using one stands in the audit log.
2026-11-23: a slip has 80 random bits, so guessing needs no throttle that strangers could turn into a lock-out; it is
kept as a digest and can be printed once, and a new one ends the one before.
"""
