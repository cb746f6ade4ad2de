"""Taking and retaking a quiz: which items are drawn, answering one question a page, handing in, reading the result.

2026-11-23: what the next attempt asks is a plain rule over the history of earlier ones (`rules.plan_attempt`): at least
five of eight differ while the bank allows, other forms of what was missed first, every objective, every must-pass item.
2026-11-23: a must-pass item that was missed shows its card at once, inside the quiz; its answer then stays as it is in
that attempt, so that the card cannot raise a score, and the question is tried again as practice, without end.
2026-11-23: who wants to can look an open attempt's question up in practice; a score that only its learner and their
trainer see is worth less than practice that is open at any time.
2026-11-23: feedback comes after handing in and is given on every attempt, passed or not.
"""
