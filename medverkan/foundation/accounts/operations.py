"""Everything that can be done with one's own account here; signing in is allauth's."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from medverkan.foundation import permissions
from medverkan.foundation.accounts import events, rules
from medverkan.foundation.accounts.models import User
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor


@transaction.atomic
def change(*, user: User, name: str, language: str, actor: Actor, at: datetime) -> User:
    """
    Change the name and the language of letters.

    :raises NotPermitted: it is somebody else's account
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    permissions.require(rules.may_change(actor, user))
    if (user.name, user.language) == (name, language):
        return user
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    audit.record(events.ACCOUNT_CHANGED, subject=user, actor=actor, at=at)
    return user


@transaction.atomic
def erase(*, user: User, actor: Actor, at: datetime) -> User:
    """
    Empty the account and end every session; its row stays, so that the log stays whole.

    What the person sent in is not touched: it is a public record with rules of its own.

    :raises NotPermitted: it is somebody else's, holds a role, or is erased already
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    permissions.require(rules.may_erase(actor, user, at))
    for session in UserSession.objects.filter(user=user):
        session.end()
    for kept_by_allauth in (EmailAddress, SocialAccount, Authenticator):
        kept_by_allauth.objects.filter(user=user).delete()
    user.email, user.name, user.last_login = None, "", None
    user.is_active = False  # ty: ignore[invalid-assignment] - a field of ours, typed as a class variable in the stubs
    user.erased_at = at
    user.save()
    audit.record(events.ACCOUNT_ERASED, subject=user, actor=actor, at=at)
    return user


@transaction.atomic
def forget_unconfirmed(*, before: datetime) -> int:
    """Delete accounts that were asked for before this time and whose address nobody confirmed."""
    asked = EmailAddress.objects.filter(
        verified=False, user__last_login=None, user__joined_at__lt=before
    ).exclude(user__emailaddress__verified=True)
    users = User.objects.filter(pk__in=asked.values("user_id"))
    count = users.count()
    users.delete()
    return count
