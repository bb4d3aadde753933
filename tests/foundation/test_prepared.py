"""Queries whose SQL is written once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.models import F, QuerySet

from medverkan.foundation import prepared
from medverkan.foundation.accounts.models import User
from medverkan.foundation.prepared import Given, Prepared
from medverkan.reference.bodies.models import Topic
from tests.factories.accounts import UserFactory
from tests.factories.bodies import TopicFactory

pytestmark = pytest.mark.django_db

# More than a connection asks before it keeps a statement prepared.
OFTEN = 7


def open_topics(limit: int) -> QuerySet[Topic]:
    topics = Topic.objects.filter(is_protected=False).order_by("slug")
    return topics.only("slug").annotate(at=F("body__slug"))[:limit]


def topics_like(part: str, other: Given) -> QuerySet[Topic]:
    topics = Topic.objects.filter(slug__contains=part).exclude(pk=other)
    return topics.order_by("pk")


def named(slug: Given) -> QuerySet[Topic]:
    return Topic.objects.filter(slug=slug)


def signed_in_before(at: Given) -> QuerySet[User]:
    return User.objects.filter(last_login__lt=at)


class TestPrepared:
    def test_finds_what_the_query_finds(self) -> None:
        TopicFactory.create_batch(3)
        TopicFactory(is_protected=True)
        find = Prepared(open_topics)

        assert find(2) == list(open_topics(2))
        assert find(9) == list(open_topics(9))

    def test_finds_what_has_come_since_and_nothing_that_has_gone(self) -> None:
        find = Prepared(open_topics)
        gone = TopicFactory()
        assert [find(9) for _ in range(OFTEN)] == [[gone]] * OFTEN

        gone.delete()
        come = TopicFactory()

        assert find(9) == [come]

    def test_gives_annotations_and_leaves_other_columns_unread(self) -> None:
        topic = TopicFactory()

        (found,) = Prepared(open_topics)(1)

        assert found.at == topic.body.slug
        assert "keywords" in found.get_deferred_fields()

    def test_compares_with_what_is_given_each_time(self) -> None:
        find = Prepared(topics_like)
        first, second = TopicFactory(slug="vagar"), TopicFactory(slug="vatten")
        TopicFactory(slug="skola")

        for _ in range(OFTEN):
            assert find("va", other=first.pk) == [second]
            assert find("va", other=second.pk) == [first]
            assert find("gar", other=0) == [first]

    def test_compares_with_times(self) -> None:
        at = dt.datetime(2026, 11, 10, 8, 30, tzinfo=dt.UTC)
        user = UserFactory(last_login=at)
        find = Prepared(signed_in_before)

        assert find(at=at) == []
        assert find(at=at + dt.timedelta(microseconds=1)) == [user]

    def test_makes_whole_objects(self) -> None:
        topic = TopicFactory(keywords={"sv": ["väg"]})

        (found,) = Prepared(named)(slug=topic.slug)

        columns = [field.attname for field in Topic._meta.concrete_fields]
        assert [getattr(found, name) for name in columns] == [
            getattr(topic, name) for name in columns
        ]

    def test_writes_the_query_once_for_what_stands_in_it(self) -> None:
        built: list[int] = []

        def build(limit: int) -> QuerySet[Topic]:
            built.append(limit)
            return open_topics(limit)

        find = Prepared(build)

        find(1), find(1), find(2)

        assert built == [1, 2]


class TestAsk:
    def test_answers_with_rows(self) -> None:
        topic = TopicFactory()
        statement = "SELECT slug FROM bodies_topic WHERE id = %(topic)s"

        for _ in range(OFTEN):
            assert prepared.ask(statement, {"topic": topic.pk}) == [(topic.slug,)]
            assert prepared.ask(statement, {"topic": 0}) == []

    def test_is_logged_with_its_values(self, django_assert_num_queries) -> None:
        with django_assert_num_queries(1) as log:
            prepared.ask("SELECT 1 WHERE 1 = %(number)s", {"number": 4711})

        assert "4711" in log[0]["sql"]

    @pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite keeps its statements itself"
    )
    def test_is_planned_once(self) -> None:
        for number in range(OFTEN):
            prepared.ask("SELECT %(number)s::int", {"number": number})

        known = prepared.ask("SELECT statement FROM pg_prepared_statements", {})
        assert ("SELECT $1::int",) in known
