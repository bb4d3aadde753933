"""A published proposal that gathers votes, and addresses that follow it."""

from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.tags import address_tag
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import mailings
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Frequency
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

LATER = AT + dt.timedelta(hours=1)


def published(*, allows_questions=False, **values) -> Case:
    rules = RuleSetFactory(gathering=True, votes=150, allows_questions=allows_questions)
    case = lodged(pathway=rules.pathway, **values)
    operations.publish(
        case=case,
        title="Fler bänkar längs ån",
        text="Sätt ut fler bänkar.",
        version=case.version,
        actor=officer_of(case),
        at=AT,
    )
    case.refresh_from_db()
    return case


@pytest.fixture
def proposal():
    return published()


def follow(case, name="anna", *, weekly=False, at=AT, language="sv", confirm=True):
    """Let an address follow the case."""
    frequency = Frequency.WEEKLY if weekly else Frequency.EACH
    email = f"{name}@example.org"
    operations.ask_to_follow(
        case=case, email=email, frequency=frequency, language=language, at=at
    )
    if confirm:
        operations.choose(case=case, tag=address_tag(email), frequency=frequency, at=at)


def letters(name_begins="follow."):
    """What is written to followers, without the letters that ask them to confirm."""
    written = Delivery.objects.filter(letter__startswith=name_begins)
    return written.exclude(letter="follow.to_confirm").order_by("pk")


def work(at=LATER):
    """Write batch after batch until nothing is left."""
    while mailings.work(at):
        pass
