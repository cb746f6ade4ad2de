"""The second step at sign-in: a trainer or an admin sets up an app that shows codes, and types one after the password.

What a code is stands in `authenticator`, below `people`; here are the pages and what a person can do.

2026-11-29: between password and code there is no sign-in but a row of its own (`half_sign_in`) that lasts five
minutes and opens no page; it becomes a sign-in once, with the first code that fits.
2026-11-29: switching it on asks for the password, since whoever finds a laptop open must not be able to lock its
owner out; switching it off asks for the password and a code. Who lost the phone and the codes asks an admin
(`accounts`).
"""
