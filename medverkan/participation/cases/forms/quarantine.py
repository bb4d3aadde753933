"""What is asked of whoever looks at the quarantine."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import words
from medverkan.participation.cases.states import RejectionGround


class RejectForm(forms.Form):
    """Why something held back is no case."""

    ground = forms.ChoiceField(
        label=_("Why is it rejected?"),
        choices=[(g.value, words.REJECTION[g]) for g in RejectionGround],
        error_messages={"required": _("Choose why it is rejected.")},
    )
