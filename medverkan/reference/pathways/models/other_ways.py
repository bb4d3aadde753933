"""Ways to influence that no pathway covers: told about, not handled here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.choices import ParticipationLevel


class OtherWay(models.Model):
    """A way to influence outside the system: council meetings, advisory councils, law."""

    POPULAR_INITIATIVE = "popular_initiative"
    PAPER_FORMS = [(POPULAR_INITIATIVE, _("Popular initiative"))]

    slug = models.SlugField(_("Name in addresses"), max_length=60, unique=True)
    name = TranslatedField(_("Name"))
    description = TranslatedField(_("What it is"))
    who = TranslatedField(_("Who may"), blank=True)
    how = TranslatedField(_("How you do it"), blank=True)
    feedback = TranslatedField(_("What you get back"), blank=True)
    legal_basis = TranslatedField(_("Legal basis"), blank=True)
    participation_level = models.CharField(
        _("Level of participation"),
        max_length=20,
        choices=ParticipationLevel,
        default=ParticipationLevel.CONSULTATION,
    )
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        verbose_name=_("Body"),
        null=True,
        blank=True,
        related_name="other_ways",
    )
    paper_form = models.CharField(
        _("Paper form to print"), max_length=30, choices=PAPER_FORMS, blank=True
    )
    source_url = models.URLField(_("Source"), max_length=500, blank=True)
    source_date = models.DateField(_("Source seen on"), null=True, blank=True)
    icon = models.CharField(_("Icon"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=100)
    is_shown = models.BooleanField(_("Shown to residents"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pathways_other_way_level_is_known",
                condition=Q(participation_level__in=ParticipationLevel.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
