"""Pages of groups: a learner joins one by code or link; a trainer makes them, prints their cards, looks after them."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course import clock
from course.groups import actions, pages, store
from course.groups.forms import GroupForm, JoinCodeForm, JoinCodeLastsForm, MoveForm, RetakePauseForm, TrainerForm
from course.groups.model import Group, GroupArchived, JoinCodeEnded, JoinCodeUnknown, LastTrainer, NoSuchTrainer
from course.people import pseudonyms
from course.people.forms import EmptyForm, JoinForm, text_of
from course.people.sign_in import current_person, find_current_person
from course.people.views import join_by_form
from course.web.access import for_everyone, for_trainer
from course.web.forms import FormPage, form_page
from course.web.language import gettext as _

bp = Blueprint("groups", __name__)

Page = str | Response | FormPage


# ---------------------------------------------------------------- joining


@bp.route("/join", methods=["GET", "POST"])
@for_everyone
def enter_code() -> Page:
    form = JoinCodeForm()
    if form.validate_on_submit():
        try:
            group = actions.get_group_by_code(text_of(form.code), clock.now())
            return redirect(url_for(".join", code=pages.code_of(group, clock.now())))
        except JoinCodeUnknown:
            form.code.errors = [_("No group has this code. Check the letters and digits on your card.")]
        except JoinCodeEnded:
            form.code.errors = [_("This code does not work any more. Ask your trainer for a new one.")]
    return render_template("groups/enter_code.html", form=form), 422 if form.errors else 200


@bp.route("/join/<code>", methods=["GET", "POST"])
@for_everyone
def join(code: str) -> Page:
    """The link on the join card: make an account and join, or join with the account one has."""
    group, person = actions.get_group_by_code(code, clock.now()), find_current_person()
    form = EmptyForm() if person else JoinForm()
    if form.validate_on_submit() and (person or (isinstance(form, JoinForm) and join_by_form(form, is_invited=True))):
        actions.join_group(group, current_person(), clock.now())
        flash(_("You are in the group “%(group)s”.", group=group.name))
        return redirect(url_for("people.recovery_code" if not person else "study.home"))
    names = [] if person else pseudonyms.suggest()
    return form_page("groups/join.html", form, group=group, person=person, code=code, suggestions=names)


@bp.errorhandler(JoinCodeEnded)
def code_ended(_error: JoinCodeEnded) -> Page:
    return render_template("groups/code_ended.html"), 410


# ---------------------------------------------------------------- the trainer's groups


@bp.route("/groups", methods=["GET", "POST"])
@for_trainer
def index() -> Page:
    form = GroupForm()
    if form.validate_on_submit():
        group = actions.make_group(text_of(form.name), current_person(), clock.now())
        return redirect(url_for("reports.group", group_id=group.public_id))
    groups = store.list_groups_of_trainer(current_person().id)
    return render_template(
        "groups/index.html",
        form=form,
        groups=pages.group_lines(groups, archived=False),
        archived=pages.group_lines(groups, archived=True),
    ), 422 if form.errors else 200


@bp.get("/groups/<group_id>/card")
@for_trainer
def card(group_id: str) -> Page:
    """The join card to print: QR code, the address in words, nothing that tells a passer-by what it is for."""
    group = actions.get_open_group(group_id, current_person())
    code = pages.code_of(group, clock.now())
    if code is None:
        flash(_("There is no code to print. Make a new one here."))
        return redirect(url_for(".settings", group_id=group_id, _anchor="code"))
    address = url_for(".join", code=code, _external=True)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    state = pages.code_state(group, clock.now())
    return render_template("groups/card.html", group=group, code=code, address=address, qr=picture, state=state)


@bp.route("/groups/<group_id>/retakes", methods=["GET", "POST"])
@for_trainer
def retakes(group_id: str) -> Page:
    """Whether learners pause between attempts, after how many, and for how long."""
    group = actions.get_open_group(group_id, current_person())
    now = store.find_retake_pause(group.id)
    form = RetakePauseForm(
        data={"wanted": "yes" if now else "no", "attempts": now and now.attempts, "hours": now and now.hours}
    )
    if form.validate_on_submit():
        actions.set_retake_pause(group, form.pause, clock.now())
        flash(_("Saved. It counts from the next attempt on."))
        return redirect(url_for("reports.group", group_id=group.public_id))
    return render_template("groups/retakes.html", form=form, group=group), 422 if form.errors else 200


# ---------------------------------------------------------------- looking after a group


@bp.get("/groups/<group_id>/settings")
@for_trainer
def settings(group_id: str) -> Page:
    """Name, join code, trainers, archive: what a trainer does once in a while."""
    return _settings(actions.get_group(group_id, current_person()))


@bp.post("/groups/<group_id>/name")
@for_trainer
def rename(group_id: str) -> Page:
    group, form = actions.get_open_group(group_id, current_person()), GroupForm()
    if not form.validate():
        return _settings(group, name_form=form)
    actions.rename_group(group, text_of(form.name))
    return _saved(group, _("The group has its new name."))


@bp.post("/groups/<group_id>/code")
@for_trainer
def renew_code(group_id: str) -> Page:
    """A new code in place of the old one, which opens nothing any more."""
    group, form = actions.get_open_group(group_id, current_person()), JoinCodeLastsForm()
    if not form.validate():
        return _settings(group, code_form=form)
    actions.renew_join_code(group, form.days, current_person(), clock.now())
    return _saved(group, _("Here is the new code. The old one does not work any more."), "code")


@bp.post("/groups/<group_id>/code/end")
@for_trainer
def end_code(group_id: str) -> Page:
    group = actions.get_open_group(group_id, current_person())
    actions.revoke_join_code(group, current_person(), clock.now())
    return _saved(group, _("The code has ended. Who is in the group stays in it."), "code")


@bp.post("/groups/<group_id>/trainers")
@for_trainer
def add_trainer(group_id: str) -> Page:
    group, form = actions.get_open_group(group_id, current_person()), TrainerForm()
    if not form.validate():
        return _settings(group, trainer_form=form)
    try:
        trainer = actions.add_trainer(group, text_of(form.trainer), current_person(), clock.now())
    except NoSuchTrainer:
        told = _("No trainer goes by this name. Check the spelling, or ask an admin to invite them as a trainer first.")
        form.trainer.errors = [told]
        return _settings(group, trainer_form=form)
    return _saved(group, _("%(name)s trains this group now, too.", name=trainer.name), "trainers")


@bp.post("/groups/<group_id>/trainers/<person_id>/remove")
@for_trainer
def remove_trainer(group_id: str, person_id: str) -> Page:
    group, me = actions.get_open_group(group_id, current_person()), current_person()
    try:
        trainer = actions.remove_trainer(group, person_id, me, clock.now())
    except LastTrainer:
        return _saved(group, _("A group keeps at least one trainer. Add another one first, or archive it."), "trainers")
    if trainer.id == me.id:
        flash(_("You do not train “%(group)s” any more.", group=group.name))
        return redirect(url_for(".index"))
    return _saved(group, _("%(name)s does not train this group any more.", name=trainer.name), "trainers")


@bp.post("/groups/<group_id>/archive")
@for_trainer
def archive(group_id: str) -> Page:
    group = actions.get_open_group(group_id, current_person())
    actions.archive_group(group, current_person(), clock.now())
    flash(_("“%(group)s” is archived. You find it at the end of your list.", group=group.name))
    return redirect(url_for(".index"))


@bp.post("/groups/<group_id>/reopen")
@for_trainer
def reopen(group_id: str) -> Page:
    group = actions.get_group(group_id, current_person())
    actions.reopen_group(group, current_person(), clock.now())
    return _saved(group, _("The group is open again."))


@bp.app_errorhandler(GroupArchived)
def archived(_error: GroupArchived) -> Page:
    """Somebody else archived it while this page was open, or an old address was used."""
    flash(_("This group is archived. Reopen it to change something."))
    return redirect(url_for("groups.settings", group_id=(request.view_args or {})["group_id"]))


# ---------------------------------------------------------------- learners who go


@bp.route("/groups/<group_id>/learners/<person_id>/leave", methods=["GET", "POST"])
@for_trainer
def remove_learner(group_id: str, person_id: str) -> Page:
    """Out of this group, or into another of one's own; what was done stays the learner's."""
    group, me = actions.get_open_group(group_id, current_person()), current_person()
    member = actions.get_member(group, person_id)
    others = [one.group for one in store.list_groups_of_trainer(me.id) if not one.group.is_archived]
    form = MoveForm([other for other in others if other.id != group.id])
    if request.form.get("what") == "remove" and EmptyForm().validate_on_submit():
        actions.remove_learner(group, member, me, clock.now())
        flash(_("%(name)s is not in this group any more. What they did stays theirs.", name=member.person.name))
        return redirect(url_for("reports.group", group_id=group_id))
    if form.validate_on_submit():
        to = next(other for other in others if other.public_id == form.to.data)
        actions.move_learner(group, member, to, me, clock.now())
        flash(_("%(name)s is in “%(group)s” now.", name=member.person.name, group=to.name))
        return redirect(url_for("reports.group", group_id=group_id))
    status = 422 if form.errors else 200
    return render_template("groups/remove_learner.html", group=group, member=member, form=form), status


def _saved(group: Group, sentence: str, anchor: str | None = None) -> Page:
    flash(sentence)
    return redirect(url_for(".settings", group_id=group.public_id, _anchor=anchor))


def _settings(
    group: Group,
    name_form: GroupForm | None = None,
    code_form: JoinCodeLastsForm | None = None,
    trainer_form: TrainerForm | None = None,
) -> Page:
    """The page with the form that has something to mend, and fresh ones beside it."""
    bound = [form for form in (name_form, code_form, trainer_form) if form]
    page = pages.settings_page(group, store.list_trainers(group.id), current_person(), clock.now())
    return render_template(
        "groups/settings.html",
        page=page,
        name_form=name_form or GroupForm(formdata=None, data={"name": group.name}),
        code_form=code_form or JoinCodeLastsForm(formdata=None),
        trainer_form=trainer_form or TrainerForm(formdata=None),
        bound=bound[0] if bound else None,
    ), 422 if bound else 200
