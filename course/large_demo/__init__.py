"""Fills a new database with thousands of groups, to see how the course carries a large site (`course demo --large`).

2026-11-23: rows are written in bulk, past the features' actions, since living through 100,000 learners' clicks would
take hours. What is written is what the actions would have left behind: real items in real versions, drawn by the rules
of the quiz and scored by the items themselves. Nothing imports this but the command.
2026-11-23: each group has a chance of its own, so the tenth group is the same whether 30 groups are made or 3,000:
that makes two sites of different size comparable.
"""
