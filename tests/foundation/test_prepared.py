"""Queries whose SQL is written once."""

from __future__ import annotations

import pytest
from django.db.models import F, QuerySet

from medverkan.foundation.prepared import Prepared
from medverkan.reference.bodies.models import Topic
from tests.factories.bodies import TopicFactory

pytestmark = pytest.mark.django_db


def open_topics(limit: int) -> QuerySet[Topic]:
    topics = Topic.objects.filter(is_protected=False).order_by("slug")
    return topics.only("slug").annotate(at=F("body__slug"))[:limit]


class TestPrepared:
    def test_finds_what_the_query_finds(self) -> None:
        TopicFactory.create_batch(3)
        TopicFactory(is_protected=True)
        find = Prepared(open_topics)

        assert find(limit=2) == list(open_topics(2))
        assert find(limit=9) == list(open_topics(9))

    def test_finds_what_has_come_since_and_nothing_that_has_gone(self) -> None:
        find = Prepared(open_topics)
        gone = TopicFactory()
        assert find(limit=9) == [gone]

        gone.delete()
        come = TopicFactory()

        assert find(limit=9) == [come]

    def test_gives_annotations_and_leaves_other_columns_unread(self) -> None:
        topic = TopicFactory()

        (found,) = Prepared(open_topics)(limit=1)

        assert found.at == topic.body.slug
        assert "keywords" in found.get_deferred_fields()

    def test_writes_the_query_once(self) -> None:
        built: list[int] = []

        def build(limit: int) -> QuerySet[Topic]:
            built.append(limit)
            return open_topics(limit)

        find = Prepared(build)

        find(limit=1), find(limit=1), find(limit=2)

        assert built == [1, 2]
