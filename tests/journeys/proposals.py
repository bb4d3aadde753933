"""Proposals in journeys: registered from paper, published, looked at."""

import datetime as dt
from zoneinfo import ZoneInfo

from medverkan.participation.cases.models import Case
from tests.journeys.test_stories import act

SWEDEN = ZoneInfo("Europe/Stockholm")


def at(*moment):
    """An instant by the clock in Sweden, as the service keeps it."""
    return dt.datetime(*moment, tzinfo=SWEDEN).astimezone(dt.UTC)


def register(client, *, topic, pathway, **fields):
    """Let staff register what came on paper; return the case."""
    form = client.get("/arbetsyta/registrera/").context["form"]
    answer = client.post(
        "/arbetsyta/registrera/",
        {
            "key": form["key"].value(),
            "channel": "paper",
            "language": "sv",
            "text": "Sätt ut fler bänkar längs ån.",
            "title": "Fler bänkar längs ån",
            "pathway": pathway.pk,
            "topic": topic.pk,
            "answer_by": "email",
            "email": "marja@example.org",
            "name": "Marja Lindqvist",
        }
        | fields,
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return Case.objects.latest("pk")


def publish(client, case):
    act(client, case, "publicera", title="Fler bänkar längs ån", text="Sätt ut bänkar.")
    case.refresh_from_db()
    assert case.is_published
    return case


def shown(client, case):
    return client.get(f"/arenden/{case.reference}/").content.decode()
