"""Counts that limits rest on, in the table that all processes share."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from medverkan.foundation.counting import count

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "cache_of_a_test"
THREADS, EACH = 4, 10


@pytest.fixture(autouse=True)
def table(settings) -> Iterator[None]:
    backend = "medverkan.foundation.counting.CountingCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": TABLE}}
    call_command("createcachetable", verbosity=0)
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def ends_at() -> dt.datetime:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT expires FROM {TABLE}")
        return cursor.fetchone()[0]


def test_each_one_is_told_how_many_there_were():
    assert [count("a", seconds=600) for _ in range(3)] == [1, 2, 3]
    assert count("b", seconds=600) == 1


def test_the_first_opens_the_time_and_the_others_do_not_draw_it_out():
    cache.add("a", 0, timeout=600)
    opened_until = ends_at()

    assert count("a", seconds=7200) == 1
    assert ends_at() == opened_until


def test_what_is_over_is_begun_anew():
    count("a", seconds=600)
    cache.touch("a", timeout=-1)

    assert count("a", seconds=600) == 1


def test_what_was_never_begun_is_not_counted_on():
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_many_at_once_are_all_counted():
    cache.add("a", 0)
    together = Barrier(THREADS)

    def ask() -> None:
        together.wait()
        for _ in range(EACH):
            cache.incr("a")
        connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda _n: ask(), range(THREADS)))

    assert cache.get("a") == THREADS * EACH
