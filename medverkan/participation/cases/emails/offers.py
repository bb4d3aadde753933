"""The letters in which we suggest something to the one who wrote, and what came of it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases.emails import authors
from medverkan.participation.cases.models import (
    Case,
    ConversionOffer,
    MergeOffer,
)

CONVERSION_OFFER = authors.letter_to_author(
    "conversion_offer", _("We suggest another way for what you wrote")
)
MERGE_OFFER = authors.letter_to_author(
    "merge_offer", _("We suggest that your proposal is joined with another")
)
MERGED = authors.letter_to_author("merged", _("Your proposal is joined with another"))


def suggest_another_way(
    case: Case, offer: ConversionOffer, *, actor: Actor, at: dt.datetime
) -> None:
    """Suggest another way for what was written, and ask the one who wrote for a yes."""
    told = {"text": offer.text, "to": offer.to.name}
    authors.send(CONVERSION_OFFER, case, actor=actor, at=at, **told)


def suggest_joining(
    case: Case, offer: MergeOffer, *, actor: Actor, at: dt.datetime
) -> None:
    """Suggest joining another proposal, and ask the author for a yes."""
    told = {"text": offer.text, "step_date": offer.last_date} | _about(offer.into)
    authors.send(MERGE_OFFER, case, actor=actor, at=at, **told)


def tell_joined(case: Case, *, into: Case, actor: Actor, at: dt.datetime) -> None:
    """Tell which proposal it was joined to, and that its votes are not added there."""
    authors.send(MERGED, case, actor=actor, at=at, **_about(into))


def _about(other: Case) -> dict[str, str]:
    link = settings.SITE_URL + reverse("cases:detail", args=[other.reference])
    return {"title": other.published_title, "other_link": link}
