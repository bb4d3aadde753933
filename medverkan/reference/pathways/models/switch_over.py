"""Switch-overs: from one rule set or way in to the next, and what was brought along."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts.models import User
from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.models.pathway import Pathway
from medverkan.reference.pathways.models.rule_set import RuleSet
from medverkan.reference.pathways.states import SwitchOverState


class SwitchOver(models.Model):
    """
    A plan to let a rule set take over on a day, for its own pathway or for another's.

    Running cases stay under the rules they were lodged under. The decision is recorded
    by a second person, who thereby carries the plan out.
    """

    from_pathway = models.ForeignKey(
        Pathway,
        models.PROTECT,
        verbose_name=_("From the way in"),
        related_name="switch_overs",
    )
    to_rule_set = models.ForeignKey(
        RuleSet,
        models.PROTECT,
        verbose_name=_("To the rules"),
        related_name="switch_overs",
    )
    on_date = models.DateField(_("From and including"))
    note = TranslatedField(_("What residents are told"), blank=True)
    state = models.CharField(
        _("State"),
        max_length=20,
        choices=SwitchOverState,
        default=SwitchOverState.PLANNED,
    )
    planned_by = models.ForeignKey(
        User, models.PROTECT, related_name="switch_overs_planned"
    )
    planned_at = models.DateTimeField(_("Planned"))
    decision_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="switch_overs_decided"
    )
    decision_date = models.DateField(_("Date of the decision"), null=True)
    decision_paragraph = models.CharField(_("Paragraph"), max_length=20, blank=True)
    decision_register_number = models.CharField(
        _("Register number"), max_length=60, blank=True
    )
    carried_out_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="switch_overs_carried_out"
    )
    carried_out_at = models.DateTimeField(_("Carried out"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["to_rule_set"],
                condition=Q(state=SwitchOverState.PLANNED),
                name="pathways_one_plan_per_draft",
            ),
            models.CheckConstraint(
                name="pathways_carried_out_switch_over_has_its_decision",
                condition=~Q(state=SwitchOverState.CARRIED_OUT)
                | (
                    Q(decision_body__isnull=False, decision_date__isnull=False)
                    & Q(carried_out_by__isnull=False, carried_out_at__isnull=False)
                    & ~Q(decision_paragraph="")
                    & ~Q(decision_register_number="")
                ),
            ),
            models.CheckConstraint(
                name="pathways_switch_over_takes_two_persons",
                condition=Q(carried_out_by=None) | ~Q(carried_out_by=F("planned_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_pathway_id} -> {self.to_rule_set_id}"


class OldPath(models.Model):
    """An address of a retired channel, and the way in that its readers are sent to."""

    path = models.CharField(_("Old address"), max_length=300, unique=True)
    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="old_paths")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pathways_old_path_begins_with_a_slash",
                condition=Q(path__startswith="/") & ~Q(path="/"),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class ImportedPetition(models.Model):
    """
    A past petition and its count from a system now gone: imported, not verifiable.

    Never who signed: the import refuses columns of names or other personal data. The
    count is a labelled figure and is never added to another.
    """

    pathway = models.ForeignKey(
        Pathway, models.PROTECT, related_name="imported_petitions"
    )
    title = models.CharField(_("Title"), max_length=300)
    text = models.TextField(_("Text"), blank=True)
    lodged_date = models.DateField(_("Lodged"))
    support_count = models.PositiveIntegerField(_("Count as imported"))
    source = models.CharField(_("Source"), max_length=200)
    # SHA-256 of title, text and date, so that a file read twice makes no second row.
    digest = models.BinaryField(max_length=32)
    imported_at = models.DateTimeField(_("Imported"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "digest"], name="pathways_petition_is_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
