"""What allauth says to people, in our words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ERRORS = {
    "account_inactive": _("This account is closed."),
    "cannot_delete_authenticator": _(
        "Your role needs a second step when you sign in. Add another one before you "
        "remove this."
    ),
    "cannot_generate_recovery_codes": _("Add a second step first."),
    "connected_other": _("That e-ID belongs to another account here."),
    "duplicate_email": _("That is already your address."),
    "email_taken": _("Another account has that address."),
    "incorrect_code": _("The code is not right. Check it and write it again."),
    "invalid_login": _("That does not look like an e-mail address."),
    "rate_limited": _("That was many tries in a short time. Wait a few minutes."),
    "same_as_current": _("That is already your address."),
    "too_many_login_attempts": _(
        "That was many tries in a short time. Wait ten minutes and try again."
    ),
    "unverified_email": _("Confirm your e-mail address first."),
}

EID_ERRORS = {
    **ERRORS,
    "email_taken": _(
        "Another account has that address. Sign in to that one first and add %s there."
    ),
}

# None: the page itself says it.
MESSAGES = {
    "account/messages/cannot_delete_primary_email.txt": _(
        "This is the address you sign in with. Change it instead of removing it."
    ),
    "account/messages/email_confirmation_failed.txt": _(
        "Another account has that address."
    ),
    "account/messages/email_confirmation_sent.txt": None,
    "account/messages/email_confirmed.txt": _("Your e-mail address is confirmed."),
    "account/messages/email_deleted.txt": _("The address is removed."),
    "account/messages/logged_in.txt": None,
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/login_code_sent.txt": None,
    "account/messages/primary_email_set.txt": _("Your e-mail address is changed."),
    "account/messages/unverified_primary_email.txt": _(
        "Confirm your e-mail address first."
    ),
    "mfa/messages/recovery_codes_generated.txt": None,
    "mfa/messages/totp_activated.txt": _("The app is added."),
    "mfa/messages/totp_deactivated.txt": _("The app is removed."),
    "mfa/messages/webauthn_added.txt": _("The key is added."),
    "mfa/messages/webauthn_removed.txt": _("The key is removed."),
    "socialaccount/messages/account_connected.txt": _(
        "You can now sign in with your e-ID."
    ),
    "socialaccount/messages/account_connected_other.txt": _(
        "That e-ID belongs to another account here."
    ),
    "socialaccount/messages/account_connected_updated.txt": _(
        "You can now sign in with your e-ID."
    ),
    "socialaccount/messages/account_disconnected.txt": _("The e-ID is removed."),
    "usersessions/messages/sessions_logged_out.txt": _(
        "You are signed out everywhere else."
    ),
}

# What a letter about a change says has been done.
CHANGES = {
    "account/email/email_changed": _("The e-mail address of your account was changed."),
    "account/email/email_deleted": _(
        "An e-mail address was removed from your account."
    ),
    "account/email/email_confirm": _("An e-mail address was confirmed."),
    "mfa/email/recovery_codes_generated": _("You got new spare codes."),
    "mfa/email/totp_activated": _("An app for codes was added to your account."),
    "mfa/email/totp_deactivated": _("The app for codes was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "socialaccount/email/account_connected": _("An e-ID was added to your account."),
    "socialaccount/email/account_disconnected": _(
        "An e-ID was removed from your account."
    ),
}
