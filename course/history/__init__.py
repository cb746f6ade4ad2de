"""What each learner DID: a section reached, a lesson read to the end, an attempt begun, an item answered, an attempt
handed in. Append only; states and progress are computed from it (`progress`).

2026-11-23: nothing here is updated in place except an answer in an attempt that is still open, and the moment of
handing in, which is written once together with the points that each answer got.
2026-11-23: answers outside attempts stand in a table of their own; points that change later are added by rows of
`score_correction`, so what an attempt earned when it was handed in can always be read.
2026-11-23: every version of an item that was ever shown is kept once, by its hash, so that an attempt can be read as it
was for as long as it is kept, whatever the bank says by then.
"""
