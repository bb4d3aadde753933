"""Actions with how the one who wrote is reached: put it right, and send again what was lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import operations, queries, rules
from medverkan.participation.cases.desk.action import Action, runs, version_of
from medverkan.participation.cases.forms.officer import VersionForm
from medverkan.participation.cases.forms.own_data import (
    ContactForm,
    LettersAgainForm,
    OfficerContactForm,
)
from medverkan.participation.cases.models import Case


def _contact_form(case: Case, actor: Actor, data: Any) -> OfficerContactForm:
    return OfficerContactForm(data, initial=version_of(case) | _reached(case))


def _again_form(case: Case, actor: Actor, data: Any) -> LettersAgainForm:
    return LettersAgainForm(
        data, initial=version_of(case) | _reached(case), lost=case.lost_letters
    )


def _reached(case: Case) -> dict[str, Any]:
    party = queries.submitter(case)
    if party is not None and party.has_protected_identity:
        # What stands there is kept where nothing is written: see `operations.own_data`.
        return {"answer_by": party.answer_by}
    return {name: getattr(party, name, "") for name in ContactForm.base_fields}


def _correct(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    version = cleaned.pop("version")
    operations.correct_contact_of(
        case=case, contact=operations.Contact(**cleaned), version=version,
        actor=actor, at=at,
    )  # fmt: skip


def _send_again(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    version, letters = cleaned.pop("version"), cleaned.pop("letters")
    operations.send_letters_again(
        case=case, contact=operations.Contact(**cleaned), letters=letters,
        version=version, actor=actor, at=at,
    )  # fmt: skip


def _has_lost_letters(actor: Actor, case: Case) -> bool:
    return bool(case.lost_letters) and rules.may_correct_contact(actor, case)


def _version_form(case: Case, actor: Actor, data: Any) -> VersionForm:
    return VersionForm(data, initial=version_of(case))


def _may_protect(actor: Actor, case: Case) -> bool:
    return (
        rules.may_mark_secrecy(actor, case)
        and rules.may_correct_contact(actor, case)
        and not rules.has_protected_identity(case)
    )


def _may_unprotect(actor: Actor, case: Case) -> bool:
    return rules.may_mark_secrecy(actor, case) and rules.has_protected_identity(case)


SEND_AGAIN = "brev-igen"

CONTACT: dict[str, Action] = {
    SEND_AGAIN: Action(
        _("See to the letter that did not arrive"), _has_lost_letters, _again_form,
        _send_again, _("Save and send again"),
    ),
    "kontakt": Action(
        _("Correct name and addresses"), rules.may_correct_contact, _contact_form,
        _correct, _("Save"),
    ),
    "skyddade-uppgifter": Action(
        _("Note protected identity"), _may_protect, _version_form,
        runs(operations.protect_identity), _("Protect"),
    ),
    "hav-skyddade-uppgifter": Action(
        _("Protected identity no longer"), _may_unprotect, _version_form,
        runs(operations.lift_identity_protection), _("Lift the protection"),
    ),
}  # fmt: skip
