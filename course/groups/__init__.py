"""Groups of learners, their trainers, join codes, and who may see whom.

2026-11-23: a trainer sees only groups they train, an admin sees none by being an admin: looking after the site is not
a reason to read about a family. A foreign group answers like one that does not exist.
"""
