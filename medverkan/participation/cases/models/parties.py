"""Those on the outside of a case, and the links that open it to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from medverkan.participation.cases.models.case import Case


class Party(models.Model):
    """A person on the outside of a case; every field may be empty (anonymous)."""

    class Role(models.TextChoices):
        """Why the person is in the case."""

        SUBMITTER = "submitter"
        GUARDIAN = "guardian"
        ON_BEHALF_OF = "on_behalf_of"
        CO_AUTHOR = "co_author"

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
    wants_easy_words = models.BooleanField(default=False)
    is_minor = models.BooleanField(default=False)
    has_protected_identity = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role="submitter"),
                name="cases_party_one_submitter_a_case",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role="guardian"),
                name="cases_party_one_guardian_a_case",
            ),
            models.UniqueConstraint(
                "case",
                Lower("email"),
                condition=Q(role="co_author") & ~Q(email=""),
                name="cases_party_each_co_author_once_a_case",
            ),
        ]
        indexes = [models.Index(fields=["email"], name="cases_party_by_email")]

    def __str__(self) -> str:
        return f"{self.role} of {self.case_id}"


class SecretLink(models.Model):
    """
    A link that opens a case to whoever holds it; only the hash of its token is kept.

    A link of a co-author opens what they may read, and nothing that the one who wrote may do.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="secret_links"
    )
    co_author = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"secret link of {self.case_id}"
