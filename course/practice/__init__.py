"""Answering single questions outside an attempt: practice of a module, of what an attempt showed to be missing, a
safety question that came back, the question on a repair card, and the questions of a review.

2026-11-23: every answer is explained at once and kept as a fact of its own; it never touches a score, but it counts for
review and for must-pass questions.
2026-11-23: there is no session to keep: which question comes next follows from the answer log each time, so practice
can be left and taken up anywhere.
"""
