"""*Side by Side*: a course for families who are worried about someone, and for the trainers who guide them.

The folders say what the course is about. What people **did** is stored (`history`); what **follows** from it is
computed by plain functions (`progress`). Authors write files (`lessons/`, `quizzes/`), and the program answers them
in sentences (`content`).

2026-11-23: folders are named by subject, not by layer; import-linter (pyproject.toml) keeps them leaning one way.
"""

__version__ = "0.1.0"
