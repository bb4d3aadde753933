import csv
import io
import json

import pytest

from medverkan.foundation import clock
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from tests.factories.cases import lodged, officer_of

pytestmark = pytest.mark.django_db


def published() -> Case:
    case = lodged(may_be_published=True)
    operations.publish(
        case=case,
        title="Lampan vid bron",
        text="Lampan vid bron är trasig.",
        version=case.version,
        actor=officer_of(case),
        at=clock.now(),
    )
    case.refresh_from_db()
    return case


def content_of(response) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


class TestCases:
    def test_are_given_as_json(self, client):
        case = published()

        data = json.loads(content_of(client.get("/arenden.json")))

        assert data["licence"].endswith("/zero/1.0/")
        assert data["cases"][0]["reference"] == case.reference
        assert data["cases"][0]["text"] == "Lampan vid bron är trasig."

    def test_are_given_as_csv(self, client):
        case = published()

        text = content_of(client.get("/arenden.csv"))
        header, row = csv.reader(io.StringIO(text), delimiter=";")

        assert dict(zip(header, row, strict=True))["reference"] == case.reference

    @pytest.mark.parametrize("address", ["/arenden.json", "/arenden.csv"])
    def test_are_none_that_is_not_published(self, client, address):
        case = lodged()
        hidden = published()
        operations.withdraw(case=hidden, at=clock.now())

        text = content_of(client.get(address))

        assert case.reference not in text
        assert hidden.reference not in text

    @pytest.mark.parametrize("address", ["/arenden.json", "/arenden.csv"])
    def test_name_nobody(self, client, address):
        case = published()
        Case.objects.filter(pk=case.pk).update(published_name="Marja Lindqvist")

        text = content_of(client.get(address))

        assert "Marja" not in text
        assert "marja@example.org" not in text

    def test_are_an_empty_list_where_there_is_none(self, client):
        assert json.loads(content_of(client.get("/arenden.json")))["cases"] == []

    @pytest.mark.parametrize("count", [1, 3])
    def test_take_two_queries(self, client, count, django_assert_num_queries):
        for _ in range(count):
            published()

        with django_assert_num_queries(2):
            content_of(client.get("/arenden.json"))


class TestPage:
    def test_names_the_licence_and_the_files(self, client):
        text = client.get("/oppna-data/").content.decode()

        assert "CC0" in text
        assert "/arenden.csv" in text
