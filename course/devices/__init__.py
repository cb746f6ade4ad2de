"""Where I am signed in: everybody sees their own sign-ins, and ends any of them.

2026-11-29: a sign-in shows since when, when it was last seen, and the kind of device in words of ours; no address, no
place on a map, nothing that would tell where somebody was.
"""
