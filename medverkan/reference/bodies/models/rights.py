"""What users may do and for whom they stand in: rights, apart from memberships."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from medverkan.foundation.accounts.models import User
from medverkan.reference.bodies.models.bodies import Body
from medverkan.reference.bodies.roles import WHOLE_MUNICIPALITY_ONLY, Role


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Filters on role assignments."""

    def held_at(self, at: dt.datetime) -> Self:
        """Keep the assignments that are valid at this instant."""
        return self.filter(Q(starts_at__lte=at), Q(ends_at=None) | Q(ends_at__gt=at))


class RoleAssignment(models.Model):
    """
    A right: a user holds a role at a body, or in the whole municipality (`body` null).

    `ends_at` is exclusive; rows are ended, never deleted, so that the log can be read.
    """

    # Who had which right when must be answerable after the user or body has gone.
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="role_assignments"
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="role_assignments",
        null=True,
        blank=True,
    )
    role = models.CharField(max_length=20, choices=Role)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bodies_role_is_known", condition=Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="bodies_role_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="bodies_administrator_is_for_the_whole_municipality",
                condition=~Q(role__in=sorted(WHOLE_MUNICIPALITY_ONLY))
                | Q(body__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                name="bodies_role_is_held_once_at_a_body",
                condition=Q(ends_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                name="bodies_role_is_held_once_for_the_whole",
                condition=Q(ends_at__isnull=True, body__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.body or '*'})"


class Cover(models.Model):
    """That one user stands in for another while that one is away; `end_date` is the last day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    covered_by = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="covers"
    )
    start_date = models.DateField()
    end_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bodies_nobody_covers_for_oneself",
                condition=~Q(user=F("covered_by")),
            ),
            models.CheckConstraint(
                name="bodies_cover_ends_after_it_starts",
                condition=Q(end_date__gte=F("start_date")),
            ),
            models.UniqueConstraint(
                fields=["user", "start_date"], name="bodies_absence_has_one_cover"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_date}--{self.end_date}"


class UserLanguage(models.Model):
    """A language (BCP 47) in which an officer answers residents."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "language"], name="bodies_user_language_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.language
