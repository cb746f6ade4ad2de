"""What a trainer changes afterwards: the points of an answer, and which attempts at a quiz count.

2026-11-23: reasons are chosen from a list and never typed, so that nothing about a family is written down; the learner
reads each change with the trainer's name and the reason, and the audit log keeps it.
2026-11-23: to begin a quiz afresh sets earlier attempts aside and removes none: they can be read, and it can be taken
back. What was found about safety stays found, and item analysis goes on counting first attempts.
"""
