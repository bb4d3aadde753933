"""Actions with colleagues and with time: ask one, watch a date, tell that it takes longer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar, clock
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import (
    forms,
    operations,
    rules,
    staff_queries,
)
from medverkan.participation.cases.desk.action import Action, runs, version_of
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations.talking import latest_day
from medverkan.reference.bodies import queries as bodies


def _interim_form(case: Case, actor: Actor, data: Any) -> forms.InterimForm:
    return forms.InterimForm(
        data,
        initial=version_of(case),
        templates=staff_queries.templates_for(
            case.body_id, authority_ids=[case.authority_id]
        ),
        after=case.due_date,
        latest=latest_day(case, at=clock.now()),
    )


def _watch_form(case: Case, actor: Actor, data: Any) -> forms.WatchForm:
    initial = {"date": case.watch_date, "reason": case.watch_reason}
    return forms.WatchForm(
        data,
        initial=version_of(case) | initial,
        today=calendar.local_date(clock.now()),
    )


def _consult_form(case: Case, actor: Actor, data: Any) -> forms.ConsultForm:
    barred = [row.user_id for row in case.disqualifications.all()]
    at = clock.now()
    return forms.ConsultForm(
        data,
        colleagues=bodies.officers_of(case.body, at).exclude(
            pk__in=[*barred, actor.user_id or 0]
        ),
        today=calendar.local_date(at),
    )


def _answer_form(case: Case, actor: Actor, data: Any) -> forms.AnswerColleagueForm:
    return forms.AnswerColleagueForm(data)


def _version_form(case: Case, actor: Actor, data: Any) -> forms.VersionForm:
    return forms.VersionForm(data, initial=version_of(case))


def _oral_form(case: Case, actor: Actor, data: Any) -> forms.OralAnswerForm:
    said_at = clock.now().astimezone(calendar.STOCKHOLM)
    return forms.OralAnswerForm(data, initial=version_of(case) | {"spoken_at": said_at})


def _tag_form(case: Case, actor: Actor, data: Any) -> forms.TagForm:
    marked = [one.slug for one in case.tags.all()]
    return forms.TagForm(data, initial=version_of(case) | {"tags": marked})


TOGETHER: dict[str, Action] = {
    "slapp": Action(
        _("Release the answer"), rules.may_release, _version_form,
        runs(operations.release_reply), _("Send the answer"),
    ),
    "muntligt": Action(
        _("Note an oral answer"), rules.may_note_oral_answer, _oral_form,
        runs(operations.note_oral_answer), _("Save the oral answer"),
    ),
    "mark": Action(
        _("Mark for follow-up"), rules.may_tag, _tag_form,
        runs(operations.tag), _("Save the marks"),
    ),
    "delbesked": Action(
        _("Interim reply: it takes longer"), rules.may_send_interim, _interim_form,
        runs(operations.interim), _("Send the interim reply"),
    ),
    "svara-kollega": Action(
        _("Answer your colleague"), rules.may_answer_colleague, _answer_form,
        runs(operations.answer_colleague), _("Answer your colleague"),
    ),
    "fraga-kollega": Action(
        _("Ask a colleague"), rules.may_consult, _consult_form,
        runs(operations.consult), _("Ask"),
    ),
    "ta-isar": Action(
        _("Take apart from the other case"), rules.may_part, _version_form,
        runs(operations.part), _("Take apart"),
    ),
    "bevaka": Action(
        _("Remind on a date"), rules.may_watch, _watch_form,
        runs(operations.watch), _("Save the date"), shortcut="b",
    ),
}  # fmt: skip
