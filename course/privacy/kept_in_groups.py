"""What is kept about groups, in plain words; and the sentences that several tables share."""

from course.privacy.model import About, Fate, Kept
from course.web.language import lazy_gettext as _l

ACCOUNT = _l("Until you delete your account.")
NAMELESS = _l("Your name goes when you delete your account.")
FIGURES = _l("Until you delete your account. What your group has answered then stays, without your name.")
ONLY_YOU = _l("Only you.")
YOU_AND_TRAINERS = _l("You, and the trainers of your group.")
NOBODY = _l("Nobody. The program alone uses it.")

IN_GROUPS = (
    Kept(
        "membership",
        About.GROUPS,
        _l("Which groups you are in, and since when."),
        _l("So that your trainers can see how you get on."),
        FIGURES,
        YOU_AND_TRAINERS,
        Fate.STAYS,
    ),
    Kept(
        "group_trainer",
        About.GROUPS,
        _l("Who trains which group."),
        _l("So that nobody else sees the learners of a group."),
        ACCOUNT,
        _l("The trainers of the group. Learners see a trainer’s name on a notice."),
        Fate.GOES,
    ),
    Kept(
        "learning_group",
        About.GROUPS,
        _l("The name of a group."),
        _l("So that you know which group you join."),
        _l("As long as the course runs."),
        _l("Its learners and trainers. Admins read it in the log."),
        Fate.NOBODYS,
    ),
    Kept(
        "join_code",
        About.GROUPS,
        _l("The codes on the cards of a group, and until when they work."),
        _l("So that only who has a card can join."),
        _l("As long as the course runs. An old code opens nothing."),
        _l("The trainers of the group, and who holds the card."),
        Fate.NOBODYS,
    ),
    Kept(
        "retake_pause",
        About.GROUPS,
        _l("If a group pauses after some tries at a quiz."),
        _l("So that there is time to read again."),
        _l("Until a trainer changes it."),
        _l("The group’s trainers and learners."),
        Fate.NOBODYS,
    ),
    Kept(
        "roster",
        About.GROUPS,
        _l("A list of made-up names that a trainer wants to add to a group."),
        _l("So that the trainer can look at it first."),
        _l("Until it is done. At most a day or so."),
        _l("The trainer who made the list."),
        Fate.GOES,
    ),
    Kept(
        "assignment",
        About.GROUPS,
        _l("Which lessons a group is asked to take, by when, and which trainer asked."),
        _l("So that you know what is next."),
        NAMELESS,
        _l("The group’s trainers and learners."),
        Fate.NAMELESS,
    ),
    Kept(
        "assignment_person",
        About.GROUPS,
        _l("What is asked of you alone: another day, or a pause."),
        _l("So that it fits your life."),
        ACCOUNT,
        YOU_AND_TRAINERS,
        Fate.GOES,
    ),
    Kept(
        "notice_sending",
        About.GROUPS,
        _l("Which words from our list a trainer sent to a group, and when."),
        _l("So that nobody gets the same words twice a day."),
        NAMELESS,
        _l("The trainers of the group."),
        Fate.NAMELESS,
    ),
    Kept(
        "notice",
        About.GROUPS,
        _l("That a notice went to you, and if you put it away."),
        _l("So that you can read it again."),
        ACCOUNT,
        YOU_AND_TRAINERS,
        Fate.GOES,
    ),
)
