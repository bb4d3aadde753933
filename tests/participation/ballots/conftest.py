"""The ledger's folders, fresh for each test."""

import pytest


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.LEDGER_MEMORY_ROOT = tmp_path / "memory"
    settings.LEDGER_SPOOL_ROOT = tmp_path / "spool"


from tests.foundation.accounts.conftest import (  # noqa: E402,F401 - fixtures
    eid,
    running_provider,
)
