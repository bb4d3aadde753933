"""The values that parameters of a rule set may take, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import IdentityLevel


class Category(models.TextChoices):
    """What kind of thing a pathway takes in."""

    SUGGESTION = "suggestion", _("Suggestion")
    COMPLAINT = "complaint", _("Complaint")
    PRAISE = "praise", _("Praise")
    QUESTION = "question", _("Question")
    FAULT_REPORT = "fault_report", _("Fault report")
    PROPOSAL = "proposal", _("Proposal to the elected members")
    PETITION = "petition", _("Petition")
    STATUTORY_PROPOSAL = "statutory_proposal", _("Statutory citizen proposal")


class Circle(models.TextChoices):
    """Who belongs to those who may take part."""

    ANYONE = "anyone", _("Anyone")
    CONNECTED = "connected", _("Those who live, work, study or take part here")
    RESIDENT = "resident", _("Those registered as living here")
    RESIDENT_OR_OWNER = (
        "resident_or_owner",
        _("Those registered as living here or owning property here"),
    )


class CountingScheme(models.TextChoices):
    """What one count means: the identity that may be counted once."""

    EMAIL = "email", _("One per confirmed e-mail address")
    PERSON = "person", _("One per person with e-identification")
    REGISTER = "register", _("One per person in the population register")


class PerAddress(models.TextChoices):
    """How many a shared e-mail address may count for."""

    ONE = "one", _("One per address")
    NAMED = "named", _("Several per address, each by name")


class Publication(models.TextChoices):
    """Whether what was written is published, and after what review."""

    NEVER = "never", _("Never published")
    OPTIONAL = "optional", _("Published if an officer finds it of general interest")
    REVIEWED = "reviewed", _("Published after review by one person")
    REVIEWED_TWICE = "reviewed_twice", _("Published after review by two persons")


class Decider(models.TextChoices):
    """Who decides what becomes of it."""

    OFFICER = "officer", _("An officer, by delegation")
    BODY = "body", _("The board responsible")
    COUNCIL = "council", _("The municipal council")


class Conversion(models.TextChoices):
    """Whether an officer may turn it into another kind of case."""

    FREE = "free", _("An officer may")
    CONSENT = "consent", _("Only if the author agrees")
    NEVER = "never", _("Never: it is a statutory right")


class Place(models.TextChoices):
    """Whether the form asks where it is."""

    NO = "no", _("Does not ask")
    OPTIONAL = "optional", _("Asks, may be left out")
    REQUIRED = "required", _("Required")


class ParticipationLevel(models.TextChoices):
    """How far the influence reaches: the five steps of delaktighetstrappan."""

    INFORMATION = "information", _("Information")
    CONSULTATION = "consultation", _("Consultation")
    DIALOGUE = "dialogue", _("Dialogue")
    INFLUENCE = "influence", _("Influence")
    CO_DECISION = "co_decision", _("Co-decision")


class ThresholdEffect(models.TextChoices):
    """What happens when a threshold is reached."""

    PUBLIC_ANSWER = "public_answer", _("The administration answers in public")
    BODY_INFORMED = "body_informed", _("The board is told")
    HANDED_OVER = "handed_over", _("The board takes it up and decides")
    COUNCIL_DEBATE = "council_debate", _("The council debates it")


class AssignmentRole(models.TextChoices):
    """What part a body has in an area of responsibility."""

    RESPONSIBLE = "responsible", _("Responsible")
    SUPPORTING = "supporting", _("Supporting")
    INFORMED = "informed", _("Informed")


IDENTITY_LEVELS = [
    (int(IdentityLevel.UNKNOWN), _("None needed")),
    (int(IdentityLevel.EMAIL), _("Confirmed e-mail address")),
    (int(IdentityLevel.LOA2), _("E-identification, level 2")),
    (int(IdentityLevel.LOA3), _("E-identification, level 3")),
    (int(IdentityLevel.LOA4), _("E-identification, level 4")),
]
