import pytest

from tests.factories import search as factory


@pytest.fixture(autouse=True)
def no_things():
    yield
    factory.empty()
