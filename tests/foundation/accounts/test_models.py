import pytest
from django.core.checks import run_checks
from django.db import IntegrityError

from medverkan.foundation.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


class TestUser:
    def test_is_kept_in_lower_case(self):
        user = UserFactory(email="Anna@Example.ORG")

        assert user.email == "anna@example.org"

    def test_is_found_whatever_the_case(self):
        user = UserFactory(email="anna@example.org")

        assert User.objects.get(email="ANNA@example.org") == user

    def test_shares_no_address(self):
        UserFactory(email="anna@example.org")

        with pytest.raises(IntegrityError):
            UserFactory(email="Anna@example.org")

    def test_has_an_address_until_erased(self):
        with pytest.raises(IntegrityError):
            UserFactory(email=None)

    def test_has_no_name_once_erased(self, at):
        with pytest.raises(IntegrityError):
            UserFactory(email=None, name="Anna", is_active=False, erased_at=at)

    def test_leaves_room_for_others_once_erased(self, at):
        for _ in range(2):
            UserFactory(email=None, name="", is_active=False, erased_at=at)

        assert User.objects.filter(email=None).count() == 2

    def test_has_no_password(self):
        user = User.objects.create_user("anna@example.org")

        assert not user.has_usable_password()

    def test_passes_the_system_checks_unsilenced(self, settings):
        assert not getattr(settings, "SILENCED_SYSTEM_CHECKS", [])
        assert run_checks(tags=["models"]) == []
