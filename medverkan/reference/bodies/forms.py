"""Forms of the staff pages: bodies, topics and roles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar
from medverkan.foundation.accounts.models import User
from medverkan.foundation.design import seen
from medverkan.foundation.design.days import DayField
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.reference.bodies import queries, rules
from medverkan.reference.bodies.kinds import ACT_FOR_AN_AUTHORITY, BodyKind
from medverkan.reference.bodies.models import CLOSURE_LENGTH, Body, Topic
from medverkan.reference.bodies.roles import WHOLE_MUNICIPALITY_ONLY, Role

LANGUAGES = ("sv", "en", "fi")


class BodyForm(forms.Form):
    """The facts about a body; its kind and address name are set once."""

    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=120)
    name_en = forms.CharField(
        label=_("Name in English"), max_length=120, required=False
    )
    name_fi = forms.CharField(
        label=_("Name in Finnish"), max_length=120, required=False
    )
    description_sv = forms.CharField(
        label=_("What the body does, in Swedish"),
        help_text=_("One or two sentences in plain language."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "full"}),
    )
    description_en = forms.CharField(
        label=_("What the body does, in English"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "full"}),
    )
    description_fi = forms.CharField(
        label=_("What the body does, in Finnish"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "full"}),
    )
    abbreviation = forms.CharField(
        label=_("Abbreviation"),
        help_text=_("Begins the register numbers of an authority, such as KS."),
        max_length=10,
        required=False,
    )
    authority = forms.ModelChoiceField(
        label=_("Acts for"),
        help_text=_("The board that decides. Leave empty for a board."),
        queryset=Body.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Nobody: it decides itself"),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    postal_address = forms.CharField(
        label=_("Postal address"), max_length=200, required=False
    )
    visiting_address = forms.CharField(
        label=_("Visiting address"), max_length=200, required=False
    )
    wants_four_eyes = forms.BooleanField(
        label=_("Two people read every answer before it is sent"), required=False
    )

    def __init__(self, *args: Any, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._body = body
        authority = self.fields["authority"]
        authority.queryset = queries.authorities()

    def clean_abbreviation(self) -> str:
        """Refuse one that another body has: register numbers begin with it."""
        abbreviation = self.cleaned_data["abbreviation"]
        others = Body.objects.exclude(pk=self._body.pk if self._body else None)
        if abbreviation and others.filter(abbreviation=abbreviation).exists():
            raise forms.ValidationError(_("Another body has this abbreviation."))
        return abbreviation

    def clean(self) -> dict[str, Any]:
        """Ask for the board that an administration acts for."""
        cleaned = super().clean() or self.cleaned_data
        kind = self._body.kind if self._body else cleaned.get("kind")
        if kind in ACT_FOR_AN_AUTHORITY and not cleaned.get("authority"):
            self.add_error("authority", _("Say which board it acts for."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Return the fields of `Body` that the form fills."""
        return _joined(self.cleaned_data, "name", "description")

    @staticmethod
    def initial_of(body: Body) -> dict[str, Any]:
        """Return what the form shows for a body that exists."""
        plain = (
            "abbreviation email phone postal_address visiting_address wants_four_eyes"
        )
        acts_for = body.authority if body.authority_id != body.pk else None
        return {
            **{name: getattr(body, name) for name in plain.split()},
            **_split("name", body.name),
            **_split("description", body.description),
            "authority": acts_for.slug if acts_for else None,
        }


class NewBodyForm(BodyForm):
    """The facts about a body to be set up."""

    field_order = ("kind", "slug")

    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices)
    slug = forms.SlugField(
        label=_("Name in web addresses"),
        help_text=_("Small letters, digits and hyphens, such as tekniska-namnden."),
        max_length=80,
    )

    def clean_slug(self) -> str:
        """Refuse a name that is taken."""
        slug = self.cleaned_data["slug"]
        if Body.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("There is a body with this name already."))
        return slug


class CloseBodyForm(forms.Form):
    """The last day of a body."""

    last_day = DayField(
        label=_("Last day"),
    )


class TopicForm(forms.Form):
    """A topic, its words and its answering body."""

    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=120)
    name_en = forms.CharField(
        label=_("Name in English"), max_length=120, required=False
    )
    name_fi = forms.CharField(
        label=_("Name in Finnish"), max_length=120, required=False
    )
    body = forms.ModelChoiceField(
        label=_("Who answers"), queryset=Body.objects.none(), to_field_name="slug"
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=Topic.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Nothing: it is a heading of its own"),
    )
    keywords_sv = forms.CharField(
        label=_("Words that people use, in Swedish"),
        help_text=_("With commas between them."),
        max_length=500,
        required=False,
    )
    keywords_en = forms.CharField(
        label=_("Words that people use, in English"), max_length=500, required=False
    )
    keywords_fi = forms.CharField(
        label=_("Words that people use, in Finnish"), max_length=500, required=False
    )
    is_protected = forms.BooleanField(
        label=_("Protected topic"),
        help_text=_(
            "Social care, health, school or guardianship: nothing about it is shown to "
            "others or used as an example."
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, at: dt.datetime, topic: Topic | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = queries.bodies_open(at)
        headings = Topic.objects.filter(parent=None).order_by("place", "slug")
        self.fields["parent"].queryset = headings.exclude(
            pk=topic.pk if topic else None
        )

    def facts(self) -> dict[str, Any]:
        """Return the fields of `Topic` that the form fills."""
        facts = _joined(self.cleaned_data, "name", "keywords")
        facts["keywords"] = {
            language: [word.strip() for word in words.split(",") if word.strip()]
            for language, words in facts["keywords"].items()
        }
        return facts

    @staticmethod
    def initial_of(topic: Topic) -> dict[str, Any]:
        """Return what the form shows for a topic that exists."""
        words = {
            language: ", ".join(words) for language, words in topic.keywords.items()
        }
        return {
            **_split("name", topic.name),
            **_split("keywords", words),
            "body": topic.body.slug,
            "parent": topic.parent.slug if topic.parent else None,
            "is_protected": topic.is_protected,
        }


class NewTopicForm(TopicForm):
    """A topic to be written."""

    slug = forms.SlugField(
        label=_("Name in web addresses"),
        help_text=_("Small letters, digits and hyphens, such as gatubelysning."),
        max_length=80,
    )

    def clean_slug(self) -> str:
        """Refuse a name that is taken."""
        slug = self.cleaned_data["slug"]
        if Topic.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("There is a topic with this name already."))
        return slug


class RoleForm(forms.Form):
    """A role to be given to somebody who has an account."""

    email = forms.EmailField(label=_("E-mail of the person"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    body = forms.ModelChoiceField(
        label=_("Where"),
        queryset=Body.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("The whole municipality"),
    )
    last_day = DayField(
        label=_("Last day"),
        required=False,
    )

    def __init__(self, *args: Any, at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["body"].queryset = queries.bodies_open(at)

    def clean_email(self) -> str:
        """Find whose address it is."""
        email = self.cleaned_data["email"]
        self.user = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.user is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Ask them to sign in once.")
            )
        return email

    def clean_last_day(self) -> dt.date | None:
        """Refuse a day that has been."""
        day = self.cleaned_data["last_day"]
        if day is not None and day < calendar.local_date(self.at):
            raise forms.ValidationError(_("Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        """An administrator is one for the whole municipality."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") in WHOLE_MUNICIPALITY_ONLY and cleaned.get("body"):
            self.add_error("body", _("This role is for the whole municipality only."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Return what `assign_role` takes."""
        last_day = self.cleaned_data["last_day"]
        return {
            "user": self.user,
            "role": self.cleaned_data["role"],
            "body": self.cleaned_data["body"],
            "until": calendar.end_of_day(last_day) if last_day else None,
        }


def _joined(cleaned: dict[str, Any], *translated: str) -> dict[str, Any]:
    """Return the facts with `name_sv`, `name_en`... joined into one text by language."""
    of_language = {f"{name}_{lang}" for name in translated for lang in LANGUAGES}
    kept = of_language | {seen.FIELD}
    facts = {name: value for name, value in cleaned.items() if name not in kept}
    for name in translated:
        texts = {lang: cleaned.get(f"{name}_{lang}", "") for lang in LANGUAGES}
        facts[name] = Translated({lang: text for lang, text in texts.items() if text})
    return facts


def _split(name: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{language}": texts.get(language, "") for language in LANGUAGES}


def not_over(form: CoverForm | ClosureForm, last: dt.date) -> dt.date:
    """
    Return the last day of a time.

    :raises ValidationError: the time is over, or ends before it begins
    """
    first = form.cleaned_data.get("first_day")
    if last < form.today or (first is not None and last < first):
        raise forms.ValidationError(
            _("The last day is today or later, and not before the first."), code="over"
        )
    return last


class CoverForm(forms.Form):
    """Who stands in while somebody is away, from the first to the last day."""

    covered_by = forms.ModelChoiceField(
        label=_("Who covers for you"), queryset=User.objects.none()
    )
    first_day = DayField(
        label=_("First day"),
    )
    last_day = DayField(
        label=_("Last day"),
    )

    def __init__(
        self, *args: Any, colleagues: Any, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["covered_by"].queryset = colleagues
        self.today = today

    def clean_last_day(self) -> dt.date:
        """Refuse a time that is over, or ends before it begins."""
        return not_over(self, self.cleaned_data["last_day"])


class ClosureForm(forms.Form):
    """That it is closed: whom it is about, between which days, and the words."""

    body = forms.ModelChoiceField(
        label=_("Whom is it about?"), queryset=Body.objects.none(), required=False
    )
    first_day = DayField(
        label=_("Show it from"),
    )
    last_day = DayField(
        label=_("Show it until"),
    )
    sv = forms.CharField(
        label=_("In Swedish"),
        help_text=_(
            "Such as: The town hall is closed 23–27 December. We answer from the 28th."
        ),
        max_length=CLOSURE_LENGTH,
    )
    en = forms.CharField(
        label=_("In English"), max_length=CLOSURE_LENGTH, required=False
    )
    fi = forms.CharField(
        label=_("In Finnish"), max_length=CLOSURE_LENGTH, required=False
    )

    def __init__(self, *args: Any, actor: Actor, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = actor.bodies_with(*rules.ANNOUNCERS)
        bodies = Body.objects.filter(authority__isnull=False, end_date=None)
        bodies = bodies.order_by("slug")
        field = self.fields["body"]
        field.queryset = bodies if None in held else bodies.filter(pk__in=held)
        if None in held:
            field.empty_label = _("The whole municipality")
        else:
            field.required = True
        self.today = today

    def clean_last_day(self) -> dt.date:
        """Refuse a time that is over, or ends before it begins."""
        return not_over(self, self.cleaned_data["last_day"])

    @property
    def text(self) -> Translated:
        """Return the words, without the languages left empty."""
        return Translated(
            {code: text for code in LANGUAGES if (text := self.cleaned_data[code])}
        )
