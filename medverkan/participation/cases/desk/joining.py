"""Actions that join a proposal with another: only its author's yes does."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar, clock
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.desk.action import Action, runs, version_of
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import CaseState


def _others(case: Case) -> QuerySet[Case]:
    gathering = Case.objects.published().filter(
        authority=case.authority_id,
        state=CaseState.GATHERING,
        ballot__closes_at__gt=clock.now(),
    )
    return gathering.exclude(pk=case.pk).order_by("published_title", "pk")


def _offer_form(case: Case, actor: Actor, data: Any) -> forms.MergeOfferForm:
    return forms.MergeOfferForm(data, initial=version_of(case), others=_others(case))


def _yes_form(case: Case, actor: Actor, data: Any) -> forms.MergeYesForm:
    offered = [offer.into for offer in case.merge_offers.all() if offer.is_open]
    today = calendar.local_date(clock.now())
    arrived = max(one.arrived_at for one in [case, *offered])
    return forms.MergeYesForm(
        data,
        initial=version_of(case) | {"said_date": today},
        others=None if offered else _others(case),
        since=calendar.local_date(arrived),
        today=today,
    )


def _version_form(case: Case, actor: Actor, data: Any) -> forms.VersionForm:
    return forms.VersionForm(data, initial=version_of(case))


JOINING: dict[str, Action] = {
    "foresla-sla-ihop": Action(
        _("Suggest joining with another proposal"), rules.may_offer_merge, _offer_form,
        runs(operations.offer_merge), _("Send the suggestion"),
    ),
    "sla-ihop": Action(
        _("Note the author's yes to joining"), rules.may_merge_proposal, _yes_form,
        runs(operations.note_merge_yes), _("Join the proposals"), is_danger=True,
    ),
    "foresla-inte-sla-ihop": Action(
        _("Take back the suggestion to join"), rules.may_withdraw_merge_offer,
        _version_form, runs(operations.withdraw_merge_offer), _("Take it back"),
    ),
}  # fmt: skip
