"""The name of a filtered list."""

from __future__ import annotations

from django import forms

from medverkan.participation.cases.forms.fields import PlainLineField
from medverkan.participation.cases.models import SELECTION_NAME_LENGTH
from medverkan.participation.cases.queries import Inbox


class SelectionForm(forms.Form):
    """A list, its filters as they stand in the address, and what to call it."""

    name = PlainLineField(max_length=SELECTION_NAME_LENGTH)
    list_name = forms.ChoiceField(choices=[(name, name) for name in Inbox.NAMES])
    query = forms.CharField(max_length=500, required=False)
