"""A case and those who work with it."""

from __future__ import annotations

import pytest

from tests.factories.cases import assigned_officer, lodged


@pytest.fixture
def case():
    return lodged()


@pytest.fixture
def officer(case):
    return assigned_officer(case)[1]


@pytest.fixture
def colleague(case):
    return assigned_officer(case)[1]
