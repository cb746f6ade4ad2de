"""The trainer's pages: a group's matrix, and one learner's attempts.

2026-11-23: a trainer sees states, scores and dates, and what an attempt asked and got, so that they can help; never the
recovery code, other groups, or when somebody was last signed in.
2026-11-23: one overview of a group is read once and shown by the matrix and by "who may need you", so they cannot
differ; sorting and narrowing happen on it in Python, since its size is that of a group and not of the site.
2026-11-23: to look at one learner is written down in the audit log; to leaf back and forth for 15 minutes is one look.
2026-11-23: exports are written from the very objects that the screens show, so they cannot say anything else; on paper
a group goes by print CSS, which needs no second layout to be kept in step.
"""
