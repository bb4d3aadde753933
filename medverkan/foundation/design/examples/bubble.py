"""The speech bubble in which a resident writes."""

from __future__ import annotations

from django import forms


class SayForm(forms.Form):
    """What the resident wants to say."""

    text = forms.CharField(
        label="Din fråga, synpunkt eller ditt förslag",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


TEMPLATE = "components/bubble.html"
EXAMPLES = {
    "Tom": {
        "form": SayForm(auto_id="say_%s"),
        "action": "#",
        "hint": "I nästa steg ser du om någon redan har sagt samma sak.",
        "button": "Fortsätt",
    },
    "Utan text": {
        "form": SayForm({"text": ""}, auto_id="say_nothing_%s"),
        "action": "#",
        "button": "Fortsätt",
    },
}
