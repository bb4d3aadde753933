"""
The steps in words that are easy to read, one question on a page.

Chosen by a parameter in the address, which every step hands on to the next: no cookie is
set and no script is needed.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PARAMETER = "lattlast"
_WORDS = {
    "text": (
        _("Write here"),
        _("Use your own words. It does not matter how you spell."),
    ),
    "pathway": (_("What do you want?"), ""),
    "topic": (_("What is it about?"), ""),
    "place": (
        _("Where is it?"),
        _("Write the street or the place. You may leave it empty."),
    ),
    "spot": (_("Is it here?"), ""),
    "file": (_("Do you want to send a picture?"), _("You do not have to.")),
    "answer_by": (_("How shall we answer you?"), ""),
    "wants_easy_words": (_("Answer me in easy words"), ""),
    "email": (_("Your e-mail"), ""),
    "phone": (_("Your telephone number"), ""),
    "address": (_("Your address"), ""),
    "name": (_("What is your name?"), _("You do not have to say your name.")),
    "has_protected_identity": (
        _("My name and address are protected"),
        _("Then only a few persons see who you are."),
    ),
    "may_be_published": (
        _("Others may read what I wrote. Nobody sees my name."),
        "",
    ),
}


def is_chosen(request: HttpRequest) -> bool:
    """Tell whether the reader wants words that are easy to read."""
    return PARAMETER in request.GET


def step(request: HttpRequest, name: str, *args: str) -> str:
    """Return the address of a step, in the kind of words that this page has."""
    return in_words(reverse(name, args=args), easy=is_chosen(request))


def in_words(path: str, *, easy: bool) -> str:
    """Return the address of a step in easy words, or in the usual ones."""
    return f"{path}?{PARAMETER}=1" if easy else path


def simplify(form: forms.Form) -> None:
    """Ask with easy words."""
    for name, (label, help_text) in _WORDS.items():
        if name not in form.fields or form[name].is_hidden:
            continue
        form[name].label = label
        # A name that the rules need cannot be left out.
        if not (name == "name" and form.fields[name].required):
            form[name].help_text = help_text
