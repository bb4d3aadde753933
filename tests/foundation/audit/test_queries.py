from __future__ import annotations

import pytest

from medverkan.foundation.audit import queries
from medverkan.foundation.audit.types import Visibility
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db


class TestAboutCase:
    def test_is_newest_first(self):
        first, second = EventFactory.create_batch(2, about_case=7)

        page = queries.about_case(7, [Visibility.STAFF])

        assert page.events == [second, first]

    def test_leaves_out_what_the_reader_may_not_see(self):
        EventFactory(about_case=7, visibility="staff")
        shown = EventFactory(about_case=7, visibility="public")

        page = queries.about_case(7, [Visibility.PUBLIC, Visibility.PARTIES])

        assert page.events == [shown]

    def test_leaves_out_other_cases(self):
        EventFactory(about_case=8)

        assert queries.about_case(7, list(Visibility)).events == []

    def test_turns_pages(self):
        oldest, middle, newest = EventFactory.create_batch(3, about_case=7)

        page = queries.about_case(7, list(Visibility), limit=2)
        rest = queries.about_case(
            7, list(Visibility), older_than=page.older_than, limit=2
        )

        assert page.events == [newest, middle]
        assert (rest.events, rest.older_than) == ([oldest], None)
