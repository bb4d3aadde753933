"""What a case holds about the one who wrote, for that person: to see, take along and understand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower

from medverkan.foundation.accounts.models import User
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import queries
from medverkan.participation.cases.models import Case, Message, Party, Rating
from medverkan.participation.cases.states import MessageKind
from medverkan.reference.bodies.models import Body

Keeping = Callable[[Case, dt.date], str]
"""Says in words how long a case is kept, and by which decision."""

_keeping: list[Keeping] = []


def register_keeping(keeping: Keeping) -> None:
    """Let the room of retention say how long a case is kept."""
    _keeping.append(keeping)


def kept_until(case: Case, *, today: dt.date) -> str:
    """Return how long the case is kept, in words; nothing when nobody has decided."""
    return next((said for ask in _keeping if (said := ask(case, today))), "")


def of_case(case: Case) -> dict[str, Any]:
    """
    Return what the case holds about the one who wrote, as JSON can hold it.

    Of a protected case only how far it has come: the content is given by e-ID, by letter
    or at a visit.
    """
    found: dict[str, Any] = {
        "reference": case.reference,
        "responsible": str(case.authority.name),
        "arrived_at": case.arrived_at,
        "state": case.state,
        "is_protected": case.is_protected,
    }
    if case.is_protected:
        return found
    party = queries.submitter(case)
    return found | {
        "way_in": str(case.pathway),
        "has_protected_identity": bool(party and party.has_protected_identity),
        "contact": _contact(party) if party else {},
        "place": case.place,
        "latitude": case.latitude,
        "longitude": case.longitude,
        "is_published": case.is_published,
        "published_name": case.published_name,
        "rating": _rating(case),
        "written": [_message(message) for message in _messages(case)],
        "letters": list(
            Delivery.objects.filter(about_case=case.pk)
            .order_by("pk")
            .values("letter", "subject", "written_at", "state")
        ),
    }


def of_user(user_id: int) -> list[dict[str, Any]]:
    """Return the same of every case sent from one of the user's checked addresses."""
    return [of_case(case) for case in cases_of(User.objects.get(pk=user_id))]


def cases_of(user: User) -> QuerySet[Case]:
    """Return the cases that were sent from an address that the user has proved to own."""
    addresses = user.emailaddress_set.filter(verified=True)
    checked = [email.lower() for email in addresses.values_list("email", flat=True)]
    parties = Party.objects.annotate(address_in_lower=Lower("email")).filter(
        address_in_lower__in=checked, role=Party.Role.SUBMITTER
    )
    return (
        Case.objects.filter(parties__in=parties)
        .for_lists()
        .prefetch_related("parties")
        .order_by("-arrived_at", "-pk")
    )


def _contact(party: Party) -> dict[str, Any]:
    if party.has_protected_identity:
        # The link may have come into other hands.
        return {}
    fields = (
        "name", "email", "phone", "address", "postcode", "language", "answer_by",
        "wants_easy_words",
    )  # fmt: skip
    return {field: getattr(party, field) for field in fields}


def _rating(case: Case) -> dict[str, Any]:
    fields = ("solved", "grade", "rated_at")
    return Rating.objects.filter(case=case).values(*fields).first() or {}


def _messages(case: Case) -> QuerySet[Message]:
    written = Message.objects.filter(case=case).exclude(kind=MessageKind.NOTE)
    return written.prefetch_related("attachments__file").order_by("written_at", "pk")


def _message(message: Message) -> dict[str, Any]:
    return {
        "kind": message.kind,
        "written_at": message.written_at,
        "title": message.title,
        "text": message.text,
        "language": message.language,
        "files": [
            {"name": each.file.original_name, "sha256": each.file.sha256}
            for each in message.attachments.all()
        ],
    }


def controller_of(case: Case) -> dict[str, str]:
    """Return who is responsible for the personal data of a case (GDPR 4.7)."""
    return responsible(case.authority)


def responsible(authority: Body) -> dict[str, str]:
    """Return the name of an authority and where to reach it."""
    return {
        "name": str(authority.name),
        "email": authority.email or settings.MUNICIPALITY["email"],
    }
