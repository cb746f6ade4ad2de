"""The trainer's pages: a group's matrix, and one learner's attempts.

2026-11-23: a trainer sees states, scores and dates, and what an attempt asked and got, so that they can help; never the
recovery code, other groups, or when somebody was last signed in.
"""
