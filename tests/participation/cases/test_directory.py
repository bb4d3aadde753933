"""Names on public pages, kept for a moment."""

from __future__ import annotations

import pytest

from medverkan.participation.cases import directory
from medverkan.participation.cases.models import Case
from medverkan.reference.bodies.models import Topic
from tests.factories.cases import lodged

pytestmark = pytest.mark.django_db


def rows() -> list[Case]:
    return directory.name(Case.objects.for_public_rows().order_by("pk"))


class TestName:
    def test_gives_each_case_its_names(self):
        case = lodged()

        [row] = rows()

        assert (row.topic, row.body, row.authority, row.pathway, row.area) == (
            case.topic, case.body, case.authority, case.pathway, case.area,
        )  # fmt: skip

    def test_reads_nothing_but_the_cases_while_the_names_are_fresh(
        self, django_assert_num_queries
    ):
        lodged()
        rows()

        with django_assert_num_queries(1):
            [row] = rows()
            assert str(row.body)
            assert str(row.pathway)

    def test_knows_a_name_from_the_moment_it_is_used(self):
        case = lodged()
        rows()
        case.topic = Topic.objects.create(slug="ny", name="Nytt", body=case.body)
        case.save()

        [row] = rows()

        assert row.topic == case.topic
