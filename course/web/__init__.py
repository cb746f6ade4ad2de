"""Manners of all pages: who may come in, headers, errors, safe addresses, dates and numbers in words.

It knows no feature: `app` hands it what the base template needs (help lines, the current person).

2026-11-23: every view declares who may come in (`access.py`) and one gate decides before any view runs; a view that
declares nothing is not reachable.
2026-11-23: pages are compressed by the program itself, so that a small site is light without a proxy; guessing a secret
from lengths (BREACH) needs requests with cookies from another site, which SameSite and Sec-Fetch-Site refuse.
"""
