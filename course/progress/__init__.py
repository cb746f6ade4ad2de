"""What FOLLOWS from history: how far somebody is with a module, what comes next, which scores to show.

2026-11-23: nothing is stored here; a pass mark changed on Monday is right on every page on Tuesday. A module is passed
when one attempt reached the pass mark and every must-pass question has been found at some time, in a quiz or outside.
2026-11-23: what was found by the words of its day stays found, also when its key is corrected later; a safety fact that
changed is therefore asked by a new item with an id of its own, so that everybody meets it (docs/authors.md says so).
"""
