"""THE CONTENT GATE: what the editorial rules ask of the text, checked on every word a learner can read.

`gate.check_course` lists what keeps the course from being complete, safe and kind, each with file, line and what to
do; `course check` prints it and the tests run it. One file per rule; each reads passages (`passages.py`) and yields
slips. The admin's pages about the content (reviews, help lines, coverage, all figures side by side) are here too.

2026-11-23: the gates read the files once more, since the loaded course holds HTML and no lines; only authors wait.
2026-11-23: a gate reads words, not meaning. What it lets pass still needs an editor, a clinician and a reader from a
family; what it stops was never meant to be there. Words in double quotes are somebody else's: a misconception that
the text answers may stand there, so the words table looks past quotes, and the safety boundary does not.
2026-11-23: the gate is imported only where authors ask for it, since measuring readability is slow to load.
"""
