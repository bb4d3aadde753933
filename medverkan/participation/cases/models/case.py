"""The case itself: what was said, where it stands and who has it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.cases.models.shared import TITLE_LENGTH, one_of
from medverkan.participation.cases.states import (
    OPEN,
    TO_ANSWER,
    CaseState,
    Channel,
    Outcome,
    Publication,
)
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import Pathway, RefusalGround, RuleSet

# What a row of a public list shows. Names of topics and bodies come from `directory`.
PUBLIC_ROW = (
    "reference",
    "state",
    "publication",
    "is_protected",
    "outcome",
    "language",
    "published_title",
    "published_at",
    "arrived_at",
    "answered_at",
    "pathway",
    "topic",
    "area",
    "body",
    "authority",
    "deciding_body",
)


class CaseQuerySet(models.QuerySet["Case"]):
    """Filters of cases; who may see what is in `rules`."""

    def published(self) -> Self:
        """Keep what everyone may read."""
        return self.filter(publication=Publication.PUBLISHED, is_protected=False)

    def not_published(self) -> Self:
        """Keep what everyone may know was refused; nothing of what it says."""
        return self.filter(
            publication=Publication.REFUSED, is_protected=False, refusal__isnull=False
        )

    def proposals(self) -> Self:
        """Keep what gathers support or is decided by a body."""
        return self.filter(
            rule_set__in=RuleSet.objects.filter(
                Q(gathers_support=True) | Q(decider__in=(Decider.BODY, Decider.COUNCIL))
            )
        )

    def open(self) -> Self:
        """Keep what is not ended."""
        return self.filter(state__in=OPEN)

    def to_answer(self) -> Self:
        """Keep what somebody is waiting for an answer to."""
        return self.filter(state__in=TO_ANSWER)

    def late(self, *, on: dt.date) -> Self:
        """Keep what should have been answered before this day."""
        return self.to_answer().filter(due_date__lt=on)

    def for_lists(self) -> Self:
        """Fetch what a row in a list shows, in one query."""
        return self.select_related(
            "pathway",
            "topic",
            "area",
            "body",
            "authority",
            "deciding_body",
            "assignee",
            "opening",
        )

    def for_public_rows(self, *more: str) -> Self:
        """Fetch what a row of a public list shows and nothing else; `more` adds columns."""
        return self.only(*PUBLIC_ROW, *more)


class Case(models.Model):
    """
    Something a resident said, from arrival to what became of it.

    What the resident wrote is in `opening` (a message) and never changes; what everyone reads is
    `published_title` and `published_text`, checked and masked by a person; the place only where
    that person said so (`shows_place`), since it may be somebody's home. `arrived_at` is when it
    reached the municipality (statutory), `recorded_at` when it was typed in. `version` counts
    changes so that two officers never overwrite each other unseen. `deciding_body` is set where
    another body than its authority is to decide: the council. `first_due_date` is kept when
    an answered case is reopened and gets a new `due_date`: the first answer is measured by it.
    `awaits_guardian` is true where the rules ask for a guardian's yes and it has not come.
    """

    reference = models.CharField(max_length=16, unique=True)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="cases")
    rule_set = models.ForeignKey(
        RuleSet, on_delete=models.PROTECT, related_name="cases"
    )
    state = models.CharField(max_length=20, default=CaseState.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="cases")
    deciding_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # An officer who leaves must not take the case along.
    assignee = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opening = models.OneToOneField(
        "cases.Message", null=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=10, default=Channel.WEB)
    language = models.CharField(max_length=10, default="sv")
    arrived_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    due_date = models.DateField(null=True, blank=True)
    first_due_date = models.DateField(null=True, blank=True)
    watch_date = models.DateField(null=True, blank=True)
    watch_reason = models.CharField(max_length=120, blank=True)
    watched_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    first_answered_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    publication = models.CharField(max_length=20, default=Publication.PRIVATE)
    may_be_published = models.BooleanField(default=False)
    published_title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    published_text = models.TextField(blank=True)
    published_name = models.CharField(max_length=100, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    shows_place = models.BooleanField(default=False)
    refusal = models.ForeignKey(
        RefusalGround, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    is_protected = models.BooleanField(default=False)
    window_months = models.PositiveSmallIntegerField(null=True, blank=True)
    awaits_guardian = models.BooleanField(default=False)
    needs_hand_over = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    ballot = models.OneToOneField(
        Ballot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_case_state_is_known", condition=one_of("state", CaseState)
            ),
            models.CheckConstraint(
                name="cases_case_channel_is_known",
                condition=one_of("channel", Channel),
            ),
            models.CheckConstraint(
                name="cases_case_outcome_is_known",
                condition=Q(outcome="") | one_of("outcome", Outcome),
            ),
            models.CheckConstraint(
                name="cases_case_published_has_time_and_title",
                condition=~Q(publication=Publication.PUBLISHED)
                | (Q(published_at__isnull=False) & ~Q(published_title="")),
            ),
            models.CheckConstraint(
                name="cases_case_protected_is_never_published",
                condition=Q(is_protected=False) | ~Q(publication=Publication.PUBLISHED),
            ),
            models.CheckConstraint(
                name="cases_case_of_a_child_is_published_after_a_guardians_yes",
                condition=Q(awaits_guardian=False)
                | ~Q(publication=Publication.PUBLISHED),
            ),
            models.CheckConstraint(
                name="cases_case_ended_has_time",
                condition=one_of("state", OPEN | {CaseState.ANSWERED})
                | Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_case_answered_has_time_and_outcome",
                condition=~Q(state=CaseState.ANSWERED)
                | (Q(answered_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="cases_case_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("pk")),
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state", "due_date"], name="cases_case_inbox"),
            models.Index(
                fields=["authority", "state", "due_date"],
                name="cases_case_by_authority",
            ),
            models.Index(
                fields=["assignee", "state", "due_date"], name="cases_case_by_assignee"
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="cases_case_public_list",
                condition=Q(publication="published", is_protected=False),
            ),
            models.Index(
                fields=["topic", "-published_at"],
                name="cases_case_public_by_topic",
                condition=Q(publication="published", is_protected=False),
            ),
            models.Index(
                fields=["-answered_at", "-id"],
                name="cases_case_public_answers",
                condition=Q(
                    publication="published",
                    is_protected=False,
                    answered_at__isnull=False,
                ),
            ),
            models.Index(
                fields=["state", "-published_at"],
                name="cases_case_public_by_state",
                condition=Q(publication="published", is_protected=False),
            ),
            models.Index(
                fields=["rule_set", "-published_at"],
                name="cases_case_public_by_rules",
                condition=Q(publication="published", is_protected=False),
            ),
            models.Index(
                fields=["area"],
                name="cases_case_public_by_area",
                condition=Q(publication="published", is_protected=False),
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="cases_case_public_places",
                condition=Q(
                    publication="published",
                    is_protected=False,
                    shows_place=True,
                    latitude__isnull=False,
                ),
            ),
            models.Index(fields=["arrived_at"], name="cases_case_by_arrival"),
            models.Index(fields=["first_answered_at"], name="cases_case_by_answer"),
            models.Index(fields=["due_date"], name="cases_case_by_due_date"),
            models.Index(
                fields=["first_due_date"],
                name="cases_case_by_first_due_date",
                condition=Q(first_due_date__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def open_alarm(self) -> Any:
        """Return the alarm in the case that nobody has seen to yet, or None."""
        alarm = getattr(self, "alarm", None)
        return alarm if alarm is not None and alarm.answered_at is None else None

    @property
    def is_open(self) -> bool:
        """Tell whether the municipality still owes something."""
        return self.state in OPEN

    @property
    def is_proposal(self) -> bool:
        """Tell whether it gathers support or is decided by a body; see `proposals()`."""
        return self.rule_set.gathers_support or self.rule_set.decider != Decider.OFFICER

    @property
    def decider(self) -> Body:
        """Return the body that decides a proposal: its authority, or the council."""
        return self.deciding_body or self.authority

    @property
    def is_published(self) -> bool:
        """Tell whether everyone may read it."""
        return self.publication == Publication.PUBLISHED and not self.is_protected

    @property
    def shown_place(self) -> str:
        """Return the place in words as everyone may read it."""
        return self.place if self.shows_place else ""

    @property
    def shown_position(self) -> tuple[float, float] | None:
        """Return latitude and longitude as everyone may know them: to some hundred metres."""
        if not self.shows_place or self.latitude is None or self.longitude is None:
            return None
        return round(self.latitude, 3), round(self.longitude, 3)
