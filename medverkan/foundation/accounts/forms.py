"""allauth's forms in our words, and the form for one's own name and language."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from allauth.socialaccount import forms as eid
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts.models import User
from medverkan.foundation.design.languages import OWN_NAMES

_EMAIL_HELP = _("For example anna@example.org")


def _in_our_words(field: forms.Field, label: Any, help_text: Any = "") -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


def _as_code(field: forms.Field, label: Any, help_text: Any = "") -> None:
    _in_our_words(field, label, help_text)
    field.widget.attrs.update(
        {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}
    )


class SignInForm(account.LoginForm):
    """Where the code is to be sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["login"], _("Your e-mail address"), _EMAIL_HELP)


class SignUpForm(account.SignupForm):
    """The address of a new account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["email"], _("Your e-mail address"), _EMAIL_HELP)


class EIdSignUpForm(eid.SignupForm):
    """The address of a new account that is opened with an e-ID."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["email"], _("Your e-mail address"), _EMAIL_HELP)


class NewEmailForm(account.AddEmailForm):
    """Another address for the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["email"], _("New e-mail address"), _EMAIL_HELP)


class SignInCodeForm(account.ConfirmLoginCodeForm):
    """The code that was mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("The code in the letter"), _("Eight digits."))


class EmailCodeForm(account.ConfirmEmailVerificationCodeForm):
    """The code that shows that an address is one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("The code in the letter"), _("Eight digits."))


class SecondFactorForm(mfa.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_second_factor(self.fields["code"])


class SecondFactorAgainForm(mfa.ReauthenticateForm):
    """The second step once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_second_factor(self.fields["code"])


def _as_second_factor(field: forms.Field) -> None:
    _as_code(
        field,
        _("Code from your app"),
        _("Six digits from the app, or one of your spare codes."),
    )


class AppForm(totp.ActivateTOTPForm):
    """The first code from an app that was just set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code from the app"), _("Six digits."))


class PasskeyForm(passkeys.AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(
            self.fields["name"],
            _("Name of the key"),
            _("So that you know which one it is: my phone, the key on my key ring."),
        )
        _in_our_words(
            self.fields["passwordless"],
            _("Let me sign in with this key alone"),
            _("The key then asks for your finger, face or PIN."),
        )


class PasskeyNameForm(passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["name"], _("Name of the key"))


class ProfileForm(forms.ModelForm):
    """One's own name and language."""

    class Meta:
        model = User
        fields = ["name", "language"]

    language = forms.ChoiceField(
        label=_("Language of the letters you get"),
        choices=[(code, OWN_NAMES.get(code, code)) for code, _n in settings.LANGUAGES],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["name"], _("Your name"))
        self.fields["name"].widget.attrs["autocomplete"] = "name"
