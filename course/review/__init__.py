"""Spaced review: two minutes with the questions that are due, over all modules that were passed.

2026-11-23: when a question is due follows from the answer log by the `fsrs` library, each time anew; nothing about it
is stored, so there is no second truth to keep in step. Learning steps of minutes are off: a family has days, not
minutes.
2026-11-23: the calendar feed is an address with a secret in it, of which only a digest is kept; its events say
"Two minutes" and nothing else, because a calendar is often read by others.
"""
