"""Reply templates: what one is called and says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import Translated
from medverkan.participation.cases.forms.fields import (
    PlainLineField,
    PlainTextField,
    only_known_fields,
)
from medverkan.participation.cases.models import TEMPLATE_NAME_LENGTH, ReplyTemplate
from medverkan.reference.bodies.models import Body, Topic

LANGUAGES = ("sv", "en", "fi")


def _text(label: Any, *, required: bool) -> PlainTextField:
    return PlainTextField(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": 7}),
        validators=[only_known_fields],
    )


class TemplateForm(forms.Form):
    """A template's name, topic and text in each language."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = PlainLineField(
        label=_("Name"),
        help_text=_("What you and your colleagues call it."),
        max_length=TEMPLATE_NAME_LENGTH,
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=Topic.objects.order_by("slug"),
        to_field_name="slug",
        required=False,
    )
    text_sv = _text(_("Text in Swedish"), required=True)
    text_en = _text(_("Text in English"), required=False)
    text_fi = _text(_("Text in Finnish"), required=False)

    @property
    def text(self) -> Translated:
        """Return the text by language, without those left empty."""
        written = {code: self.cleaned_data[f"text_{code}"] for code in LANGUAGES}
        return Translated({code: text for code, text in written.items() if text})

    @staticmethod
    def initial_of(template: ReplyTemplate) -> dict[str, Any]:
        """Return what the form shows of a template that exists."""
        texts = {f"text_{code}": template.text.get(code, "") for code in LANGUAGES}
        return texts | {
            "name": template.name,
            "topic": template.topic.slug if template.topic else None,
            "version": template.version,
        }


class NewTemplateForm(TemplateForm):
    """A template, and the body that answers with it."""

    field_order = ("body",)

    body = forms.ModelChoiceField(
        label=_("Who answers with it"),
        queryset=Body.objects.none(),
        to_field_name="slug",
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
