"""The three steps of the intake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.models import TITLE_LENGTH, Party
from medverkan.reference.bodies.models import Area, Topic
from medverkan.reference.bodies.queries import Found
from medverkan.reference.pathways.choices import Decider, Publication
from medverkan.reference.pathways.models import Pathway, RuleSet

DECIDERS = [
    (Decider.BODY.value, _("The board that is responsible")),
    (Decider.COUNCIL.value, _("The municipal council")),
]

NO_SPOT = "none"

# What is asked only where the rules of the chosen way want to know it.
_BY_RULES = (
    "window_months", "goes_to", "is_below_age", "guardian_email", "shows_name",
)  # fmt: skip


class SayForm(forms.Form):
    """Step one: what do you want to say?"""

    text = PlainTextField(
        label=_("Your question, opinion or proposal"),
        error_messages={
            "required": _("Write what you want to say before you continue.")
        },
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    # The way in from whose page one came, if any: suggested in step two.
    slag = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)


class AboutForm(forms.Form):
    """Step two: what it is and whom it concerns."""

    text = PlainTextField(
        label=_("Your question, opinion or proposal"),
        error_messages={
            "required": _("Write what you want to say before you continue.")
        },
    )
    title = PlainLineField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        help_text=_("A short line that says what it is about."),
        error_messages={"required": _("Write a short title.")},
    )
    pathway = forms.ModelChoiceField(
        label=_("What is it?"),
        queryset=Pathway.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose what it is."),
            "invalid_choice": _("Choose one of the kinds in the list."),
        },
    )
    topic = forms.ModelChoiceField(
        label=_("What is it about?"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=_("I do not know – you may sort it"),
        help_text=_("It decides who answers. We move it if it belongs elsewhere."),
    )
    place = PlainLineField(
        label=_("Where is it?"),
        max_length=200,
        required=False,
        help_text=_(
            "An address or a place in words. Leave empty if it is nowhere special."
        ),
    )
    # Filled in by the browser where somebody wants to, never by hand.
    latitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-90, max_value=90
    )
    longitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-180, max_value=180
    )
    area = forms.ModelChoiceField(
        label=_("Part of the municipality"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )
    file = forms.FileField(
        label=_("Picture or document"),
        required=False,
        help_text=_(
            "At most 10 MB. We remove hidden data such as where a picture was taken."
        ),
    )

    def __init__(
        self, *args: Any, pathways: Any, topics: Any, areas: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pathway"].queryset = pathways
        self.fields["topic"].queryset = topics
        self.fields["area"].queryset = areas

    def clean(self) -> dict[str, Any]:
        """Let a position that is not one go: nobody typed it, so nobody can mend it."""
        cleaned = super().clean() or {}
        position = [cleaned.get(name) for name in ("latitude", "longitude")]
        if None in position:
            cleaned["latitude"] = cleaned["longitude"] = None
            for name in ("latitude", "longitude"):
                self.errors.pop(name, None)
        return cleaned


class SenderForm(forms.Form):
    """Step three: how to reach you, what may be shown, and whether the place was understood."""

    spot = forms.ChoiceField(
        label=_("Is it here?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Then whoever goes there finds the place."),
        error_messages={"required": _("Choose an address, or none of them.")},
    )
    answer_by = forms.ChoiceField(
        label=_("How do you want the answer?"),
        choices=[
            (Party.Answer.EMAIL, _("By e-mail")),
            (Party.Answer.LETTER, _("By letter")),
            (Party.Answer.PHONE, _("By telephone")),
            (Party.Answer.NONE, _("I follow it on the web with a secret link")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you want the answer.")},
    )
    wants_easy_words = forms.BooleanField(
        label=_("Write the answer in easy words (lättläst)"), required=False
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Write an e-mail address like namn@example.org."),
            "required": _("Write your e-mail address."),
        },
    )
    phone = PlainLineField(
        label=_("Telephone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = PlainTextField(
        label=_("Postal address"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    name = PlainLineField(
        label=_("Your name"),
        required=False,
        max_length=150,
        help_text=_("You may be anonymous."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    postcode = PlainLineField(
        label=_("Postcode"),
        required=False,
        max_length=10,
        help_text=_("It tells us where in the municipality proposals come from."),
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "inputmode": "numeric"}
        ),
        error_messages={"required": _("Write your postcode, like 501 80.")},
    )
    window_months = forms.TypedChoiceField(
        label=_("How long shall votes be gathered?"),
        choices=(),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how many months.")},
    )
    goes_to = forms.TypedChoiceField(
        label=_("Who shall decide?"),
        choices=DECIDERS,
        coerce=Decider,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=_(
            "A board is a group of elected members with an area of their own. The council "
            "is elected by everyone and decides what is most important."
        ),
        error_messages={"required": _("Choose who shall decide.")},
    )
    has_protected_identity = forms.BooleanField(
        label=_("My personal data is protected (skyddade personuppgifter)"),
        required=False,
        help_text=_(
            "Then only those who handle your case see who you are, and each time is logged. "
            "We never publish your name or your place. Answers by e-mail say only that there "
            "is an answer. Give no address if you do not want to."
        ),
    )
    is_below_age = forms.BooleanField(required=False)
    guardian_email = forms.EmailField(
        label=_("Your guardian's e-mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "A guardian is a parent, or somebody else who is responsible for you. They get "
            "a letter from us and say yes or no there."
        ),
        error_messages={"invalid": _("Write an e-mail address like namn@example.org.")},
    )
    shows_name = forms.BooleanField(
        label=_("Show my name with what I wrote"), required=False
    )
    may_be_published = forms.BooleanField(
        label=_(
            "You may show what I wrote and your answer on the web, without my name"
        ),
        required=False,
    )

    # Hidden from people, filled in by programs that fill in everything.
    website = forms.CharField(
        label=_("Leave this empty"), required=False, max_length=500
    )

    # On the web there is no other way to reach a guardian.
    needs_guardians_address = True

    _NEEDED = {
        Party.Answer.EMAIL: ("email", _("Write the e-mail address for the answer.")),
        Party.Answer.LETTER: ("address", _("Write the postal address for the answer.")),
        Party.Answer.PHONE: ("phone", _("Write the telephone number for the answer.")),
    }

    def __init__(
        self,
        *args: Any,
        rule_set: RuleSet | None = None,
        spots: Sequence[Found] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._ask_which_of(spots)
        if rule_set is None:
            for name in _BY_RULES:
                del self.fields[name]
        else:
            self._ask_what_the_rules_say(rule_set)

    def _ask_which_of(self, spots: Sequence[Found]) -> None:
        """Ask whether the words about the place mean one of these addresses, if there are any."""
        self.spots = {spot.label: spot for spot in spots}
        if not spots:
            del self.fields["spot"]
            return
        self.fields["spot"].choices = [
            *((spot.label, spot.in_area) for spot in spots),
            (NO_SPOT, _("No, only what I wrote")),
        ]
        if spots[0].is_exact:
            self.initial = {"spot": spots[0].label, **self.initial}

    def chosen_spot(self) -> Found | None:
        """Return the address that was chosen, if one was."""
        return self.spots.get(self.cleaned_data.get("spot", ""))

    def _ask_what_the_rules_say(self, rule_set: RuleSet) -> None:
        fields = self.fields
        fields["email"].required = rule_set.asks_for_email
        if rule_set.asks_for_name:
            fields["name"].required = True
            fields["name"].help_text = _("We need to know who makes the proposal.")
        fields["postcode"].required = rule_set.asks_for_postcode
        fields["window_months"].choices = months_to_choose(rule_set.month_choices)
        fields["is_below_age"].label = _("I am under %(age)s") % {
            "age": rule_set.guardian_below_age
        }
        asked = {
            "postcode": rule_set.asks_for_postcode,
            "window_months": bool(rule_set.month_choices),
            "goes_to": rule_set.author_chooses_body,
            "is_below_age": rule_set.guardian_below_age is not None,
            "guardian_email": rule_set.guardian_below_age is not None,
            "shows_name": rule_set.shows_author_name,
            "may_be_published": rule_set.publication == Publication.OPTIONAL,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needed = self._NEEDED.get(cleaned.get("answer_by", ""))
        if needed and not cleaned.get(needed[0]) and needed[0] not in self.errors:
            self.add_error(needed[0], needed[1])
        self._check_guardian(cleaned)
        return cleaned

    def _check_guardian(self, cleaned: dict[str, Any]) -> None:
        """Ask for another's address than one's own, where a guardian must say yes."""
        if not cleaned.get("is_below_age") or "guardian_email" in self.errors:
            return
        guardian = cleaned["guardian_email"].casefold()
        if not guardian and self.needs_guardians_address:
            self.add_error("guardian_email", _("Write your guardian's e-mail address."))
        elif guardian and guardian == cleaned.get("email", "").casefold():
            self.add_error(
                "guardian_email",
                _("This is your own address. Write your guardian's."),
            )


def months_to_choose(numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Return numbers of months as choices."""
    return [
        (number, ngettext("%(months)d month", "%(months)d months", number)
         % {"months": number})
        for number in numbers
    ]  # fmt: skip
