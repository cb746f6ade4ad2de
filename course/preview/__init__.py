"""The course as learners see it, for trainers: lessons and questions work, the key is a tap away, and nothing is kept.

2026-11-23: what is tried here travels in addresses alone and no action is called, so a preview cannot leave a trace in
anybody's figures; an attempt is drawn by the learners' own rule, as if it were somebody's first.
"""
