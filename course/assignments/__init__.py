"""Trainers give modules to groups, with a date.

2026-11-23: an assignment opens and closes nothing: every lesson and quiz stays open to everyone. It says what comes
first and by when; whether it is overdue is computed from the day, the date and the learner's progress.
"""
