"""Register numbers have no gaps, with real connections on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from medverkan.reference.register.models import Counter, Record
from tests.factories.bodies import BodyFactory
from tests.factories.register import make_record

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 6
EACH = 4


class TestNumbersAtOnce:
    def test_have_no_gap_and_no_double(self, at):
        authority = BodyFactory()

        _at_once(
            lambda _nth: [make_record(authority=authority, at=at) for _ in range(EACH)]
        )

        numbers = Record.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, WORKERS * EACH + 1))

    def test_register_the_same_case_once(self, at):
        authority = BodyFactory()

        _at_once(lambda _nth: make_record(authority=authority, about_case=7, at=at))

        assert Record.objects.count() == 1
        assert Counter.objects.get().last_number == 1

    def test_are_given_back_by_a_rollback(self, at):
        authority = BodyFactory()
        with transaction.atomic():
            make_record(authority=authority, at=at)
            transaction.set_rollback(True)

        assert make_record(authority=authority, at=at).number == 1


def _at_once(do):
    def run(nth):
        try:
            do(nth)
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        list(pool.map(run, range(WORKERS)))
