"""E-mail, for learners who gave an address: an address book, a queue, and the one command that sends from it.

2026-11-29: no page ever talks to a mail server. A page writes a row into the queue, and `course send-due` (from cron)
sends it; an import contract holds the two apart. Without SMTP_HOST and MAIL_FROM there is no e-mail anywhere, and
nobody is offered to give an address.
2026-11-29: its own folder below `notices`, because an address book and a queue know people and nothing of groups,
modules or words; whoever has something to tell puts (person, kind, about) into the queue, once.
2026-11-29: a mail says that there is something new and where, never what, from whom or about which subject: a mailbox
is often read by others. So the words are the same for every kind, and the queue holds none.
2026-11-29: an address stands in `mail_address` alone and is gone with that row. The queue keeps what was sent to whom
and how that went, without the address; what a server answers is kept as its number, since its words repeat addresses.
2026-11-29: a row is claimed and committed before it is sent. If the program dies in between, or the line is cut while
the server holds the mail, nobody knows whether it went out: it is listed for admins and never sent again by itself.
A learner misses less by a mail that did not come (the notice is in the course) than by one that comes again and again.
2026-11-29: the secrets of links (confirm, stop) are made at the moment of sending and kept as digests; the stop link of
a mail works for the address that this mail went to, and for no later one.
"""
