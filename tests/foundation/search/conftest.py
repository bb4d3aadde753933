import datetime as dt

import pytest

from medverkan.foundation.search import snapshot, tasks
from tests.factories import search as factory


@pytest.fixture(autouse=True)
def no_things(settings, tmp_path):
    settings.SEARCH_ROOT = tmp_path / "search"
    yield
    factory.empty()


@pytest.fixture
def learn(db):
    """Do what the worker does beside the requests."""

    def _learn(at=dt.datetime(2026, 11, 10, tzinfo=dt.UTC)):
        while tasks.write_meanings(at):
            pass
        snapshot.write()

    return _learn
