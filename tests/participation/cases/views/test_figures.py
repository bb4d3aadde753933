import csv
import datetime as dt
import io

import pytest

from medverkan.foundation import clock
from medverkan.participation.cases import answering
from medverkan.participation.cases.figures import Period
from medverkan.participation.cases.models import Case
from tests.factories.bodies import BodyFactory
from tests.factories.cases import lodged

pytestmark = pytest.mark.django_db

PAGE = "/sa-svarar-vi/"
TODAY = dt.date(2026, 11, 22)


COUNT = 5


@pytest.fixture
def case():
    """One of five cases of a body that were answered a month ago, a week after they arrived."""
    arrived_at = clock.now() - dt.timedelta(days=40)
    case = lodged(at=arrived_at)
    for _ in range(COUNT - 1):
        other = lodged(at=arrived_at)
        Case.objects.filter(pk=other.pk).update(body=case.body, topic=case.topic)
    answered_at = arrived_at + dt.timedelta(days=7)
    Case.objects.update(first_answered_at=answered_at)
    return case


def body_of(response) -> str:
    return response.content.decode("utf-8-sig")


class TestPage:
    def test_shows_the_figures_of_each_body(self, client, case):
        response = client.get(PAGE)

        assert str(case.body) in body_of(response)
        assert response.headers["Cache-Control"].startswith("public")

    def test_tells_what_every_figure_means(self, client):
        text = body_of(client.get(PAGE))

        assert all(f'id="{one.name}"' in text for one in answering.DEFINITIONS)

    @pytest.mark.parametrize("query", ["period=%00", "per='--", "period=1066&per=🙂"])
    def test_shows_the_usual_for_nonsense_and_says_so(self, client, case, query):
        response = client.get(f"{PAGE}?{query}")

        assert response.status_code == 200
        assert response.context["form"].errors
        assert response.context["table"].total.figures.received == COUNT

    @pytest.mark.parametrize("per", ["organ", "slag", "amne", "sprak", "kanal"])
    @pytest.mark.parametrize("period", ["90-dagar", "12-manader"])
    def test_counts_by_each(self, client, case, period, per):
        response = client.get(PAGE, {"period": period, "per": per})

        assert response.context["table"].total.figures.received == COUNT

    @pytest.mark.parametrize("count", [1, 3])
    def test_takes_eight_queries(self, client, count, django_assert_num_queries):
        for _ in range(count):
            case = lodged(at=clock.now() - dt.timedelta(days=40))
            others = [lodged(at=clock.now() - dt.timedelta(days=40)) for _ in range(4)]
            Case.objects.filter(pk__in=[one.pk for one in others]).update(
                body=case.body
            )

        with django_assert_num_queries(8):
            client.get(PAGE)


class TestFiles:
    def test_say_what_the_page_says(self, client, case):
        rows = list(
            csv.reader(
                io.StringIO(body_of(client.get("/sa-svarar-vi.csv"))), delimiter=";"
            )
        )
        data = client.get("/sa-svarar-vi.json").json()

        assert rows[1][2:5] == [case.body.slug, str(case.body), str(COUNT)]
        assert rows[-1][2] == "total"
        assert data["rows"][0]["received"] == data["total"]["received"] == COUNT
        assert set(data["definitions"]) == {d.name for d in answering.DEFINITIONS}

    @pytest.mark.parametrize("file", ["csv", "json"])
    def test_refuse_nonsense_with_what_can_be_asked(self, client, file):
        response = client.get(f"/sa-svarar-vi.{file}?period=x&per=y")

        assert response.status_code == 400
        assert "90-dagar, 12-manader" in body_of(response)
        assert "organ, slag, amne, sprak, kanal" in body_of(response)

    def test_run_no_formula(self, client, case):
        Case.objects.update(body=BodyFactory(name="=1+1"))

        assert ";'=1+1;" in body_of(client.get("/sa-svarar-vi.csv"))


class TestPeriods:
    def test_end_yesterday(self):
        assert answering.last_days(90, today=TODAY) == Period(
            dt.date(2026, 8, 24), dt.date(2026, 11, 21)
        )

    def test_of_months_are_whole(self):
        assert answering.last_months(12, today=TODAY) == Period(
            dt.date(2025, 11, 1), dt.date(2026, 10, 31)
        )

    def test_of_this_year_end_yesterday(self):
        assert answering.year_so_far(2026, today=TODAY).last == dt.date(2026, 11, 21)
        assert answering.year_so_far(2025, today=TODAY).last == dt.date(2025, 12, 31)

    @pytest.mark.parametrize(
        ("first", "last", "becomes"),
        [
            ("2026-08-24", "2026-11-21", ("2026-08-01", "2026-10-31")),
            ("2026-01-01", "2026-12-31", ("2026-01-01", "2026-12-31")),
            ("2027-01-01", "2027-01-10", ("2026-12-01", "2026-12-31")),
        ],
    )
    def test_by_topic_are_widened_to_whole_months(self, first, last, becomes):
        day = dt.date.fromisoformat

        assert answering.in_whole_months(Period(day(first), day(last))) == Period(
            *map(day, becomes)
        )
