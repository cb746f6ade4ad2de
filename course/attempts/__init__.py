"""Taking and retaking a quiz: which items are drawn, answering one question a page, handing in, reading the result.

2026-11-23: what the next attempt asks is a plain rule over the history of earlier ones (`rules.plan_attempt`): other
items first, what was missed before what was known, every objective while the bank allows, must-pass items always.
2026-11-23: feedback comes after handing in and is given on every attempt, passed or not.
"""
