"""Reasons for which publication may be refused."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import TranslatedField


class RefusalGroundQuerySet(models.QuerySet["RefusalGround"]):
    """Filters on grounds."""

    def current(self) -> RefusalGroundQuerySet:
        """Keep the last version of each ground, in the order they are read."""
        later = RefusalGround.objects.filter(
            code=OuterRef("code"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later)).order_by("order", "code")

    def offered(self) -> RefusalGroundQuerySet:
        """Keep what a draft may take up."""
        return self.current().filter(is_retired=False)


class RefusalGround(models.Model):
    """
    A reason for which publication may be refused, as the author and public read it.

    Other words are another version: rules that are decided and cases that were refused
    keep the version they had. `order` and `is_retired` are of all its versions.
    """

    code = models.SlugField(_("Name in addresses"), max_length=60)
    version = models.PositiveSmallIntegerField(_("Version"), default=1)
    text = TranslatedField(_("Reason shown"))
    advice = TranslatedField(_("What the author can do instead"), blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=100)
    is_retired = models.BooleanField(
        _("Retired: new rules cannot take it up"), default=False
    )

    objects = RefusalGroundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pathways_refusal_ground_has_one_wording_a_version",
                fields=["code", "version"],
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def key(self) -> str:
        """Return what the event log names this wording by."""
        return f"{self.code}:{self.version}"
