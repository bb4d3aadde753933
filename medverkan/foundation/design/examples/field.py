"""Fields: text, long text, choices, a box to tick, and each with an error."""

from __future__ import annotations

from django import forms


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Namn", required=False)
    email = forms.EmailField(
        label="E-postadress", help_text="Vi skriver bara om ditt ärende."
    )
    text = forms.CharField(label="Vad vill du säga?", widget=forms.Textarea)
    body = forms.ChoiceField(
        label="Nämnd", choices=[("tn", "Tekniska nämnden"), ("kn", "Kulturnämnden")]
    )
    reply = forms.ChoiceField(
        label="Hur vill du ha svar?",
        widget=forms.RadioSelect,
        choices=[
            ("email", "Med e-post"),
            ("letter", "Med brev"),
            ("phone", "Vi ringer"),
        ],
    )
    terms = forms.BooleanField(label="Det jag skriver får publiceras", required=False)


_EMPTY = ExampleForm(auto_id="empty_%s")
_WRONG = ExampleForm({"email": "anna", "text": ""}, auto_id="wrong_%s")

TEMPLATE = "components/field.html"
EXAMPLES = {f"{name}": {"field": _EMPTY[name]} for name in _EMPTY.fields} | {
    "E-post med fel": {"field": _WRONG["email"]},
    "Val med fel": {"field": _WRONG["reply"]},
}
