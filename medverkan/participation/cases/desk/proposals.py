"""Actions with proposals before their votes: a guardian's yes, and what needs no votes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.desk.action import Action, runs, version_of
from medverkan.participation.cases.models import Case


def _yes_form(case: Case, actor: Actor, data: Any) -> forms.GuardianYesForm:
    return forms.GuardianYesForm(data, initial=version_of(case))


def _exempt_form(case: Case, actor: Actor, data: Any) -> forms.ExemptForm:
    return forms.ExemptForm(data, initial=version_of(case))


def _version_form(case: Case, actor: Actor, data: Any) -> forms.VersionForm:
    return forms.VersionForm(data, initial=version_of(case))


PROPOSALS: dict[str, Action] = {
    "vardnadshavare": Action(
        _("Note a guardian's yes"), rules.may_note_guardian, _yes_form,
        runs(operations.note_guardian), _("Note the yes"),
    ),
    "behover-inga-roster": Action(
        _("Decide that it needs no votes"), rules.may_exempt, _exempt_form,
        runs(operations.exempt), _("Decide"),
    ),
    "behover-roster": Action(
        _("Take back that it needs no votes"), rules.may_lift_exemption, _version_form,
        runs(operations.lift_exemption), _("Take it back"),
    ),
}  # fmt: skip
