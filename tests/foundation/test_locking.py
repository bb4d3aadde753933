"""A locked row is read anew with what it points at."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from medverkan.foundation import locking
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import lodging
from tests.factories.cases import lodged

pytestmark = pytest.mark.django_db


class TestLock:
    def test_is_asked_for_before_anything_is_joined(self):
        """PostgreSQL joins to what was there before it had to wait."""
        case = lodged()

        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            locked = locking.lock(Case.objects.select_related("body"), pk=case.pk)

        first, second = (query["sql"] for query in asked.captured_queries)
        assert "JOIN" not in first
        assert "JOIN" in second
        assert locked.body == case.body

    def test_of_what_is_not_there_is_refused(self):
        with transaction.atomic(), pytest.raises(Case.DoesNotExist):
            locking.lock(Case.objects.all(), pk=0)


class TestLockOfADraft:
    def test_joins_nothing(self):
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            lodging.lock_draft("x" * 22)

        assert "JOIN" not in asked.captured_queries[0]["sql"]
