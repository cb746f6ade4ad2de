"""A group's learners from a list: pasted lines or a CSV file, looked through row by row before anything is made.

2026-11-23: a list makes accounts without a password and never touches one that exists: whoever has an account joins by
the code, so nobody can be put under a trainer's eyes without knowing. E-mail addresses are refused as names.
2026-11-23: a list that was looked through waits in the database until it is taken or a day is over; it is taken in
pieces of its own transaction each, so that 10,000 rows keep nobody from answering a question.
"""
