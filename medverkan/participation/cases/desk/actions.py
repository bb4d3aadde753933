"""What an officer can do with a case: every action with its form, its rule and its operation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms as django_forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import (
    forms,
    looking_over,
    merging,
    operations,
    queries,
    rules,
    staff_queries,
    wording,
)
from medverkan.participation.cases.desk.action import Action, runs, version_of
from medverkan.participation.cases.desk.contact import CONTACT
from medverkan.participation.cases.desk.joining import JOINING
from medverkan.participation.cases.desk.kinds import CHANGE_KIND, SUGGEST_ANOTHER_WAY
from medverkan.participation.cases.desk.proposals import PROPOSALS
from medverkan.participation.cases.desk.questioning import DECIDING
from medverkan.participation.cases.desk.reporting import deciding
from medverkan.participation.cases.desk.reviewing import is_open_to
from medverkan.participation.cases.desk.together import TOGETHER
from medverkan.participation.cases.models import Case, Disqualification, Message
from medverkan.participation.cases.states import (
    BETWEEN_PARTIES,
    BoardOutcome,
    CaseState,
    MessageKind,
    Outcome,
)
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body, Topic
from medverkan.reference.bodies.roles import Role

NOT_POSSIBLE_NOW = _(
    "This cannot be done any more: the case has moved on. See how it is now."
)

REVIEWED_BY_ANOTHER = _(
    "Somebody else is reviewing this. Talk to each other, or take over the review first."
)

HANDLERS = (
    Role.OFFICER,
    Role.REGISTRAR,
    Role.COORDINATOR,
    Role.REVIEWER,
    Role.CONTACT_CENTRE,
)

READERS = (*HANDLERS, Role.BOARD_SECRETARY)


def _write_form(case: Case, actor: Actor, data: Any) -> forms.WriteForm:
    return forms.WriteForm(data, initial=version_of(case))


def with_template(
    action: Action, case: Case, form: Any, *, actor: Actor
) -> django_forms.Form:
    """Return the form with the chosen template after what was typed, its fields filled in."""
    template = form.chosen_template() if hasattr(form, "chosen_template") else None
    typed = dict(form.data.items())
    if template is not None:
        text = wording.fill_what_can_be(
            template.text.in_language(queries.language_of(case)), case
        )
        typed["text"] = "\n\n".join(filter(None, [typed.get("text", ""), text]))
    fresh = action.form(case, actor, None)
    fresh.initial.update(typed)
    return fresh


def _reply_form(case: Case, actor: Actor, data: Any) -> forms.ReplyForm:
    templates = staff_queries.templates_for(
        case.body_id, authority_ids=[case.authority_id]
    )
    draft = rules.draft_of(case)
    written = {"text": draft.text, "outcome": draft.outcome} if draft else {}
    return forms.ReplyForm(
        data,
        initial=version_of(case) | written,
        templates=templates,
        languages=merging.languages_besides(case, merging.waiting(case)),
        in_languages=draft.in_languages if draft else {},
    )


def _version_form(case: Case, actor: Actor, data: Any) -> forms.VersionForm:
    return forms.VersionForm(data, initial=version_of(case))


def _assign_form(case: Case, actor: Actor, data: Any) -> forms.AssignForm:
    conflicted = [row.user_id for row in case.disqualifications.all()]
    officers = bodies.officers_of(case.body, clock.now()).exclude(pk__in=conflicted)
    return forms.AssignForm(
        data,
        initial=version_of(case) | {"assignee": case.assignee_id or actor.user_id},
        officers=officers,
    )


def _move_form(case: Case, actor: Actor, data: Any) -> forms.MoveForm:
    open_now = bodies.bodies_open(clock.now()).filter(authority__isnull=False)
    return forms.MoveForm(
        data, initial=version_of(case), bodies=open_now.exclude(pk=case.body_id)
    )


def _proposed_topic(case: Case) -> int | None:
    proposed = getattr(case, "proposed", None)
    return proposed.topic_id if proposed is not None else None


def _topic_form(case: Case, actor: Actor, data: Any) -> forms.TopicForm:
    return forms.TopicForm(
        data,
        initial=version_of(case) | {"topic": case.topic_id or _proposed_topic(case)},
        topics=Topic.objects.order_by("slug"),
    )


def _published_now(case: Case) -> dict[str, Any]:
    replies = [m for m in case.all_messages if m.kind == MessageKind.REPLY]
    names = looking_over.names_in(case)

    def start(published: str, original: str) -> str:
        return published or looking_over.start_of(original, names=names)

    last = replies[-1] if replies else None
    return version_of(case) | {
        "title": start(case.published_title, case.opening.title),
        "text": start(case.published_text, case.opening.text),
        "answer": start(last.published_text, last.text) if last else "",
        "shows_place": case.shows_place,
    }


def _publish_form(case: Case, actor: Actor, data: Any) -> forms.PublishForm:
    return forms.PublishForm(data, initial=_published_now(case), case=case)


def _refuse_form(case: Case, actor: Actor, data: Any) -> forms.RefuseForm:
    return forms.RefuseForm(
        data,
        initial=version_of(case),
        grounds=[
            (g.code, g.text)
            for g in case.rule_set.refusal_grounds.order_by("order", "code")
        ],
    )


def _secrecy_form(case: Case, actor: Actor, data: Any) -> forms.SecrecyForm:
    return forms.SecrecyForm(data, initial=version_of(case))


def _conflict_form(case: Case, actor: Actor, data: Any) -> forms.ConflictForm:
    concerned = Q(pk=actor.user_id)
    if rules.may_route(actor, case):
        concerned |= Q(pk__in=bodies.officers_of(case.body, clock.now()).values("pk"))
    return forms.ConflictForm(
        data, users=User.objects.filter(concerned), me=actor.user_id
    )


def _decision_form(case: Case, actor: Actor, data: Any) -> forms.DecisionForm:
    deciders = Body.objects.authorities().order_by("slug")
    return forms.DecisionForm(
        data,
        initial=version_of(case) | {"body": case.authority_id},
        bodies=deciders,
        today=calendar.local_date(clock.now()),
    )


def _step_form(case: Case, actor: Actor, data: Any) -> forms.StepForm:
    return forms.StepForm(data, initial=version_of(case))


def _step_done_form(case: Case, actor: Actor, data: Any) -> forms.StepDoneForm:
    return forms.StepDoneForm(
        data,
        initial=version_of(case),
        steps=case.steps.filter(done_date__isnull=True).order_by("due_date", "pk"),
    )


def _alarm_form(case: Case, actor: Actor, data: Any) -> forms.AlarmForm:
    return forms.AlarmForm(data, initial=version_of(case))


def _translate_form(case: Case, actor: Actor, data: Any) -> forms.TranslateForm:
    said = Message.objects.filter(case=case, kind__in=BETWEEN_PARTIES)
    first = case.opening.language
    return forms.TranslateForm(
        data,
        initial=version_of(case)
        | {"message": case.opening_id, "language": "sv" if first != "sv" else "en"},
        messages=said.order_by("written_at", "pk"),
    )


def _hand_over_form(case: Case, actor: Actor, data: Any) -> forms.HandOverForm:
    return forms.HandOverForm(data, initial=version_of(case))


def _has_alarm(actor: Actor, case: Case) -> bool:
    return case.open_alarm is not None and rules.may_answer_alarm(actor, case)


def _decide(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    version = cleaned.pop("version")
    outcome = BoardOutcome(cleaned.pop("outcome"))
    decided = operations.Decided(outcome=outcome, **cleaned)
    operations.record_decision(
        case=case, decided=decided, version=version, actor=actor, at=at
    )


def _has_steps(actor: Actor, case: Case) -> bool:
    return rules.may_carry_out(actor, case) and case.state == CaseState.IMPLEMENTING


def _reply(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    # Where the body wants four eyes, the same form writes what another releases.
    write = operations.draft_reply if case.body.wants_four_eyes else operations.reply
    write(
        case=case,
        text=cleaned["text"],
        outcome=Outcome(cleaned["outcome"]),
        in_languages=forms.ReplyForm.in_languages(cleaned),
        version=cleaned["version"],
        actor=actor,
        at=at,
    )


def _note(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    operations.note(case=case, text=cleaned["text"], actor=actor, at=at)


def _conflict(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    user: User = cleaned["user"]
    is_own = user.pk == actor.user_id
    operations.declare_conflict(
        case=case,
        user=user,
        ground=(
            Disqualification.Ground.DECLARED
            if is_own
            else Disqualification.Ground.NAMED
        ),
        actor=actor,
        at=at,
    )


def _may_publish(actor: Actor, case: Case) -> bool:
    return rules.may_publish(actor, case) and is_open_to(actor, case, clock.now())


def _may_refuse(actor: Actor, case: Case) -> bool:
    return rules.may_refuse_publication(actor, case) and is_open_to(
        actor, case, clock.now()
    )


def _may_secrecy_mark(actor: Actor, case: Case) -> bool:
    return rules.may_mark_secrecy(actor, case) and not marks(case)


def _may_secrecy_lift(actor: Actor, case: Case) -> bool:
    return rules.may_lift_secrecy(actor, case) and bool(marks(case))


def marks(case: Case) -> list[Any]:
    """Return the secrecy marks in force."""
    return [mark for mark in case.secrecy_marks.all() if mark.lifted_at is None]


ACTIONS: dict[str, Action] = {
    "svara": Action(
        _("Answer"), rules.may_answer, _reply_form, _reply, _("Send the answer")
    ),
    "fraga": Action(
        _("Ask the one who wrote"), rules.may_ask, _write_form,
        runs(operations.ask), _("Send the question"),
    ),
    "fraga-om-publicering": Action(
        _("Ask the author before publishing"), rules.may_ask_author, _write_form,
        runs(operations.ask_author), _("Send the question"),
    ),
    "anteckna": Action(
        _("Write a note"), rules.may_see, _write_form, _note, _("Save the note"),
        shortcut="n",
    ),
    "larm": Action(
        _("Answer the alarm"), _has_alarm, _alarm_form,
        runs(operations.answer_alarm), _("Save"),
    ),
    "overlamna": Action(
        _("Note that it is handed over"), rules.may_note_hand_over, _hand_over_form,
        runs(operations.note_hand_over), _("Save"),
    ),
    **CONTACT,
    **PROPOSALS,
    **TOGETHER,
    **JOINING,
    "tilldela": Action(
        _("Assign"), rules.may_route, _assign_form, runs(operations.assign), _("Assign"),
        shortcut="t",
    ),
    "flytta": Action(
        _("Pass on to another body"), rules.may_route, _move_form,
        runs(operations.move), _("Pass on"), shortcut="m",
    ),
    "amne": Action(
        _("Change the topic"), rules.may_route, _topic_form,
        runs(operations.change_topic), _("Change the topic"),
    ),
    "oversatt": Action(
        _("Add a translation"), rules.may_handle, _translate_form,
        runs(operations.translate), _("Save the translation"),
    ),
    "slag": CHANGE_KIND,
    "foresla-annan-vag": SUGGEST_ANOTHER_WAY,
    "anmalan": deciding(_published_now),
    "fragor": DECIDING,
    "publicera": Action(
        _("Publish"), _may_publish, _publish_form,
        runs(operations.publish), _("Publish"),
    ),
    "publicera-inte": Action(
        _("Do not publish"), _may_refuse, _refuse_form,
        runs(operations.refuse_publication), _("Do not publish"),
    ),
    "maskera": Action(
        _("Redact what is published"), rules.may_unpublish, _publish_form,
        runs(operations.mask), _("Save what is published"),
    ),
    "avpublicera": Action(
        _("Take down"), rules.may_unpublish, _version_form,
        runs(operations.unpublish), _("Take down"), is_danger=True,
    ),
    "beslut": Action(
        _("Record the decision"), rules.may_record_decision, _decision_form, _decide,
        _("Record the decision"),
    ),
    "steg": Action(
        _("Plan what is to be done"), rules.may_carry_out, _step_form,
        runs(operations.plan_step), _("Plan it"),
    ),
    "steg-klart": Action(
        _("Note that a step is done"), _has_steps, _step_done_form,
        runs(operations.finish_step), _("It is done"),
    ),
    "sekretessmarkera": Action(
        _("Mark secrecy"), _may_secrecy_mark, _secrecy_form,
        runs(operations.mark_secrecy), _("Mark secrecy"),
    ),
    "hav-sekretess": Action(
        _("Lift the secrecy mark"), _may_secrecy_lift, _version_form,
        runs(operations.lift_secrecy), _("Lift the mark"),
    ),
    "jav": Action(
        _("Declare conflict of interest"), rules.may_see, _conflict_form, _conflict,
        _("Close the case to this person"), is_danger=True,
    ),
    "oppna": Action(
        _("Reopen"), rules.may_reopen, _version_form, runs(operations.reopen), _("Reopen")
    ),
    "avsluta": Action(
        _("Close without an answer"), rules.may_close, _version_form,
        runs(operations.close), _("Close the case"), is_danger=True,
    ),
}  # fmt: skip
