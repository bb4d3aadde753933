"""What a list can be narrowed by, kept in the address."""

from __future__ import annotations

from django import forms


class ChooseForm(forms.Form):
    """A few ways to narrow a list."""

    words = forms.CharField(label="Sök", required=False)
    body = forms.ChoiceField(
        label="Nämnd",
        required=False,
        choices=[("", "Alla"), ("tn", "Tekniska nämnden"), ("kn", "Kulturnämnden")],
    )
    state = forms.ChoiceField(
        label="Läge",
        required=False,
        choices=[("", "Alla"), ("open", "Vi arbetar med det"), ("done", "Besvarat")],
    )


TEMPLATE = "components/filters.html"
EXAMPLES = {
    "Med ett val": {
        "form": ChooseForm({"body": "tn"}, auto_id="choose_%s"),
        "clear_url": "#",
        "is_filtered": True,
    },
}
