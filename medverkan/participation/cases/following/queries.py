"""Who follows what, by the tag in a letter's link."""

from __future__ import annotations

from django.db.models import QuerySet

from medverkan.participation.cases.models import Follower, Subscription


def followed_by(address_tag: str) -> list[Follower]:
    """Return everything that an address follows or has asked to, latest first."""
    return list(_followers(address_tag).order_by("-asked_at", "-pk"))


def follower_of(address_tag: str, reference: str) -> Follower | None:
    """Return the address as follower of one case, or None if it never asked or has stopped."""
    return _followers(address_tag).filter(case__reference=reference).first()


def _followers(address_tag: str) -> QuerySet[Follower]:
    return Follower.objects.filter(address_tag=address_tag).select_related(
        "case__rule_set"
    )


def subscriptions_of(address_tag: str) -> list[Subscription]:
    """Return what an address gets letters on, or has asked to, latest first."""
    found = Subscription.objects.filter(address_tag=address_tag)
    return list(found.order_by("-asked_at", "-pk"))


def subscription_of(address_tag: str, pk: int) -> Subscription | None:
    """Return one subscription of the address, or None if it never asked or has stopped."""
    return Subscription.objects.filter(address_tag=address_tag, pk=pk).first()
