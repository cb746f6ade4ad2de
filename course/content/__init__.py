"""The course AS WRITTEN: lessons/ and quizzes/, read once at start into objects that never change.

`load_course` is for the program and stops at the first faulty start; `read_course` is for authors and lists every slip
with file, line and a sentence that says what to do.

2026-11-23: YAML is read from the parser's events as plain text with lines; shapes decide what each value is. No tags,
anchors, aliases or duplicate keys, so no file can say more than it shows.
2026-11-23: Markdown becomes safe HTML here and nowhere else; drawings are written anew from known elements.
2026-11-23: what can keep the course from working is found while it is read and stops it; what makes it incomplete or
unkind (a statement nobody teaches, a sentence too long) is found by the gates in `course.editorial` and does not.
2026-11-23: a box that the text shows with `::: beyond` carries its own references and takes no number.
"""

from course.content.loader import ContentInError, load_course, read_course

__all__ = ["ContentInError", "load_course", "read_course"]
