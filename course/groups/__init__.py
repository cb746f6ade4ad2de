"""Groups of learners, their trainers, join codes, and who may see whom.

2026-11-23: a trainer sees only groups they train, an admin sees none by being an admin: looking after the site is not
a reason to read about a family. A foreign group answers like one that does not exist.
2026-11-23: a join code that has ended keeps its row, so that an old card says so in place of "no such page". A trainer
is added by the name they sign in with; that tells trainers who else is one, which colleagues know anyway.
2026-11-29: who deletes an account keeps a membership without a name. Lists of people (`list_members`) leave it out;
figures of the group (`list_counted`) go on counting its answers, so they are the same before and after.
"""
