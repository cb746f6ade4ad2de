"""The learner's pages: home with the one next thing to do, the lessons, "Help now", "Leave this page".

2026-11-23: a lesson is one page, so that it can be read without an account, searched, printed and read offline; the
place where somebody was is kept by the "Continue" button after each section, or by a beacon where there is JavaScript.
2026-11-23: `/leave` is a link and so a GET that signs out: the content policy lets no form go on to another site, and a
way out must work everywhere. It is the one GET besides "last seen" that records something.
"""
