"""Each rule of the gate, shown failing on a small wrong file with the sentence that its author reads."""

from typing import NamedTuple

import pytest

from tests.unit.content.conftest import BANK, HELP_PAGE, LESSON, SHORT_LESSON, SOURCES, Desk
from tests.unit.editorial.conftest import Lacks

PLAIN = "Some take them from the hand."
"""A sentence of the short lesson (line 11) that no rule minds."""

LONG = "This one sentence goes on and on, " + "and on, " * 9 + "and then it stops. That is all. It is so."
HARD = "Nevertheless, ornithological organizations occasionally recommend particular supplementary alternatives."


class Wrong(NamedTuple):
    """What stands in the short lesson instead of PLAIN, and what is said about it."""

    text: str
    sentence: str


WORDS = {
    "Ask an addict.": 'instead of "addict" write: a person who uses heroin; a person who injects drugs; a person with'
    " heroin (opioid) use disorder.",
    "It is about drug abuse.": 'instead of "abuse" write: use; heroin use; substance use disorder (misuse only for'
    " prescription medicines).",
    "A clean needle helps.": 'instead of "clean needle" write: used, reused or non-sterile needle; sterile, unused'
    " needle.",
    "Now she is sober.": 'instead of "sober" write: is in recovery; is not using drugs.',
    "He had a relapse.": 'instead of "relapse" write: return to use; use started again.',
    "MAT can help.": 'instead of "MAT" write: medication for opioid use disorder (MOUD).',
    "He is in denial.": 'instead of "in denial" write: treatment did not help yet; chose not to; sees it differently.',
    "She found his works.": 'instead of "his works" write: syringe; injection equipment.',
    "They get high at night.": 'instead of "get high" write: heroin; injecting; the effect of the drug.',
    "A cutter may hide it.": 'instead of "cutter" write: self-injury; a person who self-injures.',
    "He may commit suicide.": 'instead of "commit suicide" write: die by suicide; thoughts of suicide.',
    "He is a victim.": 'instead of "victim" write: person with.',
    "It is a nightmare.": 'instead of "nightmare" write: the plain fact, without the fright.',
    "It is a battle.": 'instead of "battle" write: a plain word that is not about war or crime.',
    "The user decides.": 'instead of "user" write: person; learner; name what the person does.',
}

SUBJECTS = {
    "It runs along the femoral vein.": "leave out the name of a vein; broad areas of the body are enough"
    ' ("femoral vein").',
    "Mind the needle angle.": 'leave out how a needle is used ("needle angle").',
    "First use an alcohol swab.": 'leave out how skin is prepared ("alcohol swab").',
    "A tourniquet is on the arm.": 'leave out how a vein is found ("tourniquet").',
    "People rotate injection sites.": "leave out rotating; the lesson may say once that a changed place does not make"
    ' injecting safe ("rotate injection sites").',
    "They cook it in a spoon.": 'leave out how a drug is prepared ("cook").',
    "A bag costs $20 there.": 'leave out prices, sellers and strengths ("$2").',
    "This is the safest place to inject.": "never call a place or a way easier, safer or best for injecting"
    ' ("safest place to inject").',
    "He can pass a drug test.": 'leave out ways to hide marks or to pass a check ("pass a drug test").',
    "Then check his arms.": "never tell a reader to look over somebody's body: notice, do not search"
    ' ("check his arms").',
    "Then send us a photo of it.": 'never ask for a picture of a mark ("send us a photo of").',
    'Somebody says, "Check his arms."': "never tell a reader to look over somebody's body: notice, do not search"
    ' ("Check his arms").',
}

OTHERS = {
    LONG: "cut this sentence of 29 words in two; 25 is the limit.",
    "They like seeds. [@feeder.01]": 'write "often" or "may" in the sentence before [@feeder.01]; it is not certain.',
    "They usually like seeds. [@feeder.01]": 'write "often" or "may" in the sentence before [@feeder.01]; it is not'
    " certain.",
    "They may always like seeds. [@feeder.01]": 'take out "always"; [@feeder.01] is not that sure.',
    "A small mark is there.": 'write "::: proves-nothing" and ":::" in this section; it speaks of a mark ("mark").',
    "A bird may be hurt. [@robins.04]": 'say in this section to get medical advice; it teaches "robins.04", which'
    " should not wait.",
}


@pytest.mark.parametrize(("text", "sentence"), [*(WORDS | SUBJECTS | OTHERS).items()])
def test_a_wrong_sentence_is_told_with_its_line(desk: Desk, lacks: Lacks, text: str, sentence: str) -> None:
    desk.replace(SHORT_LESSON, PLAIN, f"\n\n{text}")
    assert lacks() == [f"{SHORT_LESSON}, line 13: {sentence}"]


@pytest.mark.parametrize(
    "text",
    [
        'Many think, "He is an addict." That word hurts.',
        "Addiction is a condition that can be treated.",
        "They may like seeds. [@feeder.01]",
        "They often like seeds. [@feeder.01]",
        "Not all of them like seeds. [@feeder.01]",
        "Birds may do two things:\n\n- They eat seeds. [@feeder.01]\n- They sing. [@feeder.01]",
        "Never check his arms.",
        "You can ask about it without searching. Do not send us a photo of it.",
        "Answer the question mark in your head.",
        "She cannot eat the seeds. Can you?",
    ],
)
def test_a_right_sentence_is_let_be(desk: Desk, lacks: Lacks, text: str) -> None:
    desk.replace(SHORT_LESSON, PLAIN, f"\n\n{text}")
    assert lacks() == []


def test_a_mark_is_spoken_of_beside_the_line_that_it_proves_nothing(desk: Desk, lacks: Lacks) -> None:
    desk.replace(SHORT_LESSON, PLAIN, "\n\nA small mark is there.\n\n::: proves-nothing\n:::")
    assert lacks() == []


def test_the_name_of_a_vein_may_stand_where_it_is_an_optional_detail(desk: Desk, lacks: Lacks) -> None:
    said = "A doctor may say femoral vein. [@robins.03]"
    desk.replace(
        LESSON, "A robin has an orange breast. [@robins.01]", f"A robin has an orange breast. [@robins.01] {said}"
    )
    assert lacks() == []
    desk.replace(LESSON, said, said.replace("robins.03", "robins.01"))
    assert [told.partition(": ")[2] for told in lacks()] == [SUBJECTS["It runs along the femoral vein."]]


def test_a_page_that_is_hard_to_read(desk: Desk, lacks: Lacks) -> None:
    desk.replace(SHORT_LESSON, PLAIN, "\n\n" + f"{HARD} " * 8)
    told = [slip.partition(", line ")[2] for slip in lacks()]
    assert [slip for slip in told if slip.startswith("1: write this page more simply; it reads at grade ")]
    assert [slip for slip in told if slip.startswith("1: use fewer long words on this page; its SMOG is ")]
    assert [slip for slip in told if slip.startswith("9: write this section more simply; it reads at grade ")]


def test_sentences_that_are_long_on_average(desk: Desk, lacks: Lacks) -> None:
    said = "It is a day in the week and we all go out to see the birds in the big old tree. "
    desk.replace(SHORT_LESSON, PLAIN, f"\n\n{said * 20}")
    assert lacks() == [
        f"{SHORT_LESSON}, line 1: write shorter sentences; they have 20.3 words on average, and 15 is the limit."
    ]


def test_care_cards_are_easier_than_the_rest(desk: Desk, lacks: Lacks) -> None:
    desk.replace(HELP_PAGE, "- the bird does not move.", "- Ornithological immobility occurs unexpectedly.")
    told = [slip for slip in lacks() if "care cards" in slip]
    assert len(told) == 1
    assert told[0].startswith(f"{HELP_PAGE}, line 7: write the care cards more simply; together they read at grade ")


def test_stems_are_easier_than_the_rest(desk: Desk, lacks: Lacks) -> None:
    text = (desk.folder / BANK).read_text("utf-8")
    lines = [f"    stem: {HARD[:-1]}?" if line.startswith("    stem:") else line for line in text.split("\n")]
    desk.write(BANK, "\n".join(lines))
    told = [slip for slip in lacks() if "simpler stems" in slip]
    assert len(told) == 1
    assert told[0].startswith(f"{BANK}, line 10: write simpler stems; together they read at grade ")


def test_a_danger_stands_beside_a_way_to_help(desk: Desk, lacks: Lacks) -> None:
    desk.replace(SOURCES, "safety: urgent", "safety: emergency")
    told = 'say in this section when to call 911; it teaches "robins.04", an emergency.'
    assert lacks() == [f"{LESSON}, line 51: {told}"]


def test_paired_statements_stand_together_in_the_text_and_in_items(desk: Desk, lacks: Lacks) -> None:
    desk.replace(SOURCES, "    lesson: at-the-feeder", "    boundary: paired-only\n    lesson: at-the-feeder")
    told = 'write "paired-with:" and the statements that always stand beside this one.'
    assert lacks() == [f"{SOURCES}, line 41: {told}"]
    desk.replace(SOURCES, "boundary: paired-only\n", "boundary: paired-only\n    paired-with: [songs.01]\n")
    text = 'say songs.01 in this section too; "feeder.01" never stands without them.'
    item = 'say songs.01 in this item too; "feeder.01" never stands without them.'
    assert lacks() == [
        f"{SHORT_LESSON}, line 11: {text}",
        *(f"quizzes/at-the-feeder.yaml, line {line}: {item}" for line in (8, 23, 41)),
    ]


def test_an_item_that_speaks_of_a_mark_shows_the_line(desk: Desk, lacks: Lacks) -> None:
    desk.replace(BANK, "stem: What colour is", "stem: A scar is there. What colour is")
    told = 'write "shows-mark: yes" above this stem; it speaks of a mark or shows one.'
    assert lacks() == [f"{BANK}, line 26: {told}"]
    desk.replace(BANK, "stem: A scar", "shows-mark: yes\n    stem: A scar")
    assert lacks() == []


def test_no_false_alarm_in_the_whole_small_course(lacks: Lacks) -> None:
    assert lacks() == []
