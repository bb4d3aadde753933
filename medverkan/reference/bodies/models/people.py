"""Posts, the people who hold them, and their memberships: public facts, no rights."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models.bodies import Body


class Post(models.Model):
    """A post in a body: chair, member, substitute, head of administration."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="posts")
    slug = models.SlugField(max_length=80)
    label = TranslatedField()
    is_elected = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "slug"], name="bodies_post_slug_is_unique_in_its_body"
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)


class Person(models.Model):
    """A person in public office; only what is public about the office."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Filters on memberships."""

    def held_on(self, day: dt.date) -> Self:
        """Keep the memberships that run on this day."""
        return self.filter(
            Q(start_date__lte=day), Q(end_date=None) | Q(end_date__gte=day)
        )


class Membership(models.Model):
    """That a person belongs to a body during a period; `end_date` is the last day."""

    # The history of who sat where is kept as long as the body.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="memberships"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="memberships", null=True
    )
    party = models.CharField(max_length=40, blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "body", "post", "start_date"],
                name="bodies_membership_in_a_post_is_recorded_once",
            ),
            models.UniqueConstraint(
                fields=["person", "body", "start_date"],
                name="bodies_membership_without_post_is_recorded_once",
                condition=Q(post__isnull=True),
            ),
            models.CheckConstraint(
                name="bodies_membership_ends_after_it_starts",
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.body})"
