"""What the course keeps of a person: said in plain words, taken along, deleted, and let go after a long silence.

2026-11-29: one list (`kept.py`) says of every table what it is for, how long it is kept, who sees it, and what becomes
of it when an account is deleted. The privacy page is that list; the record and the deletion are tested against it, and
a test compares it with the tables that really exist, so that no table can be kept in silence.
2026-11-29: deleting takes everything away but what figures of a group rest on: quizzes that were handed in, answers,
and that there was somebody. Who is in no group leaves nothing of that either. The row of the person stays without a
name, because the audit log and those answers refer to it.
2026-11-29: the record names nobody else: a person's own data is theirs, other people's names are not.
"""
