"""Trainers give modules to groups, with a date.

2026-11-23: an assignment opens and closes nothing: every lesson and quiz stays open to everyone. It says what comes
first and by when; whether it is overdue is computed from the day, the date and the learner's progress.
2026-11-23: what a learner is due is never stored: one rule (`rules.dues_of`) computes it from assignments, exceptions,
the day of joining and what was passed, for the learner's home and for every page of the trainer alike.
2026-11-23: to give everybody a module again replaces its date; an assignment to chosen people stands beside it, and the
earliest last day counts.
"""
