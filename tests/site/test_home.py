import datetime as dt

import pytest

from medverkan.foundation import clock
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Outcome
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered():
    """A case that should have been answered a month ago, and was in five working days."""
    arrived_at = clock.now() - dt.timedelta(days=40)
    case = lodged(at=arrived_at)
    Case.objects.filter(pk=case.pk).update(
        first_answered_at=arrived_at + dt.timedelta(days=7)
    )


class TestPromises:
    def test_say_how_soon_and_how_often_in_time(self, client, answered):
        soon, in_time = client.get("/").context["promises"]

        assert in_time["value"] == "100 %"
        assert soon["url"] == "/sa-svarar-vi/#median_days"
        assert in_time["url"] == "/sa-svarar-vi/#share_in_time"

    def test_are_not_shown_where_nothing_was_answered(self, client):
        assert client.get("/").context["promises"] == []

    def test_are_counted_once_in_ten_minutes(
        self, client, answered, settings, django_assert_max_num_queries
    ):
        memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        settings.CACHES = {**settings.CACHES, "process": memory}
        client.get("/")

        with django_assert_max_num_queries(5):
            client.get("/")


class TestOutcomes:
    def test_show_an_answer_at_once_and_nothing_that_was_hidden(self, client):
        case = lodged(may_be_published=True)
        doing = {"case": case, "actor": officer_of(case), "at": AT}
        assert client.get("/").context["outcomes"] == []

        operations.reply(
            **doing, text="Lampan är bytt.", outcome=Outcome.FIXED, version=case.version
        )
        case.refresh_from_db()
        published = {"title": "Lampan vid bron", "text": "Den är trasig."}
        operations.publish(
            **doing, **published, answer="Lampan är bytt.", version=case.version
        )
        (outcome,) = client.get("/").context["outcomes"]
        assert (outcome["title"], outcome["text"]) == (
            "Lampan vid bron",
            "Lampan är bytt.",
        )

        case.refresh_from_db()
        operations.mark_secrecy(**doing, provision="OSL 26:1", version=case.version)
        assert client.get("/").context["outcomes"] == []
