"""Reasons for which publication may be refused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import TranslatedField


class RefusalGround(models.Model):
    """A reason for which publication may be refused, as the author and public read it."""

    code = models.SlugField(_("Code"), max_length=60, unique=True)
    text = TranslatedField(_("Reason shown"))
    advice = TranslatedField(_("What the author can do instead"), blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=100)

    def __str__(self) -> str:
        return str(self.text)
