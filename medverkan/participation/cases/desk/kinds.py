"""To make a case another kind of case, or to suggest it to the one who wrote."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation import clock
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import forms, intake, operations, rules, ways
from medverkan.participation.cases.desk.action import Action, runs, version_of
from medverkan.participation.cases.models import Case


def _kind_form(case: Case, actor: Actor, data: Any) -> forms.KindForm:
    return forms.KindForm(
        data,
        initial=version_of(case),
        pathways=intake.pathways_of(ways.answered_by_officer(clock.now())),
    )


def _offer_form(case: Case, actor: Actor, data: Any) -> forms.OfferForm:
    return forms.OfferForm(
        data,
        initial=version_of(case),
        pathways=intake.pathways_of(ways.open_to(case, at=clock.now())),
    )


CHANGE_KIND = Action(
    _("Change what it is"),
    rules.may_convert,
    _kind_form,
    runs(operations.convert),
    _("Change"),
)
SUGGEST_ANOTHER_WAY = Action(
    _("Suggest another way to the one who wrote"),
    rules.may_offer_conversion,
    _offer_form,
    runs(operations.offer_conversion),
    _("Send the suggestion"),
)
