"""Looking after a course that runs: backups, restoring one, a doctor, and what is due each night.

2026-11-29: a backup is SQLite's own online copy, taken in one piece while people write, opened again and counted before
it gets its name; a copy of the file made by other means can be half of two states. On PostgreSQL it is `pg_dump`.
2026-11-29: whoever serves holds a lock beside the database, so that a restore can tell that the course runs; a file
changed under a running server would lose what is written afterwards without anybody noticing.
"""
