"""Users: those who have a reason to sign in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from medverkan.foundation import clock


class LowerCaseEmailField(models.EmailField):
    """An address that is kept, and looked up, in lower case."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.lower() if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class UserManager(BaseUserManager["User"]):
    """Makes users; nobody has a password."""

    def create_user(self, email: str, **fields: Any) -> User:
        """Save and return a user who signs in by e-mail code."""
        user = User(email=email, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """
    A person with an account: staff, elected members, and residents who want one.

    What somebody may do is not here: roles come from `grants`. An erased account keeps its
    row, so that the event log can go on saying that one and the same person did things.
    """

    email = LowerCaseEmailField(unique=True, null=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=10, default="sv")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_user_email_is_in_lower_case",
                condition=Q(email=Lower("email")),
            ),
            models.CheckConstraint(
                name="accounts_user_has_an_email_until_erased",
                condition=Q(erased_at=None, email__isnull=False)
                | Q(erased_at__isnull=False, email=None, name="", is_active=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or f"#{self.pk}"
