"""Notices: a few kind sentences that a trainer can send to learners, chosen from a list.

2026-11-29: no free text and no answer, on purpose. A trainer is no crisis line: where a family could write at night and
hope, somebody would have to read at night. And what is never typed cannot be read by whoever picks up the phone.
2026-11-29: a notice is kept as facts (which words, which version of them, which module or day) and read in today's
language. When words change, the old version stays in `wording` beside the new one: what was sent does not change.
2026-11-29: sending twice is impossible. A form carries a key; with what is sent and to whom it makes the UNIQUE key of
the sending, so the same form sent again (double click, reload, back) finds the first. Beyond that nobody gets the same
words twice on one day: whoever got them is left out, and the page that shows the words says so.
2026-11-29: words that say something of a learner go only to those of whom it is true: “you passed everything” to who
did, “this module is waiting” to who has not passed it.
2026-11-29: a trainer sees whether a notice was put away, and nothing finer: not when, not whether a page was opened,
not whether there is an e-mail address. It helps to know that something arrived; at what hour somebody holds the phone
is nobody's business.
"""
