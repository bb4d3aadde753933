"""Rule sets: every parameter of a pathway, one version at a time."""

from __future__ import annotations

import datetime as dt

from django.core.validators import validate_comma_separated_integer_list
from django.db import models
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts.models import User
from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways import choices
from medverkan.reference.pathways.models import rule_set_constraints
from medverkan.reference.pathways.models.pathway import Pathway
from medverkan.reference.pathways.models.refusal_ground import RefusalGround
from medverkan.reference.pathways.states import BINDING, RuleSetState

PUBLISHED = frozenset(
    {choices.Publication.REVIEWED, choices.Publication.REVIEWED_TWICE}
)


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Filters on rule sets."""

    def drafts(self) -> RuleSetQuerySet:
        """Keep those not yet adopted."""
        return self.filter(state=RuleSetState.DRAFT)

    def binding(self) -> RuleSetQuerySet:
        """Keep those that a decision has put, will put or had put in force."""
        return self.filter(state__in=BINDING)

    def in_force_at(self, at: dt.datetime) -> RuleSetQuerySet:
        """Keep those in force at this instant: at most one per pathway."""
        return self.filter(in_force_from__lte=at).filter(
            models.Q(in_force_until=None) | models.Q(in_force_until__gt=at)
        )


class RuleSet(models.Model):
    """
    One version of a pathway's rules; only a draft can be changed.

    "Days" of promises are working days with the municipality's bridging days;
    `answer_months` is calendar time, statutory or promised. `window_days` are calendar days and
    `window_months` the choices an author has, such as "3,6,9,12". `is_installed` marks
    a rule set that came with the installation, so that nobody recorded its decision.
    """

    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="rule_sets")
    version = models.PositiveSmallIntegerField(_("Version"))
    state = models.CharField(
        _("State"),
        max_length=10,
        choices=RuleSetState,
        default=RuleSetState.DRAFT,
    )
    summary = TranslatedField(_("What is new in this version"), blank=True)

    submitters = models.CharField(
        _("Who may submit"),
        max_length=20,
        choices=choices.Circle,
        default=choices.Circle.ANYONE,
    )
    organisations_may_submit = models.BooleanField(
        _("Organisations may submit"), default=True
    )
    identity_to_submit = models.PositiveSmallIntegerField(
        _("Identity needed to submit"), choices=choices.IDENTITY_LEVELS, default=0
    )
    signed_paper_replaces_identity = models.BooleanField(
        _("A signed paper may replace e-identification"), default=False
    )
    asks_for_name = models.BooleanField(_("Name is required"), default=False)
    asks_for_email = models.BooleanField(_("E-mail is required"), default=False)
    asks_for_postcode = models.BooleanField(_("Postcode is required"), default=False)
    asks_for_place = models.CharField(
        _("Place"),
        max_length=10,
        choices=choices.Place,
        default=choices.Place.OPTIONAL,
    )
    guardian_below_age = models.PositiveSmallIntegerField(
        _("A guardian signs for those below the age of"), null=True, blank=True
    )
    coauthor_limit = models.PositiveSmallIntegerField(
        _("Co-authors that the author may invite before publication"), default=0
    )

    publication = models.CharField(
        _("Publication"),
        max_length=20,
        choices=choices.Publication,
        default=choices.Publication.OPTIONAL,
    )
    publication_test = TranslatedField(_("Published if"), blank=True)
    publish_days = models.PositiveSmallIntegerField(
        _("Working days to publish"), null=True, blank=True
    )
    shows_author_name = models.BooleanField(
        _("The author's name is shown"), default=False
    )
    similar_months = models.PositiveSmallIntegerField(
        _("Refused if similar was handled within (months)"), null=True, blank=True
    )
    refusal_grounds = models.ManyToManyField(
        RefusalGround,
        verbose_name=_("Reasons for refusal"),
        blank=True,
        related_name="rule_sets",
    )
    allows_questions = models.BooleanField(_("Questions to the author"), default=False)

    gathers_support = models.BooleanField(_("Gathers support"), default=False)
    supporters = models.CharField(
        _("Who may support"),
        max_length=20,
        choices=choices.Circle,
        default=choices.Circle.ANYONE,
    )
    identity_to_support = models.PositiveSmallIntegerField(
        _("Identity needed to support"), choices=choices.IDENTITY_LEVELS, default=0
    )
    counting_scheme = models.CharField(
        _("What one count means"),
        max_length=10,
        choices=choices.CountingScheme,
        blank=True,
    )
    per_address = models.CharField(
        _("Shared e-mail addresses"),
        max_length=10,
        choices=choices.PerAddress,
        default=choices.PerAddress.ONE,
    )
    allows_paper = models.BooleanField(_("Support on paper"), default=False)
    allows_phone = models.BooleanField(_("Support by phone"), default=False)
    allows_list = models.BooleanField(
        _("Support on a list without e-mail, as a school class"), default=False
    )
    counts_uncompared_paper = models.BooleanField(
        _("Paper that cannot be fully compared is counted on its own line"),
        default=False,
    )
    window_days = models.PositiveSmallIntegerField(
        _("Days to gather support"), null=True, blank=True
    )
    window_months = models.CharField(
        _("Months that the author chooses among"),
        max_length=40,
        blank=True,
        validators=[validate_comma_separated_integer_list],
    )
    window_stays_open = models.BooleanField(
        _("Stays open to the last day though a threshold is reached"), default=True
    )
    exempts_minority_matters = models.BooleanField(
        _("National minorities' matters need no threshold"), default=False
    )

    confirm_days = models.PositiveSmallIntegerField(
        _("Working days to confirm receipt"), null=True, blank=True
    )
    answer_days = models.PositiveSmallIntegerField(
        _("Working days to answer"), null=True, blank=True
    )
    answer_months = models.PositiveSmallIntegerField(
        _("Months to decide"), null=True, blank=True
    )
    reports_delay = models.BooleanField(
        _("A delay is reported to the council"), default=False
    )
    reports_per_year = models.PositiveSmallIntegerField(_("Reports a year"), default=0)

    decider = models.CharField(
        _("Who decides"),
        max_length=10,
        choices=choices.Decider,
        default=choices.Decider.OFFICER,
    )
    is_delegable = models.BooleanField(_("The decision may be delegated"), default=True)
    author_chooses_body = models.BooleanField(
        _("The author chooses board or council"), default=False
    )
    author_may_attend = models.BooleanField(
        _("The author may attend and speak"), default=False
    )
    conversion = models.CharField(
        _("Turning it into another kind of case"),
        max_length=10,
        choices=choices.Conversion,
        default=choices.Conversion.FREE,
    )

    is_statutory = models.BooleanField(
        _("A right under the Local Government Act, chapter 8 section 1"),
        default=False,
    )
    participation_level = models.CharField(
        _("Level of participation"),
        max_length=20,
        choices=choices.ParticipationLevel,
        default=choices.ParticipationLevel.CONSULTATION,
    )
    legal_basis = TranslatedField(_("Legal basis"), blank=True)
    retention = TranslatedField(_("How long it is kept"), blank=True)
    preset = models.SlugField(_("Made from preset"), max_length=60, blank=True)
    source_url = models.URLField(_("Source"), max_length=500, blank=True)
    source_date = models.DateField(_("Source seen on"), null=True, blank=True)

    drafted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="rule_sets_drafted"
    )
    drafted_at = models.DateTimeField(_("Drafted"))
    is_installed = models.BooleanField(_("Came with the installation"), default=False)
    # A decision names its body for as long as the rule set is kept.
    decision_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="rule_sets_decided"
    )
    decision_date = models.DateField(_("Date of the decision"), null=True, blank=True)
    decision_paragraph = models.CharField(_("Paragraph"), max_length=20, blank=True)
    decision_register_number = models.CharField(
        _("Register number"), max_length=60, blank=True
    )
    adopted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="rule_sets_adopted"
    )
    adopted_at = models.DateTimeField(_("Adopted"), null=True)
    in_force_from = models.DateTimeField(_("In force from"), null=True)
    in_force_until = models.DateTimeField(_("In force until"), null=True)
    frozen_at = models.DateTimeField(_("First used"), null=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        constraints = rule_set_constraints.ALL

    def __str__(self) -> str:
        return f"{self.pathway_id} v{self.version}"

    @property
    def is_draft(self) -> bool:
        """Tell whether it may still be changed."""
        return self.state == RuleSetState.DRAFT

    @property
    def is_published(self) -> bool:
        """Tell whether every case under it is published when it passes review."""
        return self.publication in PUBLISHED

    @property
    def month_choices(self) -> list[int]:
        """The windows, in months, that an author chooses among; empty if none."""
        return [int(month) for month in self.window_months.split(",") if month]

    def is_in_force(self, at: dt.datetime) -> bool:
        """Tell whether it is in force at this instant; the end is exclusive."""
        begun = self.in_force_from is not None and self.in_force_from <= at
        return begun and (self.in_force_until is None or at < self.in_force_until)
