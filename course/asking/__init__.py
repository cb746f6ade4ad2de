"""Putting one item before a learner: its form, its page, and what is said of an answer. Quizzes, practice and review
all ask in the same way, and only differ in what they do with the answer.

2026-11-23: the form of an item follows from how it asks (`Asks`), its looks from `templates/items/<template>.html`; so
a new kind of question needs no line here unless it asks in a new way.
2026-11-23: certainty is given by the button that sends the answer ("I'm sure", "I think so", "I'm guessing"): one tap
says both, with and without JavaScript.
2026-11-29: a story asks for it in each scene that a choice can end, and keeps it when one does; there it is about the
whole way through the story. So reviews and repair work for stories as for every other kind.
"""
