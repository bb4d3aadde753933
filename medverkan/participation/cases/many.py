"""One thing done with many cases: who gets what is shown first, then each stands for itself."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medverkan.foundation import clock
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.permissions import Actor, NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import (
    forms,
    operations,
    ordering,
    queries,
    rules,
    staff_queries,
    states,
    wording,
)
from medverkan.participation.cases.models import Case, Party
from medverkan.participation.cases.states import Outcome
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Topic
from medverkan.reference.bodies.roles import Role

MOST_AT_ONCE = 100
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """What is about to happen to one case; `why_not` says why nothing will."""

    case: Case
    party: Party | None
    why_not: str = ""
    text: str = ""

    @property
    def value(self) -> str:
        """Return what the form sends for the case: which, and as it was when looked at."""
        return f"{self.case.reference}.{self.case.version}"


@dataclass(frozen=True)
class Result:
    """What became of one case; `why_not` is empty when it was done."""

    case: Case
    why_not: str = ""


@dataclass(frozen=True)
class Errand:
    """
    A thing to do with many cases at once.

    `form(cases, actor, data)` makes its form; `why_not(actor, case, cleaned)` says why a case
    is left out, or nothing; `run(case, cleaned, version=, actor=, at=)` does it to one.
    `roles` are those whose lists offer it.
    """

    label: Any
    submit: Any
    form: Callable[[list[Case], Actor, Any], django_forms.Form]
    why_not: Callable[[Actor, Case, dict[str, Any]], str]
    run: Callable[..., object]
    roles: tuple[Role, ...]
    writes_letters: bool = False


def chosen(values: Iterable[str], *, actor: Actor) -> list[Case]:
    """Return the cases of these references that the actor may see, what is due first at the top."""
    references = [value.partition(".")[0] for value in values][:MOST_AT_ONCE]
    return list(
        ordering.in_order(rules.visible_to(actor).filter(reference__in=references))
        .for_lists()
        .select_related("rule_set")
        .prefetch_related("parties", "disqualifications", "merged__disqualifications")
    )


def preview(
    errand: Errand, cases: list[Case], cleaned: dict[str, Any], *, actor: Actor
) -> list[Row]:
    """Return what is about to happen to each case, with the text that goes to each."""
    return [_row(errand, case, cleaned, actor=actor) for case in cases]


def _row(errand: Errand, case: Case, cleaned: dict[str, Any], *, actor: Actor) -> Row:
    party = queries.submitter(case)
    why_not = errand.why_not(actor, case, cleaned)
    text = ""
    if not why_not and errand.writes_letters:
        try:
            text = wording.fill(cleaned["text"], case)
        except wording.NothingToPutIn as missing:
            why_not = _nothing_for(missing)
    return Row(case, party, why_not, text)


def do_each(
    errand: Errand,
    name: str,
    cases: list[Case],
    cleaned: dict[str, Any],
    *,
    versions: dict[str, int],
    key: str,
    actor: Actor,
    at: dt.datetime,
) -> list[Result]:
    """
    Do the errand to each case in a transaction of its own, once however often it is sent.

    `versions` holds what the actor saw, by reference. A case that fails stops no other and is
    done no more than once: its own key finds what the first time came to.
    """
    results = []
    for case in cases:
        why_not = _do_one(
            errand,
            name,
            case,
            cleaned,
            version=versions.get(case.reference, 0),
            key=key,
            actor=actor,
            at=at,
        )
        results.append(Result(case, why_not))
    return results


def _do_one(
    errand: Errand,
    name: str,
    case: Case,
    cleaned: dict[str, Any],
    *,
    version: int,
    key: str,
    actor: Actor,
    at: dt.datetime,
) -> str:
    def do() -> None:
        errand.run(case, cleaned, version=version, actor=actor, at=at)

    try:
        once(
            key=f"{key}:{case.pk}",
            operation=f"cases.many.{name}",
            payload={field: str(value) for field, value in cleaned.items()},
            do=do,
            at=at,
        )
    except (operations.ChangedMeanwhile, SentTwiceDiffering):
        return _("Somebody has changed the case since you looked at it.")
    except (NotPermitted, TransitionRefused):
        return errand.why_not(actor, case, cleaned) or _("It can no longer be done.")
    except wording.NothingToPutIn as missing:
        return _nothing_for(missing)
    except Exception:
        # Whatever is wrong with one of them, the others' letters must go.
        _log.exception("errand %s failed for case %s", name, case.pk)
        return _("It could not be done now. Open the case and try again.")
    return ""


def _nothing_for(missing: wording.NothingToPutIn) -> str:
    names = ", ".join(f"{{{name}}}" for name in missing.names)
    return _("There is nothing to put in for %(fields)s.") % {"fields": names}


def _reply_form(cases: list[Case], actor: Actor, data: Any) -> django_forms.Form:
    templates = staff_queries.templates_for(
        *{case.body_id for case in cases},
        authority_ids={case.authority_id for case in cases},
    )
    return forms.ReplyManyForm(data, templates=templates)


def _assign_form(cases: list[Case], actor: Actor, data: Any) -> django_forms.Form:
    at = clock.now()
    users = [
        set(bodies.officers_of(body, at).values_list("pk", flat=True))
        for body in {case.body_id: case.body for case in cases}.values()
    ]
    officers = bodies.officers_of(cases[0].body, at) if cases else None
    if officers is not None:
        officers = officers.filter(pk__in=set.intersection(*users))
    return forms.AssignManyForm(data, officers=officers)


def _topic_form(cases: list[Case], actor: Actor, data: Any) -> django_forms.Form:
    return forms.TopicManyForm(data, topics=Topic.objects.order_by("slug"))


def _why_not_answer(actor: Actor, case: Case, cleaned: dict[str, Any]) -> str:
    if rules.may_answer(actor, case) and case.body.wants_four_eyes:
        return _("Two persons see each answer there: write it in the case.")
    if rules.may_answer(actor, case):
        return ""
    if case.merged_into_id is not None:
        return _("It is joined with another case and answered there.")
    if not rules.may_handle(actor, case):
        return _("You may read the case but not answer it.")
    if case.state in states.ANSWERED_ONCE:
        return _("It has been answered already.")
    if case.is_proposal:
        return _("A board decides it, not an officer.")
    return _("It is not open for an answer any more.")


def _why_not_assign(actor: Actor, case: Case, cleaned: dict[str, Any]) -> str:
    assignee = cleaned.get("assignee")
    if not (rules.may_handle(actor, case) or rules.may_route(actor, case)):
        return _("You may read the case but not give it to anybody.")
    if assignee is None:
        return ""
    if assignee.pk in {row.user_id for row in case.disqualifications.all()}:
        return _("It is closed to this person for a conflict of interest.")
    return ""


def _why_not_topic(actor: Actor, case: Case, cleaned: dict[str, Any]) -> str:
    if rules.may_route(actor, case):
        return ""
    return _("You may read the case but not change it.")


def _run_reply(
    case: Case, cleaned: dict[str, Any], *, version: int, actor: Actor, at: dt.datetime
) -> None:
    operations.reply(
        case=case,
        text=wording.fill(cleaned["text"], case),
        outcome=Outcome(cleaned["outcome"]),
        version=version,
        actor=actor,
        at=at,
    )


def _run_assign(case: Case, cleaned: dict[str, Any], **more: Any) -> None:
    operations.assign(case=case, assignee=cleaned["assignee"], **more)


def _run_topic(case: Case, cleaned: dict[str, Any], **more: Any) -> None:
    operations.change_topic(case=case, topic=cleaned["topic"], **more)


_ROUTERS = (*rules.WRITERS, Role.REGISTRAR, Role.CONTACT_CENTRE)
ERRANDS = {
    "tilldela": Errand(
        gettext_lazy("Assign"), gettext_lazy("Assign them"),
        _assign_form, _why_not_assign, _run_assign, _ROUTERS,
    ),
    "amne": Errand(
        gettext_lazy("Change the topic"), gettext_lazy("Change the topic of them"),
        _topic_form, _why_not_topic, _run_topic, _ROUTERS,
    ),
    "svara": Errand(
        gettext_lazy("Answer"), gettext_lazy("Send the answers"),
        _reply_form, _why_not_answer, _run_reply, rules.WRITERS, writes_letters=True,
    ),
}  # fmt: skip


def offered_to(actor: Actor) -> dict[str, Errand]:
    """Return what somebody with the actor's roles may do at all; `why_not` tells of each case."""
    return {
        verb: errand
        for verb, errand in ERRANDS.items()
        if actor.has_role(*errand.roles)
    }
