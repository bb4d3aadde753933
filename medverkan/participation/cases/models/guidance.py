"""Short answers to what many ask, kept by editors."""

from __future__ import annotations

from django.db import models

from medverkan.foundation.text import TranslatedField

GUIDANCE_KIND = "guidance"


class Guidance(models.Model):
    """
    A short answer to what many write about, found like a published case.

    `words` holds what people write by language, for those who do not use the title's own.
    What is not shown is found by nobody. `changed_at` is when somebody last looked it over.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = TranslatedField()
    answer = TranslatedField()
    words = models.JSONField(default=dict, blank=True)
    url = models.URLField(blank=True)
    is_shown = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.title)
