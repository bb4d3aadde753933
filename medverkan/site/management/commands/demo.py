"""Fill an empty database with the demo municipality."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from medverkan.foundation import clock
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.states import State
from medverkan.participation.cases.models import Case
from medverkan.reference.bodies import operations as bodies
from medverkan.reference.pathways import operations as pathways
from medverkan.site.demo import asking, desk, guidance, stories, voting, ways
from medverkan.site.demo.telling import Teller

LED_IN_BY = dt.timedelta(days=800)
LOOKED_OVER = dt.timedelta(days=40)


class Command(BaseCommand):
    """Make the demo municipality: bodies, ways in, and a year of cases; nothing if it is there."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is for settings with DEMO on.")
        if Case.objects.exists():
            self.stdout.write("The demo municipality is there already.")
            return
        at = clock.now()
        # The organisation stood before the first case arrived.
        bodies.load_demo(at=at - LED_IN_BY)
        ways.adopt(at=at - LED_IN_BY)
        pathways.load_demo(at=at)
        guidance.write(at=at - LOOKED_OVER)
        asking.write(at=at - LOOKED_OVER)
        Teller(now=at).tell(chain(stories.read(), voting.read()))
        desk.furnish(at=at)
        voting.tidy(at=at)
        _post_what_was_written(before=at)
        count = Case.objects.count()
        self.stdout.write(f"The demo municipality has {count} cases.")


def _post_what_was_written(*, before: dt.datetime) -> None:
    """Let the letters of the stories have been sent on their day, not by the first worker."""
    Delivery.objects.filter(state=State.QUEUED, written_at__lt=before).update(
        state=State.SENT, ended_at=F("written_at"), attempt_count=1
    )
