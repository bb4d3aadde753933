"""The form for a ground on which publication is refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design import seen
from medverkan.reference.pathways.forms import translated
from medverkan.reference.pathways.models import RefusalGround

# Part of an address of the room.
TAKEN = "nytt"


class RefusalGroundForm(forms.Form):
    """A ground in each language, its place among the others, and whether it is retired."""

    code = forms.SlugField(label=_("Name in addresses"), max_length=60)
    order = forms.IntegerField(
        label=_("Order"),
        help_text=_("The lowest number is read first."),
        min_value=0,
        max_value=32_000,
    )
    is_retired = forms.BooleanField(
        label=_("Retired: new rules cannot take it up"), required=False
    )

    def __init__(self, *args: Any, ground: RefusalGround, **kwargs: Any) -> None:
        initial = {name: getattr(ground, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("text", "advice"):
            self.fields.update(
                translated.inputs(
                    RefusalGround._meta.get_field(name),
                    getattr(ground, name),
                    is_long=True,
                )
            )
        self.fields["code"].disabled = ground.pk is not None
        if ground.pk is None:
            del self.fields["is_retired"]
        self.order_fields(
            [name for name in self.fields if name not in ("order", "is_retired")]
        )
        seen.mark(self)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if code == TAKEN:
            raise ValidationError(gettext("Choose another name."))
        return code

    @property
    def values(self) -> dict[str, Any]:
        """The values as the operations take them."""
        return {
            "text": translated.joined("text", self.cleaned_data),
            "advice": translated.joined("advice", self.cleaned_data),
            "order": self.cleaned_data["order"],
            "is_retired": self.cleaned_data.get("is_retired", False),
        }
