import pytest
from django.core.files.storage import storages


@pytest.fixture(autouse=True)
def empty_storages(settings):
    settings.STORAGES = dict(settings.STORAGES)
    return storages
