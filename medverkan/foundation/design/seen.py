"""
What a form was filled in from, so that a change made meanwhile is not overwritten.

The form carries a digest of what stood there when it was shown. If something else stands
there when it is sent, both texts are shown (409), and sending once more overwrites.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

FIELD = "seen"
CONFLICT = 409


def mark(form: forms.BaseForm) -> None:
    """Let the form carry what stands there now; call it when all fields have their initial."""
    form.fields[FIELD] = forms.CharField(
        required=False, widget=forms.HiddenInput, initial=_digest(form)
    )


def is_stale(form: forms.BaseForm) -> bool:
    """
    Tell whether somebody else has changed what the form is about since it was shown.

    If so the form says beside each field what stands there now, and may be sent again.
    """
    sent = form.data.get(FIELD) if form.is_bound else None
    now = _digest(form)
    if not sent or constant_time_compare(sent, now):
        return False
    form.full_clean()
    form.add_error(
        None,
        _(
            "Somebody else has changed this since you opened it. Beside each field that "
            "differs it says what stands there now. Send again to save what you wrote."
        ),
    )
    for name in form.changed_data:
        if name != FIELD:
            told = _as_text(form.get_initial_for_field(form.fields[name], name))
            form.add_error(name, _("Now it says: %(value)s") % {"value": told or "–"})
    form.data = form.data.copy()
    form.data[FIELD] = now
    return True


def _digest(form: forms.BaseForm) -> str:
    lines = [
        f"{name}: {_as_text(form.get_initial_for_field(field, name))}"
        for name, field in sorted(form.fields.items())
        if name != FIELD
    ]
    digest = salted_hmac("medverkan.design.seen", "\n".join(lines), algorithm="sha256")
    return digest.hexdigest()[:32]


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, str | Model | bool | int):
        return str(value)
    if isinstance(value, Iterable):
        return ", ".join(sorted(_as_text(one) for one in value))
    return str(value)
