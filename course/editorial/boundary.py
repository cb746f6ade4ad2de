"""The safety boundary: recognition yes, instruction no; paired statements together; help beside each danger."""

import re
from collections.abc import Iterator

from course.content.slip import Slip
from course.editorial.manuscript import Manuscript
from course.editorial.passages import Passage
from course.editorial.readability import screens

NAMES_A_VEIN = "optional-detail"
"""The boundary of the one statement that names a vein, as a word a doctor may say."""

SUBJECTS = (
    (
        r"\b(?:cephalic|basilic|median cubital|antecubital|femoral|jugular|saphenous|carotid|brachial|radial|dorsal)"
        r" (?:veins?|arter(?:y|ies))",
        "leave out the name of a vein; broad areas of the body are enough",
    ),
    (
        r"\bneedle (?:depth|angle|gauge|size|length)|\b(?:angle|depth|gauge|bevel) of (?:the|a) (?:needle|syringe)"
        r"|\bbevel\b|\b\d+[- ]gauge\b|\binsert(?:s|ed|ing)? (?:the|a) needle\b"
        r"|\bpush(?:es|ed|ing)? (?:the|a) (?:needle|plunger)\b",
        "leave out how a needle is used",
    ),
    (
        r"\b(?:alcohol|prep) (?:swabs?|pads?|wipes?)\b|\b(?:wip|swabb?|disinfect|prepar)(?:e|es|ed|ing) the skin\b"
        r"|\bskin prep",
        "leave out how skin is prepared",
    ),
    (
        r"\btourniquets?\b|\btie[sd]? off\b|\btying off\b|\btied arm\b|\bpump(?:s|ed|ing)? (?:the|a|his|her) fist\b"
        r"|\b(?:raise|find|hit|bring up) (?:a|the) veins?\b",
        "leave out how a vein is found",
    ),
    (
        r"\brotat(?:e|es|ed|ing|ion)\b[^.]{0,30}\b(?:sites?|places?|veins?|spots?)\b|\brotation schedule",
        "leave out rotating; the lesson may say once that a changed place does not make injecting safe",
    ),
    (
        r"\bcook(?:s|ed|ing|er|ers)?\b|\bdissolv(?:e|es|ed|ing)\b|\bheat(?:s|ed|ing)? (?:the|it|heroin|drug)\b"
        r"|\bfilter(?:s|ed|ing)? (?:the|it|heroin|drug)|\bmix(?:es|ed|ing)? (?:the|it|heroin) with\b"
        r"|\bdraw(?:s|n|ing)? up\b",
        "leave out how a drug is prepared",
    ),
    (
        r"\$ ?\d|\bstreet (?:price|strength|purity|value)\b|\bpurity\b|\b(?:dealer|seller)s?\b|\bper gram\b"
        r"|\bmilligrams?\b",
        "leave out prices, sellers and strengths",
    ),
    (
        r"\b(?:easier|easiest|safer|safest|best|better) (?:vein|site|spot|place|area)s?(?: of the body)?"
        r" (?:to inject|for (?:a needle|injecting))|\b(?:easier|easiest|safer|safest|best) (?:to|for) inject"
        r"|\bsafe(?:r|st)? ways? to inject\b",
        "never call a place or a way easier, safer or best for injecting",
    ),
    (
        r"\bhid(?:e|es|ing) (?:the |their |his |her )?marks? (?:with|by|under|using)\b"
        r"|\bpass(?:es|ed|ing)? a (?:drug )?(?:test|check)\b|\bbeat(?:s|ing)? a (?:drug )?test\b",
        "leave out ways to hide marks or to pass a check",
    ),
    (
        r"\b(?:check|search|inspect|examine|undress)(?:es|ed|ing)?"
        r" (?:the|their|his|her|your (?:loved one|son|daughter|child)(?:'s|’s)) (?:whole )?"
        r"(?:body|arms?|legs?|skin|feet)\b",
        "never tell a reader to look over somebody's body: notice, do not search",
    ),
    (
        r"\b(?:upload|send|take|share) (?:us )?(?:a )?(?:photo|picture|image)s? of\b",
        "never ask for a picture of a mark",
    ),
)
"""Subjects that no text of the course goes into, and what to do instead; quotes do not change that."""

NEGATED = re.compile(
    r"\b(?:not|never|no|don't|do not|without|nobody|instead of|rather than)\b[^.?!]{0,60}$", re.IGNORECASE
)

HELP_BY_SAFETY = {
    "emergency": (re.compile(r"\b911\b"), 'say in this section when to call 911; it teaches "{id}", an emergency.'),
    "urgent": (
        re.compile(
            r"\b(?:medical|health|urgent|emergency)"
            r" (?:advice|care|help|attention|professional|worker|team|visit|check)\w*"
            r"|\b(?:doctor|nurse|clinic|clinician|hospital|911)\b",
            re.IGNORECASE,
        ),
        'say in this section to get medical advice; it teaches "{id}", which should not wait.',
    ),
}


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    yield from _list_subjects(manuscript)
    yield from _list_unpaired(manuscript)
    for page in manuscript.lessons.values():
        for screen in screens(page):
            yield from _list_dangers_without_help(manuscript, screen)


def _list_subjects(manuscript: Manuscript) -> Iterator[Slip]:
    statements = manuscript.course.statements
    for passage in manuscript.passages:
        for sentence in passage.sentences:
            if any(NAMES_A_VEIN in (statements[each].boundary or "") for each in sentence.cited if each in statements):
                continue
            for pattern, told in SUBJECTS:
                found = re.search(pattern, sentence.text, re.IGNORECASE)
                if found and not NEGATED.search(sentence.text[: found.start()]):
                    yield Slip(passage.file, sentence.line, f'{told} ("{found[0]}").')


def _list_unpaired(manuscript: Manuscript) -> Iterator[Slip]:
    paired = {each.id: each.paired_with for each in manuscript.course.statements.values() if each.paired_with}
    document = manuscript.documents["lessons/sources.yaml"]
    for at, statement in enumerate(manuscript.course.statements.values()):
        if "paired-only" in (statement.boundary or "") and not statement.paired_with:
            line = document.line_of("statements", at, "boundary")
            yield Slip(
                document.file, line, 'write "paired-with:" and the statements that always stand beside this one.'
            )
    for page in manuscript.pages:
        for screen in screens(page):
            cited = frozenset().union(*(passage.cited for passage in screen))
            for source_id in sorted(cited & paired.keys()):
                if missing := set(paired[source_id]) - cited:
                    line = next(passage.line for passage in screen if source_id in passage.cited)
                    yield Slip(screen[0].file, line, _pair(source_id, missing, "section"))
    for module in manuscript.course.modules:
        for item in module.bank.open_items:
            for source_id in sorted(paired.keys() & set(item.statements)):
                if missing := set(paired[source_id]) - set(item.statements):
                    file, line = manuscript.line_of_item(module.stem, item.id, "statements")
                    yield Slip(file, line, _pair(source_id, missing, "item"))


def _pair(source_id: str, missing: set[str], place: str) -> str:
    return f'say {" and ".join(sorted(missing))} in this {place} too; "{source_id}" never stands without them.'


def _list_dangers_without_help(manuscript: Manuscript, screen: tuple[Passage, ...]) -> Iterator[Slip]:
    text = " ".join(passage.text for passage in screen)
    missing = {level: told for level, (help_words, told) in HELP_BY_SAFETY.items() if not help_words.search(text)}
    for passage in screen:
        for source_id in sorted(passage.cited & manuscript.course.statements.keys()):
            if told := missing.pop(manuscript.course.statements[source_id].safety, None):
                yield Slip(passage.file, passage.line, told.format(id=source_id))
