"""Which addresses to measure in this database, and how many queries each of them makes."""

from __future__ import annotations

import json
import sys

import django


def addresses() -> dict[str, str]:
    """Return the measured pages by name: from the first to deep in the list."""
    from django.http import QueryDict
    from django.urls import reverse

    from medverkan.participation.cases import lists, queries
    from medverkan.participation.cases.models import Case

    newest_first = Case.objects.published().order_by("-published_at", "-pk")
    count = newest_first.count()
    deep = newest_first[count * 9 // 10]
    position = queries.Position(published_at=deep.published_at, pk=deep.pk)
    index = reverse("cases:index")
    return {
        "bare view": "/bare/",
        "home": reverse("site:home"),
        "list, first page": index,
        "list, filtered": f"{index}?svar=ja&amne={_busiest_topic()}",
        "list, deep page": f"{index}?{lists.query_of(QueryDict(), position)}",
        "case page": reverse("cases:detail", args=[deep.reference]),
    }


def _busiest_topic() -> str:
    from django.db.models import Count

    from medverkan.participation.cases.models import Case
    from medverkan.reference.bodies.models import Topic

    by_topic = Case.objects.published().values("topic").annotate(count=Count("pk"))
    busiest = by_topic.exclude(topic=None).order_by("-count").first()
    return Topic.objects.get(pk=busiest["topic"]).slug if busiest else ""


def query_count(path: str) -> int:
    """Return how many queries the page makes when it is asked for the second time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="localhost")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, f"{path} gave {answer.status_code}"
    return len(captured)


if __name__ == "__main__":
    django.setup()
    found = {
        name: {"path": path, "queries": query_count(path)}
        for name, path in addresses().items()
    }
    json.dump(found, sys.stdout)
