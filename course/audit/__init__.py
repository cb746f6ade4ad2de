"""The audit log: who did what to whom on this site, for admins to read; rows are only ever added.

2026-11-23: an entry names people by row number, never by name, so that an account that is deleted takes its name out of
the log too; what was answered or written never stands in it. The database itself refuses to change or remove an entry.
"""
