"""Forms of the room: shape and plausibility only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medverkan.foundation.design.days import DayField
from medverkan.participation.ballots import subjects
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.models.corrections import Ground
from medverkan.participation.ballots.secret_links import new_secret
from medverkan.participation.ballots.words import CHANNEL


class VoteForm(forms.Form):
    """An e-mail address; name and postcode where the rules compare them."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a link. The vote counts when you have confirmed there."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    postcode = forms.CharField(
        label=_("Your postcode"),
        max_length=10,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "inputmode": "numeric"}
        ),
    )
    wants_news = forms.BooleanField(
        label=_("Tell me by e-mail what becomes of it"),
        help_text=_(
            "You confirm both with the same link, and stop the news whenever you like. Your "
            "address is then kept on a list that is not tied to your vote."
        ),
        required=False,
    )
    # A trap: people do not see it, programs fill it in.
    website = forms.CharField(required=False)

    def __init__(
        self, *args: Any, ballot: Ballot, offers_news: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not offers_news:
            del self.fields["wants_news"]
        if ballot.counts_each_name_at_address:
            self.fields["name"].help_text = _(
                "Each name at an address counts once. The name is made unreadable at once."
            )
            del self.fields["postcode"]
        elif ballot.counts_rows_without_email:
            for name in ("name", "postcode"):
                self.fields[name].required = False
            self.fields["name"].help_text = _(
                "Lets us compare with votes on paper. It is made unreadable at once."
            )
        else:
            del self.fields["name"], self.fields["postcode"]

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self.visible_fields() if field.name != "website"]

    @property
    def is_by_program(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data.get("website"))


class AddressForm(VoteForm):
    """An address for a new check, before a vote is taken back."""

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, ballot=ballot, **kwargs)
        self.fields.pop("postcode", None)
        if not ballot.counts_each_name_at_address:
            self.fields.pop("name", None)
        self.fields["email"].help_text = _(
            "The address you voted from. We send a link there."
        )


class CheckForm(forms.Form):
    """A receipt, or the number on it."""

    receipt = forms.CharField(
        label=_("Your receipt, or the number on it"),
        help_text=_("Paste all of the receipt, or type the 32 letters and digits."),
        max_length=4000,
        widget=forms.Textarea(
            attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class RowForm(forms.Form):
    """A vote that came on paper, by phone or on a list."""

    channel = forms.ChoiceField(label=_("How it came"))
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    name = forms.CharField(label=_("Name"), required=False, max_length=100)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    number = forms.CharField(
        label=_("Personal identity number"),
        help_text=_("It is made unreadable at once and never stored."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born_date = DayField(
        label=_("Date of birth"),
        required=False,
    )
    sheet_row = forms.CharField(
        label=_("Sheet and row"),
        help_text=_(
            "To find it again: such as sheet 3, row 7, or the time of the call. No names."
        ),
        max_length=40,
    )
    # The same form sent twice registers one row.
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_secret()
        self.fields["channel"].choices = [
            (channel.value, CHANNEL[channel])
            for channel in sorted(subjects.of(ballot).taken_by_staff)
        ]
        unused = {
            "email": ("number", "born_date"),
            "person": ("email", "name", "postcode", "born_date"),
            "register": ("email",),
        }
        for name in unused[ballot.scheme]:
            del self.fields[name]
        if "email" in self.fields:
            self.fields["email"].required = not ballot.counts_rows_without_email

    def as_text(self) -> str:
        """Return what was filled in, but for the key: the same text is the same row."""
        return "\n".join(
            f"{name}: {value}"
            for name, value in sorted(self.cleaned_data.items())
            if name != "key"
        )

    def renew_key(self) -> None:
        """Let what is shown again be a row of its own when it is sent."""
        self.data = self.data.copy()
        self.data["key"] = new_secret()


class StrikeForm(forms.Form):
    """Which votes to remove or put back, on what ground."""

    numbers = forms.CharField(
        label=_("Numbers of the votes"),
        help_text=_("One a line, as the suggestions list them."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    ground = forms.ChoiceField(
        label=pgettext_lazy("counting", "Ground"),
        help_text=_("It is published in the list of corrections."),
        choices=Ground.choices,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("For the second person who decides. It is not published."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CheckNumberForm(forms.Form):
    """The second officer's signature before a hand-over."""

    post = forms.CharField(
        label=_("Your post"),
        help_text=_("As it is shown beside the number."),
        max_length=120,
    )
    is_paper_compared = forms.BooleanField(
        label=_("I have compared the rows on paper by hand"), required=False
    )
    is_checked = forms.BooleanField(
        label=_("I have looked at the suggestions and found the number right")
    )
