"""Cases and what belongs to them. Personal data lives in parties, messages and drafts only."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from medverkan.foundation.accounts.models import User
from medverkan.foundation.files.models import StoredFile
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.cases.states import (
    OPEN,
    TO_ANSWER,
    BoardOutcome,
    CaseState,
    Channel,
    MessageKind,
    Outcome,
    Publication,
)
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import Pathway, RuleSet

TITLE_LENGTH = 120
TEXT_LENGTH = 20_000
FILE_KIND = "case_attachment"


def _one_of(field: str, values: Any) -> Q:
    return Q(**{f"{field}__in": sorted(value.value for value in values)})


class CaseQuerySet(models.QuerySet["Case"]):
    """Filters of cases; who may see what is in `rules`."""

    def published(self) -> Self:
        """Keep what everyone may read."""
        return self.filter(publication=Publication.PUBLISHED, is_protected=False)

    def proposals(self) -> Self:
        """Keep what gathers support or is decided by a body."""
        return self.filter(
            Q(rule_set__gathers_support=True)
            | Q(rule_set__decider__in=(Decider.BODY, Decider.COUNCIL))
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
            "pathway", "topic", "area", "body", "authority", "assignee", "opening"
        )


class Case(models.Model):
    """
    Something a resident said, from arrival to what became of it.

    What the resident wrote is in `opening` (a message) and never changes; what everyone reads is
    `published_title` and `published_text`, checked and masked by a person. `arrived_at` is when it
    reached the municipality (statutory), `recorded_at` when it was typed in. `version` counts
    changes so that two officers never overwrite each other unseen. `first_due_date` is kept when
    an answered case is reopened and gets a new `due_date`: the first answer is measured by it.
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
    first_answered_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    was_solved = models.BooleanField(null=True, blank=True)
    publication = models.CharField(max_length=20, default=Publication.PRIVATE)
    may_be_published = models.BooleanField(default=False)
    published_title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    published_text = models.TextField(blank=True)
    published_name = models.CharField(max_length=100, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    refusal_ground = models.CharField(max_length=40, blank=True)
    is_protected = models.BooleanField(default=False)
    window_months = models.PositiveSmallIntegerField(null=True, blank=True)
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
                name="cases_case_state_is_known", condition=_one_of("state", CaseState)
            ),
            models.CheckConstraint(
                name="cases_case_channel_is_known",
                condition=_one_of("channel", Channel),
            ),
            models.CheckConstraint(
                name="cases_case_outcome_is_known",
                condition=Q(outcome="") | _one_of("outcome", Outcome),
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
                name="cases_case_ended_has_time",
                condition=_one_of("state", OPEN | {CaseState.ANSWERED})
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
    def is_open(self) -> bool:
        """Tell whether the municipality still owes something."""
        return self.state in OPEN

    @property
    def is_proposal(self) -> bool:
        """Tell whether it gathers support or is decided by a body; see `proposals()`."""
        return self.rule_set.gathers_support or self.rule_set.decider != Decider.OFFICER

    @property
    def is_published(self) -> bool:
        """Tell whether everyone may read it."""
        return self.publication == Publication.PUBLISHED and not self.is_protected


class Party(models.Model):
    """A person on the outside of a case; every field may be empty (anonymous)."""

    class Role(models.TextChoices):
        """Why the person is in the case."""

        SUBMITTER = "submitter"
        GUARDIAN = "guardian"
        ON_BEHALF_OF = "on_behalf_of"

    class Answer(models.TextChoices):
        """How the person wants the answer."""

        EMAIL = "email"
        LETTER = "letter"
        PHONE = "phone"
        NONE = "none"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SUBMITTER)
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=10, default="sv")
    answer_by = models.CharField(
        max_length=10, choices=Answer.choices, default=Answer.NONE
    )
    is_minor = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role="submitter"),
                name="cases_party_one_submitter_a_case",
            ),
        ]
        indexes = [models.Index(fields=["email"], name="cases_party_by_email")]

    def __str__(self) -> str:
        return f"{self.role} of {self.case_id}"


class Message(models.Model):
    """
    Words in a case, never changed once written.

    A note belongs to the authority that wrote it and stays there when the case moves on.
    `published_text` is what everyone reads of it, if anything.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20)
    author = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(max_length=TEXT_LENGTH)
    language = models.CharField(max_length=10, default="sv")
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT,
        related_name="translations",
    )  # fmt: skip
    is_machine_translated = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    published_text = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_message_kind_is_known",
                condition=_one_of("kind", MessageKind),
            ),
            models.CheckConstraint(
                name="cases_message_note_belongs_to_an_authority",
                condition=~Q(kind=MessageKind.NOTE) | Q(authority__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_message_note_is_never_published",
                condition=~Q(kind=MessageKind.NOTE) | Q(published_text=""),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="submission", translation_of__isnull=True),
                name="cases_message_one_submission_a_case",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "written_at"], name="cases_message_of_case")
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class Attachment(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, related_name="attachments"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_secret = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"attachment {self.pk} of message {self.message_id}"


class SecrecyMark(models.Model):
    """A warning that something may be secret: provision, date and authority (OSL 5:5)."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="secrecy_marks"
    )
    provision = models.CharField(max_length=100)
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    marked_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at__isnull=True),
                name="cases_secrecymark_one_in_force_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision} on {self.case_id}"


class Disqualification(models.Model):
    """
    A user who may not touch a case: declared conflict of interest, or named in it (jäv).

    Kommunallagen 6:28-32 and 7:4. From this row on the case is closed to the user.
    """

    class Ground(models.TextChoices):
        """How it was known."""

        DECLARED = "declared"
        NAMED = "named"

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="disqualifications"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], name="cases_disqualification_once_a_user"
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} in case {self.case_id}"


class Pause(models.Model):
    """A time when the answering clock stood still: we waited for the resident."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    began_at = models.DateTimeField()
    until_date = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="cases_pause_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"pause of {self.case_id} from {self.began_at:%Y-%m-%d}"


class Decision(models.Model):
    """What a board or the council decided on a case, as its minutes say."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    paragraph = models.CharField(max_length=20)
    reasons = models.TextField()
    recorded_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_decision_outcome_is_known",
                condition=_one_of("outcome", BoardOutcome),
            ),
            models.UniqueConstraint(
                fields=["case", "body", "date", "paragraph"],
                name="cases_decision_is_recorded_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} on {self.case_id}"


class ImplementationStep(models.Model):
    """Something that is to be done after a decision, with a date, until it is done."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    text = models.CharField(max_length=200)
    due_date = models.DateField()
    done_date = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"step of {self.case_id} by {self.due_date}"


class SecretLink(models.Model):
    """A link that opens a case to whoever holds it; only the hash of its token is kept."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="secret_links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"secret link of {self.case_id}"


class Follower(models.Model):
    """An address that asked for news about a published case; no link to any ballot."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="followers")
    email = models.EmailField()
    language = models.CharField(max_length=10, default="sv")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                Lower("email"),
                name="cases_follower_once_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"follower of {self.case_id}"


class Draft(models.Model):
    """
    What a resident is about to send, behind a 128-bit address; erased after 24 hours.

    After sending, the content is gone and `case` remembers what it became, so that a second
    press of the button leads to the same receipt.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField(default=dict)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return f"draft {self.pk}"
